"""The content's passages, and in them the words that a link may be put around, each with its place in the source.

The parser says where tags stand, not texts. A text lies between the tags around it: it is
taken from there, and only if it reads as the parser read it. What cannot be proved so is no
place for a link.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import pairwise

from smo_core.html.dom import Element, Text, Tree
from smo_core.model import Passage, Run, Wrap

# Texts of these are read as part of a sentence, and get no link.
_CLOSED = frozenset(
    (
        "a", "abbr", "button", "cite", "code", "del", "dfn", "kbd", "label", "output", "q", "ruby", "s", "samp",
        "sub", "sup", "tt", "var",
    ),
)  # fmt: skip
# These have no sentences of the author's text.
_SKIPPED = frozenset(
    (
        "aside", "audio", "canvas", "caption", "datalist", "dt", "embed", "fieldset", "figcaption", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "iframe", "input", "legend", "listing", "math", "menu",
        "meter", "nav", "noscript", "object", "optgroup", "option", "picture", "pre", "progress", "script", "select",
        "style", "summary", "svg", "template", "textarea", "th", "title", "video", "xmp",
    ),
)  # fmt: skip
_INLINE = frozenset(
    (
        *_CLOSED, "b", "bdi", "bdo", "big", "em", "font", "i", "img", "ins", "mark", "nobr", "small", "span", "strike",
        "strong", "time", "u", "wbr",
    ),
)  # fmt: skip
_SKIPPED_CLASSES = frozenset(
    (
        "admonition-title", "anchor-link", "arithmatex", "caption", "code", "contents", "footnote-backref",
        "footnote-ref", "heading-anchor", "headerlink", "highlight", "highlighttable", "math", "md-content__button",
        "md-source-file", "mermaid", "rubric", "sidebar", "sig", "tabbed-labels", "toc", "toctree-wrapper",
        "topic-title",
    ),
)  # fmt: skip
_CLOSED_CLASSES = frozenset(("guilabel", "literal", "menuselection", "pre", "classifier", "versionmodified"))
_REFERENCE = re.compile(r"&(?:#[0-9]++|#[xX][0-9a-fA-F]++|[A-Za-z][A-Za-z0-9]*+);?|\r\n")


@dataclass(slots=True)
class _Walk:
    """Where a walk through the tree has come to: ``cursor`` is None where the place is not certain."""

    tree: Tree
    cursor: int | None = None
    texts: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    length: int = 0
    done: list[Passage] = field(default_factory=list)

    def say(self, text: str) -> None:
        self.texts.append(text)
        self.length += len(text)

    def close(self) -> None:
        """End the passage that is being read."""
        if self.runs:
            self.done.append(Passage(text="".join(self.texts), runs=tuple(self.runs)))
        self.texts, self.runs, self.length = [], [], 0


def passages_of(tree: Tree, region: Element) -> tuple[Passage, ...]:
    """Return the passages of a parsed region that have words for a link. The tree is left as it is."""
    walk = _Walk(tree)
    start = tree.start_tag(region)
    walk.cursor = start[1] if start else (0 if region is tree.body else None)
    _children(walk, region, closed=False)
    walk.close()
    return tuple(walk.done)


def read_passages(html: str) -> tuple[Passage, ...]:
    """Return the passages of an article's HTML."""
    tree = Tree(html)
    return passages_of(tree, tree.body) if tree.body is not None else ()


def _children(walk: _Walk, element: Element, *, closed: bool) -> None:
    for child in element.children:
        if isinstance(child, Text):
            _text(walk, child.data, closed=closed)
        elif isinstance(child, Element):
            _element(walk, child, closed=closed)
        else:
            walk.cursor = _behind_comment(walk.tree.text, walk.cursor)


def _element(walk: _Walk, element: Element, *, closed: bool) -> None:
    inline = element.tag in _INLINE
    names = frozenset((element.attr("class") or "").split())
    skipped = element.tag in _SKIPPED or not names.isdisjoint(_SKIPPED_CLASSES) or _is_out(element)
    if not inline:
        walk.close()
    start = walk.tree.start_tag(element)
    walk.cursor = start[1] if start else None
    if element.tag == "br":
        walk.say("\n")
    elif not skipped:
        shut = closed or element.tag in _CLOSED or not names.isdisjoint(_CLOSED_CLASSES)
        _children(walk, element, closed=shut)
    end = walk.tree.end_tag(element)
    # Without an end tag of its own nobody knows where an element ends, unless it has no content.
    walk.cursor = end[1] if end else (walk.cursor if not list(element.children) else None)
    if not inline:
        walk.close()


