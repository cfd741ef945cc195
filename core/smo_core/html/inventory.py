"""A built page → everything in it that can be right or wrong, each thing with its line and column.

A fuller reading than :mod:`smo_core.html.page`: links of navigation and content alike, ids,
pictures with their attributes, landmarks, structured data. Each list is made when it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from smo_core.html.dom import Element, Tree
from smo_core.html.once import once
from smo_core.html.refresh import destination
from smo_core.html.spot import CONTROLS, HEADINGS, NOWHERE, OURS, Regions, Spot
from smo_core.text import clean

# Which attribute of which element is an address that a browser follows or fetches, links aside.
_ADDRESSES: Mapping[str, tuple[str, ...]] = {
    "area": ("href",), "link": ("href",), "img": ("src", "srcset"), "script": ("src",),
    "source": ("src", "srcset"), "video": ("src", "poster"), "audio": ("src",), "iframe": ("src",), "embed": ("src",),
    "track": ("src",), "object": ("data",), "form": ("action",), "input": ("src",),
}  # fmt: skip
_LANDMARKS: Mapping[str, str] = {"nav": "navigation", "aside": "complementary", "main": "main"}
_LABELLED = "[role=navigation], [role=complementary], [role=region]"


class Reference(NamedTuple):
    """An address that a page asks for: as written, by which attribute of which element."""

    url: str
    attribute: str
    spot: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A JSON-LD script: what it holds, None with ``error`` when that is no JSON."""

    spot: Spot
    data: Any = None
    error: str = ""


