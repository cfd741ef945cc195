"""What is said around the links of a paragraph: its text in lines, and where each anchor stands in them.

Only paragraphs, list items and cells that hold a link are looked at, each once, so that
reading a page costs little more for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from smo_core.html.dom import Element, Text
from smo_core.text import blanks_as_one

# A line of text ends where one of these begins or ends.
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "dialog", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "li", "main", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
        "tr", "ul", "br",
    ),
)  # fmt: skip
BLOCKS = ", ".join(sorted(_BLOCKS - {"br", "hr"}))
# A line of text, and where in it an anchor begins and ends.
Stretch = tuple[str, int, int]
# A line says nothing of a link with fewer letters than this besides it.
SAYS_AT_LEAST = 12


def lines_of(block: Element) -> dict[Element, Stretch | None]:
    """Return for each link of one block its line and its place in it, None where the line is all links."""
    found: dict[Element, Stretch | None] = {}
    line: list[str] = []
    here: list[tuple[Element, int, int]] = []
    opened: list[tuple[Element, int]] = []
    steps: list[str | Element | None] = []
    _walk(block, steps)
    for step in steps:
        if isinstance(step, str):
            line.append(step)
        elif step is None:
            if here:
                found.update(_placed(line, here))
                here = []
            line = []
            if opened:
                # An anchor around several lines stands in none of them.
                found.update((anchor, None) for anchor, _ in opened)
                opened = []
        elif opened and opened[-1][0] is step:
            here.append((*opened.pop(), len(line)))
        else:
            opened.append((step, len(line)))
    found.update(_placed(line, here))
    return found


def _walk(element: Element, steps: list[str | Element | None]) -> None:
    """List the texts, each link before and after what it holds, and None where a line ends."""
    for child in element:
        if type(child) is Text:
            steps.append(child.data)
        elif type(child) is Element:
            tag = child.tag
            if tag == "a":
                steps.append(child)
                _walk(child, steps)
                steps.append(child)
            elif tag in _BLOCKS:
                steps.append(None)
            else:
                _walk(child, steps)


def _placed(line: list[str], here: list[tuple[Element, int, int]]) -> Iterator[tuple[Element, Stretch | None]]:
    """Yield the links of one line, given as pieces, each with the pieces between which it stands."""
    linked = sum(len(piece) for _, first, last in here for piece in line[first:last])
    says = sum(map(len, line)) - linked >= SAYS_AT_LEAST
    if not says:
        yield from ((anchor, None) for anchor, _, _ in here)
        return
    text, at = "", 0
    places = []
    for anchor, first, last in here:
        text = _with(text, line[at:first])
        begin = len(text)
        text, at = _with(text, line[first:last]), last
        inner = text[begin:]
        start = begin + len(inner) - len(inner.lstrip(" "))
        places.append((anchor, start, start + len(inner.strip(" "))))
    text = _with(text, line[at:])
    yield from ((anchor, (text, start, end) if end > start else None) for anchor, start, end in places)


def _with(text: str, pieces: list[str]) -> str:
    """Return a line grown by some pieces, never with two blanks in a row."""
    said = blanks_as_one("".join(pieces))
    return text + (said.removeprefix(" ") if not text or text.endswith(" ") else said)
