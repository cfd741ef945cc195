"""``unlink`` gives back every byte, whatever the page is; linking twice changes nothing."""

from __future__ import annotations

import os
import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from smo_core.folder import link, unlink

BASE = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Tea – Kettles</title>\n'
    '<link rel="canonical" href="https://example.org/tea.html">\n<meta name="description" content="All about tea">\n'
    '<meta property="og:image" content="pot.png">\n'
    '<script>var a = "<main>";</script>\n</head>\n<body class="page">\n'
    '<header><nav><a href="/">Home</a></nav></header>\n'
    '<main>\n<article>\n<h1 id="tea">Tea</h1>\n'
    '<p>Tea needs <a href="water.html">boiling water</a> &amp; leaves; café.</p>\n'
    '<img src="pot.png" alt="A pot">\n<div data-smo="share"></div>\n<ul><li>Green<li>Black</ul>\n</article>\n</main>\n'
    "<footer>© Kettles</footer>\n</body>\n</html>\n"
)
B = BASE.encode()
RUSSIAN, JAPANESE = (BASE.replace("café", w).replace("©", "").replace("–", "-") for w in ("чай", "お茶"))
BOM = b"\xef\xbb\xbf"
PAGES = {
    "plain": B,
    "crlf": B.replace(b"\n", b"\r\n"),
    "cr": B.replace(b"\n", b"\r"),
    "mixed-line-ends": B.replace(b"\n<", b"\r\n<", 5),
    "one-line": B.replace(b"\n", b""),
    "bom": BOM + B,
    "bom-crlf": BOM + B.replace(b"\n", b"\r\n"),
    "utf-16-le": b"\xff\xfe" + BASE.encode("utf-16-le"),
    "utf-16-be": b"\xfe\xff" + BASE.encode("utf-16-be"),
    "latin-1": BASE.replace("utf-8", "iso-8859-1").replace("–", "-").encode("latin-1"),
    "windows-1252": BASE.replace("utf-8", "windows-1252").encode("cp1252"),
    "koi8-r": RUSSIAN.replace("utf-8", "koi8-r").encode("koi8-r"),
    "shift-jis": JAPANESE.replace("utf-8", "shift_jis").encode("shift_jis"),
    "unknown-charset": BASE.replace("utf-8", "x-klingon").replace("–", "-").encode("latin-1"),
    "invalid-utf-8": B.replace("é".encode(), b"\xe9\xff\x80"),
    "invalid-attribute-name": B.replace(b"class=", b"cl\xe9ss="),
    "nul": B.replace(b"leaves", b"lea\0ves"),
    "no-head": B[: B.index(b"<head>")] + B[B.index(b"</head>") + 7 :],
    "no-body": re.sub(rb"</?body[^>]*>\n", b"", B),
    "no-html": re.sub(rb"</?(?:html|head|body)[^>]*>\n", b"", B),
    "fragment": b"<h1>Tea</h1><p>Tea needs boiling water and leaves.</p>",
    "text": b"Just a line of text.\n",
    "frameset": b"<html><head><title>F</title></head><frameset cols='*'><frame src='a.html'></frameset></html>",
    "empty": b"",
    "blank": b" \r\n\t",
    "uppercase": re.sub(rb"<(/?)([a-z0-9]+)", lambda m: b"<" + m[1] + m[2].upper(), B),
    "unclosed-article": B.replace(b"</article>\n", b""),
    "unclosed-everything": re.sub(rb"</(?:html|body|head|main|article|p|ul|footer)>", b"", B),
    "torn": B[: B.index(b"boiling")],
    "torn-in-tag": B[: B.index(b"boiling") - 4],
    "head-in-comment": B.replace(b"<title>", b"<!-- </head> --><title>"),
    "head-in-script": B.replace(b'"<main>"', b'"</head><main></main>"'),
    "head-in-attribute": B.replace(b"All about tea", b"x </head> y"),
    "quote-in-attribute": B.replace(b"All about tea", b'the "best" tea > coffee'),
    "body-in-comment": B.replace(b"</footer>", b"</footer><!-- </body></main> -->"),
    "two-bodies": B.replace(b"<main>\n", b"<body><main>\n"),
    "two-heads": B + B,
    "nested": b"<div>" * 300 + B + b"</div>" * 300,
    "misnested": B.replace(b"</article>\n</main>", b"</main>\n</article>"),
    "in-table": B.replace(b"<main>", b"<table><tr><td><main>").replace(b"</main>", b"</main></table>"),
    "in-table-badly": B.replace(b"<main>", b"<table><main>").replace(b"</main>", b"</main></table>"),
    "plaintext": B.replace(b"<img", b"<plaintext><img"),
    "unclosed-script": B.replace(b"</script>", b""),
    "unclosed-title": B.replace(b"</title>", b""),
    "unclosed-comment": B.replace(b"<img", b"<!-- <img"),
    "svg": B.replace(b"<img", b"<svg><title>x</title><main></svg><img"),
    "template": B.replace(b"<main>", b"<template><main></main></template><main>"),
    "xhtml": b'<?xml version="1.0"?>\n' + B.replace(b"<html", b'<html xmlns="http://www.w3.org/1999/xhtml"'),
    "xml-island": B.replace(b"<p>", b"<![CDATA[ </main> ]]><p>"),
    "duplicate-placeholders": B.replace(b"<img", b'<p data-smo="share"><i data-smo="related"></p></i><img'),
    "mentions-the-mark": B.replace(b"leaves", b"<code>data-smo-placed</code> <!-- data-smo-placed=x -->"),
}  # fmt: skip
UNUSUAL = [
    *(
        "plain",
        "crlf",
        "cr",
        "bom",
        "utf-16-le",
        "utf-16-be",
        "latin-1",
        "koi8-r",
        "shift-jis",
        "uppercase",
        "one-line",
    ),
    *("one-line", "head-in-comment", "head-in-script", "head-in-attribute", "body-in-comment", "xhtml"),
    "unclosed-article",
]
every_page = pytest.mark.parametrize("name", PAGES)
LONG_AGO = 1_000_000_000
pytestmark = pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning")


