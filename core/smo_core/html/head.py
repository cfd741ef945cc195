"""What a page's head says already, and where more can be said.

The place is never guessed from the text ``</head>`` alone: an unescaped quote in a theme's
description can end the head earlier, a comment can hold the text. The page is parsed up to
it; if the parser agrees that the head ends there, that is the place (reading a few
kilobytes); else the whole page is parsed. New tags go after the last element which the
parser put into the head.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from smo_core.html.dom import Element, Tree, named

Key = tuple[str, str]
# A statement without its place: its key, its value, and which attribute names it.
_Entry = tuple[Key, str, str]
_OPEN_GRAPH = ("og:", "article:", "profile:", "video:", "book:", "music:", "fb:")
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
    statements = tuple(_statements(tree, head, placed=placed and spans))
    said: dict[Key, str] = {}
    for statement in statements:
        said.setdefault(statement.key, statement.value)
    language = (root.attr("lang") or "") if root is not None else ""
    return Head(said=said, statements=statements, language=language.strip(), at=_place_in(tree, head) if placed else 0)


def _statements(tree: Tree, head: Element, *, placed: bool) -> Iterator[Statement]:
    """Yield what each element of a head says, each statement under one key whatever its spelling."""
    for element in head:
        if type(element) is Element and (read := _READ.get(element.tag)) and (entries := read(element)):
            start, end = (placed and tree.whole(element)) or (0, 0)
            for key, value, attribute in entries:
                yield Statement(key, value, start, end, attribute)


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


@lru_cache(maxsize=1024)
def _key(group: str, name: str) -> Key:
    """Return a key: one for all pages, as all heads say much the same."""
    return group, name


def _title(element: Element) -> list[_Entry]:
    return [(_key("title", ""), element.text, "")]


def _link(element: Element) -> list[_Entry]:
    """Return what a link says, by each of its relations."""
    href = element.attr("href") or ""
    found: list[_Entry] = []
    for rel in (element.attr("rel") or "").lower().split():
        detail = (element.attr("hreflang") or element.attr("type") or "") if rel == "alternate" else ""
        found.append((_key("link", f"{rel}:{detail}".rstrip(":")), href, ""))
    return found


def _meta(element: Element) -> list[_Entry]:
    """Return a meta element's statements; themes mix up ``name`` and ``property``."""
    content = element.attr("content") or ""
    known, other = (element.attr("property") or "").lower().split(), (element.attr("name") or "").lower().split()
    found: list[_Entry] = []
    for name in dict.fromkeys((*known, *other)):
        kind = "property" if name.startswith(_OPEN_GRAPH) else "name"
        found.append((_key(kind, name), content, "property" if name in known else "name"))
    if charset := element.attr("charset"):
        found.append((_key("charset", ""), charset, ""))
    if not found and (element.attr("http-equiv") or "").lower() == "refresh":
        found.append((_key("http-equiv", "refresh"), content, ""))
    return found


def _base(element: Element) -> list[_Entry]:
    """Return from where the page's references are meant."""
    href = (element.attr("href") or "").strip()
    return [(_key("base", ""), href, "")] if href else []


def _script(element: Element) -> list[_Entry]:
    """Return what structured data says, nothing for other scripts."""
    if "ld+json" not in (element.attr("type") or "").lower():
        return []
    text = element.text
    return [(("jsonld", "graph"), text, ""), *((("jsonld", kind), text, "") for kind in _types(text))]


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


_READ: Mapping[str, Callable[[Element], list[_Entry]]] = {
    "title": _title,
    "meta": _meta,
    "link": _link,
    "base": _base,
    "script": _script,
}