def _is_out(element: Element) -> bool:
    """Whether an element is ours, hidden, or says of itself that it is no text."""
    return (
        element.attr("data-smo-placed") is not None
        or element.attr("data-smo") is not None
        or element.attr("aria-hidden") == "true"
        or element.attr("hidden") is not None
        or element.attr("contenteditable") is not None
        or element.attr("role") in {"navigation", "button", "heading", "math", "tab", "tablist"}
        or element.attr("translate") == "no"
    )


def _text(walk: _Walk, data: str, *, closed: bool) -> None:
    source = None
    if walk.cursor is not None:
        end = walk.tree.text.find("<", walk.cursor)
        source = walk.tree.text[walk.cursor : end if end >= 0 else len(walk.tree.text)]
        if _read(source) != data:
            source = None
    if source is not None and walk.cursor is not None and not closed and data.strip():
        walk.runs.append(Run(at=walk.length, offset=walk.cursor, source=source))
    walk.cursor = walk.cursor + len(source) if source is not None and walk.cursor is not None else None
    walk.say(data)


def _read(source: str) -> str:
    text = source.replace("\r\n", "\n").replace("\r", "\n") if "\r" in source else source
    return unescape(text) if "&" in text else text


def _behind_comment(text: str, cursor: int | None) -> int | None:
    """Return where text goes on behind a comment, None when it is none of the plain kind or not here."""
    if cursor is None:
        return None
    end = text.find("-->", cursor + 4)
    return end + 3 if text.startswith("<!--", cursor) and end >= 0 else None


def span_in_source(passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    """Return where a stretch of a passage's text stands in the HTML, None when no link may be put around it."""
    located = _located(passage, start, end)
    return None if located is None else located[1:]


def written(passage: Passage, start: int, end: int) -> str:
    """Return how a stretch of a passage's text is written in the HTML, "" when no link may be put around it."""
    located = _located(passage, start, end)
    if located is None:
        return ""
    run, first, last = located
    return run.source[first - run.offset : last - run.offset]


def _located(passage: Passage, start: int, end: int) -> tuple[Run, int, int] | None:
    """Return the run that holds a stretch of text, and where in the HTML that stands."""
    number = bisect_right(passage.runs, start, key=lambda run: run.at) - 1
    if number < 0 or start >= end:
        return None
    run = passage.runs[number]
    pieces = list(_pieces(run))
    first, last = _in_source(pieces, start), _in_source(pieces, end)
    return (run, first, last) if first is not None and last is not None else None


def _pieces(run: Run) -> Iterator[tuple[int, int, bool]]:
    """Yield pairs of equal places, in text and HTML, and whether both run alike up to the next; the end is the last."""
    at, offset, last = run.at, run.offset, 0
    if "&" in run.source or "\r" in run.source:
        for match in _REFERENCE.finditer(run.source):
            yield at, offset, True
            at += match.start() - last
            offset += match.start() - last
            yield at, offset, False
            at += len(_read(match[0]))
            offset += len(match[0])
            last = match.end()
    yield at, offset, True
    rest = len(run.source) - last
    yield at + rest, offset + rest, False


def _in_source(pieces: list[tuple[int, int, bool]], at: int) -> int | None:
    """Return the place in the HTML of a place in the text, None inside a character reference."""
    for (text, html, alike), (next_text, next_html, _) in pairwise(pieces):
        if text <= at <= next_text:
            if at == next_text:
                return next_html
            return html + at - text if alike or at == text else None
    return None


def moved(html: str, wraps: Iterable[Wrap]) -> Iterator[Wrap]:
    """Yield wraps with the places that they have in HTML rendered anew; those that fit no more are left out."""
    passages = read_passages(html)
    for wrap in wraps:
        if wrap.passage < len(passages):
            passage = passages[wrap.passage]
            span = span_in_source(passage, wrap.at, wrap.at + len(_read(wrap.source)))
            if span is not None and html[slice(*span)] == wrap.source:
                yield replace(wrap, start=span[0], end=span[1])
