"""A site in which nothing is wrong, and for every rule what makes it wrong, and what looks like it and is not."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

SITE = "https://example.org/"
NAMES = ("index", "kettle", "leaves", "water", "cups")
_TITLES = {
    "index": "Everything about making tea at home, step by step",
    "kettle": "Choosing a kettle that will not leak, sing or rust",
    "leaves": "Which leaves give which taste, and why that is so",
    "water": "Hard and soft springs, and what they change in it",
    "cups": "Porcelain, glass or clay: all bowls compared now",
}
_DESCRIPTION = "What to know of {0} before you begin: how it is made, what it costs, what can go wrong, and where to read on about {0}, in order."


def png(width: int, height: int) -> bytes:
    """Return the beginning of a PNG of that size: all that anybody measures."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def page(name: str, body: str = "", head: str = "", swap: Mapping[str, str] | None = None) -> str:
    """Return a page in which nothing is wrong; ``swap`` exchanges parts of it."""
    path = "" if name == "index" else f"{name}.html"
    others = "".join(
        f'<p>See also <a href="{other}.html">all on {other}</a> if you like.</p>\n' for other in NAMES if other != name
    )
    title = _TITLES.get(name, f"Here is a page that speaks of {name} and of nothing else")
    html = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<meta name="description" content="{_DESCRIPTION.format(name)[:150]}">
<link rel="canonical" href="{SITE}{path}">
<meta property="og:title" content="{title}">
<meta property="og:type" content="website">
<meta property="og:url" content="{SITE}{path}">
<meta property="og:image" content="{SITE}img/{name}.png">
<meta property="og:image:alt" content="A drawing of {name}">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta name="twitter:card" content="summary_large_image">
{head}</head>
<body>
<main>
<h1>{title}</h1>
{others}{body}</main>
</body>
</html>
"""
    for old, new in (swap or {}).items():
        assert old in html, old
        html = html.replace(old, new)
    return html


def clean(**pages: str) -> dict[str, str | bytes]:
    """Return the files of a site in which nothing is wrong, some of its pages exchanged."""
    files: dict[str, str | bytes] = {"favicon.ico": b"\0\0\1\0"}
    for name in NAMES:
        files[f"{name}.html"] = pages.get(name, page(name))
        files[f"img/{name}.png"] = png(1200, 630)
    return files


@dataclass(frozen=True, kw_only=True)
class Case:
    """A rule's bad site and its good twin; ``also`` are rules that cannot but be broken with it."""

    bad: Mapping[str, str | bytes]
    good: Mapping[str, str | bytes]
    also: tuple[str, ...] = ()
    count: int = 1
    settings: Mapping[str, object] = field(default_factory=dict)


def body(bad: str, good: str, **rest: object) -> Case:
    """Return a case whose pages differ in a piece of one page's content."""
    return Case(bad=clean(water=page("water", bad)), good=clean(water=page("water", good)), **rest)  # type: ignore[arg-type]


def head(bad: str, good: str = "", **rest: object) -> Case:
    """Return a case whose pages differ in a piece of one page's head."""
    return Case(bad=clean(water=page("water", head=bad)), good=clean(water=page("water", head=good)), **rest)  # type: ignore[arg-type]


def swap(bad: Mapping[str, str], good: Mapping[str, str] | None = None, **rest: object) -> Case:
    """Return a case whose pages differ in parts exchanged."""
    return Case(
        bad=clean(water=page("water", swap=bad)),
        good=clean(water=page("water", swap=good or {})),
        **rest,  # type: ignore[arg-type]
    )


def plus(case_files: Mapping[str, str | bytes], **pages: str) -> dict[str, str | bytes]:
    """Return the clean site with further files, and some pages exchanged."""
    return {**clean(**pages), **case_files}


def added(
    name: str, inner: str = "", head: str = "", swapped: Mapping[str, str] | None = None
) -> dict[str, str | bytes]:
    """Return one more page with its picture."""
    return {f"{name}.html": page(name, inner, head, swapped), f"img/{name}.png": png(1200, 630)}


def linked(*names: str) -> dict[str, str]:
    """Return pages of the clean site that link to other pages, two for each, so that nothing hangs on one link."""
    return {
        source: page(
            source, "".join(f'<p>Then read <a href="{name}.html">about {name}</a> here.</p>\n' for name in names)
        )
        for source in ("kettle", "cups")
    }


T = _TITLES["water"]
OG = {name: f'<meta property="og:{name}" ' for name in ("title", "type", "url", "image")}
IMAGE = f'<meta property="og:image" content="{SITE}img/water.png">'
PICTURE = '<img src="img/water.png" alt="A spring" width="1200" height="630">\n'
NOINDEX = '<meta name="robots" content="noindex">\n'


def rss(items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>'


def item(name: str = "water", guid: str = "1", date: str = "Mon, 02 Mar 2026 09:00:00 GMT", text: str = "") -> str:
    link = name if "/" in name else f"{SITE}{name}.html"
    return (
        f"<item><link>{link}</link><guid>{guid}</guid><pubDate>{date}</pubDate><description>{text}</description></item>"
    )


FEED = '<link rel="alternate" type="application/rss+xml" title="All" href="/feed.xml">\n'


def feed(text: str) -> dict[str, str | bytes]:
    return plus({"feed.xml": text}, water=page("water", head=FEED))


def sitemap(*urls: str) -> dict[str, str | bytes]:
    inner = "".join(f"<url><loc>{SITE}{url}</loc></url>" for url in urls)
    return plus({"sitemap.xml": f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>'})


OURS = '<nav data-smo-placed="share" aria-label="Share">{}</nav>\n'
LONG = " ".join(f"word{i}" for i in range(200))


def texts(first: str, second: str) -> dict[str, str | bytes]:
    """Return two further pages whose whole text is given."""
    files = plus({}, **linked("milk", "sugar"))
    for name, text in (("milk", first), ("sugar", second)):
        whole = page(name)
        start, end = whole.index("<main>"), whole.index("</main>")
        links = '<p><a href="leaves.html">leaves</a> <a href="water.html">water</a></p>'
        files[f"{name}.html"] = f"{whole[:start]}<main><h1>On drinking</h1>\n<p>{text}</p>{links}{whole[end:]}"
        files[f"img/{name}.png"] = png(1200, 630)
    return files
