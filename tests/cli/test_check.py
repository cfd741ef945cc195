"""``smo check``: what it says of a folder, in each form, and when it fails."""

import json
import re

import pytest
from click.testing import CliRunner

from smo_core.cli import main
from smo_core.features.networks import NETWORKS, RULES
from smo_core.folder.checking import verdict
from smo_core.settings import Settings

HEAD = """<meta charset="utf-8"><title>{title}</title><meta name="description" content="About {key}.">
<link rel="canonical" href="https://s.example/docs/{key}/"><meta property="og:url" content="https://s.example/docs/{key}/">
<meta property="og:title" content="{title}"><meta property="og:description" content="About {key}.">
<meta property="og:type" content="article"><meta name="twitter:card" content="summary_large_image">"""


def page(folder, key, title="A title", more="", body="<p>text</p>"):
    path = folder / key / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = HEAD.format(title=title, key=key) + more
    path.write_text(f"<!doctype html>\n<html lang=en><head>{head}</head><body>{body}</body></html>", encoding="utf-8")


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "site"
    page(folder, "good")
    page(folder, "bad", title="Bad", more='<meta property="og:image" content="https://s.example/docs/none.png">')
    (folder / "404.html").write_text("<html><head><title>Not found</title></head></html>", encoding="utf-8")
    return folder


def run(*args, code=0):
    result = CliRunner().invoke(main, ["check", *map(str, args)], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.stdout


def test_a_site_is_told_by_rules_and_pages(site):
    """Counts, each rule with its cure and an example, the worst pages, what was left out."""
    said = run(site, code=1)
    assert "2 pages on 17 networks at https://s.example/docs/: 1 error" in said
    assert "Image not in the site" in said
    assert "bad/index.html" in said
    assert "1 page left out (error page)" in said


def test_a_page_is_told_network_by_network(site):
    """Each network's card, where each part comes from, what is wrong."""
    said = run(site, "--page", "bad/", code=1)
    for network in NETWORKS:
        assert network.label in said
    assert "og:title" in said
    assert "No image: the site does not hold it." in said


@pytest.mark.parametrize(
    "name", ["bad/", "bad", "bad/index.html", "https://s.example/docs/bad/", "site/bad/index.html"]
)
def test_a_page_is_known_by_any_of_its_names(site, name):
    """By location, key, address, or the file itself."""
    document = json.loads(run(site, "--page", name, "--json", code=1))
    assert [p["page"] for p in document["pages"]] == ["bad/index.html"]


def test_a_page_that_would_be_left_out_is_looked_at_when_named(site):
    """The error page, if asked for."""
    assert json.loads(run(site, "--page", "404.html", "--json", "--fail-on", "never"))["pages"]


def test_json_says_everything(site):
    """Per page and network: the card, the source of each part; findings with their networks."""
    document = json.loads(run(site, "--json", code=1))
    assert document["site_url"] == "https://s.example/docs/"
    assert document["skipped"] == {"error page": 1}
    bad, good = document["pages"]
    assert set(good["networks"]) == {network.id for network in NETWORKS}
    assert good["networks"]["google"]["from"]["title"] == "<title>"
    assert good["networks"]["x"]["card"] == "text"
    assert bad["networks"]["x"]["image_file"]["where"] == "missing"
    assert bad["findings"][0]["rule"] == "image-not-found"


@pytest.mark.usefixtures("site")
def test_sarif_is_what_the_standard_asks_for():
    """Version, rules with unique ids, results that refer to them, relative addresses, lines from 1."""
    log = json.loads(run("site", "--sarif", code=1))
    assert log["version"] == "2.1.0"
    (run_,) = log["runs"]
    rules = run_["tool"]["driver"]["rules"]
    ids = [rule["id"] for rule in rules]
    assert len(set(ids)) == len(ids)
    assert {rule.id for rule in RULES} <= set(ids)
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    assert run_["results"]
    for result in run_["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        assert re.fullmatch(r"site/[\w/.%-]+", physical["artifactLocation"]["uri"])
        assert physical.get("region", {"startLine": 1})["startLine"] >= 1
    worst = run_["results"][0]
    assert (worst["ruleId"], worst["locations"][0]["physicalLocation"]["region"]) == (
        "image-not-found",
        {"startLine": 5},
    )


def test_networks_can_be_chosen(site):
    """One, several, by comma; a wrong name is helped."""
    assert json.loads(run(site, "--network", "x", "--network", "Slack", "--json", code=1))["networks"] == ["x", "slack"]
    assert json.loads(run(site, "--network", "x,signal", "--json", code=1))["networks"] == ["x", "signal"]
    result = CliRunner().invoke(main, ["check", str(site), "--network", "mastodn"])
    assert result.exit_code == 2
    assert "Did you mean 'mastodon'?" in result.stderr


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("never", 0), ("warning", 1), ("info", 1)])
def test_the_exit_code_follows_fail_on(site, level, code):
    """1 when there is a finding of that severity or worse."""
    run(site, "--fail-on", level, code=code)


