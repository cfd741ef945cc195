"""The rules: each with a page that breaks it and one that does not."""

import pytest

from smo_core.features.networks import NETWORKS, RULES, judge, see
from smo_core.features.networks.files import ImageFile
from smo_core.features.networks.judge import line
from smo_core.features.networks.rules import BY_ID
from smo_core.vocabulary import SEVERITIES

IMAGE = "https://s.example/card.png"
GOOD = f"""<meta charset="utf-8"><title>Title</title>
<meta name="description" content="What it is about.">
<link rel="canonical" href="https://s.example/p/">
<meta property="og:title" content="Title">
<meta property="og:type" content="article">
<meta property="og:url" content="https://s.example/p/">
<meta property="og:description" content="What it is about.">
<meta property="og:site_name" content="The site">
<meta property="og:locale" content="en_GB">
<meta property="article:published_time" content="2026-11-22T09:00:00+01:00">
<meta property="article:tag" content="one"><meta property="article:tag" content="two">
<meta property="og:image" content="{IMAGE}">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="A card">
<meta name="twitter:card" content="summary_large_image">"""


def card(**facts):
    known = {"path": "card.png", "weight": 90_000, "format": "png", "width": 1200, "height": 630, **facts}
    return {IMAGE: ImageFile(where=known.pop("where", "here"), **known)}


def swap(old, new=""):
    assert old in GOOD
    return GOOD.replace(old, new)


def tag(name, value, attribute="property"):
    return f'{GOOD}<meta {attribute}="{name}" content="{value}">'


LD = '<script type="application/ld+json">{}</script>'
MANY = "".join(f'<meta property="og:x{n}" content="v">' for n in range(51))
# Rule → pages that break it: head, what is known of the image, and a word of the message.
BAD = {
    "title-missing": [(swap("<title>Title</title>").replace('content="Title"', ""), card(), "no title")],
    "image-not-found": [(GOOD, card(where="missing"), "no file card.png")],
    "image-not-absolute": [
        (swap(IMAGE, "card.png"), {}, "og:image is not absolute: card.png"),
        (tag("twitter:image", "//s.example/x.png", "name"), card(), "twitter:image"),
    ],
    "address-not-absolute": [
        (swap('rel="canonical" href="https://s.example/p/"', 'rel="canonical" href="/p/"'), card(), "/p/")
    ],
    "site-name-long": [(swap("The site", "s" * 300), card(), "300 bytes")],
    "text-void": [
        (swap('og:description" content="What it is about."', 'og:description" content="None"'), card(), "“None”"),
        (swap('og:title" content="Title"', 'og:title" content=" "'), card(), "og:title is empty"),
    ],
    "json-ld-broken": [(GOOD + LD.format("{broken"), card(), "not valid JSON")],
    "head-late": [(f"<style>{'x' * 300_001}</style>{GOOD}", card(), "WhatsApp")],
    "tags-too-many": [(GOOD + MANY, card(), "Matrix")],
    "description-missing": [
        (
            swap('<meta name="description" content="What it is about.">').replace('content="What it is about."', ""),
            card(),
            "",
        )
    ],
    "image-missing": [(swap(f'<meta property="og:image" content="{IMAGE}">'), {}, "no image")],
    "card-refused": [
        (
            swap('<meta name="twitter:card" content="summary_large_image">').replace("og:type", "og:kind"),
            card(),
            "X shows",
        )
    ],
    "image-format": [(GOOD, card(format="svg"), "SVG"), (GOOD, card(format=""), "no known format")],
    "image-heavy": [(GOOD, card(weight=700_000), "700 KB; WhatsApp takes at most 600 KB")],
    "image-small": [(GOOD, card(width=100, height=100), "at least 200 × 200")],
    "image-long": [(GOOD, card(width=3000, height=500), "4:1")],
    "image-mislabelled": [
        (GOOD, card(format="jpeg"), "JPEG, but its name ends in png"),
        (swap("image/png", "image/jpeg"), card(), "og:image:type says jpeg"),
    ],
    "image-size-wrong": [(GOOD, card(width=1201), "1200 × 630, the image is 1201 × 630")],
    "image-insecure": [(swap(IMAGE, "http://s.example/card.png"), {}, "not https")],
    "image-alt-missing": [(swap('content="A card"', 'content=" "'), card(), "alt")],
    "address-differs": [
        (swap('og:url" content="https://s.example/p/"', 'og:url" content="https://s.example/q/"'), card(), "/q/")
    ],
    "tag-contradicts": [
        (tag("og:title", "Another"), card(), "2 times, with 2"),
        (f"{GOOD}<title>B</title>", card(), "<title>"),
    ],
    "json-ld-wins": [(GOOD + LD.format('{"@type":"WebPage","headline":"Else"}'), card(), "JSON-LD headline")],
    "og-by-name": [(swap('property="og:title"', 'name="og:title"'), card(), "Signal and Matrix do not see")],
    "tags-astray": [(f'{GOOD}</head><body><meta property="og:video" content="v">', card(), "outside the head")],
    "text-escaped-twice": [(tag("twitter:title", "R&amp;amp;D", "name"), card(), "“&amp;”")],
    "date-unreadable": [(swap("2026-11-22T09:00:00+01:00", "22 November 2026"), card(), "22 November")],
    "title-cut": [(GOOD.replace('content="Title"', f'content="{"t" * 71}"'), card(), "71 characters; X shows 70")],
    "description-cut": [(GOOD.replace("What it is about.", "d" * 201), card(), "201 characters; X shows 200")],
    "card-small": [(swap("summary_large_image", "summary"), card(), "X, Slack and Discord show")],
    "image-size-unsaid": [(swap('<meta property="og:image:width" content="1200">'), card(), "not given")],
    "texts-differ": [(tag("twitter:title", "Other", "name"), card(), "og:title and twitter:title")],
    "images-differ": [(tag("twitter:image", "https://s.example/x.png", "name"), card(), "different images")],
    "address-missing": [(swap('<meta property="og:url" content="https://s.example/p/">'), card(), "og:url is missing")],
    "address-insecure": [(GOOD.replace('"https://s.example/p/"', '"http://s.example/p/"'), card(), "not https")],
    "address-elsewhere": [(GOOD.replace("https://s.example/p/", "https://s.example/old/"), card(), "will be at")],
    "tag-repeated": [(tag("og:title", "Title"), card(), "2 times")],
    "x-by-property": [(swap('name="twitter:card"', 'property="twitter:card"'), card(), "1 twitter: tags")],
    "tags-unquoted": [(swap('content="article"', "content=article"), card(), "no quotes")],
    "locale-unreadable": [(swap("en_GB", "en-GB"), card(), "en-GB")],
}
CASES = [(rule, *case) for rule, cases in BAD.items() for case in cases]