@every_page
def test_unlinking_restores_every_byte(folder, settings, sums, name):
    """A page alone in its site, and in a site that gives it everything."""
    root = folder(
        {"tea.html": PAGES[name], "water.html": B.replace(b"water.html", b"tea.html"), "data.bin": b"\x00\xff"}
    )
    before = sums(root)
    report = link(root, settings(site_url="https://example.org/"), jobs=1)
    assert "water.html" in report.changed
    linked = sums(root)
    assert linked["data.bin"] == before["data.bin"]
    unlink(root, jobs=1)
    assert sums(root) == before


@every_page
def test_linking_twice_writes_nothing_the_second_time(folder, settings, sums, name):
    """No file changes, not even its time."""
    root = folder({"tea.html": PAGES[name], "water.html": B})
    link(root, settings(), jobs=1)
    before = sums(root)
    for path in root.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    again = link(root, settings(), jobs=1)
    assert (again.changed, again.written) == ((), ())
    assert sums(root) == before
    assert {int(path.stat().st_mtime) for path in root.rglob("*") if path.is_file()} == {LONG_AGO}


@pytest.mark.parametrize(
    "name",
    [
        n
        for n in PAGES
        if n not in {"frameset", "empty", "blank", "text", "torn-in-tag", "unclosed-script", "unclosed-title"}
    ],
)
def test_readers_see_the_same_page_as_before(folder, settings, name):
    """Without what was placed, a parser that is not ours finds the same text in the same order."""
    root = folder({"tea.html": PAGES[name], "water.html": B})
    link(root, settings(), jobs=1)
    before = BeautifulSoup(PAGES[name], "html.parser")
    after = BeautifulSoup((root / "tea.html").read_bytes(), "html.parser", from_encoding=before.original_encoding)
    for element in after.select("[data-smo-placed]"):
        element.extract()
    assert "".join(after.get_text().split()) == "".join(before.get_text().split())


