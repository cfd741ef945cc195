"""The whole site as rules look at it: of each page a small sheet, and what holds them together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import networkx as nx

    from smo_core.model import Page
from smo_core.audit.ground import Ground

Where = tuple[int, int]

# No attribute holds it: parsers read it as another sign.
BETWEEN = "\0"


class Ids(Collection[str]):
    """The ids of a page, in one string: a site has a million of them, and nearly all are asked for seldom."""

    __slots__ = ("_joined",)

    def __init__(self, joined: str) -> None:
        """Take the ids, each once, with :data:`BETWEEN` between them."""
        self._joined = f"{BETWEEN}{joined}{BETWEEN}" if joined else BETWEEN

    def __contains__(self, name: object) -> bool:
        """Whether there is such an id."""
        return (
            isinstance(name, str) and bool(name) and BETWEEN not in name and f"{BETWEEN}{name}{BETWEEN}" in self._joined
        )

    def __iter__(self) -> Iterator[str]:
        """Yield the ids in the order of the page."""
        return iter(self._joined.split(BETWEEN)[1:-1])

    def __len__(self) -> int:
        """Return how many ids there are."""
        return self._joined.count(BETWEEN) - 1


class Wanted(NamedTuple):
    """A fragment that a link asks for: of which page, where the link stands."""

    target: str
    fragment: str
    href: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is kept of a page for rules that look at all of them: small, for there may be a hundred thousand.

    Places are ``(line, column)``. ``targets`` are the pages that any link leads to, ``ours``
    those that links of our own blocks lead to, ``menu`` those in navigation. ``canonical_key``
    and the targets of ``alternates`` are page keys where the address is of this site, with "!" before them where
    nothing is there, "" elsewhere. ``prints`` are digests of the text of the content's parts, ``sketch`` what
    :func:`smo_core.audit.sketch.sketch` makes of it.
    """

    key: str
    title: str = ""
    title_at: Where = (0, 0)
    description: str = ""
    description_at: Where = (0, 0)
    canonical: str = ""
    canonical_at: Where = (0, 0)
    canonical_key: str = ""
    noindex: bool = False
    moved: bool = False
    alternates: tuple[tuple[str, str, int, int], ...] = ()
    feeds: tuple[tuple[str, int, int], ...] = ()
    image: str = ""
    image_at: Where = (0, 0)
    ids: Collection[str] = ()
    wanted: tuple[Wanted, ...] = ()
    targets: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    menu: tuple[str, ...] = ()
    prints: tuple[bytes, ...] = ()
    sketch: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The whole site as rules look at it.

    ``sheets`` holds every page read, ``pages`` those that are content (the same that ``smo
    link`` would work on), ``graph`` their content links, ``links`` all links
    between pages; ``depths`` clicks from the home page, ``ranks`` PageRank; ``texts`` are
    feeds, sitemaps and robots.txt by path.
    """

    ground: Ground
    sheets: Mapping[str, Sheet]
    pages: Mapping[str, Page]
    graph: nx.DiGraph[str]
    links: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    name: str = ""
    home: str = ""
    depths: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    ranks: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    texts: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    today: str = ""


class Same:
    """A site as a key for what was computed of it: the same object, the same answer."""

    def __init__(self, site: Built) -> None:
        """Take the site."""
        self.site = site

    def __hash__(self) -> int:
        """Return what is the same for the same object alone."""
        return id(self.site)

    def __eq__(self, other: object) -> bool:
        """Whether the other is of the very same site."""
        return isinstance(other, Same) and other.site is self.site
