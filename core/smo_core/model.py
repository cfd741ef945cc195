"""The values that travel through the suite: facts → page → site → plan.

All are frozen and keyword-only; sequences are tuples. A page is known by its *key*, the
path of its output file relative to the site's root, with forward slashes
(``guide/start/index.html``): the one name that every host gives the same page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from smo_core.images import ImageInfo
from smo_core.vocabulary import Existing, Kind, Severity, Slot

if TYPE_CHECKING:
    import networkx as nx

    from smo_core.graph.links import Links
    from smo_core.settings import PageSettings, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture: of the page as a whole, or one found in its content.

    ``src`` is as written or absolute; ``width`` and ``height`` are pixels, None where nobody
    says; ``type`` is the media type of the file's bytes.
    """

    src: str
    alt: str = ""
    width: int | None = None
    height: int | None = None
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """A film in the content: a file (``type`` is its media type) or a player to embed (``text/html``)."""

    src: str
    type: str = ""
    title: str = ""
    poster: str = ""
    width: int | None = None
    height: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that the host writes: its address, its media type and its title."""

    url: str
    type: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Image):
    """A preview card drawn for a page: an image whose ``src`` is its path below the site's root.

    ``file`` holds its bytes, in the host's cache.
    """

    file: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the host knows for sure about one page, before its content is read.

    ``location`` is the page's URL path relative to the site's root (``guide/start/``, ``""``
    for the home page); ``url`` the absolute canonical URL, None when the site has no
    address. Dates are ISO 8601, date only where the source gives no time. ``translations``
    maps a BCP 47 language tag to the key of another page, or to a URL outside the site.
    ``section`` names the sections from the outermost in; left empty, it follows the folders.
    ``order`` is the page's place in the order in which the site is read, None where nobody
    says: the page whose number is one more comes next. ``moved_from`` are output files
    that send readers on to this page: links to them count as links to it. ``base`` is the location
    from which the page's references are meant where it says so (``<base href>``), None for its own. ``listing``
    says that the page shows posts, as lists and the home page of a blog do, or is made by a template alone.
    """

    key: str
    location: str
    url: str | None = None
    title: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str = ""
    translations: tuple[tuple[str, str], ...] = ()
    section: tuple[str, ...] = ()
    order: int | None = None
    moved_from: tuple[str, ...] = ()
    base: str | None = None
    image: Image | None = None
    kind: Kind = "page"
    listing: bool = False
    draft: bool = False
    hidden: bool = False
    noindex: bool = False
    robots: str = ""
    source: str | None = None
    options: PageSettings | None = None

    @property
    def refers_from(self) -> str:
        """The location from which references on the page are meant."""
        return self.location if self.base is None else self.base

    @property
    def public(self) -> bool:
        """Whether the page is for everybody to find."""
        return self.kind != "error" and not (self.draft or self.hidden or self.noindex)

    @property
    def is_list(self) -> bool:
        """Whether the page gets head tags and no blocks: it lists others, or is made by a template alone."""
        return self.kind == "list" or self.listing

    @property
    def readable(self) -> bool:
        """Whether other pages may point readers to this one: public, and more than a list of pages."""
        return self.public and self.kind != "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One ``<a href>`` of a page's content.

    ``offset`` is where it starts, in characters of the HTML that was read, ``words`` how many
    words of the content stand before it. ``context`` is the sentence in which it stands, cut to
    a line or two, "" where nothing is said around it, and where an earlier link to the same page has one;
    ``span`` is where its text begins and ends in there.
    """

    href: str
    text: str = ""
    rel: tuple[str, ...] = ()
    offset: int = 0
    words: int = 0
    context: str = ""
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the content: its level (1 to 6), its text, and its id if it has one."""

    level: int
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of a passage that a link may be put around: text of one element, not in code or links.

    ``at`` is where it begins in the passage's text, ``offset`` where it begins in the HTML that
    was read, ``source`` how it is written there.
    """

    at: int
    offset: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph, list item or cell: its readable text, blanks as written, and the runs in it."""

    text: str
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What was read out of a page's content HTML: the only parse of it there is.

    ``text`` is the readable text with blanks collapsed; ``lead`` the first real paragraph.
    ``passages`` are read only where somebody asks for them: they say where links can be put.
    """

    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    headings: tuple[Heading, ...] = ()
    videos: tuple[Video, ...] = ()
    text: str = ""
    lead: str = ""
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: the host's facts and what its content says."""

    facts: Facts
    content: Content = field(default_factory=Content)

    @property
    def key(self) -> str:
        """The page's name throughout the site: its output path."""
        return self.facts.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a page is suggested: the signal's name, its share of the score, and its evidence.

    ``evidence`` are titles, words or tags, by signal; empty where the name says it all.
    """

    signal: str
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A related page: its key, its score (higher is nearer) and the reasons, best first."""

    key: str
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """An address elsewhere that several pages of the site link to.

    ``title`` is what most of them call it, ``host`` whose it is, ``pages`` the keys of the
    pages that cite it.
    """

    url: str
    title: str
    host: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSuggestion:
    """A link that a page could have: from the words ``phrase`` of its text to the page ``target``.

    The words stand from ``start`` to ``end`` of the text of passage number ``passage``, and from
    ``offset`` to ``stop`` of the HTML that was read. ``score`` is the estimated chance that the site's
    authors would make this link; ``reasons`` say what speaks for it, strongest first.
    """

    page: str
    target: str
    phrase: str
    passage: int
    start: int
    end: int
    offset: int
    stop: int
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A whole site, ready to be planned: everything that a feature may look at.

    ``links`` say which page links to which, and :attr:`graph` is the same as a
    :class:`networkx.DiGraph`: one node per page key, one edge per pair of
    pages joined by content links (attributes: see :mod:`smo_core.graph.links`). ``findings``
    were made while the site was put together; ``images`` are the site's own image files by
    location, as far as pages may be represented by them; ``cards`` are the preview cards by
    page key, filled by the outermost shell (:func:`smo_core.features.cards.with_cards`).
    ``sections`` are the pages of each section in reading order (names: see
    :func:`smo_core.sections.section_of`), ``following`` the page that comes next by the
    site's order, ``resources`` what is cited by section, from the outermost in, ``()`` for
    the whole site; empty unless the settings ask for them.
    ``sprite`` is the location, with its version, of the file of icons; "" where icons are drawn
    in the pages.
    ``suggested`` are links that pages could have, best first, where the settings ask for them.
    ``lists`` are the pages, by key, that a template makes without content of their own, such as the archives of a
    blog: their heads say what they are, and that is all they take part in.
    """

    settings: Settings
    pages: Mapping[str, Page]
    links: Links
    lists: Mapping[str, Page] = field(default_factory=lambda: MappingProxyType({}))
    related: Mapping[str, tuple[Suggestion, ...]] = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[Finding, ...] = ()
    images: Mapping[str, ImageInfo] = field(default_factory=lambda: MappingProxyType({}))
    feeds: tuple[Feed, ...] = ()
    cards: Mapping[str, Card] = field(default_factory=lambda: MappingProxyType({}))
    sections: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    following: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    resources: Mapping[tuple[str, ...], tuple[Resource, ...]] = field(default_factory=lambda: MappingProxyType({}))
    sprite: str = ""
    suggested: Mapping[str, tuple[LinkSuggestion, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def graph(self) -> nx.DiGraph[str]:
        """The link graph, made when it is first asked for."""
        return self.links.graph

    def find(self, key: str) -> Page | None:
        """Return a page or a list by its key, None where there is none."""
        return self.pages.get(key) or self.lists.get(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadTag:
    """One element for a page's head.

    ``key`` says which statement it makes (``("property", "og:title")``, ``("link",
    "canonical")``, ``("jsonld", "graph")``): a head that already makes it keeps its own.
    ``attributes`` are in order; ``body`` is the raw text of a ``script``.
    """

    key: tuple[str, str]
    tag: Literal["meta", "link", "script"]
    attributes: tuple[tuple[str, str], ...]
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of HTML for a page's body: what it is called, where it goes, what it is.

    ``html`` is one element, produced by an autoescaping template. A placeholder of the
    same name in the page takes precedence over ``slot``, and is the only place for a block
    whose slot is "placeholder".
    """

    name: str
    slot: Slot
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """A link put around words that are in the content already.

    ``start`` and ``end`` are where they stand in the HTML that was read, ``passage`` and ``at`` where
    in its passages, for hosts that render it anew; ``source`` is how they are written.
    """

    start: int
    end: int
    passage: int
    at: int
    source: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Emit:
    """A file for the output folder: its path there, and its bytes, a file that has them, or what makes them.

    A large file is best made in pieces, so that it is never in memory as a whole.
    """

    path: str
    data: bytes | Callable[[], bytes | Iterable[bytes]] | Path

    def read(self) -> bytes:
        """Return the bytes, made or read now if they were not yet."""
        return b"".join(self.pieces())

    def pieces(self) -> Iterable[bytes]:
        """Return the bytes in pieces, made one by one where that is how the file is made."""
        if isinstance(self.data, Path):
            return (self.data.read_bytes(),)
        made = self.data if isinstance(self.data, bytes) else self.data()
        return (made,) if isinstance(made, bytes) else made


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about a page worth telling its author; never an exception."""

    rule: str
    severity: Severity
    message: str
    hint: str = ""
    page: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """All that is to be placed into one page, in order.

    ``existing`` says what becomes of sound tags that the head has already.
    """

    head: tuple[HeadTag, ...] = ()
    blocks: tuple[Block, ...] = ()
    wraps: tuple[Wrap, ...] = ()
    existing: Existing = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that is to happen to a site: additions by page key, files to write, findings."""

    additions: Mapping[str, Additions]
    emits: tuple[Emit, ...] = ()
    findings: tuple[Finding, ...] = ()
