"""Report and previews while Pelican listens: a server beside its own, and nothing in the output."""

import json
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup

from smo_core.settings import Settings
from smo_pelican import beside

REPORT, PREVIEWS = "smo/report/index.html", "smo/report/previews.html"


@pytest.mark.parametrize(
    ("arguments", "child", "expected"),
    [
        ("-l", False, True),
        ("--listen", False, True),
        ("-l -p 9000 -b 0.0.0.0", False, True),
        ("content -s conf.py -o out -l", False, True),
        ("-lr", False, False),
        ("-lr", True, True),
        ("-r -l", True, True),
        ("--autoreload --listen", False, False),
        ("-Dlr", True, True),
        ("-r", False, False),
        ("", False, False),
        ("-o l", False, False),
    ],
)
def test_of_the_processes_of_pelican_one_shows_the_report(monkeypatch, arguments, child, expected):
    monkeypatch.setattr(beside, "parent_process", lambda: object() if child else None)
    assert beside.wanted(["/usr/bin/pelican", *arguments.split()]) is expected
    assert beside.wanted(["/lib/pelican/__main__.py", *arguments.split()]) is expected
    assert beside.wanted(["/usr/bin/pytest", *arguments.split()]) is False


@pytest.fixture
def listening(project, monkeypatch):
    """Return a function that builds while Pelican listens, and returns the address of the report."""
    monkeypatch.setattr(beside, "_desks", {})
    monkeypatch.setattr(beside, "wanted", lambda: True)
    told = []
    monkeypatch.setattr("smo_pelican.plugin.console.print", lambda text, **_: told.append(text))

    def start(smo=None):
        project.build(smo or {}, PORT=0, BIND="127.0.0.1")
        return next((text.rpartition(" ")[2] for text in told if "Report on this site" in text), "")

    return start


def got(url):
    with urlopen(url, timeout=30) as answer:
        return answer.read().decode()


def data_of(html):
    return json.loads(BeautifulSoup(html, "html5lib").find(id="data").string)


def test_the_report_is_beside_the_site_and_not_in_the_output(project, listening):
    url = listening()
    data = data_of(got(url))
    assert data["base"] == "../../"
    assert len(data["pages"]["key"]) >= 4
    assert "Link previews" in got(f"{url}previews.html")
    assert not (project.root / "output/smo/report").exists()


def test_the_site_is_around_it(listening):
    url = listening()
    page = BeautifulSoup(got(url), "html5lib").select_one(".ranks a")["href"]
    assert "<article" in got(f"{url}{page}") or "<main" in got(f"{url}{page}")
    with pytest.raises(HTTPError, match="404"):
        got(f"{url}x")


def test_it_is_about_the_site_as_built_last(project, listening):
    url = listening()
    before = len(data_of(got(url))["pages"]["key"])
    project.write({"content/more.md": "Title: More\nDate: 2026-05-05\nCategory: kitchen\n\nMore.\n"})
    project.rebuild({}, PORT=0, BIND="127.0.0.1")
    assert len(data_of(got(url))["pages"]["key"]) == before + 1


def test_it_can_be_switched_off(listening):
    assert listening({"report": False}) == ""


def test_a_port_in_use_is_no_trouble(project, monkeypatch, tmp_path):
    monkeypatch.setattr(beside, "_desks", {})
    first = beside.listen(str(tmp_path), "127.0.0.1", 0, Settings(), tmp_path)
    port = int(first.split(":")[2].split("/")[0])
    monkeypatch.setattr(beside, "_desks", {})
    second = beside.listen(str(project.root), "127.0.0.1", port, Settings(), tmp_path)
    assert first != second
    assert second.endswith("/smo/report/")


def test_a_build_publishes_nothing_unless_asked_and_takes_it_away_when_no_longer(project):
    assert [key for key in project.build({}).files if "report" in key] == []
    site = project.rebuild({"report": "publish"}, DELETE_OUTPUT_DIRECTORY=False)
    assert data_of(site.html(REPORT))["base"] == "../../"
    assert "Link previews" in site.html(PREVIEWS)
    assert [key for key in project.rebuild({}, DELETE_OUTPUT_DIRECTORY=False).files if "report" in key] == []


def test_a_file_that_is_not_ours_stays(project):
    project.build({})
    (project.root / "output/smo/report").mkdir(parents=True)
    (project.root / "output" / REPORT).write_text("<p>mine</p>", encoding="utf-8")
    site = project.rebuild({}, DELETE_OUTPUT_DIRECTORY=False)
    assert site.html(REPORT) == "<p>mine</p>"
