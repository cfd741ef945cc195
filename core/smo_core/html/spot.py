"""An element of a built page: its attributes, what it is called, where in the page it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from smo_core.html.dom import Element, Tree
from smo_core.html.marks import MARK
from smo_core.html.once import once
from smo_core.text import clean

Place = Literal["content", "around", "ours", "head"]
# What stands around the content: these elements, these roles, and what has one of these classes.
_AROUND_TAGS = ("nav", "header", "footer", "aside")
_AROUND_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search"))
_AROUND = (
    f"[role]:is({', '.join(f'[role={role}]' for role in sorted(_AROUND_ROLES))}), "
    "[class]:is(.toc, .headerlink, .anchor-link, .heading-anchor, .footnote-ref, .footnote-backref)"
)
OURS = f"[{MARK}]"
# The rest stands in the content or the head, wherever it is.
_PLACED = ("a", "area", "img")
_IN_HEAD = frozenset(("title", "meta", "link", "base", "html"))
CONTROLS = frozenset(("a", "button", "input", "select", "textarea", "summary"))
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SPOKEN = CONTROLS | {*HEADINGS, "title"}
NOWHERE = (0, 0)


class Regions:
    """Which elements of a page stand in what is around the content, and in blocks of ours.

    A page has few such regions and many links: to look down from each is half the work of looking up from all.
    """

    def __init__(self, tree: Tree) -> None:
        """Take a parsed page; ``marked`` says from then on whether something of ours may stand on it."""
        self._document = tree.document
        self.marked = MARK in tree.text

    @once
    def around(self) -> frozenset[Element]:
        """Links and pictures in navigation, header, footer and the like."""
        document = self._document
        # One selector for all of these takes a third longer: each element is held against each part of it.
        regions = [region for tag in _AROUND_TAGS for region in document.find_all(tag)]
        regions += document.select(_AROUND)
        found = set(regions)
        for region in regions:
            for tag in _PLACED:
                found.update(region.find_all(tag))
        return frozenset(found)

    def place(self, element: Element, tag: str) -> Place:
        """Return the part of the page that an element of the body stands in."""
        if self.marked and element.closest(OURS) is not None:
            return "ours"
        if tag in _PLACED and element in self.around:
            return "around"
        return "content"


class Spot:
    """An element: its tag, its attributes, where it starts (line and column from 1), in which part of the page.

    ``name`` is what it is called aloud: its label, else its text, else the text of pictures
    in it; ``text`` its visible text. Of most elements nobody asks more than an attribute, so
    the rest is looked up when it is asked for, as long as the tree is whole.
    """

    __slots__ = ("_attributes", "_element", "_name", "_place", "_regions", "_text", "tag")

    def __init__(
        self, tag: str, element: Element | None = None, regions: Regions | None = None, place: Place | None = None
    ) -> None:
        """Take an element of a parsed page, and what is known of the parts of that page."""
        self.tag = tag
        self._element = element
        self._regions = regions
        self._place = place
        self._attributes: Mapping[str, Any] | None = None
        self._text: str | None = None
        self._name: str | None = None

    @property
    def attributes(self) -> Mapping[str, Any]:
        """The attributes as the parser has them: None without a value, a list where there are several words."""
        attributes = self._attributes
        if attributes is None:
            attributes = self._attributes = self._element.attrs if self._element is not None else {}
        return attributes

    def get(self, attribute: str) -> str:
        """Return an attribute's value, "" without it."""
        value = self.attributes.get(attribute)
        return value if isinstance(value, str) else _text(value)

    def has(self, attribute: str) -> bool:
        """Whether there is such an attribute, with or without a value."""
        return self._element is not None and self._element.attr(attribute, None) is not None

    @property
    def position(self) -> tuple[int, int]:
        """The line and the column that the element starts in, to put elements in the order of the page by."""
        return (self._element.position if self._element is not None else None) or NOWHERE

    @property
    def hidden(self) -> bool:
        """Whether the element's own attributes keep it from all readers, or from those who listen."""
        if self.get("aria-hidden") == "true" or "hidden" in self.attributes:
            return True
        return "style" in self.attributes and "display:none" in self.get("style").replace(" ", "").lower()

    @property
    def at(self) -> tuple[int, int]:
        """The line and the column, both from 1, that the element starts in, (0, 0) where its tag is implied."""
        line, column = self.position
        return (line, column + 1) if line else NOWHERE

    @property
    def line(self) -> int:
        """The line that the element starts in, 0 where its tag is implied."""
        return self.at[0]

    @property
    def column(self) -> int:
        """The column that the element starts in, 0 where its tag is implied."""
        return self.at[1]

    @property
    def place(self) -> Place:
        """The part of the page that the element stands in."""
        place = self._place
        if place is None:
            if self._element is None or self._regions is None or self.tag in _IN_HEAD:
                place = "head"
            else:
                place = self._regions.place(self._element, self.tag)
            self._place = place
        return place

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
            name, element = self.text, self._element
            # Most links are called what they show.
            if element is not None and self.tag in CONTROLS and not (name and element.attr("aria-label", None) is None):
                name = _name(element, self.attributes, name)
            self._name = name
        return name


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
