"""Never twice, never contradicting: our tags and those of the theme become one head."""

import json

import pytest
from bs4 import BeautifulSoup

from smo_core.html.defects import DEFECTS, defect
from smo_core.html.marks import strip
from smo_core.html.page import read_page
from smo_core.html.place import place, place_in_page
from smo_core.model import Additions, HeadTag


def meta(name, value):
    attribute = "property" if name.startswith(("og:", "article:")) else "name"
    return HeadTag(key=(attribute, name), tag="meta", attributes=((attribute, name), ("content", value)))


def graph(*types):
    body = json.dumps({"@context": "https://schema.org", "@graph": [{"@type": name} for name in types]})
    return HeadTag(key=("jsonld", "graph"), tag="script", attributes=(("type", "application/ld+json"),), body=body)


def merged(head, *tags, existing="keep"):
    text = f"<!doctype html><html><head>\r\n<title>T</title>{head}</head><body><main>x</main></body></html>"
    out = place(text, Additions(head=tags, existing=existing), read_page(text).seams)
    assert strip(out) == text
    assert place_in_page(strip(out), Additions(head=tags, existing=existing)) == out
    return BeautifulSoup(out, "html5lib")


def values(soup, name):
    return [m["content"] for m in soup.find_all("meta") if name in (m.get("property"), m.get("name"))]


@pytest.mark.parametrize(
    ("written", "name", "ours", "rule"),
    [
        ('<meta name="description" content="None">', "description", "What it is.", "void"),
        ('<meta name="description" content="">', "description", "What it is.", "void"),
        ('<meta property="og:title" content="A &amp;amp; B">', "og:title", "A & B", "twice-escaped"),
        (
            '<meta name="description" content="It says "no" to all">',
            "description",
            'It says "no" to all',
            "cut-by-quote",
        ),
        (
            '<meta property="article:published_time" content="Mon 01 March 2026">',
            "article:published_time",
            "2026-03-01",
            "no-date",
        ),
        (
            '<meta property="article:published_time" content="2026-03-01 10:00">',
            "article:published_time",
            "2026-03-01",
            "no-date",
        ),
        ('<meta property="og:image" content="/a.png">', "og:image", "https://x.example/a.png", "no-address"),
        ('<meta property="og:url" content="post.html">', "og:url", "https://x.example/post.html", "no-address"),
        (
            '<meta property="og:image" content="http://x.example/a.png">',
            "og:image",
            "https://x.example/a.png",
            "unencrypted",
        ),
    ],
)
def test_a_defective_tag_is_put_right(written, name, ours, rule):
    """Each defect seen in a theme is recognised, and the page says the right thing once."""
    theirs = values(BeautifulSoup(written, "html5lib"), name)[0]
    assert defect(name, theirs, ours) == rule
    assert [v for v in values(merged(written, meta(name, ours)), name) if v] == [ours]


def test_every_defect_is_explained():
    """Each rule says what it is about."""
    assert all(rule.__doc__ for rule in DEFECTS.values())


@pytest.mark.parametrize("value", ["Other words", "2026-03-01T10:00:00+01:00"])
def test_a_sound_tag_is_the_themes_word(value):
    """What is merely different stays, and is not said a second time."""
    name = "article:published_time" if value[0] == "2" else "og:title"
    soup = merged(f'<meta property="{name}" content="{value}">', meta(name, "2025-01-01"))
    assert values(soup, name) == [value]


def test_replace_makes_ours_the_only_word():
    """With ``existing: replace`` every rival goes, doubles too, and all come back."""
    theirs = '<meta property="og:title" content="theirs"><meta name="og:title" content="again">'
    soup = merged(theirs, meta("og:title", "ours"), existing="replace")
    assert values(soup, "og:title") == ["ours"]


def test_a_broken_image_takes_its_description_along():
    """Width and alternative text of a picture that is replaced would describe the wrong one."""
    theirs = '<meta property="og:image" content="None"><meta property="og:image:alt" content="theirs">'
    ours = (meta("og:image", "https://x.example/a.png"), meta("og:image:width", "1200"))
    soup = merged(theirs, *ours)
    assert values(soup, "og:image") == ["https://x.example/a.png"]
    assert values(soup, "og:image:width") == ["1200"]
    assert values(soup, "og:image:alt") == []


