"""The table of networks, and what each shows of a page whose tags disagree: golden cases by hand from the rows."""

import json
from datetime import date
from urllib.parse import urlsplit

import pytest

from smo_core.features.networks import NETWORKS, judge, see, show
from smo_core.features.networks.files import ImageFile
from smo_core.features.networks.network import FIELDS
from smo_core.features.networks.table import BY_ID

ADDRESS = "https://s.example/p/"
LD = json.dumps({"@type": "WebPage", "headline": "ld title", "description": "ld description"})
X = """<meta name="twitter:title" content="x title"><meta name="twitter:description" content="x description">
<meta name="twitter:image" content="https://s.example/x.png"><meta name="twitter:card" content="summary_large_image">"""
OG = """<meta property="og:title" content="og title"><meta property="og:description" content="og description">
<meta property="og:image" content="https://s.example/og.png"><meta property="og:url" content="https://s.example/og/">
<meta property="og:site_name" content="og site"><meta property="og:type" content="article">"""
PLAIN = """<title>title</title><meta name="description" content="plain">
<link rel="canonical" href="https://s.example/canonical/"><link rel="icon" href="/icon.png">"""
# The twitter: tags stand before the og: tags.
EVERYTHING = f'{PLAIN}{X}{OG}<script type="application/ld+json">{LD}</script>'


def look(network, head, files=None, address=ADDRESS):
    page = see("p/index.html", f"<!doctype html><html><head>{head}</head><body><h1>heading</h1></body></html>", address)
    return show(BY_ID[network], page, files or {})


def png(width=1200, height=630, weight=50_000, form="png"):
    return ImageFile(where="here", path="og.png", weight=weight, format=form, width=width, height=height)


OG_PNG = "https://s.example/og.png"
OG_ALL = ("og title", "og description", OG_PNG)
GOLDEN = {
    "facebook": (*OG_ALL, "https://s.example/og/", "og site"),
    "x": ("x title", "x description", "https://s.example/x.png", ADDRESS, ""),
    "linkedin": (*OG_ALL, "https://s.example/og/", ""),
    "mastodon": ("ld title", "ld description", OG_PNG, "https://s.example/canonical/", "og site"),
    "bluesky": (*OG_ALL, ADDRESS, ""),
    "threads": (*OG_ALL, "https://s.example/og/", ""),
    "slack": ("x title", "x description", "https://s.example/x.png", ADDRESS, "og site"),
    "discord": (*OG_ALL, ADDRESS, "og site"),
    "whatsapp": (*OG_ALL, "https://s.example/og/", ""),
    "telegram": (*OG_ALL, ADDRESS, "og site"),
    "signal": (*OG_ALL, ADDRESS, ""),
    "imessage": (*OG_ALL, ADDRESS, "og site"),
    "matrix": (*OG_ALL, ADDRESS, "og site"),
    "lemmy": (*OG_ALL, ADDRESS, ""),
    "pinterest": (*OG_ALL, "https://s.example/og/", "og site"),
    "reddit": ("og title", "", OG_PNG, ADDRESS, ""),
    "google": ("title", "plain", OG_PNG, "https://s.example/canonical/", "og site"),
}


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.id)
def test_each_network_takes_what_its_row_says(network):
    """Of tags that all say something else, each takes its own."""
    card = look(network.id, EVERYTHING)
    assert (card.title, card.description, card.image, card.url, card.site) == GOLDEN[network.id]
    assert {won.part for won in card.won} == {part for part in FIELDS if getattr(card, part)}


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.id)
def test_rows_are_complete_and_dated(network):
    """A row names its source, the day it was checked, and where the network shows what it reads."""
    assert network.id == network.id.lower()
    assert network.source == "not published" or urlsplit(network.source).scheme == "https"
    assert date.fromisoformat(network.verified)
    assert set(network.parts) <= {"image", "site", "host", "title", "description"}
    assert "title" in network.parts
    assert network.title


def test_ids_are_unique():
    """No network has two rows."""
    assert len(BY_ID) == len(NETWORKS) == len(GOLDEN)


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.id)
def test_a_page_with_a_title_only_has_a_card_everywhere_but_on_x(network):
    """Without social tags, the title is taken, and nothing is invented."""
    card = look(network.id, "<title>Just &amp; plain</title>")
    if network.id == "x":
        assert card.card == "none"
    else:
        assert (card.title, card.description, card.image, card.card) == ("Just & plain", "", "", "text")


