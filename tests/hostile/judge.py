"""The judge of output: a parser that is not ours, and a list of the elements that may be there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

# Elements of ours with the attributes that they may have; data-smo-* and aria-* may be on any.
ALLOWED: dict[str, set[str]] = {
    "html": {"lang"},
    "head": set(),
    "title": set(),
    "body": set(),
    "meta": {"charset", "name", "property", "content"},
    "link": {"rel", "href", "type", "title", "hreflang"},
    "script": {"type", "src", "integrity"},
    "aside": {"class", "lang", "dir"},
    "smo-share": {"data-url", "data-title", "data-text", "data-headings", "data-quotes"},
    "button": {"class", "type", "title", "data-action", "data-src"},
    "p": {"class", "id", "role", "hidden"},
    "use": {"xlink:href"},
    "mark": set(),
    "h2": {"class", "id"},
    "ul": {"class", "role"},
    "li": {"class", "hidden"},
    "a": {
        *("class", "href", "rel", "title", "lang", "hreflang", "target"),
        *("data-target", "data-server", "data-example"),
    },
    "span": {"class"},
    "bdi": set(),
    "div": {"class", "hidden"},
    "data": {"class", "value"},
    "time": {"class", "datetime"},
    **{
        name: {
            "class",
            "focusable",
            "xmlns",
            "role",
            "viewbox",
            "viewBox",
            "width",
            "height",
            "fill",
            "fill-rule",
            "clip-rule",
            "stroke",
            "stroke-width",
            "stroke-linecap",
            "stroke-linejoin",
            "d",
            "x",
            "y",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "x1",
            "x2",
            "y1",
            "y2",
            "points",
            "transform",
        }
        for name in ("svg", "path", "circle", "rect", "g", "line", "polyline", "polygon", "ellipse")
    },
}
# The script of the share bar, by its address.
OURS = re.compile(r"(?:\.\./)*smo/share\.[A-Za-z0-9-]+\.js\?v=[\w+/-]{8}")
FORBIDDEN_REFERENCES = ("javascript", "vbscript", "data", "file", "blob")


def guilt(html: str) -> list[str]:
    """Return everything in a document that a string of a page must have brought in."""
    return [*_guilt(BeautifulSoup(html, "html5lib"))]


def _guilt(soup: BeautifulSoup) -> Iterator[str]:
    for element in soup.find_all(name=True):
        allowed = ALLOWED.get(element.name)
        if allowed is None:
            yield f"element {element.name}"
            continue
        strange = {n for n in element.attrs if n not in allowed and not n.startswith(("data-smo-", "aria-"))}
        if strange:
            yield f"attribute {sorted(strange)} on {element.name}"
        if element.name == "script" and element.get("type") == "module":
            ours = OURS.fullmatch(element.get("src", "")) and element.get("integrity") and not element.contents
            yield from () if ours else ("module",)
        elif element.name == "script" and element.get("type") != "application/ld+json":
            yield "script"
        elif element.name == "script":
            yield from _bad_json(element.string or "")
        for name in ("href", "src", "action", "formaction"):
            if name in element.attrs:
                yield from _bad_reference(element[name])
        if element.name == "meta" and "http-equiv" in element.attrs:
            yield "meta http-equiv"


def _bad_json(text: str) -> Iterator[str]:
    try:
        json.loads(text)
    except ValueError:
        yield "broken JSON-LD"


def _bad_reference(reference: str) -> Iterator[str]:
    # Browsers drop tabs, line ends and leading controls before they look for a scheme.
    bare = "".join(c for c in reference if c not in "\t\r\n").lstrip("".join(map(chr, range(33))))
    scheme = bare.partition(":")[0].lower() if ":" in bare.partition("/")[0] else ""
    if scheme in FORBIDDEN_REFERENCES:
        yield f"scheme {scheme}"
    try:
        host = urlsplit(bare).netloc
    except ValueError:
        host = ""
    if "evil.example" in host:
        yield f"host {host}"


def unsafe_signs(text: str) -> set[str]:
    """Return the characters of a text that a terminal would obey: controls, C1 controls, turners of direction."""
    return {c for c in text if (ord(c) < 32 and c not in "\n\t\r") or 0x7F <= ord(c) < 0xA0} | _turners(text)


def _turners(text: Iterable[str]) -> set[str]:
    return {c for c in text if "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"}
