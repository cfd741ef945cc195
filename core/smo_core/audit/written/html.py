"""HTML in a source: the tags that name addresses, and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from smo_core.audit.written.thing import Thing

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(
    r"<(a|area|link|img|script|iframe|source|video|audio|embed|track|object)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"(?<![\w:-])([\w:-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']++))")
_HEADING = re.compile(r"<(h[1-6])\b[^<>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_ANY = re.compile(r"<[^<>]*>")
_ADDRESS = {"a": "href", "area": "href", "link": "href", "object": "data"}
_PICTURES = frozenset(("img", "source"))


def tags(text: str, start: int, end: int) -> Iterator[Thing]:
    """Yield what the tags between two places of a source name, in their order; comments are none."""
    piece = _COMMENT.sub(lambda match: " " * len(match[0]), text[start:end])
    for match in _TAG.finditer(piece):
        tag = match[1].lower()
        said = {m[1].lower(): m for m in _ATTRIBUTE.finditer(match[2])}
        found = said.get(_ADDRESS.get(tag, "src"))
        if found is None:
            continue
        group = next((number for number in (2, 3, 4) if found[number] is not None), 2)
        alt = said.get("alt")
        yield Thing(
            kind="picture" if tag in _PICTURES else "link",
            value=unescape(found[group]).strip(),
            start=start + match.start(2) + found.start(group),
            end=start + match.start(2) + found.end(group),
            raw=True,
            text=unescape(alt[2] or alt[3] or alt[4] or "") if alt else _inner(piece, match.end(), tag),
        )
    for match in _HEADING.finditer(piece):
        value = unescape(_ANY.sub("", match[2]))
        yield Thing(
            kind="heading", name=match[1].lower(), value=value, start=start + match.start(2), end=start + match.end(2)
        )


def _inner(piece: str, start: int, tag: str) -> str:
    """Return the text of a link, "" where it does not end in the same piece."""
    end = piece.lower().find("</a", start) if tag == "a" else -1
    return unescape(_ANY.sub("", piece[start:end])) if end >= 0 else ""
