"""A built page → everything in it that can be right or wrong, each thing with its line and column.

A fuller reading than :mod:`smo_core.html.page`: links of navigation and content alike, ids,
pictures with their attributes, landmarks, structured data. One walk over the tree.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from smo_core.html.dom import Element, Tree
from smo_core.html.marks import MARK
from smo_core.html.refresh import destination
from smo_core.text import clean

Place = Literal["content", "around", "ours", "head"]
_AROUND = (
    "nav, header, footer, aside, [role=navigation], [role=banner], [role=contentinfo], [role=complementary], "
    "[role=search], .toc, .headerlink, .anchor-link, .heading-anchor, .footnote-ref, .footnote-backref"
)
_OURS = f"[{MARK}]"
# The rest stands in the content or the head, wherever it is.
_PLACED = ("a", "area", "img")
# Which attribute of which element is an address that a browser follows or fetches.
_ADDRESSES: Mapping[str, tuple[str, ...]] = {
    "a": ("href",), "area": ("href",), "link": ("href",), "img": ("src", "srcset"), "script": ("src",),
    "source": ("src", "srcset"), "video": ("src", "poster"), "audio": ("src",), "iframe": ("src",), "embed": ("src",),
    "track": ("src",), "object": ("data",), "form": ("action",), "input": ("src",),
}  # fmt: skip
_CONTROLS = frozenset(("a", "button", "input", "select", "textarea", "summary"))
_LANDMARKS: Mapping[str, str] = {"nav": "navigation", "aside": "complementary", "main": "main"}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPOKEN = _CONTROLS | _HEADINGS | {"title"}
_LISTS = {"title": "titles", "link": "links", "img": "images", "iframe": "frames"}
_FILED = frozenset((*_LISTS, "html", "base", "meta", "script"))
_LABELLED = "[role=navigation], [role=complementary], [role=region]"
_TAGS = sorted({*_ADDRESSES, *_SPOKEN, *_LANDMARKS, "title", "meta", "base", "html"})


class _Regions:
    """Which elements of a page stand in what is around the content, and in blocks of ours.

    A page has few such regions and many links: to look down from each is half the work of looking up from all.
    """

    def __init__(self, tree: Tree) -> None:
        self._document = tree.document
        self.marked = MARK in tree.text

    @cached_property
    def around(self) -> frozenset[Element]:
        """Links and pictures in navigation, header, footer and the like."""
        found: set[Element] = set()
        for region in self._document.select(_AROUND):
            found.add(region)
            for tag in _PLACED:
                found.update(region.find_all(tag))
        return frozenset(found)


class Spot:
    """An element: its tag, its attributes, where it starts (line and column from 1), in which part of the page.

    ``name`` is what it is called aloud: its label, else its text, else the text of pictures
    in it; ``text`` its visible text. Of most elements nobody asks more than an attribute, so
    the rest is looked up when it is asked for, as long as the tree is whole.
    """

    __slots__ = ("_element", "_name", "_place", "_regions", "_text", "attributes", "tag")

    def __init__(self, tag: str, element: Element | None = None, regions: _Regions | None = None) -> None:
        """Take an element of a parsed page, and what is known of the parts of that page."""
        self.tag = tag
        self._element = element
        self._regions = regions
        self._text: str | None = None
        self._name: str | None = None
        self._place: Place | None = None
        self.attributes: Mapping[str, Any] = element.attrs if element is not None else {}

    def get(self, attribute: str) -> str:
        """Return an attribute's value, "" without it."""
        value = self.attributes.get(attribute)
        return value if isinstance(value, str) else _text(value)

    @property
    def hidden(self) -> bool:
        """Whether the element's own attributes keep it from all readers, or from those who listen."""
        if self.get("aria-hidden") == "true" or "hidden" in self.attributes:
            return True
        return "style" in self.attributes and "display:none" in self.get("style").replace(" ", "").lower()

    @property
    def line(self) -> int:
        """The line that the element starts in, 0 where its tag is implied."""
        return (self._element.source_line or 0) if self._element is not None else 0

    @property
    def column(self) -> int:
        """The column that the element starts in, 0 where its tag is implied."""
        return (self._element.source_col or 0) + 1 if self._element is not None and self.line else 0

    @property
    def place(self) -> Place:
        """The part of the page that the element stands in."""
        if self._place is None:
            self._place = _place(self._element, self.tag, self._regions)
        return self._place

    @property
    def text(self) -> str:
        """The visible text of what is spoken: titles, headings, links and controls."""
        text = self._text
        if text is None:
            text = self._text = clean(self._element.text) if self._element is not None and self.tag in _SPOKEN else ""
        return text

    @property
    def name(self) -> str:
        """What the element is called aloud."""
        name = self._name
        if name is None:
            name = self._name = self._called(self.text)
        return name

    def _called(self, text: str) -> str:
        if self._element is None or self.tag not in _CONTROLS or (text and "aria-label" not in self.attributes):
            return text
        return _name(self._element, self.attributes, text)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """All that an audit looks at in one page, each kind in source order.

    ``titles``, ``metas`` and ``links`` are those elements wherever they stand, ``named`` the metas
    by property or name, ``names`` those that there are; ``relations`` the ``links`` by each of theirs;
    ``anchors`` links that can be followed; ``ids`` every id and anchor name, ``repeated`` the second of a kind and
    all after it; ``landmarks`` with their role; ``blocks`` what we placed ourselves.
    """

    doctype: bool = True
    root: Spot = field(default_factory=lambda: Spot(tag="html"))
    base: str = ""
    titles: tuple[Spot, ...] = ()
    metas: tuple[Spot, ...] = ()
    named: tuple[tuple[str, Spot], ...] = ()
    names: frozenset[str] = frozenset()
    relations: Mapping[str, Sequence[Spot]] = field(default_factory=dict)
    links: tuple[Spot, ...] = ()
    anchors: tuple[Spot, ...] = ()
    images: tuple[Spot, ...] = ()
    references: tuple[Reference, ...] = ()
    headings: tuple[Spot, ...] = ()
    controls: tuple[Spot, ...] = ()
    landmarks: tuple[tuple[str, Spot], ...] = ()
    frames: tuple[Spot, ...] = ()
    ids: tuple[str, ...] = ()
    repeated: tuple[tuple[str, Spot], ...] = ()
    scripts: tuple[Script, ...] = ()
    blocks: tuple[Spot, ...] = ()

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
    return _Walk(tree).inventory()