@pytest.mark.parametrize("name", UNUSUAL)
def test_pages_that_are_merely_unusual_get_their_additions(folder, settings, name):
    """In the head where a browser puts it into the head, the block within the body."""
    root = folder({"tea.html": PAGES[name], "water.html": B})
    link(root, settings(), jobs=1)
    after = BeautifulSoup((root / "tea.html").read_bytes(), "html5lib")
    assert after.head.find("meta", property="og:title")["content"] == "Tea"
    assert after.body.select_one("[data-smo-placed=share]")


@pytest.mark.parametrize("name", ["latin-1", "koi8-r", "shift-jis", "invalid-utf-8"])
def test_what_is_placed_is_readable_in_the_pages_encoding(folder, settings, name):
    """Letters that the encoding lacks are written as references."""
    root = folder({"tea.html": PAGES[name], "x.html": B})
    link(root, settings(phrases={"en": {"share_heading": "Поделиться – 共有 é"}}), jobs=1)
    raw = (root / "tea.html").read_bytes()
    start = raw.index(b"<aside")
    assert raw[start : raw.index(b"</aside>", start)].isascii()
    assert "Поделиться – 共有 é" in BeautifulSoup(raw[start:], "html.parser").get_text()


edits = st.lists(
    st.tuples(st.sampled_from("dir"), st.integers(0, len(B)), st.integers(0, 60), st.binary(max_size=8)), max_size=6
)
snippets = st.sampled_from(
    [
        b"<",
        b">",
        b'"',
        b"</head>",
        b"</main>",
        b"<!--",
        b"-->",
        b"<script>",
        b"\r",
        b"\xff",
        b"<main>",
        b"<p data-smo=related>",
        b"</body>",
        b"<table>",
        b"\0",
    ]
)


def mutated(raw, changes):
    for kind, at, length, extra in changes:
        if kind == "d":
            raw = raw[:at] + raw[at + length :]
        elif kind == "i":
            raw = raw[:at] + extra + raw[at:]
        else:
            raw = raw[: at + length] + raw[at:]
    return raw


@given(edits, st.lists(st.tuples(st.just("i"), st.integers(0, len(B)), st.just(0), snippets), max_size=4))
@effort(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_no_mutilation_raises_or_costs_a_byte(tmp_path, settings, changes, more):
    """A real-looking page with pieces deleted, doubled and put in: link never raises, unlink restores."""
    raw = mutated(mutated(B, changes), more)
    (tmp_path / "tea.html").write_bytes(raw)
    (tmp_path / "water.html").write_bytes(B)
    link(tmp_path, settings(related=False), jobs=1)
    linked = (tmp_path / "tea.html").read_bytes()
    link(tmp_path, settings(related=False), jobs=1)
    assert (tmp_path / "tea.html").read_bytes() == linked
    unlink(tmp_path, jobs=1)
    assert (tmp_path / "tea.html").read_bytes() == raw


@pytest.mark.parametrize("tag", ["p", "meta", "link"])
def test_a_mark_within_the_content_sets_no_markup_free(folder, settings, tag):
    """What a comment's author writes into data attributes, which sanitizers let pass, stays an attribute."""
    forged = f'<{tag} data-smo-placed="x" data-smo-was="&lt;script&gt;alert(1)&lt;/script&gt;">x</p>'
    root = folder({"tea.html": BASE.replace("<img", f"{forged}<img")})
    for run in (lambda: link(root, settings(), jobs=1), lambda: unlink(root, jobs=1)):
        run()
        soup = BeautifulSoup((root / "tea.html").read_bytes(), "html5lib")
        assert not [script for script in soup.select("script") if "alert" in str(script)]
