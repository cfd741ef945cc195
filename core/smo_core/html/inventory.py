"""A built page → everything in it that can be right or wrong, each thing with its line and column.

A fuller reading than :mod:`smo_core.html.page`: links of navigation and content alike, ids,
pictures with their attributes, landmarks, structured data. One walk over the tree.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from smo_core.html.dom import Element, Tree
from smo_core.text import clean

Place = Literal["content", "around", "ours", "head"]
_AROUND = (
    "nav, header, footer, aside, [role=navigation], [role=banner], [role=contentinfo], [role=complementary], "
    "[role=search], .toc, .headerlink, .anchor-link, .heading-anchor, .footnote-ref, .footnote-backref"
)
_OURS = "[data-smo-placed]"
# Which attribute of which element is an address that a browser follows or fetches.
_ADDRESSES: Mapping[str, tuple[str, ...]] = {
    "a": ("href",), "area": ("href",), "link": ("href",), "img": ("src", "srcset"), "script": ("src",),
    "source": ("src", "srcset"), "video": ("src", "poster"), "audio": ("src",), "iframe": ("src",), "embed": ("src",),
    "track": ("src",), "object": ("data",), "form": ("action",), "input": ("src",),
}  # fmt: skip
_CONTROLS = frozenset(("a", "button", "input", "select", "textarea", "summary"))
_LANDMARKS: Mapping[str, str] = {"nav": "navigation", "aside": "complementary", "main": "main"}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """An element: its tag, its attributes, where it starts (line and column from 1), in which part of the page.

    ``name`` is what it is called aloud: its label, else its text, else the text of pictures
    in it; ``text`` its visible text.
    """

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    line: int = 0
    column: int = 0
    place: Place = "content"
    text: str = ""
    name: str = ""

    def get(self, attribute: str) -> str:
        """Return an attribute's value, "" without it."""
        return self.attributes.get(attribute, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
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

    ``statements`` are the head's title, meta and link elements; ``ids`` every id and
    anchor name with where it stands, the first of each in ``anchors``; ``blocks`` what we
    placed ourselves.
    """

    doctype: bool = True
    root: Spot = field(default_factory=lambda: Spot(tag="html"))
    base: str = ""
    titles: tuple[Spot, ...] = ()
    metas: tuple[Spot, ...] = ()
    links: tuple[Spot, ...] = ()
    anchors: tuple[Spot, ...] = ()
    images: tuple[Spot, ...] = ()
    references: tuple[Reference, ...] = ()
    headings: tuple[Spot, ...] = ()
    controls: tuple[Spot, ...] = ()
    landmarks: tuple[tuple[str, Spot], ...] = ()
    frames: tuple[Spot, ...] = ()
    ids: tuple[tuple[str, Spot], ...] = ()
    scripts: tuple[Script, ...] = ()
    blocks: tuple[Spot, ...] = ()

    def meta(self, *names: str) -> Iterator[tuple[str, Spot]]:
        """Yield name and element of the metas that have one of the names, by property or by name."""
        for spot in self.metas:
            said = (spot.get("property") or spot.get("name")).strip().lower()
            if said in names:
                yield said, spot

    def content(self, *names: str) -> str:
        """Return the content of the first meta that has one of the names and says something, "" for none."""
        return next((text for _, spot in self.meta(*names) if (text := clean(spot.get("content")))), "")

    def rel(self, name: str) -> Iterator[Spot]:
        """Yield the head's links of a relation."""
        return (spot for spot in self.links if name in spot.get("rel").lower().split())


def take(tree: Tree) -> Inventory:
    """Return the inventory of a parsed page. The tree is left as it is."""
    return _Walk(tree).inventory()


class _Walk:
    """One walk over all elements; each tag adds to the lists that it belongs to."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.found: dict[str, list[Any]] = {}
        self.base = ""
        self.root = Spot(tag="html")
        self.marked = "data-smo-placed" in tree.text
        self.templates = "<template" in tree.text.lower()
        self.by_tag: Mapping[str, Callable[[Element, Spot], None]] = {
            "title": self._title, "meta": self._meta, "link": self._link, "base": self._base, "html": self._root,
            "img": self._image, "iframe": self._frame, "script": self._script,
        }  # fmt: skip

    def inventory(self) -> Inventory:
        """Walk, and return what was found."""
        for element in self.tree.document.find_all():
            self._visit(element)
        lists = {name: tuple(values) for name, values in self.found.items()}
        start = self.tree.text.lstrip("\ufeff \t\r\n\f")[:2000].lower()
        while start.startswith("<!--"):
            start = start.partition("-->")[2].lstrip()
        return Inventory(doctype=start.startswith("<!doctype"), root=self.root, base=self.base, **lists)

    def _add(self, name: str, value: object) -> None:
        self.found.setdefault(name, []).append(value)

    def _visit(self, element: Element) -> None:
        tag = element.tag
        handle = self.by_tag.get(tag)
        names = _ADDRESSES.get(tag)
        attributes = element.attrs
        role = str(attributes.get("role") or "").lower()
        landmark = role if role in {"navigation", "complementary", "region"} else _LANDMARKS.get(tag, "")
        ours = self.marked and "data-smo-placed" in attributes
        wanted = handle or names or tag in _CONTROLS or tag in _HEADINGS or landmark or ours
        if not wanted and "id" not in attributes:
            return
        if self.templates and element.closest("template") is not None:
            return
        spot = self._spot(element)
        self._listed(element, spot, landmark, ours=ours)
        if handle is not None:
            handle(element, spot)
        for name in names or ():
            if name in spot.attributes:
                self._refer(name, spot)

    def _listed(self, element: Element, spot: Spot, landmark: str, *, ours: bool) -> None:
        tag = spot.tag
        identity = spot.get("id") or (spot.get("name") if tag == "a" else "")
        # An element of an inlined drawing has a name space of its own to most authors, but not to browsers.
        if identity:
            self._add("ids", (identity, spot))
            if tag == "a" and spot.get("name") and spot.get("name") != identity:
                self._add("ids", (spot.get("name"), spot))
        if tag == "a" and "href" in spot.attributes:
            self._add("anchors", spot)
        if tag in _HEADINGS:
            self._add("headings", spot)
        if landmark:
            self._add("landmarks", (landmark, spot))
        if tag in _CONTROLS and (tag != "a" or "href" in spot.attributes):
            self._add("controls", spot)
        if ours:
            self._add("blocks", spot)

    def _spot(self, element: Element) -> Spot:
        tag = element.tag
        attributes = {name: _text(value) for name, value in element.attrs.items()}
        spoken = tag in _CONTROLS or tag in _HEADINGS or tag == "title"
        text = clean(element.text) if spoken else ""
        return Spot(
            tag=tag,
            attributes=attributes,
            line=element.source_line or 0,
            column=(element.source_col or 0) + 1 if element.source_line else 0,
            place=self._place(element, tag),
            text=text,
            name=_name(element, attributes, text) if tag in _CONTROLS else text,
        )

    def _place(self, element: Element, tag: str) -> Place:
        if tag in {"title", "meta", "link", "base", "html"}:
            return "head"
        if self.marked and element.closest(_OURS) is not None:
            return "ours"
        if tag in {"a", "area", "img"} and element.closest(_AROUND) is not None:
            return "around"
        return "content"

    def _root(self, _: Element, spot: Spot) -> None:
        self.root = spot

    def _base(self, _: Element, spot: Spot) -> None:
        self.base = self.base or spot.get("href").strip()

    def _title(self, element: Element, spot: Spot) -> None:
        if element.closest("svg") is None:
            self._add("titles", spot)

    def _meta(self, _: Element, spot: Spot) -> None:
        self._add("metas", spot)

    def _link(self, _: Element, spot: Spot) -> None:
        self._add("links", spot)

    def _image(self, _: Element, spot: Spot) -> None:
        self._add("images", spot)

    def _frame(self, _: Element, spot: Spot) -> None:
        self._add("frames", spot)

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
            self._add("references", Reference(url=url, attribute=name, spot=spot))


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
    return "" if value is None else value if isinstance(value, str) else " ".join(map(str, value))  # type: ignore[call-overload]


def _name(element: Element, attributes: Mapping[str, str], text: str) -> str:
    """Return what an element is called, in the order of the accessible name computation, roughly.

    https://www.w3.org/TR/accname-1.2/
    """
    label = clean(attributes.get("aria-label", "")) or attributes.get("aria-labelledby", "")
    if label or text:
        return label or text
    for inner in element.find_all(["img", "svg", "title", "i", "span"]):
        said = inner.attr("aria-label") or inner.attr("alt") or inner.attr("title") or ""
        if inner.tag == "title" or clean(said):
            return clean(inner.text if inner.tag == "title" else said) or "title"
    return clean(attributes.get("title", "")) or clean(attributes.get("value", ""))
