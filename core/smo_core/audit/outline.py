"""What a page's content says, as far as rules ask: where its links lead, its headings, its text.

What readers get to see of it besides, such as the sentence around a link or the first paragraph, is most of the
work of reading a page, and is left out. On a page whose content region is not marked, only the look at all pages
tells which of its parts are content: each part that may be is read by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from smo_core.html.dom import Element, Node, Tree, named
from smo_core.html.marks import WRAPS
from smo_core.html.page import Part
from smo_core.html.read import NOT_CONTENT, NOT_CONTENT_BUT_WRAPPED, around_content, of_the_text
from smo_core.model import Heading
from smo_core.text import clean
from smo_core.urls import resolve, same_for_folder

_REMEMBERED = 20_000
_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Outline:
    """What one stretch of a page says.

    ``leads`` are the numbers of the locations that its links lead to, each once, in order, as
    :class:`Ways` counts them; among them, addresses that can be followed only once that of the site is known.
    """

    leads: tuple[int | str, ...] = ()
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a region says: the addresses of its links, each once, its headings, its text as it is."""

    hrefs: Collection[str] = ()
    headings: tuple[Heading, ...] = ()
    text: str = ""


class Ways:
    """Where links lead: the same from all pages of a folder, so that a worker keeps what it found."""

    def __init__(self, site_url: str, numbers: Mapping[str, int]) -> None:
        """Begin with the site's address, "" when it is not known, and the numbers of all locations of pages."""
        self.site_url = site_url
        self._numbers = numbers
        self._folder = ""
        self._known: dict[str, int | str | None] = {}

    def outline(self, said: Said, location: str) -> Outline:
        """Return the outline of a page, or a part of it, that is shown at ``location``."""
        folder = location[: location.rfind("/") + 1]
        if folder != self._folder or len(self._known) > _REMEMBERED:
            self._folder, self._known = folder, {}
        leads = dict.fromkeys([self._way(href, location) for href in said.hrefs])
        return Outline(tuple([lead for lead in leads if lead is not None]), said.headings)

    def _way(self, href: str, location: str) -> int | str | None:
        if href[0] == "#":
            return None
        if href[0] == "?":
            return self._resolved(href, location)
        known = self._known
        if href not in known:
            # Which place in a page is meant makes no difference, unless the page can be told only later.
            page = href.partition("#")[0]
            if page in known and not self._is_undecided(href, location) and same_for_folder(page):
                known[href] = known[page]
            else:
                known[href] = self._resolved(href, location)
        return known[href]

    def _resolved(self, href: str, location: str) -> int | str | None:
        if self._is_undecided(href, location):
            return href
        found = resolve(href, base=location, site_url=self.site_url)
        # What is no page's name leads to no page.
        return self._numbers.get(found) if found is not None else None

    def _is_undecided(self, href: str, location: str) -> bool:
        """Whether only the site's address, which is unknown, would tell: at or above the root, or with a host."""
        if self.site_url:
            return False
        return href.startswith(("/", "\\")) or ":" in href or href.count("..") > location.count("/")


def read_outline(tree: Tree, region: Element) -> Said:
    """Return what a region says. The tree is consumed by it."""
    return _read(region, _left_out(tree), around_content(tree.text))


def read_parts_outline(tree: Tree, parts: Iterable[tuple[Part, Sequence[Node]]]) -> dict[Part, Said]:
    """Return what those parts of a page say that may be content. The tree is consumed by it."""
    out, around = _left_out(tree), around_content(tree.text)
    return {part: _read_all(nodes, out, around) for part, nodes in parts if not part.noise}


def _read_all(nodes: Iterable[Node], out: str, around: str) -> Said:
    """Return what elements, and text between them, say together."""
    said = []
    for node in nodes:
        if not isinstance(node, Element):
            said.append(Said(text=node.text.strip()))
        elif not node.matches(out):
            said.append(_read(node, out, around, links=not node.matches(around)))
    if len(said) == 1:
        return said[0]
    return Said(
        hrefs=dict.fromkeys([href for one in said for href in one.hrefs]),
        headings=tuple([heading for one in said for heading in one.headings]),
        text=" ".join([one.text for one in said if one.text]),
    )


def _left_out(tree: Tree) -> str:
    return NOT_CONTENT_BUT_WRAPPED if WRAPS in tree.text else NOT_CONTENT


def _read(region: Element, out: str, around: str, *, links: bool = True) -> Said:
    region.remove(out)
    # A part may be a heading or a link itself.
    tag = region.tag
    found = named(region, *_HEADING_TAGS)
    headings = tuple(map(_heading, [region, *found] if tag in _HEADING_TAGS else found))
    if not links:
        return Said(headings=headings)
    region.remove(around)
    anchors = named(region, "a")
    if tag == "a":
        anchors.insert(0, region)
    anchors = of_the_text(anchors, wrapped=out is NOT_CONTENT_BUT_WRAPPED)
    hrefs = dict.fromkeys([(a.attr("href") or "").strip() for a in anchors])
    hrefs.pop("", None)
    return Said(hrefs, headings, " ".join(region.stripped_strings))


def _heading(element: Element) -> Heading:
    return Heading(level=int(element.tag[1]), text=clean(element.text.rstrip("¶#🔗 \n")))
