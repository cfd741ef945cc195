"""The things in a Markdown source.

A Markdown parser says what is a link and what is code; where exactly an address is written is
looked up in the lines of its block.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from smo_core.audit.written.fields import fields
from smo_core.audit.written.html import tags
from smo_core.audit.written.thing import Thing
from smo_core.suggest.markdown import body_of, flattened

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_NAMED = re.compile(r"<(a|img|iframe|script|source|video|audio|embed|object)\b", re.IGNORECASE)


def things(text: str) -> Iterator[Thing]:
    """Yield the things of a Markdown source, in their order but for tags within a paragraph, which come last in it."""
    start = body_of(text)
    yield from fields(text[:start])
    starts = _starts(text, start)
    references: dict[str, Any] = {}
    body = "".join(flattened(text[start:].splitlines(keepends=True)))
    tokens = _parser().parse(body, references)
    named = _Named(text, starts, references.get("references", {}))
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.map is None:
            continue
        first, last = starts[min(token.map[0], len(starts) - 1)], starts[min(token.map[1], len(starts) - 1)]
        if token.type == "html_block":
            yield from tags(text, first, last)
        elif token.type == "inline":
            if before is not None and before.type == "heading_open":
                yield Thing(kind="heading", name=before.tag, value=_text(token.children or ()), start=first, end=last)
            yield from _inline(token.children or (), _Block(text, first, last), named)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only who asks for sources needs it

    class Verbatim(MarkdownIt):
        """Leaves addresses as they are written, and takes any for one."""

        def normalizeLink(self, url: str) -> str:  # noqa: N802 - the parser's name
            return url

        def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - as above
            return True

    return Verbatim("commonmark").enable(["table", "strikethrough"])


def _starts(text: str, start: int) -> list[int]:
    """Return where each line of the body begins, and where the text ends."""
    found = [match.start() for match in _LINE.finditer(text, start)]
    return [*found, len(text)]


class _Block:
    """The lines of one block, in which addresses are looked up one after another."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.piece = text[start:end]
        self.start = start
        self._seen: Counter[str] = Counter()

    def span(self, pattern: str) -> tuple[int, int] | None:
        """Return where the pattern's first group stands, each time behind the last."""
        found = [*re.finditer(pattern, self.piece)]
        at = self._seen[pattern]
        if at >= len(found):
            return None
        self._seen[pattern] += 1
        return self.start + found[at].start(1), self.start + found[at].end(1)


class _Named:
    """The definitions of addresses that links name: ``[tea]: green.md``."""

    def __init__(self, text: str, starts: Sequence[int], found: Mapping[str, Mapping[str, Any]]) -> None:
        self._spans: dict[str, tuple[int, int]] = {}
        for one in found.values():
            first, last = starts[one["map"][0]], starts[min(one["map"][1], len(starts) - 1)]
            match = re.search(rf":\s*+<?({_as_written(one['href'])})(?=[\s>]|\Z)", text[first:last])
            if match:
                self._spans.setdefault(one["href"], (first + match.start(1), first + match.end(1)))

    def span(self, href: str) -> tuple[int, int] | None:
        """Return where an address is defined."""
        return self._spans.get(href)


def _inline(children: Sequence[Token], block: _Block, named: _Named) -> Iterator[Thing]:
    for at, child in enumerate(children):
        if child.type == "link_open":
            end = next((i for i in range(at, len(children)) if children[i].type == "link_close"), len(children))
            yield from _thing("link", str(child.attrGet("href") or ""), _text(children[at:end]), block, named)
        elif child.type == "image":
            yield from _thing("picture", str(child.attrGet("src") or ""), child.content, block, named)
        elif child.type == "html_inline" and _NAMED.match(child.content):
            span = block.span(f"({re.escape(child.content)})")
            if span is not None:
                for thing in tags(block.piece, span[0] - block.start, span[1] - block.start):
                    inner = _text(children[at + 1 : _closing(children, at)])
                    at_start, at_end = block.start + thing.start, block.start + thing.end
                    yield replace(thing, start=at_start, end=at_end, text=thing.text or inner)


def _closing(children: Sequence[Token], at: int) -> int:
    return next((i for i in range(at, len(children)) if children[i].content.lower().startswith("</a")), at)


def _thing(kind: Any, address: str, text: str, block: _Block, named: _Named) -> Iterator[Thing]:  # noqa: ANN401 - a literal
    written = _as_written(address)
    span = (
        block.span(rf"\]\(\s*+<?({written})(?=[\s)>])")
        or block.span(rf"<({_as_written(address.removeprefix('mailto:'))})>")
        or named.span(address)
    )
    if span is not None:
        yield Thing(kind=kind, value=address, text=text, start=span[0], end=span[1])


def _as_written(address: str) -> str:
    """Return a pattern for an address with or without escapes."""
    return "".join(
        r"(?:&amp;|\\?&)" if sign == "&" else re.escape(sign) if sign.isalnum() else rf"\\?{re.escape(sign)}"
        for sign in address
    )


def _text(children: Sequence[Token]) -> str:
    return "".join(" " if child.type in {"softbreak", "hardbreak"} else child.content for child in children
                   if child.type != "html_inline")  # fmt: skip
