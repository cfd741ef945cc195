"""What is known of a network: which tags it reads, in which order, and what it refuses.

A *source* is a key of :class:`smo_core.html.head.Head`, or one of three that are not in a
head: ``("address", "")``, the address that was pasted; ``("heading", "")``, the page's first
heading; ``("structured", "headline")``, a field of a top-level NewsArticle or WebPage.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Source = tuple[str, str]
Field = Literal["title", "description", "image", "url", "site"]
Part = Literal["image", "site", "host", "title", "description"]
Unit = Literal["graphemes", "bytes"]
FIELDS: tuple[Field, ...] = ("title", "description", "image", "url", "site")
UNITS: dict[Unit, str] = {"graphemes": "characters", "bytes": "bytes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The most of a text that is shown. ``graphemes`` are characters as readers count them."""

    most: int
    unit: Unit = "graphemes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a network asks of an image: 0 and () where nothing is known.

    ``formats`` are those it takes; widths and heights are pixels; ``heaviest`` bytes;
    ``ratio`` the most that the longer side may be of the shorter. ``large`` says what
    makes a large card: the image being there, its being wide enough (``large_width``),
    what ``twitter:card`` says, or nothing.
    """

    formats: tuple[str, ...] = ()
    width: int = 0
    height: int = 0
    heaviest: int = 0
    ratio: float = 0
    large: Literal["always", "width", "card", "never"] = "always"
    large_width: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One place where links are pasted.

    ``title`` … ``site`` are sources, first come first served; with ``earliest``, the one
    that stands first in the page. ``extra`` is read besides. ``parts`` is what a card
    shows, from the top. ``reads`` is how many bytes of a page it reads, ``tags`` how many
    ``og:`` tags it puts up with, 0 for no known limit. ``strict`` readers know ``og:`` only
    by ``property`` and ``twitter:`` only by ``name``; for ``last`` ones a later tag beats an
    earlier of the same name; ``blanks`` ones take an empty tag for an answer; ``relative``
    ones resolve relative image addresses. ``gate`` is a network that shows no card without
    ``twitter:card`` or type, title and description. ``fatal_site`` is a site name so long
    that no card is shown.
    """

    id: str
    label: str
    title: tuple[Source, ...]
    description: tuple[Source, ...]
    image: tuple[Source, ...]
    url: tuple[Source, ...]
    site: tuple[Source, ...]
    parts: tuple[Part, ...]
    extra: tuple[Source, ...] = ()
    picture: Picture = field(default_factory=Picture)
    title_limit: Limit | None = None
    description_limit: Limit | None = None
    fatal_site: Limit | None = None
    reads: int = 0
    tags: int = 0
    earliest: bool = False
    strict: bool = False
    last: bool = False
    blanks: bool = False
    relative: bool = False
    gate: bool = False
    note: str = ""
    source: str
    verified: str
    confidence: Literal["source", "documentation", "third party"]


def og(*names: str) -> tuple[Source, ...]:
    """Return Open Graph sources: ``og("title")`` is ``og:title``."""
    return tuple(("property", f"og:{name}") for name in names)


def x(*names: str) -> tuple[Source, ...]:
    """Return X card sources: ``x("title")`` is ``twitter:title``."""
    return tuple(("name", f"twitter:{name}") for name in names)


def name_of(source: Source) -> str:
    """Return a source as its author would name it."""
    kind, name = source
    named = {
        "title": "<title>",
        "address": "the page's address",
        "heading": "the first heading",
        "structured": f"JSON-LD {name}",
        "link": f'<link rel="{name}">',
    }
    return named.get(kind, name)
