"""What a page's head says already, and where more can be said.

The place is never guessed from the text ``</head>`` alone: an unescaped quote in a theme's
description can end the head earlier, a comment can hold the text. The page is parsed up to
it; if the parser agrees that the head ends there, that is the place (reading a few
kilobytes); else the whole page is parsed. New tags go after the last element which the
parser put into the head.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from smo_core.html.dom import Element, Tree, named

Key = tuple[str, str]
_NEAR = 200


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a head says, and where: offsets of its element, equal when they are uncertain.

    ``attribute`` is the one that names a meta tag as it is written, ``property`` or ``name``:
    the key has the right one, and some readers know only that.
    """

    key: Key
    value: str
    start: int = 0
    end: int = 0
    attribute: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the head of one page says.

    ``statements`` are in source order; ``said`` maps keys as in
    :class:`smo_core.model.HeadTag` to values, the first of each winning. ``at`` is the offset where new
    tags go, None when no safe place was found.
    """

    said: Mapping[Key, str] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    language: str = ""
    at: int | None = None


def read_head(text: str) -> Head:
    """Return what the head of a page says, reading no more of the page than it must."""
    end = text.find("</head")
    if end < 0:
        end = text.lower().find("</head")
    if end >= 0:
        tree = Tree(text[: text.find(">", end) + 1] if text.find(">", end) >= 0 else text)
        head = tree.head
        closing = tree.end_tag(head) if head is not None else None
        if closing and closing[0] == end and "frameset" not in text[closing[1] : closing[1] + _NEAR].lower():
            return head_of(tree)
    return head_of(Tree(text))


def head_of(tree: Tree, *, framed: bool | None = None, placed: bool = True, spans: bool = True) -> Head:
    """Return what the head of a parsed page says.

    ``framed`` is whether it has a frameset, if the caller knows; without ``placed`` nothing is
    said of where anything stands, without ``spans`` nothing but where new tags go.
    """
    head, root = tree.head, tree.document.find("html")
    if head is None or (bool(named(tree.document, "frameset")) if framed is None else framed):
        return Head()
    statements = tuple(
        Statement(
            key, value, *((placed and spans and tree.whole(element)) or (0, 0)), attribute=_named_by(element, key[1])
        )
        for element in head.children
        if isinstance(element, Element)
        for key, value in _entries(element)
    )
    said: dict[Key, str] = {}
    for statement in statements:
        said.setdefault(statement.key, statement.value)
    language = (root.attr("lang") or "") if root is not None else ""
    return Head(said=said, statements=statements, language=language.strip(), at=_place_in(tree, head) if placed else 0)


def _place_in(tree: Tree, head: Element) -> int | None:
    """Return the offset after the last certain head element, else after the head's start."""
    closing = tree.end_tag(head)
    limit = closing[0] if closing else len(tree.text)
    for element in reversed(head.children):
        if isinstance(element, Element) and (span := tree.whole(element)) and span[1] <= limit:
            return span[1]
    if (start := tree.start_tag(head)) is not None:
        return start[1]
    root = tree.document.find("html")
    if root is not None and (start := tree.start_tag(root)) is not None:
        return start[1]
    return _after_doctype(tree.text)


def _after_doctype(text: str) -> int:
    """Return the offset at which a page without html and head tags may be given head tags."""
    begin = len(text) - len(text.lstrip("\ufeff \t\r\n\f"))
    if text[begin : begin + 9].lower() == "<!doctype" and (end := text.find(">", begin)) >= 0:
        return end + 1
    return 1 if text.startswith("\ufeff") else 0


def _entries(element: Element) -> Iterator[tuple[Key, str]]:
    """Yield what one head element says, each statement under one key whatever its spelling."""
    if element.tag == "title":
        yield ("title", ""), element.text
    elif element.tag == "meta":
        yield from _meta(element)
    elif element.tag == "link":
        href = element.attr("href") or ""
        for rel in (element.attr("rel") or "").lower().split():
            detail = (element.attr("hreflang") or element.attr("type") or "") if rel == "alternate" else ""
            yield ("link", f"{rel}:{detail}".rstrip(":")), href
    elif element.tag == "script" and "ld+json" in (element.attr("type") or "").lower():
        yield ("jsonld", "graph"), element.text
        for kind in _types(element.text):
            yield ("jsonld", kind), element.text


def _meta(element: Element) -> Iterator[tuple[Key, str]]:
    """Yield a meta element's statements; themes mix up ``name`` and ``property``."""
    content = element.attr("content") or ""
    names = f"{element.attr('property') or ''} {element.attr('name') or ''}".lower().split()
    for name in dict.fromkeys(names):
        graph = name.startswith(("og:", "article:", "profile:", "video:", "book:", "music:", "fb:"))
        yield ("property" if graph else "name", name), content
    if element.attr("charset"):
        yield ("charset", ""), element.attr("charset") or ""


def _named_by(element: Element, name: str) -> str:
    """Return the attribute in which a meta element has this name, ``property`` if in both."""
    if element.tag != "meta":
        return ""
    return next((a for a in ("property", "name") if name in (element.attr(a) or "").lower().split()), "")


def _types(source: str) -> Iterator[str]:
    """Yield the schema.org types at the top of a JSON-LD script; nothing when it is broken."""
    try:
        data = json.loads(source)
    except (ValueError, RecursionError):
        return
    nodes = data if isinstance(data, list) else [data]
    for node in nodes:
        graph = node.get("@graph") if isinstance(node, dict) else None
        for item in graph if isinstance(graph, list) else [node]:
            kind = item.get("@type") if isinstance(item, dict) else None
            yield from (k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str))