def test_what_the_theme_leaves_out_of_a_picture_that_is_ours_too_is_added():
    """The same picture has the same size; of another, or of one of several, we say nothing."""
    same = '<meta property="og:image" content="https://x.example/a.png"><meta property="og:image:width" content="9">'
    ours = (
        meta("og:image", "https://x.example/a.png"),
        meta("og:image:width", "1200"),
        meta("og:image:height", "630"),
    )
    soup = merged(same, *ours)
    assert [values(soup, f"og:image{part}") for part in ("", ":width", ":height")] == [
        ["https://x.example/a.png"],
        ["9"],
        ["630"],
    ]
    several = same + '<meta property="og:image" content="https://x.example/b.png">'
    assert values(merged(several, *ours), "og:image:height") == []


def test_tags_that_repeat_are_all_placed():
    """Several authors are several statements."""
    soup = merged("", meta("article:author", "Ana"), meta("article:author", "Tom"))
    assert values(soup, "article:author") == ["Ana", "Tom"]


@pytest.mark.parametrize(
    ("theirs", "left"),
    [
        ('{"@type": "Article"}', None),
        ('{"@graph": [{"@type": "WebPage"}]}', None),
        ('{"@type": "WebSite"}', ["WebPage", "Article"]),
        ("{broken", ["WebSite", "WebPage", "Article"]),
    ],
)
def test_the_graph_describes_only_what_is_not_described(theirs, left):
    """A theme that describes the page is left to it; one that describes the site is added to."""
    soup = merged(f'<script type="application/ld+json">{theirs}</script>', graph("WebSite", "WebPage", "Article"))
    ours = soup.find_all("script", attrs={"data-smo-placed": True})
    assert [[n["@type"] for n in json.loads(s.string)["@graph"]] for s in ours] == ([left] if left else [])


def test_what_gave_way_comes_back_to_the_byte():
    """Line ends, quotes and references of the original element survive being kept."""
    odd = "<meta\r\n  PROPERTY='og:title'\r content=\"&amp;quot; &lt; &#65; \" >"
    merged(odd, meta("og:title", "ours"), existing="replace")


def link(href):
    return HeadTag(key=("link", "canonical"), tag="link", attributes=(("rel", "canonical"), ("href", href)))


OURS, THEIRS = "https://x.example/a/", "https://x.example/b/"


@pytest.mark.parametrize(
    ("written", "existing", "address"),
    [
        ("", "keep", OURS),
        (f'<link rel="canonical" href="{THEIRS}">', "keep", THEIRS),
        (f'<link rel="canonical" href="{THEIRS}">', "replace", OURS),
        ('<link rel="canonical" href="file:///usr/share/a.html">', "keep", OURS),
        (f'<meta property="og:url" content="{THEIRS}">', "keep", OURS),
        (f'<link rel="canonical" href="{THEIRS}"><meta property="og:url" content="{OURS}">', "keep", THEIRS),
    ],
)
def test_canonical_and_og_url_are_one_address(written, existing, address):
    """Whoever wrote the canonical link that stays, og:url and structured data follow it."""
    nodes = [{"@type": "WebPage", "@id": f"{OURS}#webpage", "url": OURS}, {"@type": "Thing", "url": f"{OURS}other/"}]
    body = json.dumps({"@context": "https://schema.org", "@graph": nodes})
    data = HeadTag(key=("jsonld", "graph"), tag="script", attributes=(("type", "application/ld+json"),), body=body)
    soup = merged(written, link(OURS), meta("og:url", OURS), data, existing=existing)
    assert [e["href"] for e in soup.find_all("link", rel="canonical")] == [address]
    assert values(soup, "og:url") == [address]
    page, other = json.loads(soup.find("script").string)["@graph"]
    assert (page["url"], page["@id"]) == (address, f"{address}#webpage")
    assert other["url"] == f"{OURS}other/"


def test_a_description_that_only_the_theme_knows_is_told_to_networks_too():
    """Where the page says nothing of itself, the head's sound description counts for Open Graph as well."""
    theirs = '<meta name="description" content="A site about kettles.">'
    assert values(merged(theirs, meta("og:title", "T")), "og:description") == ["A site about kettles."]
    assert values(merged('<meta name="description" content="None">', meta("og:title", "T")), "og:description") == []
    assert values(merged(theirs, meta("og:title", "T"), meta("og:description", "Ours")), "og:description") == ["Ours"]


@pytest.mark.parametrize(
    ("theirs", "kept"),
    [("Install - The Site", False), ("Install | The Site", False), ("Install - Linux", True), ("The Site", True)],
)
def test_a_title_that_names_the_site_again_gives_way(theirs, kept):
    """Networks show the site's name beside the title; any other title is the theme's word."""
    tags = (meta("og:title", "Install"), meta("og:site_name", "The Site"))
    soup = merged(f'<meta property="og:title" content="{theirs}">', *tags)
    assert values(soup, "og:title") == [theirs if kept else "Install"]
