"""A whole built page → its head, its content, and where it can be opened.

The content is what the site's owner says it is, else ``<main>`` or its one ``<article>``,
else ``[role=main]``; a page without any of these is taken apart, which of its parts are
content is decided where all pages are known (:mod:`smo_core.html.repeats`), and those are
then read by :func:`read_parts`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import accumulate

from smo_core.html.dom import Element, Tree
from smo_core.html.head import Head, head_of
from smo_core.html.place import Seams, region_seams
from smo_core.html.read import content_of, read_content
from smo_core.model import Content
from smo_core.text import clean

_MOST = 0.6
_NOISE = frozenset(
    (
        "banner", "breadcrumb", "breadcrumbs", "cookie", "copyright", "footer", "header", "menu", "nav", "navbar",
        "navfooter", "navheader", "navigation", "navlinks", "pagination", "related", "search", "sidebar", "skip",
        "subnav", "toc", "topnav",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a page whose content region is not marked: its span, and prints of its text and its source.

    ``noise`` says that its name is that of navigation, ``empty`` that it shows nothing.
    """

    start: int
    end: int
    print: bytes
    source: bytes
    noise: bool
    empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one look at a built page tells.

    ``parts`` is filled, and ``content`` empty, when the page marks no content region.
    ``title`` is the first title element anywhere, which is what browsers show, ``heading``
    the first h1. ``several`` says that the region is a list of articles rather than one. ``published``,
    ``authors`` and ``tags`` are those which the content marks up as such.
    """

    head: Head
    seams: Seams
    content: Content = field(default_factory=Content)
    parts: tuple[Part, ...] = ()
    language: str = ""
    title: str = ""
    heading: str = ""
    several: bool = False
    published: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def read_page(text: str, *, selector: str = "", passages: bool = False) -> Reading:
    """Return what a built page says and where it can be opened; one parse, no exception.

    ``selector`` is a CSS selector of the content region, from the settings; with ``passages`` the
    content says where in its text links can be put.
    """
    return reading_of(Tree(text), selector=selector, passages=passages)


def reading_of(
    tree: Tree, *, selector: str = "", passages: bool = False, tell: Callable[[Tree, Element], Content] | None = None
) -> Reading:
    """Return the reading of a parsed page. The tree is consumed by it.

    ``tell`` reads the content region for those who need less of it than readers do.
    """
    head = head_of(tree)
    body = tree.body
    region, several = _region(tree, selector) if body is not None else (None, False)
    seams = region_seams(tree, region, head)
    titled, topped = tree.document.find("title"), tree.document.find("h1")
    reading = Reading(
        head=head,
        seams=seams,
        language=head.language,
        title=clean(titled.text) if titled is not None else "",
        heading=clean(topped.text) if topped is not None else "",
        several=several,
    )
    if region is None:
        return replace(reading, parts=tuple(_parts(tree, body)) if body is not None else ())
    marked = region.closest("[lang]")
    language = (marked.attr("lang") if marked is not None else "") or head.language
    published, authors, tags = _byline(region)
    return replace(
        reading,
        content=tell(tree, region) if tell is not None else content_of(tree, region, passages=passages),
        language=language,
        published=published,
        authors=authors,
        tags=tags,
    )


def _region(tree: Tree, selector: str) -> tuple[Element | None, bool]:
    """Return the content region, and whether it is a list of articles."""
    document = tree.document
    if selector and (found := document.select_one(selector)) is not None:
        return found, False
    main = document.find("main") or document.select_one("[role=main i]")
    articles = [
        a for a in (main or document).find_all("article") if a.parent is None or a.parent.closest("article") is None
    ]
    if main is None:
        return (articles[0], False) if len(articles) == 1 else (None, len(articles) > 1)
    if len(articles) == 1 and len(articles[0].text) >= _MOST * len(main.text):
        return articles[0], False
    return main, len(articles) > 1


def _byline(region: Element) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return date, authors and tags by hAtom, microdata and rel, as generators write them."""
    stamp = region.select_one("time[itemprop=datePublished], time.published, abbr.published, time.dt-published")
    published = (stamp.attr("datetime") or stamp.attr("title") or "") if stamp is not None else ""
    authors = region.select("[rel~=author], .vcard.author .fn, .vcard.author a, [itemprop=author] [itemprop=name]")
    tags = region.select("[rel~=tag], .p-category")
    return published, _texts(authors), _texts(tags)


def _texts(elements: list[Element]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for element in elements if (text := clean(element.text))))


def _parts(tree: Tree, body: Element) -> list[Part]:
    """Return the stretches of an unmarked page, found by going down to where it branches."""
    children = _elements(body)
    while len(children) == 1 and _elements(children[0]):
        children = _elements(children[0])
    total = sum(len(child.text) for child in children)
    big = [child for child in children if len(child.text) > _MOST * total and len(_elements(child)) > 1]
    if big:
        at = children.index(big[0])
        children[at : at + 1] = _elements(big[0])
    return [part for child in children if (part := _part(tree, child)) is not None]


def _elements(element: Element) -> list[Element]:
    skipped = {"script", "style", "template", "noscript", "link", "meta"}
    return [child for child in element.children if isinstance(child, Element) and child.tag not in skipped]


def _part(tree: Tree, element: Element) -> Part | None:
    span = tree.whole(element)
    if span is None:
        return None
    names = set(f"{element.attr('class') or ''} {element.attr('id') or ''}".lower().replace("_", "-").split())
    noise = element.tag in {"nav", "header", "footer", "aside"} or not names.isdisjoint(_NOISE)
    text = clean(element.text)
    source = tree.text[slice(*span)].encode(errors="surrogatepass")
    empty = not text and element.tag != "img" and element.find("img") is None
    return Part(
        start=span[0],
        end=span[1],
        print=blake2b(text.encode(), digest_size=8).digest(),
        source=blake2b(source, digest_size=16).digest(),
        noise=noise,
        empty=empty,
    )


def read_parts(text: str, parts: Sequence[Part], *, passages: bool = False) -> Content:
    """Return what these parts of a page say together, as one content; offsets are those in ``text``."""
    starts = list(accumulate((part.end - part.start for part in parts), initial=0))

    def moved(offset: int) -> int:
        at = bisect_right(starts, offset) - 1
        return offset - starts[at] + parts[at].start

    # Read by themselves, because an unmarked page's paragraphs may be parts of their own.
    content = read_content("".join(text[part.start : part.end] for part in parts), passages=passages, moved=moved)
    return replace(
        content,
        videos=tuple(replace(video, offset=moved(video.offset)) for video in content.videos),
        passages=tuple(
            replace(passage, runs=tuple(replace(run, offset=moved(run.offset)) for run in passage.runs))
            for passage in content.passages
        ),
    )
