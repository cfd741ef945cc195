"""One page of a folder, looked at once by whoever works: what rules on single pages find, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from msgspec.msgpack import Decoder

from smo_core.audit.ground import Ground
from smo_core.audit.look import Look, look_at
from smo_core.audit.outline import Outline, Said, Ways, read_outline, read_parts_outline
from smo_core.audit.rule import Find, Hit
from smo_core.audit.rules import BY_ID
from smo_core.audit.sheet import sheet_of
from smo_core.audit.site import BETWEEN, Sheet
from smo_core.audit.sketch import sketch
from smo_core.audit.stamp import packed
from smo_core.features.networks.files import ImageFile
from smo_core.folder.cache import encoded
from smo_core.folder.images import measure_all
from smo_core.html.dom import Element, Node, Tree
from smo_core.html.encoding import decode
from smo_core.html.head import Head
from smo_core.html.inventory import Inventory, take
from smo_core.html.marks import MARK, strip
from smo_core.html.page import Part, Reading, is_page, read_page, reading_of
from smo_core.html.place import Seams
from smo_core.model import Content
from smo_core.stores import read
from smo_core.text import clean
from smo_core.urls import location_of
from smo_core.vocabulary import OWN_PAGES

_IMAGE_TAGS = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
_FACTS_GROUPS = frozenset(("property", "name"))
_FACTS_LINKS = frozenset(("canonical", "next"))
_LISTED = frozenset(("article:tag", "tags"))


# What each rule found on a page, by its id.
Hits = tuple[tuple[str, tuple[Hit, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a worker needs for every page; ``rules`` are the ids of those that look at single pages.

    ``names`` are the locations by which links may name pages. ``full`` asks for all that readers get
    to see of a page, too.
    """

    root: Path
    ground: Ground
    rules: tuple[str, ...]
    content: str
    names: tuple[str, ...] = ()
    full: bool = False
    measured: dict[str, ImageFile] = field(default_factory=dict)
    ways: list[Ways] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a worker gives back of one page; ``trouble`` says why it could not be read.

    What is many times the same is sent as numbers: files by their place in the ground's, ``wanted`` with the file
    first, links of outlines by their place in ``Work.names``. ``ids`` are joined.
    ``rows`` are the hits of rules on single pages, ``hits`` those of rules that look at the whole site, too.
    ``reading`` is what facts are made of. ``outlines`` are what the content says: under 0 if the page
    marks a content region, else each part's under the offset at which it starts. ``full`` is the
    whole reading, if it was asked for.
    """

    key: str
    reading: Reading | None = None
    outlines: tuple[tuple[int, Outline], ...] = ()
    sheet: Sheet | None = None
    ids: str = ""
    wanted: tuple[tuple[int, str, str, int, int], ...] = ()
    targets: tuple[int, ...] = ()
    ours: tuple[int, ...] = ()
    menu: tuple[int, ...] = ()
    hits: Hits = ()
    rows: bytes = b""
    trouble: str = ""
    full: Reading | None = None


_SEEN = Decoder(Seen)


def see(work: Work, key: str) -> Seen | bytes:
    """Return what is seen of a page, for :func:`opened`: many small values cost less to send as one of bytes."""
    seen = _see(work, key)
    try:
        return encoded(seen)
    except UnicodeEncodeError:
        return seen


def opened(seen: Seen | bytes) -> Seen:
    """Return what a worker has seen of a page."""
    return _SEEN.decode(seen) if isinstance(seen, bytes) else seen


def _see(work: Work, key: str) -> Seen:
    try:
        decoded = decode(read(work.root / key))
    except OSError as error:
        return Seen(key=key, trouble=f"The file cannot be read: {error.strerror or error}.")
    text = decoded.text
    if not is_page(text):
        return Seen(key=key)
    try:
        tree = Tree(text)
        inventory = take(tree)
        if inventory.content("generator") in OWN_PAGES:
            return Seen(key=key)
        measured = _measured(work, inventory)
        look = look_at(key, text, inventory, work.ground, images=measured, valid=decoded.valid)
        hits, rows = _found(work, look)
        sheet = sheet_of(look)
        # Reading takes the tree apart: nothing can be asked of it from here on.
        return _told(work, key, text, tree, (sheet, hits, rows))
    except Exception as error:  # noqa: BLE001 - one page must not cost the others
        return Seen(key=key, trouble=f"The page cannot be understood: {error}")


def _found(work: Work, look: Look) -> tuple[Hits, bytes]:
    """Return what the rules find on a page: of those that look at the whole site too, and all else, packed."""
    hits: list[tuple[str, tuple[Hit, ...]]] = []
    rest: list[tuple[str, Hit]] = []
    for name, find, twice in _finders(work.rules):
        if twice:
            if found := tuple(find(look)):
                hits.append((name, found))
        else:
            for hit in find(look):
                rest.append((name, hit))  # noqa: PERF401 - most rules find nothing, and a list for each takes longer
    return tuple(hits), packed(look.key, rest)


@lru_cache(maxsize=8)
def _finders(rules: tuple[str, ...]) -> tuple[tuple[str, Find, bool], ...]:
    """Return of each rule that looks at single pages how it does, and whether it looks at the whole site, too."""
    chosen = ((name, BY_ID[name]) for name in rules)
    return tuple((name, rule.find, rule.across is not None) for name, rule in chosen if rule.find is not None)


def _told(work: Work, key: str, text: str, tree: Tree, found: tuple[Sheet, Hits, bytes]) -> Seen:
    """Return a page with what its content says."""
    plain = work.full and MARK not in text
    whole: list[Said] = []
    told: dict[Part, Said] = {}

    def tell(tree: Tree, region: Element) -> Content:
        whole.append(read_outline(tree, region))
        return Content()

    def tell_parts(tree: Tree, parts: Iterable[tuple[Part, Sequence[Node]]]) -> None:
        told.update(read_parts_outline(tree, parts))

    reading = reading_of(tree, selector=work.content, tell=None if plain else tell, tell_parts=tell_parts)
    full = None
    if work.full:
        full = reading if plain else read_page(strip(text), selector=work.content)
    ways, location = _ways(work), location_of(key)
    if reading.parts:
        outlines = tuple((part.start, ways.outline(content, location)) for part, content in told.items())
        prints = tuple(part.print for part in reading.parts if not (part.noise or part.empty))
        said = " ".join([content.text for content in told.values()])
    else:
        content = reading.content
        one = whole[0] if whole else Said([link.href for link in content.links], content.headings, content.text)
        outlines = ((0, ways.outline(one, location)),)
        said = clean(one.text)
        prints = (blake2b(said.encode("utf-8", "replace"), digest_size=8).digest(),) if said else ()
    sheet, hits, rows = found
    numbers = work.ground.numbers
    return Seen(
        key=key,
        reading=_slim(reading),
        outlines=tuple(one for one in outlines if one[1] != _NOTHING),
        sheet=replace(sheet, ids=(), wanted=(), targets=(), ours=(), menu=(), prints=prints, sketch=sketch(said)),
        ids=BETWEEN.join(dict.fromkeys(sheet.ids)),
        wanted=tuple((numbers[w.target], w.fragment, w.href, w.line, w.column) for w in sheet.wanted),
        targets=_numbered(sheet.targets, numbers),
        ours=_numbered(sheet.ours, numbers),
        menu=_numbered(sheet.menu, numbers),
        hits=hits,
        rows=rows,
        full=full,
    )


_NOTHING = Outline()


def _numbered(paths: tuple[str, ...], numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple([numbers[path] for path in paths])


def _ways(work: Work) -> Ways:
    if not work.ways:
        work.ways.append(Ways(work.ground.site_url, {name: number for number, name in enumerate(work.names)}))
    return work.ways[0]


def _measured(work: Work, inventory: Inventory) -> Mapping[str, ImageFile]:
    """Return what lies at each address of a picture that the head names."""
    urls = {spot.get("content").strip() for _, spot in inventory.meta(*_IMAGE_TAGS)} - {""}
    for url in sorted(urls - work.measured.keys()):
        work.measured.update(measure_all(work.root, (url,), work.ground.site_url))
    return {url: work.measured[url] for url in urls}


def _slim(reading: Reading) -> Reading:
    """Return a reading with no more of the head than facts are made of, and without the content."""
    head = reading.head
    said = {key: value for key, value in head.said.items() if key[0] in _FACTS_GROUPS or key[1] in _FACTS_LINKS}
    statements = tuple(one for one in head.statements if one.key[1] in _LISTED or one.key[1].startswith("alternate:"))
    slim = Head(said=said, statements=statements, language=head.language, at=head.at)
    return replace(reading, head=slim, seams=Seams(), content=Content())
