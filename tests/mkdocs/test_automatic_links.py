"""Automatic links in a build: around the words, in the article only, and out again without a trace."""

import json

import pytest
from bs4 import BeautifulSoup

from smo_core.html.marks import strip

PAGES = {
    "docs/index.md": "# Home\n\nEverything about tea.\n",
    "docs/green.md": "# Green tea\n\nHeat the spring water & wait. `Spring water` is soft.\n",
    "docs/water.md": "# Spring water\n\nGood for green tea.\n\n## Green tea again\n",
}
SURE = {"automatic": True, "automatic_least": 0, "least": 0}
GREEN = "green/index.html"


@pytest.fixture
def tea(empty):
    return empty.write(PAGES)


def made(site, key):
    soup = BeautifulSoup(site.html(key), "html5lib")
    return [(a.text, a["href"], a.parent.name) for a in soup.select('a[data-smo-placed="link"]')]


def test_by_default_there_are_none(tea):
    """The text of the pages is the author's."""
    assert made(tea.build(), GREEN) == []


def test_the_first_mention_becomes_a_link(tea):
    """In a paragraph; what stands in code and headings stays as it is."""
    site = tea.build({"suggest": SURE})
    assert made(site, GREEN) == [("spring water", "../water/", "p")]
    assert made(site, "water/index.html") == [("green tea", "../green/", "p")]
    assert site.log() == []


def test_taken_out_the_page_is_the_one_without_them(tea):
    """Nothing else on the page changes."""
    others = {"share": False, "related": False, "backlinks": False, "meta": False, "cards": False}
    without, with_them = tea.build(others), tea.build({**others, "suggest": SURE})
    assert with_them.html(GREEN) != without.html(GREEN)
    assert strip(with_them.html(GREEN)) == strip(without.html(GREEN))


def test_no_block_counts_them(tea):
    """A page that only automatic links lead to has no backlinks, and search finds the author's words."""
    site = tea.build({"suggest": SURE}, plugins=["search"])
    assert not site.soup("water/index.html").select('[data-smo-placed="backlinks"]')
    assert any(
        "Heat the spring water" in doc["text"] for doc in json.loads(site.files["search/search_index.json"])["docs"]
    )
