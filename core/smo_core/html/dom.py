"""The one place that knows the HTML parser: a spec-conformant tree with source positions.

The parser (turbohtml) builds the tree that browsers build and says where each tag stands
in the source, counted in characters of the text with line ends normalised. Here those
positions become positions in the text as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from turbohtml import Element, Node, SourceSpan, Text, parse

from smo_core.html.once import once

__all__ = ["Element", "Node", "Text", "Tree", "named"]

_LONE = re.compile("[\ud800-\udfff]")
_CRLF = re.compile("\r\n")
_HEAD_TAGS = re.compile(r"(?<!\s)(?:\s*+<head\b[^<>]*+>)?\s*+</head\s*+>", re.IGNORECASE)
# For fewer elements the lines of a text are not counted.
_FEW = 8
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"),
)


def named(root: Node, *names: str) -> list[Element]:
    """Return all elements of these names below a node, in source order."""
    # Within ``:is`` the parser walks the tree once; for the names alone it makes an index of all that is there, which
    # takes twice as long.
    return root.select(f":is({', '.join(names)})")


def _whole(text: str) -> str:
    """Return a text without half characters."""
    if text.isascii():
        return text
    try:
        # Twenty times as fast as a search for them.
        text.encode()
    except UnicodeEncodeError:
        return _LONE.sub("\uffff", text)
    return text


class Tree:
    """A parsed page: its root, its head and body, and where each element stands in the text."""

    def __init__(self, text: str) -> None:
        """Parse ``text``, a whole page or a fragment, as a browser without scripts would."""
        self.text = text
        # Decoding turns a byte-order mark into a character that would open the body.
        self._skipped = 1 if text.startswith("\ufeff") else 0
        # The parser cannot name an attribute by a lone surrogate, which is how an invalid byte is decoded.
        # One sign is found ten times as fast as two.
        self._alike = not self._skipped and ("\r" not in text or "\r\n" not in text)
        source = _whole(text[self._skipped :])
        self.document = parse(source, source_locations=True)

    @once
    def _crlf(self) -> list[int]:
        """Positions, in normalised text, of the line ends written as two characters."""
        return [match.start() - i for i, match in enumerate(_CRLF.finditer(self.text, self._skipped))]

    def _offset(self, position: int) -> int:
        position += self._skipped
        return position + bisect_left(self._crlf, position) if self._crlf else position

    @property
    def head(self) -> Element | None:
        """The head element, present in every parsed page, also when its tags are not."""
        return self.document.find("head")

    @property
    def body(self) -> Element | None:
        """The body element; None in a frameset page."""
        return self.document.find("body")

    @property
    def body_start(self) -> int | None:
        """Where what the body shows begins: at its tag, behind the head or what stands in it; None if nothing tells."""
        html, body = self.document.find("html"), self.body
        if body is not None and (tag := self.start_tag(body)):
            return tag[1]
        within = [child for child in self.head or () if isinstance(child, Element)]
        tag = self.whole(within[-1]) if within else self.start_tag(html) if html is not None else None
        if tag is None:
            return None
        # The parser tells the tags of a head that was opened only.
        closing = _HEAD_TAGS.match(self.text, tag[1])
        return closing.end() if closing else tag[1]

    @property
    def body_end(self) -> int:
        """Where what the body shows ends: at its end tag, at that of the page, or with the text."""
        for element in (self.body, self.document.find("html")):
            tag = self.end_tag(element) if element is not None else None
            if tag is not None:
                return tag[0]
        return len(self.text)

    def start_tag(self, element: Element) -> tuple[int, int] | None:
        """Return where the element's start tag begins and ends, None when it is implied."""
        location = element.source_location
        return None if location is None else self._span(location.start_tag)

    def end_tag(self, element: Element) -> tuple[int, int] | None:
        """Return where the element's end tag begins and ends, None when it has none."""
        location = element.source_location
        return None if location is None else self._span(location.end_tag)

    def whole(self, element: Element) -> tuple[int, int] | None:
        """Return where the element begins and ends, None unless both are certain."""
        location = element.source_location
        start = None if location is None else self._span(location.start_tag)
        if location is None or start is None:
            return None
        if element.tag in VOID:
            return start
        end = self._span(location.end_tag)
        return (start[0], end[1]) if end and end[0] >= start[1] else None

    def _span(self, tag: SourceSpan | None) -> tuple[int, int] | None:
        """Return where a tag begins and ends in the text as it is."""
        if tag is None:
            return None
        if self._alike:
            return tag.start_offset, tag.end_offset
        return self._offset(tag.start_offset), self._offset(tag.end_offset)

    def cloned(self, tag: str) -> bool:
        """Whether the parser made several elements of one tag of this name: but the first stand nowhere in the text."""
        places = [element.position for element in named(self.document, tag)]
        return len({*places}) < len(places)

    def starts(self, elements: Sequence[Element], *, cloned: bool) -> list[int | None]:
        """Return where the start tag of each of some elements begins, None when it is implied.

        ``cloned`` is the word of :meth:`cloned` on their kind, before anything was taken out of the tree.
        """
        if cloned or not self._alike or "\r" in self.text or len(elements) < _FEW:
            spans = map(self.start_tag, elements)
            return [None if span is None else span[0] for span in spans]
        # The parser tells lines and columns twenty times as fast as spans.
        ends = self._line_ends
        places = (element.position for element in elements)
        return [None if place is None else ends[place[0] - 1] + place[0] + place[1] - 1 for place in places]

    @once
    def _line_ends(self) -> list[int]:
        """How many characters, line ends left out, stand before each line."""
        return [*accumulate(map(len, self.text.split("\n")), initial=0)]
