"""A page without a marked content region, taken apart: its stretches, and what some of them say together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import accumulate, pairwise

from smo_core.html.apart import is_noise, taken_apart
from smo_core.html.dom import Element, Node, Tree, named
from smo_core.html.flow import named_contents, named_noise, text_of
from smo_core.html.read import is_left_out, links_of, placed_links, read_content
from smo_core.html.stretches import Stretch, branching, within
from smo_core.model import Content, Heading, Link
from smo_core.text import clean

# A box of a template has no more text than this.
_BOX_AT_MOST = 4000
# What stands in one of these reads the same there and by itself.
_PLAIN = frozenset(("body", "div", "main", "section", "article", "center", "form"))
_NOTHING = Content()
_NOWHERE = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a page whose content region is not marked: its span, and prints of its text and its source.

    ``noise`` says that its name is that of navigation, ``contents`` that it is that of a table of contents, ``empty``
    that it shows nothing. ``among`` is the print of the box that it was taken out of, where that may be a template's.
    ``size`` is the length of its text; of the part with most of the page's, ``inside`` is where in it the text runs.
    ``closing`` is an end tag for what nobody closed. ``said`` is its content where that was read at once, None where
    it is still to be read (:func:`read_parts`).
    """

    start: int
    end: int
    print: bytes
    source: bytes
    noise: bool
    empty: bool
    contents: bool = False
    among: bytes = b""
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
        outer, found = branching(tree, found[0], deep=True)
        around += outer
    said = [one.text for one in found]
    among = [b""] * len(found)
    for at in sorted(taken_apart(found, said), reverse=True):
        box = found[at].box
        # One that is called as navigation would count for nothing.
        outer, inner = branching(tree, found[at], deep=box is not None and named_noise(box))
        if len(inner) > 1:
            around += outer
            among[at : at + 1] = [_print(_plain(said[at])) if len(said[at]) <= _BOX_AT_MOST else b""] * len(inner)
            said[at : at + 1] = [one.text for one in inner]
            found[at : at + 1] = inner
    placed = [told for told in zip(found, said, among, strict=True) if told[0].span is not None]
    made = [_part(tree, *told, hashed=hashed) for told in placed]
    if links and (contents := _contents(tree, body, around, made)) is not None:
        made = [replace(part, said=content) for part, content in zip(made, contents, strict=True)]
    sizes = [part.size for part in made]
    if hashed and sizes and 2 * max(sizes) > sum(sizes):
        at = sizes.index(max(sizes))
        made[at] = replace(made[at], inside=_inside(tree, placed[at][0].box))
    return made, [one.nodes for one, *_ in placed]


def _part(tree: Tree, stretch: Stretch, text: str, among: bytes, *, hashed: bool) -> Part:
    box, (start, end) = stretch.box, stretch.span or _NOWHERE
    text = _plain(text)
    # Signs that nobody sees are no text either, and what begins with one that is seen has some.
    shown = (text[:1].isprintable() and text) or clean(text)
    pictures = [] if shown else _pictures(stretch)
    source = tree.text[start:end].encode(errors="surrogatepass") if hashed else b""
    return Part(
        start=start,
        end=end,
        print=_print(text or " ".join(img.attr("src") or "" for img in pictures)),
        source=blake2b(source, digest_size=16).digest() if hashed else b"",
        noise=is_noise(box),
        contents=box is not None and named_contents(box),
        among=among,
        empty=not (shown or pictures),
        size=len(text),
        closing=f"</{box.tag}>" if box is not None and stretch.open else "",
    )


def _plain(text: str) -> str:
    # For telling whether two say the same, which blank stands between words does not matter.
    return " ".join(text.split())


def _print(text: str) -> bytes:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest()


def _pictures(stretch: Stretch) -> list[Element]:
    elements = [node for node in stretch.nodes if isinstance(node, Element)]
    return [img for node in elements for img in ([node] if node.tag == "img" else named(node, "img"))]


def _inside(tree: Tree, element: Element | None) -> tuple[int, int] | None:
    """Return from where to where the text of a ``<div>`` runs in it."""
    flow = text_of(element) if element is not None and element.tag == "div" else None
    opening, closing = (tree.start_tag(flow), tree.end_tag(flow)) if flow is not None else (None, None)
    return (opening[1], closing[0]) if opening and closing else None


def _contents(tree: Tree, body: Element, around: Sequence[Element], parts: Sequence[Part]) -> list[Content] | None:
    """Return the headings and links of each part as :func:`read_parts` finds them, None where that is not certain.

    That is so where parts do not follow one another, where their surroundings change how they are read
    or whether they count, and where a link that nobody closed goes on from one to the next.
    """
    if any(tree.end_tag(a) is None for a in named(body, "a")):
        return None
    spans = [(part.start, part.end) for part in parts]
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
