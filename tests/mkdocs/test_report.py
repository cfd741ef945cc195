"""Report and previews while the site is served: beside it, not in it, and new after each rebuild."""

import json
from wsgiref.util import setup_testing_defaults

import pytest
from bs4 import BeautifulSoup
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

REPORT, PREVIEWS = "smo/report/index.html", "smo/report/previews.html"


@pytest.fixture
def serve(project):
    """Return a function that begins to serve the project and returns the server, which is bound to no port."""
    servers = []

    def start(smo, **config):
        project.configure(smo, **config)
        project.rebuild(first=True, serve=True)
        config = load_config(str(project.root / "mkdocs.yml"))
        server = LiveReloadServer(
            builder=lambda: None, host="127.0.0.1", port=8000, root=config.site_dir, mount_path="/manual/"
        )
        servers.append(server)
        return config.plugins.on_serve(server, config=config, builder=lambda: None)

    yield start
    for server in servers:
        server.server_close()


def asked(server, path):
    """Return status, headers and body that a server answers with."""
    environ, said = {}, {}
    setup_testing_defaults(environ)
    environ["PATH_INFO"] = path

    def start(status, headers):
        said.update(status=status, headers=dict(headers))

    body = server.get_app()(environ, start)
    try:
        return said["status"], said["headers"], b"".join(body).decode()
    finally:
        getattr(body, "close", lambda: None)()


def data_of(html):
    return json.loads(BeautifulSoup(html, "html5lib").find(id="data").string)


def test_the_report_is_beside_the_served_site_and_not_in_it(serve, project):
    server = serve({})
    status, headers, html = asked(server, "/manual/smo/report/")
    assert status == "200 OK"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Content-Length"] == str(len(html.encode()))
    data = data_of(html)
    assert data["base"] == "../../"
    assert len(data["pages"]["key"]) == 5
    assert not (project.root / "site/smo/report").exists()


def test_findings_name_the_file_that_their_page_was_made_of(serve, project):
    server = serve({})
    data = data_of(asked(server, "/manual/smo/report/")[2])
    sources = {data["texts"][place] for place in data["findings"]["source"]} - {""}
    assert sources
    assert all(
        name.endswith(".md") and (project.root / "docs" / name.rpartition("docs/")[2]).is_file() for name in sources
    )


def test_its_links_lead_to_pages_of_the_served_site(serve):
    server = serve({})
    page = BeautifulSoup(asked(server, "/manual/smo/report/")[2], "html5lib").select_one(".ranks a")["href"]
    status, _, html = asked(server, f"/manual/{page.removeprefix('../../')}")
    assert status == "200 OK"
    assert "Kettle" in html


def test_the_previews_are_there_and_the_report_leads_to_them(serve):
    server = serve({})
    report = BeautifulSoup(asked(server, "/manual/smo/report/")[2], "html5lib")
    assert report.select_one('nav a[href="previews.html"]')
    status, _, html = asked(server, "/manual/smo/report/previews.html")
    assert status == "200 OK"
    assert "Link previews" in html


@pytest.mark.parametrize("path", ["/manual/", "/manual/guide/install/", "/manual/smo/smo.css", "/manual/smo/report/x"])
def test_all_else_is_the_site(serve, path):
    server = serve({})
    site = server.serve_request
    server_with = asked(server, path)
    server.set_app(site)
    assert server_with == asked(server, path)


def test_without_its_slash_the_address_leads_on(serve):
    status, headers, _ = asked(serve({}), "/manual/smo/report")
    assert (status, headers["Location"]) == ("302 Found", "/manual/smo/report/")


def test_after_a_rebuild_it_is_about_the_new_site(serve, project):
    server = serve({})
    assert len(data_of(asked(server, "/manual/smo/report/")[2])["pages"]["key"]) == 5
    project.write({"docs/more.md": "# More\n\nMore of [it](index.md).\n"})
    project.rebuild(serve=True)
    assert len(data_of(asked(server, "/manual/smo/report/")[2])["pages"]["key"]) == 6


def test_what_was_made_is_not_made_again(serve, monkeypatch):
    server = serve({})
    first = asked(server, "/manual/smo/report/")
    monkeypatch.setattr("smo_core.folder.reporting.examine", lambda *_, **__: pytest.fail("made again"))
    assert asked(server, "/manual/smo/report/") == first


@pytest.mark.parametrize("smo", [{"report": False}, {"enabled": False}])
def test_it_can_be_switched_off(serve, smo):
    server = serve(smo)
    assert asked(server, "/manual/smo/report/")[0].startswith("404")


def test_the_folder_of_our_files_is_that_of_the_settings(serve):
    assert asked(serve({"assets": "own/files"}), "/manual/own/files/report/")[0] == "200 OK"


def test_a_build_publishes_nothing_unless_asked(project):
    assert [key for key in project.build({}).files if "report" in key] == []


def test_a_build_publishes_both_if_asked(project):
    site = project.build({"report": "publish"})
    assert data_of(site.html(REPORT))["base"] == "../../"
    assert site.leads_to(REPORT, "../../guide/install/index.html") == "guide/install/index.html"
    assert "Link previews" in site.html(PREVIEWS)
    for key in (REPORT, PREVIEWS):
        assert site.said(key, "robots") == ["noindex"]


def test_where_it_cannot_be_published_the_build_says_so(project, monkeypatch, caplog):
    from smo_core.problems import InputError

    def refuse(*_, **__):
        message = "disk full"
        raise InputError(message)

    monkeypatch.setattr("smo_core.folder.desk.publish", refuse)
    with pytest.raises(Abort):
        project.build({"report": "publish"})
    assert "smo: disk full" in caplog.text
