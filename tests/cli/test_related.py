"""``smo related``: the lists of a site, with what speaks for each page."""

from __future__ import annotations

import json
import re

import pytest


def test_each_page_has_its_list_with_the_reason(smo):
    """Title and place of the page, then scores, titles and reasons of what is related to it."""
    out = smo("related", "site").stdout
    assert [line for line in out.splitlines() if not line.startswith(" ")] == [
        "Water a/water.html",
        "Home ./",
        "Tea tea.html",
    ]
    assert re.search(r"^  \d\.\d\d +Tea +\S", out, re.MULTILINE)


def test_one_page_may_be_asked_for_by_any_of_its_names(smo, place):
    """Address, location, key, or the file itself."""
    named = (
        "https://x.example/docs/a/water.html#top",
        "a/water.html",
        "a/water",
        "/a/water.html",
        str(place / "site/a/water.html"),
    )
    found = {smo("related", "site", "--page", name, "--site-url", "https://x.example/docs/").stdout for name in named}
    assert len(found) == 1
    assert found.pop().startswith("Water a/water.html\n")


def test_an_unknown_page_names_the_nearest(smo):
    """A slip costs no look into the folder; the exit code is that of input trouble."""
    result = smo("related", "site", "--page", "a/watre.html")
    assert result.exit_code == 3
    assert "a/watre.html: there is no such page. Did you mean 'a/water.html'?" in result.stderr


def test_count_says_how_many(smo):
    """Over the settings."""
    pages = json.loads(smo("related", "site", "--count", "1", "--json").stdout)["pages"]
    assert [len(page["related"]) for page in pages] == [1, 1, 1]
    assert smo("related", "site", "--count", "0").exit_code == 2


def test_an_explanation_shows_each_signals_part(smo):
    """A figure, a bar and a sentence for each; figures add up to the score."""
    out = smo("related", "site", "--page", "tea.html", "--count", "1", "--explain").stdout
    score = float(re.search(r"^  1\. .*  (\d\.\d\d)$", out, re.MULTILINE)[1])
    parts = re.findall(r"^ +([a-z]+) +(\d\.\d\d) +(█\S*|[▏▎▍▌▋▊▉])? *(.*)$", out, re.MULTILINE)
    assert score == pytest.approx(sum(float(part) for _, part, _, _ in parts), abs=0.05)
    assert {"text", "links"} <= {name for name, *_ in parts}
    assert "The two pages link to each other" in [said.strip() for *_, said in parts]


def test_json_carries_scores_parts_and_reasons(smo):
    """One document, and the same records in the export of the graph."""
    whole = json.loads(smo("related", "site", "--json").stdout)
    assert set(whole) == {"site_url", "count", "pages"}
    (tea,) = (page for page in whole["pages"] if page["key"] == "tea.html")
    assert set(tea) == {"key", "page", "title", "related"}
    best = tea["related"][0]
    assert set(best) == {"key", "page", "title", "score", "parts", "reasons"}
    assert best["parts"] == {reason["signal"]: reason["score"] for reason in best["reasons"]}
    assert set(best["reasons"][0]) == {"signal", "score", "evidence", "sentence"}
    nodes = {node["id"]: node for node in json.loads(smo("graph", "site").stdout)["nodes"]}
    assert nodes["tea.html"]["related"] == tea["related"]


def test_related_pages_switched_off_can_still_be_asked_for(smo, place):
    """The command is a question about the site, not about its blocks."""
    (place / "smo.toml").write_text("[related]\nenabled = false\n")
    assert json.loads(smo("related", "site", "--json").stdout)["pages"]


def test_the_graph_names_resources_that_several_pages_cite(smo, place):
    """Also where no block lists them."""
    for name in ("tea", "index"):
        path = place / f"site/{name}.html"
        path.write_text(
            path.read_text().replace("</main>", '<p>As <a href="https://spec.example/">the spec</a> has it.</p></main>')
        )
    (resource,) = json.loads(smo("graph", "site").stdout)["graph"]["resources"]
    assert resource == {
        "url": "https://spec.example/",
        "title": "the spec",
        "host": "spec.example",
        "pages": ["index.html", "tea.html"],
    }


def test_a_title_does_not_steer_the_terminal(smo, place):
    """Control characters of a page stay out."""
    path = place / "site/tea.html"
    path.write_text(path.read_text().replace("Tea", "Tea \x1b[31m[bold]red\u202e"))
    out = smo("related", "site").stdout
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[bold]red" in out
