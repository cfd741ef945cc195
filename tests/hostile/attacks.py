"""Hostile strings, and the many places of our output in which they stand.

The generator joins what breaks out of a context with what then runs; public lists are
added by ``benchmarks/hostile.py``. :func:`site` makes a site in which each string has every
part: title, description, tags, authors, headings, section, addresses, file names.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from urllib.parse import quote

from smo_core import Content, Facts, Page, plan, survey
from smo_core.html.marks import block_html, head_html
from smo_core.model import Heading, Image, Link, Plan, Site, Video
from smo_core.settings import Settings, from_mapping
from smo_core.urls import is_web, relative

URL = "https://x.example/"
# Ends of contexts: attribute, element, comment, script, JSON string, template, URL, line, encoding.
BREAKS = (
    *("", '"', "'", "`", '">', "'>", "</title>", "</script>", "</style>", "</textarea>", "-->", "--!>", "]]>", "&quot;>"),
    *('\\">', '"}]}</script>', "{{", "{%", "${", "\u2028", "\x00", "\r\n\r\n", "\x1b[2J", "\x9b31m", "\u202e", "%22%3E"),
    *("&#34;>", "\ufeff", "\ud800", "</noscript>", "</template>", "</svg>", "<!--", "<![CDATA[", "#eval(", "\\u0022>"),
)  # fmt: skip
RUNS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    " onmouseover=alert(1) autofocus onfocus=alert(1) x=",
    "javascript:alert(1)",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    ';alert(1)//"',
    "alert(1)}}{{7*7}}",
    "\x1b]8;;http://evil.example\x07x\x1b]8;;\x07",
)
# Schemes that would run or load something, disguised as they are in the wild.
ADDRESSES = (
    *("javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "JaVaScRiPt:alert(1)", "\x01javascript:alert(1)"),
    *("data:text/html,<script>alert(1)</script>", "vbscript:alert(1)", "//evil.example/", "\\\\evil.example\\x", "file:///etc/passwd"),
    *("https://x.example/\"onclick='alert(1)'", "https://x.example/<script>alert(1)</script>", "https://[", "http://user@x.example/"),
)  # fmt: skip


def strings() -> list[str]:
    """Return what the generator makes, some 500 strings."""
    return [*dict.fromkeys([*(a + b for a, b in product(BREAKS, RUNS)), *ADDRESSES])]


def settings(*, targets: Sequence[str] = (), **more: object) -> Settings:
    """Return settings with everything on that prints what a page says."""
    options = {
        "site_url": URL,
        "language": "en",
        "share": {"targets": [*targets]},
        "related": {"reasons": True, "count": 4},
        "meta": {"microformats": True, "existing": "replace"},
        "cards": False,
    }
    return from_mapping(options | more, source="hostile")


def key_of(number: int, text: str) -> str:
    """Return the path of a page whose file is named after ``text``, as far as a file can be."""
    name = re.sub(r"[/\x00]", "-", text.encode("utf-8", "ignore").decode()).strip(".- ")[:80] or "x"
    return f"p/{number}/{name}.html"


def page(number: int, text: str, linked: str) -> Page:
    """Return a page of which everything that can be said is said by ``text``; it links to the key ``linked``."""
    key = key_of(number, text)
    facts = Facts(
        key=key,
        location=key,
        url=text if is_web(text) else URL + quote(key),
        title=text,
        description=text,
        tags=(text, "common"),
        authors=(text,),
        published="2026-01-01",
        modified=text,
        language="en",
        translations=(("fr", text),),
        section=(text,),
        image=Image(src=text, alt=text),
        robots="",
        source=text,
    )
    links = (Link(href=text, text=text, offset=1), Link(href=relative(linked, base=key), text=text, offset=2))
    content = Content(
        links=links,
        images=(Image(src=text, alt=text),),
        headings=(Heading(level=2, text=text, id=text),),
        videos=(Video(src=text, title=text, poster=text, type=text),),
        text=f"{text} common words of every page {text}",
        lead=text,
    )
    return Page(facts=facts, content=content)


def site(texts: Sequence[str], **more: object) -> tuple[Site, Plan]:
    """Return a site in which every text is a page, linked so that lists name their neighbours."""
    keys = [key_of(number, text) for number, text in enumerate(texts)]
    pages = [page(number, text, keys[(number + 1) % len(keys)]) for number, text in enumerate(texts)]
    made = survey(pages, settings(site_name=texts[0], author=texts[-1], description=texts[0], **more))
    return made, plan(made)


def pieces(made: Plan) -> Iterator[tuple[str, str]]:
    """Yield, page by page, what goes into its head and what into its body."""
    for additions in made.additions.values():
        yield "".join(head_html(tag) for tag in additions.head), "".join(block_html(b) for b in additions.blocks)


def unescaped(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the same places made without escaping: the control, which any judge must find guilty."""
    for text in texts:
        yield (
            f'<meta property="og:title" content="{text}"><script type="application/ld+json">{{"name":"{text}"}}</script>',
            f'<aside title="{text}"><a href="{URL}?t={text}"><bdi>{text}</bdi></a></aside>',
        )


def document(parts: Iterable[tuple[str, str]]) -> str:
    """Return one document that holds the heads and bodies of many pages."""
    heads, bodies = zip(*parts, strict=True)
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>t</title>'
        f"{''.join(heads)}</head><body>{''.join(bodies)}</body></html>"
    )


def built(number: int, text: str) -> str:
    """Return a page as a careful generator would build it: everything escaped, everything hostile."""
    safe = html.escape(text.encode("utf-8", "replace").decode()).replace("\0", "")
    graph = json.dumps({"@type": "Thing", "name": text}).replace("<", "\\u003c")
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{safe}</title>'
        f'<meta name="description" content="{safe}"><meta name="author" content="{safe}">'
        f'<meta property="og:image" content="{safe}"><link rel="canonical" href="{safe}">'
        f'<script type="application/ld+json">{graph}</script></head>\n<body><main><article>'
        f'<h1 id="{safe}">{safe}</h1><p>{safe} and words that every page has.</p><a rel="author" href="#">{safe}</a>'
        f'<a rel="tag" href="#">{safe}</a><p><a href="p{number + 1}.html">{safe}</a></p><img src="{safe}" alt="{safe}">'
        f'<time class="dt-published" datetime="{safe}">x</time></article></main></body></html>\n'
    )
