"""How a browser lays a page out: elements, and lines of text between them, each with where it stands in the source."""

from __future__ import annotations

from dataclasses import dataclass

from smo_core.html.dom import Element, Node, Text, Tree
from smo_core.html.flow import named_noise

_SILENT = frozenset(("script", "style", "template", "noscript", "link", "meta"))
# Elements of text: what is within them is no part of a page's layout.
_TEXT = frozenset(("p", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "figure", "details"))
# Elements that run along in a line, unless there is more within them.
_IN_LINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data", "del", "dfn", "em",
        "font", "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "select", "small", "span",
        "strike", "strong", "sub", "sup", "svg", "textarea", "time", "tt", "u", "var", "wbr",
    ),
)  # fmt: skip
# Unclosed ones take what is placed behind them in, where nobody sees it or it stands elsewhere: they count for nothing.
_SWALLOWING = frozenset(("frameset", "iframe", "math", "noembed", "noframes", "object", "plaintext", "table", "xmp"))


@dataclass(slots=True)
class Stretch:
    """An element, or text and elements that run along in lines between two others, and where it stands.

    ``box`` is the element, None for text in lines. ``start`` and ``end`` are None where that is not certain;
    ``open`` says that nobody closed it.
    """

    nodes: list[Node]
    box: Element | None = None
    start: int | None = None
    end: int | None = None
    open: bool = False

    @property
    def span(self) -> tuple[int, int] | None:
        """From where to where it goes, None unless both are certain."""
        start, end = self.start, self.end
        return None if start is None or end is None or start >= end else (start, end)

    @property
    def text(self) -> str:
        """All of its text."""
        return "".join([node.text for node in self.nodes])


def within(tree: Tree, box: Element, behind: int | None, end: int) -> list[Stretch]:
    """Return the stretches within an element, in order: each element, and what stands between.

    What is within it stands from ``behind``, if that is known, to ``end``.
    """
    found: list[Stretch] = []
    line: list[Node] = []
    for child in box:
        if isinstance(child, Element):
            if child.tag in _SILENT:
                continue
            if _in_line(child):
                line.append(child)
                continue
            whole = tree.whole(child)
            tag = whole or tree.start_tag(child)
            if tag is None and not child.text.strip():
                # What the parser makes of an end tag alone.
                continue
            if line:
                found.append(_line(tree, line, behind))
                line = []
            start, behind = tag[0] if tag else None, whole[1] if whole else None
            end_here = start if whole is None and child.tag in _SWALLOWING else behind
            found.append(Stretch([child], child, start, end_here, whole is None))
        elif isinstance(child, Text) and (line or not child.text.isspace()):
            line.append(child)
    if line:
        found.append(_line(tree, line, behind))
    # From behind: what nobody closed ends where the next begins.
    for one in reversed(found):
        one.end = end if one.end is None else one.end
        end = end if one.start is None else one.start
    return found


def _line(tree: Tree, nodes: list[Node], behind: int | None) -> Stretch:
    """Return a stretch of text and elements in lines; ``behind`` is where what stands before it ends, if known."""
    first = nodes[0]
    if isinstance(first, Element):
        tag = tree.start_tag(first)
        behind = tag[0] if tag else None
    return Stretch(nodes, start=behind)


def _in_line(element: Element) -> bool:
    """Whether an element runs along in a line of text, with all that is in it."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.tag not in _IN_LINE or named_noise(one):
            return False
        waiting += [child for child in one if isinstance(child, Element)]
    return True


def _within_box(tree: Tree, stretch: Stretch) -> list[Stretch]:
    """Return the stretches within one that is a mere box, none if it is text."""
    box = stretch.box
    if box is None or box.tag in _TEXT:
        return []
    opening, closing = tree.start_tag(box), tree.end_tag(box)
    end = closing[0] if closing else stretch.end
    found = within(tree, box, opening and opening[1], end) if end is not None else []
    return found if any(one.box is not None for one in found) else []


def branching(tree: Tree, stretch: Stretch, *, deep: bool) -> tuple[list[Element], list[Stretch]]:
    """Return what stands within a stretch where it branches, and the elements around that, from the outermost in.

    Unless ``deep``, one that does not branch itself is gone into no further. Text is within nothing but itself.
    """
    around: list[Element] = []
    found = [stretch]
    while len(found) == 1 and (box := found[0].box) is not None and (inner := _within_box(tree, found[0])):
        around.append(box)
        found = inner
        if not deep:
            break
    return around, found
