"""The same content through MkDocs, Pelican and the folder command gets the same additions."""

from __future__ import annotations

import pytest

# The plain description is left out: Pelican's notmyidea and MkDocs' home page write their own.
TAGS = (
    *("og:title", "og:description", "og:url", "canonical", "og:image", "og:image:alt", "og:type"),
    *("article:published_time", "article:modified_time", "og:locale", "og:site_name", "twitter:card"),
)
PAIRS = (("mkdocs", "pelican"), ("pelican", "folder"))
# Backlinks beyond this many are not shown, and which these are goes by the links of all pages.
SHOWN = 10


def differences(hosts, one, other, what):
    """Return what two hosts see differently, by page."""
    common = sorted({*hosts[one].soups} & {*hosts[other].soups})
    pairs = ((key, what(hosts[one], key), what(hosts[other], key)) for key in common)
    return {key: {one: a, other: b} for key, a, b in pairs if a != b}


def test_the_same_pages_are_content(hosts):
    """Every host adds to the same pages; lists, drafts and error pages are nobody's."""
    assert {*hosts["mkdocs"].soups} == {*hosts["pelican"].soups} == {*hosts["folder"].soups}
    # The bare theme prints no robots tag, so a folder of it cannot know of this page's wish.
    assert {*hosts["simple"].soups} == {*hosts["folder"].soups, "measure/checklist/index.html"}
    assert len(hosts["mkdocs"].soups) > 50


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("tag", TAGS)
def test_heads_say_the_same(hosts, one, other, tag):
    """Title, description, addresses, image, type and dates do not depend on the host."""
    assert differences(hosts, one, other, lambda site, key: site.said(key, tag)) == {}


@pytest.mark.parametrize("tag", ["og:title", "og:url", "canonical", "og:type", "twitter:card"])
def test_what_is_compared_is_there(hosts, tag):
    """Equal because absent would be no equality."""
    for site in hosts.values():
        assert {key for key in site.soups if len(site.said(key, tag)) != 1} == set()


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_same_content_links_are_seen(hosts, one, other):
    """Backlinks are the graph turned round: which pages link to a page, in the same order."""
    assert differences(hosts, one, other, lambda site, key: site.linked(key, "backlinks")) == {}
    assert sum(len(hosts[one].linked(key, "backlinks")) for key in hosts[one].soups) > 100


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_same_sentences_stand_around_links(hosts, one, other):
    """Each host's HTML of a paragraph is read as the same text, to the blank."""
    assert differences(hosts, one, other, lambda site, key: site.sentences(key)) == {}
    assert sum(len(hosts[one].sentences(key)) for key in hosts[one].soups) > 100


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_same_pages_are_in_a_section(hosts, one, other):
    """Their order is the host's: a menu, dates, addresses."""
    assert differences(hosts, one, other, lambda site, key: sorted(site.linked(key, "section"))) == {}
    assert sum(len(hosts[one].linked(key, "section")) for key in hosts[one].soups) > 50


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_same_resources_are_cited(hosts, one, other):
    """Block and file alike."""

    def cited(site, key):
        return [(a["href"], a.get_text()) for a in site.soups[key].select('[data-smo-placed="resources"] a[href]')]

    assert differences(hosts, one, other, cited) == {}
    assert (hosts[one].root / "smo/resources.json").read_bytes() == (
        hosts[other].root / "smo/resources.json"
    ).read_bytes()
    assert any(cited(hosts[one], key) for key in hosts[one].soups)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_same_pages_are_related(hosts, one, other):
    """The published lists name the same targets in the same order."""
    mine, theirs = hosts[one].related, hosts[other].related
    assert {
        page: (mine.get(page), theirs.get(page)) for page in {*mine} | {*theirs} if mine.get(page) != theirs.get(page)
    } == {}


@pytest.mark.parametrize("host", ["mkdocs", "pelican", "folder", "simple"])
def test_lists_on_pages_are_those_of_the_published_data(hosts, host):
    """What readers see and what programs fetch agree."""
    site = hosts[host]
    assert {key: site.linked(key, "related") for key in site.soups} == {
        key: site.related[key.removesuffix("index.html")] for key in site.soups
    }


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_share_bars_lead_to_the_same_addresses(hosts, one, other):
    """Title and address that a network is sent are the same, and so is the order of targets."""

    def hrefs(site, key):
        return [a["href"] for a in site.soups[key].select('[data-smo-placed="share"] a[href]')]

    assert differences(hosts, one, other, hrefs) == {}


@pytest.mark.parametrize("tag", ["og:title", "og:url", "canonical", "og:locale", "og:site_name"])
def test_a_folder_of_a_theme_that_says_little_still_knows_titles_and_addresses(hosts, tag):
    """What the bare theme prints is found: the title in its heading, the language, the path."""
    found = differences(hosts, "pelican", "simple", lambda site, key: site.said(key, tag))
    # The bare theme strips this title of its tags in <title> and prints it raw in the heading.
    broken = {"previews/escaping-titles/index.html"} if tag == "og:title" else set()
    assert {*found} == broken


def test_a_folder_of_a_theme_that_says_little_sees_the_same_links(hosts):
    """Links stand in the article, whatever the head says. Their order goes by links of all pages."""

    def linking(site, key):
        return sorted({*site.linked(key, "backlinks")} - {"measure/checklist/"})

    shown = {key for key in hosts["simple"].soups if len(hosts["simple"].linked(key, "backlinks")) < SHOWN}
    found = differences(hosts, "pelican", "simple", linking)
    assert {key: pair for key, pair in found.items() if key in shown} == {}
