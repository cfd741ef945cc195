"""A page without a marked content region, taken apart: its stretches, and what some of them say together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import accumulate, pairwise

from smo_core.html.dom import Element, Tree
from smo_core.html.read import is_left_out, links_of, placed_links, read_content
from smo_core.model import Content

# A part with more of the page's text is taken apart in its turn.
_MOST = 0.6
_NOISE = frozenset(
    (
        "banner", "breadcrumb", "breadcrumbs", "cookie", "copyright", "footer", "header", "menu", "nav", "navbar",
        "navfooter", "navheader", "navigation", "navlinks", "pagination", "related", "search", "sidebar", "skip",
        "subnav", "toc", "topnav",
    ),
)  # fmt: skip
_SILENT = frozenset(("script", "style", "template", "noscript", "link", "meta"))
# What stands in one of these reads the same there and by itself.
_PLAIN = frozenset(("body", "div", "main", "section", "article", "center", "form"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a page whose content region is not marked: its span, and prints of its text and its source.

    ``noise`` says that its name is that of navigation, ``empty`` that it shows nothing. ``said`` is its
    content where that was read at once, None where it is still to be read (:func:`read_parts`).
    """

    start: int
    end: int
    print: bytes
    source: bytes
    noise: bool
    empty: bool
    said: Content | None = None


def parts_of(tree: Tree, body: Element, *, links: bool = False) -> list[Part]:
    """Return the stretches of an unmarked page, found by going down to where it branches.

    With ``links`` each has its headings and bare links with it, where that is certain; the tree is consumed by it.
    """
    around = [body]
    children = _elements(body)
    while len(children) == 1 and (inner := _elements(children[0])):
        around.append(children[0])
        children = inner
    texts = [child.text for child in children]
    most = _MOST * sum(map(len, texts))
    big = (at for at, text in enumerate(texts) if len(text) > most and len(_elements(children[at])) > 1)
    if (at := next(big, None)) is not None:
        around.append(children[at])
        inner = _elements(children[at])
        children[at : at + 1], texts[at : at + 1] = inner, [child.text for child in inner]
    found = (_part(tree, child, text, hashed=not links) for child, text in zip(children, texts, strict=True))
    parts = [part for part in found if part is not None]
    return _linked(tree, body, around, parts) if links else parts


def _elements(element: Element) -> list[Element]:
    return [child for child in element if type(child) is Element and child.tag not in _SILENT]


def _part(tree: Tree, element: Element, text: str, *, hashed: bool) -> Part | None:
    span = tree.whole(element)
    if span is None:
        return None
    names = set(f"{element.attr('class') or ''} {element.attr('id') or ''}".lower().replace("_", "-").split())
    noise = element.tag in {"nav", "header", "footer", "aside"} or not names.isdisjoint(_NOISE)
    # For telling whether two say the same, which blank stands between words does not matter.
    text = " ".join(text.split())
    source = tree.text[slice(*span)].encode(errors="surrogatepass") if hashed else b""
    empty = not text and element.tag != "img" and element.find("img") is None
    return Part(
        start=span[0],
        end=span[1],
        print=blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest(),
        source=blake2b(source, digest_size=16).digest() if hashed else b"",
        noise=noise,
        empty=empty,
    )


def _linked(tree: Tree, body: Element, around: Sequence[Element], parts: list[Part]) -> list[Part]:
    """Return the parts with what :func:`read_parts` would find in them, unchanged where that may be something else.

    That is so where they do not follow one another, where their surroundings change how they are read
    or whether they count, and where a link that nobody closed goes on from one to the next.
    """
    apart = all(one.end <= two.start for one, two in pairwise(parts))
    if not apart or tree.cloned("a") or any(one.tag not in _PLAIN or is_left_out(one) for one in around):
        return parts
    starts = [part.start for part in parts]
    headings, links = placed_links(tree, body)
    said = [([], []) for _ in parts]
    for place, kind in ((0, headings), (1, links)):
        for offset, one in kind:
            at = bisect_right(starts, offset) - 1
            if at >= 0 and offset < parts[at].end:
                said[at][place].append(one)
    return [
        replace(part, said=Content(headings=tuple(own), links=tuple(out)))
        for part, (own, out) in zip(parts, said, strict=True)
    ]


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
    starts = list(accumulate((part.end - part.start for part in parts), initial=0))

    def moved(offset: int) -> int:
        at = bisect_right(starts, offset) - 1
        return offset - starts[at] + parts[at].start

    # Read by themselves, because an unmarked page's paragraphs may be parts of their own.
    together = "".join(text[part.start : part.end] for part in parts)
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
