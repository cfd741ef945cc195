"""What was judged by hand on real sites and found to be no fault, or a lesser one; and what is not read at all."""

from __future__ import annotations

import importlib

from planted import SITE, clean, page, plus

from smo_core.folder.auditing import audit
from smo_core.settings import Settings

WHERE = "0; url=https://example.org/water.html"
STUB = f'<html><head><meta http-equiv="refresh" content="{WHERE}"></head></html>'


def found(root, *rules):
    settings = Settings(site_url=SITE, audit={"select": rules} if rules else {})
    return [(f.rule, f.severity, f.page) for f in audit(root, settings, jobs=1, today="2026-11-22").findings]


def test_a_page_that_only_sends_readers_on_needs_neither_title_nor_language_nor_encoding(folder) -> None:
    old, older, waiting, slow = (
        STUB.replace(WHERE, where) for where in (WHERE, "0;./water.html", "300", "60; url=water.html")
    )
    root = folder(plus({"old.html": old, "older.html": older, "waiting.html": waiting, "slow.html": slow}))
    pages = [page for rule, _, page in found(root, "M01", "M08", "M09")]
    assert pages == ["slow.html"] * 3 + ["waiting.html"] * 3
    # Those that stay a while are pages like others: a way must lead to them.
    assert [page for _, _, page in found(root, "G01")] == ["slow.html", "waiting.html"]


def test_the_canonical_link_of_a_page_that_only_sends_readers_on_says_where_to(folder) -> None:
    """Relative, to another host, to a page that sends on in turn: there is no page here to be taken out of a search."""
    to = '<html><head><link rel="canonical" href="{}"><meta http-equiv="refresh" content="0; url={}"></head></html>'
    away = to.format("https://other.example/x", "https://other.example/x")
    chain = to.format(f"{SITE}old.html", "old.html").replace("<head>", '<head><meta name="robots" content="noindex">')
    old = to.format("water.html", "water.html").replace("<head>", '<head><meta name="robots" content="noindex">')
    gone = to.format(f"{SITE}gone.html", "gone.html")
    root = folder(plus({"old.html": old, "away.html": away, "chain.html": chain, "lost.html": gone}))
    assert found(root, "M12", "M13") == [("M13", "error", "lost.html")]


def test_where_a_foreign_base_leads_is_said_once_unless_the_site_is_there(folder) -> None:
    """An error page is made for the place where it will be; only the site's address tells where that is."""
    plain = (
        '<html><head>{}<link rel="stylesheet" href="look.css"></head><body><a href="cups.html#no">x</a></body></html>'
    )
    files = {"look.css": "", "cups.html": plain.format(""), "water.html": plain.format('<base href="/tea/">')}

    def said(root, **settings):
        findings = audit(root, Settings(audit={"select": ["L01", "L02"]}, **settings), jobs=1).findings
        return [f.message for f in findings if f.page == "water.html"]

    root = folder(files)
    assert said(root) == ["References on this page are meant from /tea/ (<base href>), which is not there."]
    (place,) = said(root, site_url="https://example.org/tea/")
    assert "#no" in place
    broken = folder({**files, "water.html": plain.format('<base href="http://[">')}, "broken")
    assert said(broken) == ["References on this page are meant from http://[ (<base href>), which is not there."]
    assert len(said(folder({**files, "tea/look.css": ""}, "inside"))) == 1


def test_a_backslash_in_an_address_is_a_slash_to_browsers(folder) -> None:
    """Pages made on Windows have them; their links lead on all the same."""
    link = r'<p><a href=".\cups.html#cups">on bowls</a> <a href=".\gone.html">on none</a></p>'
    (only,) = audit(
        folder(clean(water=page("water", link))), Settings(site_url=SITE, audit={"select": ["L01"]}), jobs=1
    ).findings
    assert only.about == r".\gone.html"


