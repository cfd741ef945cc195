"""A built page as a reader of links meets it: its head, where each tag stands, what went astray."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from smo_core.html.dom import Tree
from smo_core.html.head import Head, read_head
from smo_core.html.refresh import destination
from smo_core.robots import forbids_indexing
from smo_core.text import clean
from smo_core.vocabulary import OWN_PAGES

GENERATOR = "smo preview"
_STRAY = re.compile(r"""<meta\s[^>]*?(?:property|name)\s*=\s*["']?(?:og:|twitter:)""", re.IGNORECASE)
_UNQUOTED = re.compile(r"""\scontent\s*=\s*[^\s"'>]""", re.IGNORECASE)
# What Mastodon takes at the top of a script (link_details_extractor.rb).
_STRUCTURED = ("NewsArticle", "WebPage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One page. ``ends`` and ``lines`` say of each statement of the head at which byte it ends, and its line.

    ``address`` is where the page will be, "" when the site has no address. ``structured``
    is what a top-level NewsArticle or WebPage says. ``strays`` are lines of social tags
    that stand in the body, ``unquoted`` lines of those without quotes, ``broken`` lines of
    JSON-LD that is no JSON.
    """

    key: str
    address: str
    head: Head
    ends: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()
    heading: str = ""
    structured: Mapping[str, str] = field(default_factory=dict)
    strays: tuple[int, ...] = ()
    unquoted: tuple[int, ...] = ()
    broken: tuple[int, ...] = ()
    skip: str = ""


def see(key: str, text: str, address: str = "") -> Seen:
    """Return what there is to see of a page's HTML; no exception, whatever it holds."""
    head = read_head(text)
    statements = head.statements
    breaks = [match.start() for match in re.finditer("\n", text[: head.at or 0])]
    tags = [s for s in statements if s.key[1].startswith(("og:", "twitter:"))]
    strays = tuple(_strays(text, head))
    heading = "" if head.said.get(("title", "")) else _heading(text)
    scripts = [s for s in statements if s.key == ("jsonld", "graph")]
    return Seen(
        key=key,
        address=address,
        head=head,
        ends=tuple(_bytes_before(text, [s.end for s in statements])),
        lines=tuple(bisect_left(breaks, s.start) + 1 for s in statements),
        heading=heading,
        structured=next((said for s in scripts if (said := _top(s.value))), {}),
        strays=strays,
        unquoted=tuple(bisect_left(breaks, s.start) + 1 for s in tags if _UNQUOTED.search(text[s.start : s.end])),
        broken=tuple(bisect_left(breaks, s.start) + 1 for s in scripts if _loaded(s.value) is None),
        skip=_skip(head, text),
    )


def _bytes_before(text: str, offsets: list[int]) -> Iterator[int]:
    """Yield the size in UTF-8 of the text before each offset; offsets are in source order."""
    starts = [0, *accumulate(offsets, max)]
    total = 0
    for start, end in pairwise(starts):
        total += len(text[start:end].encode("utf-8", "surrogatepass"))
        yield total


def _strays(text: str, head: Head) -> Iterator[int]:
    """Yield the lines of social tags outside the head; the whole page is parsed only if there seem to be any."""
    at = head.at or 0
    if not _STRAY.search(text, at):
        return
    tree = Tree(text)
    for element in tree.document.find_all("meta"):
        name = (element.attr("property") or element.attr("name") or "").lower()
        span = tree.start_tag(element)
        if span and span[0] >= at and name.startswith(("og:", "twitter:")) and element.closest("head") is None:
            yield text.count("\n", 0, span[0]) + 1


def _heading(text: str) -> str:
    element = Tree(text).document.find("h1")
    return clean(element.text) if element is not None else ""


def _loaded(source: str) -> object:
    """Return a script's JSON, None when it is none."""
    try:
        return json.loads(source)
    except (ValueError, RecursionError):
        return None


def _top(source: str) -> dict[str, str]:
    """Return headline, description and publisher of the first suitable object at a script's top."""
    data = _loaded(source)
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict) and node.get("@type") in _STRUCTURED:
            publisher = node.get("publisher")
            publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
            name = publisher.get("name") if isinstance(publisher, dict) else None
            found = {"headline": node.get("headline"), "description": node.get("description"), "publisher": name}
            return {key: value for key, value in found.items() if isinstance(value, str)}
    return {}


def _skip(head: Head, text: str) -> str:
    """Return why a page is not looked at, "" when it is."""
    said = head.said
    if head.at is None or "<" not in text:
        return "no page"
    if said.get(("name", "generator")) in OWN_PAGES:
        return "our own preview"
    if forbids_indexing(said.get(("name", "robots"), ""), said.get(("name", "googlebot"), "")):
        return "noindex"
    if destination(said.get(("http-equiv", "refresh"), "")):
        return "redirect"
    return ""