def test_mastodon_does_not_look_into_a_graph():
    """JSON-LD inside @graph leaves Open Graph its place; at the top, or in a list, it wins."""
    node = json.loads(LD)
    for data, title in (({"@graph": [node]}, "og title"), ([{"@type": "Thing"}, node], "ld title")):
        script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
        assert look("mastodon", OG + script).title == title


def test_mastodon_takes_an_address_only_from_the_same_host():
    """A canonical address elsewhere is passed over."""
    assert look("mastodon", '<title>t</title><link rel="canonical" href="https://other.example/">').url == ADDRESS


def test_mastodon_takes_an_empty_tag_for_an_answer():
    """An empty og:title hides the title; others pass over it."""
    head = '<title>t</title><meta property="og:title" content="">'
    assert look("mastodon", head).card == "none"
    assert look("facebook", head).title == "t"


def test_signal_and_matrix_read_og_by_property_only():
    """og: by name= is nothing to them."""
    head = f"<title>t</title>{OG.replace('property=', 'name=')}"
    assert look("signal", head).title == look("matrix", head).title == "t"
    assert look("facebook", head).title == "og title"


def test_signal_falls_back_to_icons():
    """Without an image, the touch icon, then the icon, resolved against the page."""
    assert look("signal", PLAIN).image == "https://s.example/icon.png"
    assert look("signal", f'{PLAIN}<link rel="apple-touch-icon" href="t.png">').image == "https://s.example/p/t.png"


@pytest.mark.parametrize(("network", "size"), [("whatsapp", 300_000), ("signal", 1_024_000), ("lemmy", 1_048_576)])
def test_some_stop_reading(network, size):
    """Tags behind the first 300 KB, 1000 KiB, 1 MiB are not seen; before, they are."""
    style = f"<style>{'x' * (size - 700)}</style>"
    assert look(network, f"<title>t</title>{style}{OG}").title == "og title"
    late = f"<style>{'é' * (size // 2)}</style>"
    assert look(network, f"<title>t</title>{late}{OG}").title == "t"
    assert look("facebook", f"<title>t</title>{late}{OG}").title == "og title"


def test_matrix_ignores_og_when_there_are_more_than_fifty():
    """Fifty different tags are read, fifty-one are not."""
    for count, title in ((50, "og title"), (51, "t")):
        extra = "".join(f'<meta property="og:x{n}" content="v">' for n in range(count - 6))
        assert look("matrix", f"<title>t</title>{OG}{extra}").title == title


def test_matrix_takes_the_last_of_two():
    """Elsewhere the first counts."""
    head = f'{OG}<meta property="og:title" content="second">'
    assert look("matrix", head).title == "second"
    assert look("facebook", head).title == "og title"


def test_matrix_takes_the_heading_when_there_is_no_title():
    """The page's first heading stands in."""
    assert look("matrix", "").title == "heading"


def test_slack_takes_what_stands_first():
    """og: first, og: wins; twitter: first, twitter: wins."""
    assert look("slack", OG + X).title == "og title"
    assert look("slack", X + OG).title == "x title"


def test_discord_shows_nothing_for_a_long_site_name():
    """256 bytes are allowed, 257 are not."""
    for length, card in ((256, "large"), (257, "none")):
        head = OG.replace("og site", "s" * length) + X
        assert look("discord", head).card == card


def test_x_shows_a_small_card_without_twitter_card():
    """Type, title and description do; without one of them there is no card."""
    assert look("x", OG).card == "small"
    assert look("x", OG.replace("og:type", "og:kind")).card == "none"
    assert look("x", OG + X).card == "large"


def test_texts_are_cut_by_graphemes_or_bytes():
    """X counts 70 characters as seen, Discord 70 bytes; no character is torn."""
    title = "👩\u200d💻" * 71
    head = OG.replace("og title", title)
    kept = {cut.part: cut for cut in look("x", head).cut}["title"]
    assert (kept.length, kept.kept) == (71, "👩\u200d💻" * 69)
    cut = {cut.part: cut for cut in look("discord", head).cut}["title"]
    assert cut.kept == "👩\u200d💻" * 6
    assert look("x", OG.replace("og title", "👩\u200d💻" * 70)).cut == ()
    assert look("x", head).text("title").endswith("…")


