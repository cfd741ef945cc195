"""A page without a marked content region, taken apart: its stretches, and what some of them say together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import accumulate, pairwise

from smo_core.html.dom import Element, Node, Tree, named
from smo_core.html.flow import named_noise, text_of
from smo_core.html.read import is_left_out, links_of, placed_links, read_content
from smo_core.html.stretches import Stretch, branching, within
from smo_core.model import Content, Heading, Link
from smo_core.text import clean

# A part with more of the page's text is taken apart in its turn.
_MOST = 0.6
_AROUND = frozenset(("nav", "header", "footer", "aside"))
# What stands in one of these reads the same there and by itself.
_PLAIN = frozenset(("body", "div", "main", "section", "article", "center", "form"))
_NOTHING = Content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a page whose content region is not marked: its span, and prints of its text and its source.

    ``noise`` says that its name is that of navigation, ``empty`` that it shows nothing. ``size`` is the length of its
    text; of the part with most of the page's, ``inside`` is where in it the text runs. ``closing`` is an end tag
    for what nobody closed. ``said`` is its content where that was read at once, None where it is still to be read
    (:func:`read_parts`).
    """

    start: int
    end: int
    print: bytes
    source: bytes
    noise: bool
    empty: bool
    size: int = 0
    inside: tuple[int, int] | None = None
    closing: str = ""
    said: Content | None = None


def parts_of(
    tree: Tree, body: Element, *, links: bool = False, hashed: bool = True
) -> tuple[list[Part], list[Sequence[Node]]]:
    """Return the stretches of an unmarked page, found by going down to where it branches, and their nodes.

    With ``links`` each has its headings and bare links with it, where that is certain; the tree is consumed by it.
    Unless ``hashed`` they have no prints of their source.
    """
    around = [body]
    found = within(tree, body, tree.body_start, tree.body_end)
    if len(found) == 1:
        boxes, found = branching(tree, found[0], deep=True)
        around += boxes
    sizes = [len(one.text) for one in found]
    largest = sizes.index(max(sizes)) if sizes else 0
    if sizes and sizes[largest] > _MOST * sum(sizes):
        # One that is called as navigation would count for nothing.
        box = found[largest].box
        boxes, inner = branching(tree, found[largest], deep=box is not None and named_noise(box))
        if len(inner) > 1:
            around += boxes
            found[largest : largest + 1] = inner
    placed = [(one.span, one, one.text) for one in found if one.span is not None]
    said = _said(tree, body, around, [span for span, _, _ in placed]) if links else None
    made = [
        _part(tree, one, text, span, said=said[at] if said else None, hashed=hashed)
        for at, (span, one, text) in enumerate(placed)
    ]
    sizes = [part.size for part in made]
    if hashed and sizes and 2 * max(sizes) > sum(sizes):
        at = sizes.index(max(sizes))
        made[at] = replace(made[at], inside=_inside(tree, placed[at][1].box))
    return made, [one.nodes for _, one, _ in placed]


def _part(  # noqa: PLR0913 - what a part is made of
    tree: Tree, stretch: Stretch, text: str, span: tuple[int, int], *, said: Content | None, hashed: bool
) -> Part:
    box = stretch.box
    # For telling whether two say the same, which blank stands between words does not matter.
    text = " ".join(text.split())
    source = tree.text[slice(*span)].encode(errors="surrogatepass") if hashed else b""
    return Part(
        start=span[0],
        end=span[1],
        print=blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest(),
        source=blake2b(source, digest_size=16).digest() if hashed else b"",
        noise=box is not None and (box.tag in _AROUND or named_noise(box)),
        # Signs that nobody sees are no text either, and what begins with one that is seen has some.
        empty=not (text[:1].isprintable() and text) and not clean(text) and not any(map(_shows_picture, stretch.nodes)),
        size=len(text),
        closing=f"</{box.tag}>" if box is not None and stretch.open else "",
        said=said,
    )


def _shows_picture(node: Node) -> bool:
    return isinstance(node, Element) and (node.tag == "img" or node.find("img") is not None)


def _inside(tree: Tree, element: Element | None) -> tuple[int, int] | None:
    """Return from where to where the text of a ``<div>`` runs in it."""
    flow = text_of(element) if element is not None and element.tag == "div" else None
    opening, closing = (tree.start_tag(flow), tree.end_tag(flow)) if flow is not None else (None, None)
    return (opening[1], closing[0]) if opening and closing else None


def _said(
    tree: Tree, body: Element, around: Sequence[Element], spans: Sequence[tuple[int, int]]
) -> list[Content] | None:
    """Return the headings and links of each part as :func:`read_parts` finds them, None where that is not certain.

    That is so where parts do not follow one another, where their surroundings change how they are read
    or whether they count, and where a link that nobody closed goes on from one to the next.
    """
    if any(tree.end_tag(a) is None for a in named(body, "a")):
        return None
    apart = all(one[1] <= two[0] for one, two in pairwise(spans))
    if not apart or tree.cloned("a") or any(one.tag not in _PLAIN or is_left_out(one) for one in around):
        return None
    starts = [start for start, _ in spans]
    headings: dict[int, list[Heading]] = {}
    links: dict[int, list[Link]] = {}
    found = placed_links(tree, body)
    for offset, heading in found[0]:
        headings.setdefault(_at(spans, starts, offset), []).append(heading)
    for offset, link in found[1]:
        links.setdefault(_at(spans, starts, offset), []).append(link)
    return [
        Content(headings=tuple(headings.get(at, ())), links=tuple(links.get(at, ())))
        if at in headings or at in links
        else _NOTHING
        for at in range(len(spans))
    ]


def _at(spans: Sequence[tuple[int, int]], starts: Sequence[int], offset: int) -> int:
    """Return which of the spans holds an offset, -1 for none."""
    at = bisect_right(starts, offset) - 1
    return at if at >= 0 and offset < spans[at][1] else -1


def parts_said(parts: Sequence[Part]) -> Content | None:
    """Return the headings and links of parts that were read at once, None when some were not."""
    said = [part.said for part in parts if part.said is not None]
    if len(said) < len(parts):
        return None
    return Content(
        links=tuple(link for one in said for link in one.links),
        headings=tuple(heading for one in said for heading in one.headings),
    )


def read_parts(text: str, parts: Sequence[Part], *, passages: bool = False, links_only: bool = False) -> Content:
    """Return what these parts of a page say together, as one content; offsets are those in ``text``.

    With ``links_only`` that is headings and bare links, of which nobody asks where they are.
    """
    sources = [f"{text[part.start : part.end]}{part.closing}" for part in parts]
    starts = list(accumulate(map(len, sources), initial=0))

    def moved(offset: int) -> int:
        at = bisect_right(starts, offset) - 1
        return offset - starts[at] + parts[at].start

    # Read by themselves, because an unmarked page's paragraphs may be parts of their own.
    together = "".join(sources)
    if links_only:
        tree = Tree(together)
        return links_of(tree, tree.body) if tree.body is not None else Content()
    content = read_content(together, passages=passages, moved=moved)
    return replace(
        content,
        videos=tuple(replace(video, offset=moved(video.offset)) for video in content.videos),
        passages=tuple(
            replace(passage, runs=tuple(replace(run, offset=moved(run.offset)) for run in passage.runs))
            for passage in content.passages
        ),
    )
