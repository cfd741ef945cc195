"""A whole built page → its head, its content, and where it can be opened.

The content is what the site's owner says it is, else what :mod:`smo_core.html.regions` finds
marked; a page that marks none is taken apart, which of its parts are content is decided where
all pages are known (:mod:`smo_core.html.repeats`), and those are then read by :func:`read_parts`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from smo_core.html.dom import Element, Node, Tree
from smo_core.html.flow import beside, flow_of
from smo_core.html.head import Head, head_of
from smo_core.html.parts import Part, parts_of, read_parts
from smo_core.html.place import Seams, region_seams
from smo_core.html.read import content_of, links_of
from smo_core.html.regions import region_of
from smo_core.model import Content
from smo_core.text import clean

__all__ = ["Part", "Reading", "is_page", "read_page", "read_parts", "reading_of"]
_PAGE = re.compile(r"<(?:!doctype|html|head|title|body|frameset|main|article)\b", re.IGNORECASE)
_LANDMARKS = ("frameset", "main", "article", "title", "h1", "time", "abbr")
_STAMP = "time[itemprop=datePublished], time.published, abbr.published, time.dt-published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one look at a built page tells.

    ``parts`` is filled, and ``content`` empty, when the page marks no content region.
    ``title`` is the first title element anywhere, which is what browsers show, ``heading``
    the first h1. ``several`` says that the region is a list of articles rather than one, ``posts`` that they are
    dated. ``published``, ``authors`` and ``tags`` are those which the content marks up as such.
    """

    head: Head
    seams: Seams
    content: Content = field(default_factory=Content)
    parts: tuple[Part, ...] = ()
    language: str = ""
    title: str = ""
    heading: str = ""
    several: bool = False
    posts: bool = False
    published: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def is_page(text: str) -> bool:
    """Whether a file is a page by itself, and not a part of pages, a template, or a proof of ownership."""
    return _PAGE.search(text) is not None


def read_page(text: str, *, selector: str = "", passages: bool = False, links_only: bool = False) -> Reading:
    """Return what a built page says and where it can be opened; one parse, no exception.

    ``selector`` is a CSS selector of the content region, from the settings; with ``passages`` the
    content says where in its text links can be put. With ``links_only`` it has headings and bare links,
    and the reading neither byline nor seams: that is all that a link graph needs.
    """
    return reading_of(Tree(text), selector=selector, passages=passages, links_only=links_only)


def reading_of(  # noqa: PLR0913 - each is a choice of the caller, by name
    tree: Tree,
    *,
    selector: str = "",
    passages: bool = False,
    links_only: bool = False,
    tell: Callable[[Tree, Element], Content] | None = None,
    tell_parts: Callable[[Tree, Iterable[tuple[Part, Sequence[Node]]]], object] | None = None,
) -> Reading:
    """Return the reading of a parsed page, see :func:`read_page`. The tree is consumed by it.

    ``tell`` reads the content region for those who need less of it than readers do, and place nothing there;
    ``tell_parts`` gets to see the parts of a page that marks none, with their nodes.
    """
    bare = links_only or tell is not None
    if tell is None:
        tell = links_of if links_only else partial(content_of, passages=passages)
    marks = _landmarks(tree)
    head = head_of(tree, framed="frameset" in marks, placed=not links_only, spans=not bare)
    body = tree.body
    asked = tree.document.select_one(selector) if selector and body is not None else None
    region, several = (asked, False) if asked is not None or body is None else region_of(tree, marks, head)
    titled, topped = marks.get("title"), marks.get("h1")
    flow = region
    if region is not None and asked is None and not (bare or several):
        flow = flow_of(tree, region)
    seams = Seams(head=head) if bare else region_seams(tree, flow, head)
    title, heading = clean(titled[0].text) if titled else "", clean(topped[0].text) if topped else ""
    language, published = head.language, ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    content = Content()
    parts: tuple[Part, ...] = ()
    timed = "time" in marks or "abbr" in marks
    if region is not None:
        marked = region.closest("[lang]")
        language = (marked.attr("lang") if marked is not None else "") or language
        if not (links_only or several):
            published, authors, tags = _byline(region, timed=timed)
        for box in beside(region) if asked is None and not several else ():
            box.decompose()
        content = tell(tree, region)
    elif body is not None:
        made, nodes = parts_of(tree, body, links=links_only, hashed=not bare)
        parts = tuple(made)
        if tell_parts is not None:
            tell_parts(tree, zip(made, nodes, strict=True))
    return Reading(
        head=head,
        seams=seams,
        content=content,
        parts=parts,
        language=language,
        title=title,
        heading=heading,
        several=several,
        posts=several and timed,
        published=published,
        authors=authors,
        tags=tags,
    )


def _landmarks(tree: Tree) -> dict[str, list[Element]]:
    """Return the elements by which a page is divided, dated and called, by name."""
    # Of a whole page the parser keeps a list for each name.
    found = {name: tree.document.find_all(name) for name in _LANDMARKS}
    return {name: elements for name, elements in found.items() if elements}


def _byline(region: Element, *, timed: bool) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return date, authors and tags by hAtom, microdata and rel, as generators write them."""
    stamp = region.select_one(_STAMP) if timed else None
    published = (stamp.attr("datetime") or stamp.attr("title") or "") if stamp is not None else ""
    if region.select_one("[rel], .vcard, .p-category, [itemprop]") is None:
        return published, (), ()
    authors = region.select("[rel~=author], .vcard.author .fn, .vcard.author a, [itemprop=author] [itemprop=name]")
    tags = region.select("[rel~=tag], .p-category")
    return published, _texts(authors), _texts(tags)


def _texts(elements: list[Element]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for element in elements if (text := clean(element.text))))