def noted(head, files, key="p/index.html"):
    html = f"<!doctype html>\n<html><head>{head}</head><body><p>text</p></body></html>"
    (verdict,) = judge([see(key, html, "https://s.example/p/")], NETWORKS, files)
    return verdict


def test_a_good_page_breaks_no_rule():
    """All of it together is silent: no rule cries wolf."""
    assert noted(GOOD, card()).noted == ()
    assert noted(GOOD, card()).worst is None


@pytest.mark.parametrize(("rule", "head", "files", "word"), CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)])
def test_a_bad_page_breaks_its_rule(rule, head, files, word):
    """The rule is found, with its severity, its cure and a message that says what was seen."""
    found = [n.finding for n in noted(head, files).noted if n.finding.rule == rule]
    assert found, rule
    assert any(word in finding.message for finding in found), [finding.message for finding in found]
    assert all(f.severity == BY_ID[rule].severity and f.hint == BY_ID[rule].fix for f in found)


def test_every_rule_has_a_case():
    """A new rule comes with its bad page."""
    assert {rule.id for rule in RULES if rule.find} == set(BAD)
    assert [rule.id for rule in RULES if rule.across] == ["title-shared"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rules_say_what_why_and_what_to_do(rule):
    """Sentences, each with its end; titles without."""
    assert rule.title
    assert not rule.title.endswith(".")
    assert rule.why.endswith(".")
    assert rule.fix.endswith(".")
    assert (rule.find is None) != (rule.across is None)


def test_rules_are_in_order_and_unique():
    """Worst first."""
    severities = [SEVERITIES.index(rule.severity) for rule in RULES]
    assert severities == sorted(severities, reverse=True)
    assert len(BY_ID) == len(RULES)


def test_findings_know_their_line_and_their_networks():
    """The tag's line in the file; the networks that mind."""
    verdict = noted(swap("The site", "s" * 300), card())
    (note,) = [n for n in verdict.noted if n.finding.rule == "site-name-long"]
    assert note.networks == ("discord",)
    assert note.finding.line == 9
    problems = {shown.network.id: [f.rule for f in shown.problems] for shown in verdict.shown}
    assert problems["discord"] == ["site-name-long"]
    assert problems["x"] == []


def test_pages_that_look_the_same_are_found_together():
    """Two pages with one title and one description; a third with another is left alone."""
    html = f"<html><head>{GOOD}</head></html>"
    other = html.replace("What it is about.", "Another thing.")
    pages = [see("a.html", html), see("b.html", html), see("c.html", other)]
    found = {
        v.key: [n.finding.message for n in v.noted if n.finding.rule == "title-shared"]
        for v in judge(pages, NETWORKS, {})
    }
    assert found == {
        "a.html": ["“Title” looks the same as b.html."],
        "b.html": ["“Title” looks the same as a.html."],
        "c.html": [],
    }


def test_the_summary_is_one_line():
    """All well, or how many errors and warnings."""
    assert line([noted(GOOD, card())]) == "previews: 1 page checked, all well"
    bad = line([noted(GOOD, card(where="missing")), noted(GOOD, card())])
    assert bad == "previews: 2 pages checked, 1 all well; 1 error (smo check tells which)"