class Inventory:
    """All that an audit looks at in one page, each kind in source order, made when it is asked for first.

    What nobody asked for before the tree is taken apart cannot be asked for any more.
    """

    def __init__(self, tree: Tree) -> None:
        """Take a parsed page, of which nothing is changed."""
        self._text = tree.text
        self._document = tree.document
        self._regions = Regions(tree)
        self._templates = "<template" in tree.text

    def _of(self, *tags: str) -> list[Element]:
        """Return all elements of these tags in source order, but those that wait in a template."""
        # The parser has a list for each tag, and finds one twenty times as fast as it finds several.
        found = [element for tag in tags for element in self._document.find_all(tag)]
        if self._templates:
            found = [element for element in found if element.closest("template") is None]
        if len(found) > 1:
            found.sort(key=_position)
        return found

    def _spots(self, *tags: str) -> tuple[Spot, ...]:
        return tuple([self._spot(element) for element in self._of(*tags)])

    def _spot(self, element: Element) -> Spot:
        return Spot(element.tag, element, self._regions)

    @once
    def doctype(self) -> bool:
        """Whether the page begins with one."""
        start = self._text.lstrip("\ufeff \t\r\n\f")[:2000].lower()
        while start.startswith(("<!--", "<?")):
            start = start.partition(">")[2].lstrip()
        return start.startswith("<!doctype")

    @once
    def root(self) -> Spot:
        """The element that all others stand in."""
        return next(iter(self._spots("html")), Spot(tag="html"))

    @once
    def base(self) -> str:
        """The address of the page's base element, "" without one."""
        return next((base for spot in self._spots("base") if (base := spot.get("href").strip())), "")

    @once
    def titles(self) -> tuple[Spot, ...]:
        """Titles of the page wherever they stand, not those of drawings."""
        return tuple([self._spot(element) for element in self._of("title") if element.closest("svg") is None])

    @once
    def metas(self) -> tuple[Spot, ...]:
        """Meta elements wherever they stand."""
        return self._spots("meta")

    @once
    def named(self) -> tuple[tuple[str, Spot], ...]:
        """The metas by property or name."""
        named = (((spot.get("property") or spot.get("name")).strip().lower(), spot) for spot in self.metas)
        return tuple([(said, spot) for said, spot in named if said])

    @once
    def names(self) -> frozenset[str]:
        """By which properties or names there are metas."""
        return frozenset([said for said, _ in self.named])

    @once
    def links(self) -> tuple[Spot, ...]:
        """Link elements wherever they stand."""
        return self._spots("link")

    @once
    def relations(self) -> Mapping[str, Sequence[Spot]]:
        """The ``links`` by each of their relations."""
        found: dict[str, list[Spot]] = {}
        for spot in self.links:
            for relation in dict.fromkeys(spot.get("rel").lower().split()):
                found.setdefault(relation, []).append(spot)
        return found

    @once
    def followed(self) -> tuple[tuple[str, Spot], ...]:
        """Links that can be followed, with their addresses as written: most of what there is to look at."""
        regions = self._regions
        around, marked = regions.around, regions.marked
        found = []
        for element in self._of("a"):
            href = element.attr("href", None)
            if href is not None:
                place = regions.place(element, "a") if marked else "around" if element in around else "content"
                found.append((href, Spot("a", element, regions, place)))
        return tuple(found)

    @once
    def anchors(self) -> tuple[Spot, ...]:
        """Links that can be followed."""
        return tuple([spot for _, spot in self.followed])

    @once
    def references(self) -> tuple[Reference, ...]:
        """All other addresses, of whatever a page fetches or leads to."""
        found = []
        for spot in self._spots(*_ADDRESSES):
            for name in _ADDRESSES[spot.tag]:
                if name in spot.attributes:
                    value = spot.get(name)
                    found += [Reference(url, name, spot) for url in (srcset(value) if name == "srcset" else (value,))]
        return tuple(found)

    @once
    def images(self) -> tuple[Spot, ...]:
        """Pictures."""
        return self._spots("img")

    @once
    def frames(self) -> tuple[Spot, ...]:
        """Frames in the page."""
        return self._spots("iframe")

    @once
    def headings(self) -> tuple[Spot, ...]:
        """Headings of all levels."""
        return self._spots(*HEADINGS)

    @once
    def tops(self) -> tuple[Spot, ...]:
        """Headings of the first level."""
        return self._spots("h1")

    @once
    def controls(self) -> tuple[Spot, ...]:
        """What can be used: links, buttons, fields."""
        controls = self._spots(*sorted(CONTROLS))
        return tuple([spot for spot in controls if spot.tag != "a" or "href" in spot.attributes])

    @once
    def landmarks(self) -> tuple[tuple[str, Spot], ...]:
        """Landmarks with their role."""
        plain = [(_LANDMARKS[e.tag], self._spot(e)) for e in self._of(*_LANDMARKS) if not e.attr("role")]
        labelled = self._document.select(_LABELLED) if "role=" in self._text else ()
        return (*plain, *(((element.attr("role") or "").lower(), self._spot(element)) for element in labelled))

    @once
    def scripts(self) -> tuple[Script, ...]:
        """JSON-LD."""
        return tuple(
            [
                _script(element, self._spot(element))
                for element in self._of("script")
                if "ld+json" in (element.attr("type") or "").lower()
            ]
        )

    @property
    def marked(self) -> bool:
        """Whether something of ours may stand on the page."""
        return self._regions.marked

    @once
    def blocks(self) -> tuple[Spot, ...]:
        """What we placed ourselves."""
        return tuple(map(self._spot, self._document.select(OURS))) if self._regions.marked else ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id and anchor name."""
        return self._identities[0]

    @property
    def repeated(self) -> tuple[tuple[str, Spot], ...]:
        """The second of each id or name, and all after it."""
        return self._identities[1]

    @once
    def _identities(self) -> tuple[tuple[str, ...], tuple[tuple[str, Spot], ...]]:
        names: list[str] = []
        bearers: list[Element] = []
        # An id of an inlined drawing counts too: browsers know no other name space.
        for element in self._document.select("[id], a[name]"):
            if self._templates and element.closest("template") is not None:
                continue
            identity = element.attr("id") or ""
            if identity:
                names.append(identity)
                bearers.append(element)
            if element.tag == "a" and (name := element.attr("name")) and name != identity:
                names.append(name)
                bearers.append(element)
        seen: set[str] = set()
        repeated: list[tuple[str, Spot]] = []
        if len({*names}) < len(names):
            for one, element in zip(names, bearers, strict=True):
                if one in seen:
                    repeated.append((one, self._spot(element)))
                seen.add(one)
        return tuple(names), tuple(repeated)

    def meta(self, *names: str) -> Iterator[tuple[str, Spot]]:
        """Yield name and element of the metas that have one of the names, by property or by name."""
        if self.names.isdisjoint(names):
            return iter(())
        return ((said, spot) for said, spot in self.named if said in names)

    def content(self, *names: str) -> str:
        """Return the content of the first meta that has one of the names and says something, "" for none."""
        return next((text for _, spot in self.meta(*names) if (text := clean(spot.get("content")))), "")

    @property
    def sends_to(self) -> str:
        """Where the page sends readers at once, "" where it lets them stay."""
        refreshes = (spot.get("content") for spot in self.metas if spot.get("http-equiv").lower() == "refresh")
        return next((url for content in refreshes if (url := destination(content))), "")

    def rel(self, name: str) -> Iterator[Spot]:
        """Yield the head's links of a relation."""
        return iter(self.relations.get(name, ()))


def take(tree: Tree) -> Inventory:
    """Return the inventory of a parsed page. The tree is left as it is."""
    return Inventory(tree)


def _position(element: Element) -> tuple[int, int]:
    # What the parser itself has put in stands nowhere.
    return element.position or NOWHERE


def _script(element: Element, spot: Spot) -> Script:
    try:
        return Script(spot=spot, data=json.loads(element.text))
    except (ValueError, RecursionError) as error:
        return Script(spot=spot, error=str(error))


def srcset(value: str) -> Iterator[str]:
    """Yield the addresses of a srcset: each ends at a blank, commas inside it belong to it.

    https://html.spec.whatwg.org/multipage/images.html#parse-a-srcset-attribute
    """
    rest = value.strip(" \t\n\r\f,")
    while rest:
        url, _, rest = rest.partition(" ") if " " in rest else (rest, "", "")
        if url.endswith(","):
            yield url.rstrip(",")
        else:
            yield url
            rest = rest.partition(",")[2]
        rest = rest.lstrip(" \t\n\r\f,")