def test_an_address_of_ones_own_machine_that_is_shown_is_an_instruction(folder) -> None:
    shown = '<p>Open <a href="http://localhost:8000/x">http://localhost:8000/x</a>.</p>'
    other = shown.replace("8000/x</a>", "5000/x</a>")
    assert found(folder(clean(water=page("water", other)), "other"), "L10") == [("L10", "error", "water.html")]
    hidden = '<p>See <a href="http://localhost:8000/x">the preview</a> and <a href="file:///C:/x">C:/x</a>.</p>'
    assert found(folder(clean(water=page("water", shown))), "L10") == [("L10", "info", "water.html")]
    assert found(folder(clean(water=page("water", hidden)), "hidden"), "L10") == [("L10", "error", "water.html")] * 2


def test_a_mail_address_without_its_scheme_is_told_what_it_lacks(folder) -> None:
    root = folder(clean(water=page("water", head='<link rev="made" href="docs@example.org">\n')))
    (only,) = audit(root, Settings(site_url=SITE, audit={"select": ["L01"]}), jobs=1).findings
    assert only.hint == "Did you mean mailto:docs@example.org?"


def test_a_page_too_large_is_a_finding_and_not_read(folder, monkeypatch) -> None:
    root = folder(
        plus(
            {"big.html": page("big", '<a href="gone.html">x</a>' + " " * 5000)},
            water=page("water", '<a href="big.html#x">on it</a>'),
        )
    )
    monkeypatch.setattr(importlib.import_module("smo_core.folder.auditing"), "LARGEST", 5000)
    assert found(root, "U02", "L01", "L02") == [("U02", "warning", "big.html")]


def test_a_link_without_its_ending_depends_on_the_server_unless_the_site_has_none(folder) -> None:
    link = '<p><a href="cups">on bowls</a> <a href="cups.html">on bowls too</a> <a href="./">home</a></p>'
    assert found(folder(clean(water=page("water", link))), "L01", "L04") == [("L04", "info", "water.html")]
    bare = page("water", link, swap={f'canonical" href="{SITE}water.html': f'canonical" href="{SITE}water'})
    assert found(folder(clean(water=bare), "bare"), "L01", "L04") == []


def test_nobody_finds_or_shares_a_page_that_says_that_nothing_is_there(folder) -> None:
    bare = "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Nothing</title></head><main>Nothing.</main></html>"
    rules = ("M03", "M04", "M07", "M11", "S01", "S10")
    assert found(folder(plus({"404.html": bare, "de/404.html": bare})), *rules) == []
    assert {rule for rule, *_ in found(folder(plus({"403.html": bare}), "other"), *rules)} == {
        "M03",
        "M04",
        "M07",
        "M11",
        "S01",
    }


def test_pages_that_all_say_the_same_words_are_compared_without_harm(folder) -> None:
    same = page("kettles", "<p>Kettles and cups.</p>")
    assert found(folder({"a.html": same, "b.html": same}), "G11") == []


def test_odd_signs_are_told_of_the_page_that_has_them_and_of_links_only_what_they_alone_have(folder) -> None:
    links = (
        '<a href="My_page.html">a</a> <a href="My_page.html#x">b</a> <a href="My%5Fpage.html">c</a> '
        '<a href="Two.pdf#1">d</a> <a href="Two.pdf#2">e</a> <a href="My_page.html?a=_">f</a> <a href="gone_away.html">g</a>'
    )
    root = folder(plus({"My_page.html": page("My_page"), "Two.pdf": b"x"}, water=page("water", links)))
    settings = Settings(site_url=SITE, audit={"select": ["L13"]})
    told = [(f.page, f.message) for f in audit(root, settings, jobs=1, today="2026-11-22").findings]
    assert told == [
        ("My_page.html", "The address of this page, My_page.html, has a capital letter."),
        ("water.html", "The address Two.pdf has a capital letter."),
    ]


def test_a_link_that_climbs_out_of_the_site_is_told_as_that_and_not_as_missing_too(folder) -> None:
    links = '<a href="../lib/index.html">a</a> <a href="gone.html">b</a> <a href="x/../../gone.html">c</a>'
    root = folder(plus({}, water=page("water", links)))
    assert [rule for rule, *_ in found(root, "L01", "L16")] == ["L16", "L01", "L16"]