@pytest.mark.parametrize(
    ("network", "file", "card", "why"),
    [
        ("facebook", png(), "large", ""),
        ("facebook", png(599, 400), "small", ""),
        ("facebook", png(199, 400), "text", "less than 200 × 200"),
        ("facebook", png(form="webp"), "text", "WebP"),
        ("facebook", png(weight=8_000_001), "text", "8 MB"),
        ("linkedin", png(400, 400), "small", ""),
        ("linkedin", png(401, 300), "large", ""),
        ("mastodon", png(form="avif"), "text", "AVIF"),
        ("whatsapp", png(weight=600_001), "text", "600 KB"),
        ("whatsapp", png(299, 200), "text", "300 pixels wide"),
        ("whatsapp", png(2001, 500), "text", "4:1"),
        ("whatsapp", png(2000, 500), "large", ""),
        ("signal", png(weight=1_048_577), "text", "1 MB"),
        ("signal", png(form="svg"), "text", "SVG"),
        ("x", png(form="svg"), "text", "SVG"),
        ("matrix", png(), "small", ""),
        ("telegram", ImageFile(where="missing", path="og.png"), "text", "does not hold it"),
        ("telegram", ImageFile(where="elsewhere"), "large", ""),
    ],
)
def test_images_are_shown_or_dropped_for_what_they_are(network, file, card, why):
    """By the file's own size, weight and format, at the limits."""
    made = look(network, OG + X.replace("x.png", "og.png"), {OG_PNG: file})
    assert made.card == card
    assert why in made.dropped
    assert bool(made.dropped) == (card == "text")


def test_relative_images_are_shown_by_those_who_resolve_them():
    """Mastodon and Lemmy resolve; Facebook does not."""
    head = '<title>t</title><meta property="og:image" content="../og.png">'
    assert look("mastodon", head).image == OG_PNG
    assert look("mastodon", head).dropped == ""
    assert look("facebook", head).dropped == "its address is not absolute"


HOSTILE = [
    "&\"<>'</script><script>alert(1)</script>",
    "a\u2028b\u2029c",
    "👩\u200d👩\u200d👧 " * 40,
    "ما هو تحسين الظهور \u202e abc",
    "x" * 5000,
    "[bold]rich[/bold] {{ jinja }} ${js}",
]


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.id)
@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "lines", "emoji", "rtl", "long", "templates"])
def test_hostile_titles_arrive_whole(network, text):
    """What the author wrote is what is shown, blanks collapsed."""
    from markupsafe import escape

    head = f'<title>{escape(text)}</title><meta property="og:title" content="{escape(text)}">'
    card = look(network.id, f'{head}<meta name="twitter:card" content="summary">')
    assert card.title == " ".join(text.split())


def test_blank_titles_are_no_titles():
    """Only whitespace: no card, for anybody."""
    head = '<title> \n </title><meta property="og:title" content="   "><meta name="twitter:card" content="summary">'
    assert [n.id for n in NETWORKS if look(n.id, head).card != "none"] == []


@pytest.mark.parametrize(
    "html", ["", "<", "<head", "\x00", "<html><frameset></frameset></html>", "</head>" * 3, '<meta property="og:title"']
)
def test_broken_pages_raise_nothing(html):
    """Whatever a file holds, there is a card or none, and no exception."""
    seen = see("x.html", html)
    assert all(show(network, seen, {}).network is network for network in NETWORKS)


@pytest.mark.parametrize(
    "value", ["http://[", "https://[::1", "//", "\x00", "http://a b/\ud800", "javascript:alert(1)"]
)
def test_broken_addresses_raise_nothing(value):
    """In any tag that holds an address; what cannot be followed is not the card's."""
    head = f"""<title>t</title><link rel="canonical" href="{value}"><link rel="icon" href="{value}">
    <meta property="og:url" content="{value}"><meta property="og:image" content="{value}">"""
    seen = see("p.html", f"<html><head>{head}</head></html>", ADDRESS)
    cards = [show(network, seen, {}) for network in NETWORKS]
    assert not {card.url for card in cards} & {"javascript:alert(1)", "//", "http://[", "https://[::1"}
    assert judge([seen], NETWORKS, {})


def test_deep_json_ld_raises_nothing():
    """A script nested a hundred thousand levels deep is broken, no more."""
    script = f'<script type="application/ld+json">{"[" * 100_000}</script>'
    assert look("mastodon", f"<title>t</title>{script}").title == "t"