class _Walk:
    """One walk over all elements; each tag adds to the lists that it belongs to."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.anchors: list[Spot] = []
        self.controls: list[Spot] = []
        self.references: list[Reference] = []
        self.found: dict[str, list[Any]] = {
            "anchors": self.anchors,
            "controls": self.controls,
            "references": self.references,
        }
        self.relations: dict[str, list[Spot]] = {}
        self.base = ""
        self.root = Spot(tag="html")
        self.regions = _Regions(tree)
        self.templates = "<template" in tree.text

    def inventory(self) -> Inventory:
        """Walk, and return what was found."""
        document = self.tree.document
        for element in _in_order(self.tree):
            self._visit(element)
        for element in document.select(_LABELLED) if "role=" in self.tree.text else ():
            self._add("landmarks", ((element.attr("role") or "").lower(), self._spot(element)))
        for element in document.select(_OURS) if self.regions.marked else ():
            self._add("blocks", self._spot(element))
        self._identities()
        lists = {name: tuple(values) for name, values in self.found.items()}
        start = self.tree.text.lstrip("\ufeff \t\r\n\f")[:2000].lower()
        while start.startswith(("<!--", "<?")):
            start = start.partition(">")[2].lstrip()
        return Inventory(
            doctype=start.startswith("<!doctype"),
            root=self.root,
            base=self.base,
            names=frozenset(said for said, _ in lists.get("named", ())),
            relations=self.relations,
            **lists,
        )

    def _identities(self) -> None:
        names: list[str] = []
        seen: set[str] = set()
        for element in self.tree.document.select("[id], a[name]"):
            identity = element.attr("id") or ""
            name = (element.attr("name") or "") if element.tag == "a" else ""
            for one in (identity, name) if name != identity else (identity,):
                if not one or (self.templates and element.closest("template") is not None):
                    continue
                names.append(one)
                # An id of an inlined drawing counts too: browsers know no other name space.
                if one in seen:
                    self._add("repeated", (one, self._spot(element)))
                seen.add(one)
        self.found["ids"] = names

    def _add(self, name: str, value: object) -> None:
        self.found.setdefault(name, []).append(value)

    def _visit(self, element: Element) -> None:
        tag = element.tag
        if self.templates and element.closest("template") is not None:
            return
        if tag in _LANDMARKS and not element.attr("role"):
            self._add("landmarks", (_LANDMARKS[tag], self._spot(element)))
        spot = Spot(tag, element, self.regions)
        if tag == "a":
            # Most of what there is to look at: nothing else is asked of a link.
            href = spot.attributes.get("href", self)
            if href is not self:
                self.anchors.append(spot)
                self.references.append(Reference(href if isinstance(href, str) else _text(href), "href", spot))
                self.controls.append(spot)
            return
        if tag in _HEADINGS:
            self._add("headings", spot)
        elif tag in _CONTROLS:
            self.controls.append(spot)
        if tag in _FILED:
            self._file(tag, element, spot)
        for name in _ADDRESSES.get(tag, ()):
            if name in spot.attributes:
                self._refer(name, spot)

    def _spot(self, element: Element) -> Spot:
        return Spot(element.tag, element, self.regions)

    def _file(self, tag: str, element: Element, spot: Spot) -> None:
        """Add an element to the list of its tag."""
        if tag == "html":
            self.root = spot
        elif tag == "base":
            self.base = self.base or spot.get("href").strip()
        elif tag == "meta":
            self._add("metas", spot)
            if said := (spot.get("property") or spot.get("name")).strip().lower():
                self._add("named", (said, spot))
        elif tag == "script":
            self._script(element, spot)
        elif tag != "title" or element.closest("svg") is None:
            self._add(_LISTS[tag], spot)
            if tag == "link":
                for relation in dict.fromkeys(spot.get("rel").lower().split()):
                    self.relations.setdefault(relation, []).append(spot)

    def _script(self, element: Element, spot: Spot) -> None:
        if "ld+json" not in spot.get("type").lower():
            return
        try:
            self._add("scripts", Script(spot=spot, data=json.loads(element.text)))
        except (ValueError, RecursionError) as error:
            self._add("scripts", Script(spot=spot, error=str(error)))

    def _refer(self, name: str, spot: Spot) -> None:
        value = spot.get(name)
        for url in srcset(value) if name == "srcset" else (value,):
            self.references.append(Reference(url, name, spot))


def _in_order(tree: Tree) -> list[Element]:
    """Return the elements of all wanted tags, in source order.

    The parser has a list for each tag, and finds one twenty times as fast as it finds several.
    """
    found = [element for tag in _TAGS for element in tree.document.find_all(tag)]
    places = [((element.source_line or 0) << 32) + (element.source_col or 0) for element in found]
    return [found[at] for at in sorted(range(len(found)), key=places.__getitem__)]


def _place(element: Element | None, tag: str, regions: _Regions | None) -> Place:
    if element is None or regions is None or tag in {"title", "meta", "link", "base", "html"}:
        return "head"
    if regions.marked and element.closest(_OURS) is not None:
        return "ours"
    if tag in _PLACED and element in regions.around:
        return "around"
    return "content"


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


def _text(value: object) -> str:
    """Return an attribute's value as text; the parser gives lists for those with several words."""
    if isinstance(value, str):
        return value
    return "" if value is None else " ".join(map(str, value))  # type: ignore[call-overload]


def _name(element: Element, attributes: Mapping[str, Any], text: str) -> str:
    """Return what an element is called, in the order of the accessible name computation, roughly.

    https://www.w3.org/TR/accname-1.2/
    """
    label = clean(_text(attributes.get("aria-label"))) if "aria-label" in attributes else ""
    if label or text:
        return label or text
    if "aria-labelledby" in attributes:
        return _text(attributes["aria-labelledby"])
    for inner in element.find_all(["img", "svg", "title", "i", "span"]):
        said = inner.attr("aria-label") or inner.attr("alt") or inner.attr("title") or ""
        if inner.tag == "title" or clean(said):
            return clean(inner.text if inner.tag == "title" else said) or "title"
    return clean(_text(attributes.get("title"))) or clean(_text(attributes.get("value")))
