"""Automatic links in articles and pages, also where addresses are rendered anew for each page."""

import pytest

CONTENT = {
    "content/green.md": (
        "Title: Green tea\nDate: 2026-03-01\n\n[Boil]({filename}boil.md) the spring water first. `Spring water` is soft.\n"
    ),
    "content/boil.md": "Title: Boiling\nDate: 2026-03-02\n\nAs for green tea.\n",
    "content/pages/water.md": "Title: Spring water\n\nGood for green tea, and green tea only.\n",
}
SURE = {"suggest": {"automatic": True, "automatic_least": 0, "least": 0}}


@pytest.fixture
def tea(empty):
    return empty.write(CONTENT)


def made(site, key):
    return [(a.text, a["href"]) for a in site.soup(key).select('a[data-smo-placed="link"]')]


@pytest.mark.parametrize("relative", [False, True])
@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
def test_the_first_mention_becomes_a_link(tea, theme, relative):
    """Whatever the theme and however the site's own addresses are written."""
    site = tea.build(SURE, THEME=theme, RELATIVE_URLS=relative)
    assert made(site, "green-tea.html") == [("spring water", "pages/spring-water.html")]
    assert made(site, "pages/spring-water.html") == [("green tea", "../green-tea.html")]
    assert site.log() == []


def test_lists_and_feeds_have_none(tea):
    """Only an article's own page gets them, and none without the setting."""
    site = tea.build(SURE)
    assert [key for key in site.files if key.endswith((".html", ".xml")) and b"data-smo-wraps" in site.files[key]] == [
        "boiling.html",
        "green-tea.html",
        "pages/spring-water.html",
    ]
    assert not any(b"data-smo-wraps" in data for data in tea.build().files.values())