def test_strict_settings_fail_on_warnings(site):
    """strict: true in the settings is --fail-on warning."""
    (site / "bad" / "index.html").unlink()
    run(site)
    (site.parent / "smo.toml").write_text("strict = true\n", encoding="utf-8")
    run(site, code=1)


def test_trouble_has_its_own_exit_codes(site, tmp_path):
    """No folder, no such page: 3; both formats: 2."""
    for args, code in (([tmp_path / "none"], 3), ([site, "--page", "nowhere/"], 3), ([site, "--json", "--sarif"], 2)):
        result = CliRunner().invoke(main, ["check", *map(str, args)])
        assert result.exit_code == code
        assert result.stderr
        assert "Traceback" not in result.output


def test_a_title_cannot_reach_the_terminal(site):
    """Escapes, bells, rich's markup, characters that turn the line: shown or dropped, never obeyed."""
    hostile = "\x1b[31mred\x1b]0;title\x07 [bold]x[/bold] [/] \u202eturned\u2066 \x9b5m"
    page(site, "hostile", title=hostile, more='<meta property="og:title" content="\x1b[2J">')
    for args in ((), ("--page", "hostile/"), ("--json",), ("--sarif",)):
        said = run(site, "--fail-on", "never", *args)
        assert not {"\x1b", "\x07", "\x9b"} & set(said), args
    said = run(site, "--page", "hostile/", "--fail-on", "never")
    assert not {"\u202e", "\u2066"} & set(said)
    assert "[bold]x[/bold]" in said


def test_images_of_the_site_are_measured(site):
    """The file under the site's address is looked at, on disk."""
    gif = b"GIF89a" + (100).to_bytes(2, "little") * 2 + b"\0" * 10
    (site / "none.png").write_bytes(gif)
    document = json.loads(run(site, "--json"))
    rules = {finding["rule"] for finding in document["pages"][0]["findings"]}
    assert {"image-small", "image-mislabelled", "image-alt-missing"} <= rules
    assert document["pages"][0]["networks"]["facebook"]["image_file"]["width"] == 100


def test_nothing_is_written(site):
    """Looking changes no file."""
    before = {path: path.read_bytes() for path in site.rglob("*.html")}
    run(site, code=1)
    assert {path: path.read_bytes() for path in site.parent.rglob("*") if path.is_file()} == before


def test_a_large_site_goes_through_the_pool(site):
    """Several processes give the same answer as one."""
    for number in range(300):
        page(site, f"n{number}", title=f"Title {number}")
    one, many = (run(site, "--json", "--jobs", jobs, code=1) for jobs in (1, 2))
    assert one == many
    assert len(json.loads(one)["pages"]) == 302


def test_hosts_get_one_line(site):
    """What a build prints when it is done."""
    said, passed = verdict(site, Settings(check=True))
    assert said.startswith("previews: 2 pages checked, 0 all well; 1 error, 2 warnings")
    assert passed
    assert not verdict(site, Settings(check=True, strict=True))[1]
