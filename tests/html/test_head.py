"""Reading heads: what is said, under one key, and agreement with independent parsers."""

import json

import pytest
from bs4 import BeautifulSoup

from smo_core.html.dom import Tree
from smo_core.html.head import head_of, read_head

HEAD = """<!doctype html><html lang="de-AT"><head>
<meta charset="utf-8"><title>A &amp; B</title>
<meta name=description content='said "so"'>
<meta property="og:title" content="one"><meta property="og:title" content="two">
<meta property="twitter:card" content="summary">
<link rel="canonical" href="https://x.example/">
<link rel="alternate" hreflang="fr" href="/fr/"><link rel="alternate" type="application/atom+xml" href="/feed">
<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": ["Article", "Thing"]}]}</script>
<script type="application/ld+json">{broken</script>
</head><body><p>x</p></body></html>"""


def test_statements_are_found_under_their_keys():
    """Names and properties are told apart by meaning, not by which attribute a theme used."""
    head = read_head(HEAD)
    assert head.language == "de-AT"
    assert head.said["title", ""] == "A & B"
    assert head.said["name", "description"] == 'said "so"'
    assert head.said["property", "og:title"] == "one"
    assert head.said["name", "twitter:card"] == "summary"
    assert head.said["link", "canonical"] == "https://x.example/"
    assert head.said["link", "alternate:fr"] == "/fr/"
    assert head.said["link", "alternate:application/atom+xml"] == "/feed"
    assert {name for group, name in head.said if group == "jsonld"} == {"graph", "WebPage", "Article", "Thing"}


def test_all_occurrences_are_kept_in_order():
    """Doubles of a theme can be seen."""
    assert [s.value for s in read_head(HEAD).statements if s.key == ("property", "og:title")] == ["one", "two"]


def test_reading_the_beginning_says_the_same_as_reading_the_whole():
    """The short way stops at the head's end and misses nothing."""
    long = HEAD.replace("<p>x</p>", "<p>x</p>" * 1000)
    assert read_head(long) == head_of(Tree(long))


@pytest.mark.parametrize("parser", ["html5lib", "html.parser"])
def test_other_parsers_read_the_same_metas(parser):
    """BeautifulSoup, with either of two parsers, sees the metas that we see."""
    soup = BeautifulSoup(HEAD, parser)
    theirs = [(m.get("property") or m.get("name"), m["content"]) for m in soup.find_all("meta") if m.get("content")]
    ours = [(s.key[1], s.value) for s in read_head(HEAD).statements if s.key[0] in {"name", "property"}]
    assert ours == theirs


def test_a_frameset_has_no_place_for_tags():
    """A frameset page has a head, but no body that anything could belong to."""
    assert read_head("<html><head></head><frameset></frameset></html>").at is None


def test_the_charset_declaration_stays_first():
    """An empty head is opened after its start tag, a filled one after its last element."""
    text = "<html><head><meta charset=utf-8></head><body></body></html>"
    assert text[: read_head(text).at].endswith("<meta charset=utf-8>")


@pytest.mark.parametrize("broken", ["", "{", "[1, 2]", '"text"', "null", json.dumps({"@graph": 3})])
def test_broken_json_ld_is_no_trouble(broken):
    """JSON-LD of others may be anything."""
    head = read_head(f'<head><script type="application/ld+json">{broken}</script></head>')
    assert ("jsonld", "graph") in head.said
