"""Audit a folder of built HTML: walk it, read every page once in several processes, let the rules look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from smo_core.audit.baseline import known as known_in
from smo_core.audit.baseline import without
from smo_core.audit.figures import figures
from smo_core.audit.result import Audit, line
from smo_core.audit.rule import Hit, Rule
from smo_core.audit.rules import APART, BY_ID, RULES, TOO_LARGE, UNREADABLE
from smo_core.audit.sheet import sheet_of
from smo_core.audit.site import Built, Ground, Sheet, look_at
from smo_core.audit.stamp import chosen, stamped
from smo_core.audit.whole import whole
from smo_core.features.networks.files import ImageFile
from smo_core.folder.facts import canonical_address
from smo_core.folder.files import everything, find, refuse_empty
from smo_core.folder.images import measure_all
from smo_core.folder.linking import survey_folder
from smo_core.folder.pool import Progress, over, over_shared, pool
from smo_core.folder.scan import LARGEST, Scan
from smo_core.html.dom import Tree
from smo_core.html.encoding import decode
from smo_core.html.head import read_head
from smo_core.html.inventory import Inventory, take
from smo_core.html.page import Part, Reading, read_parts, reading_of
from smo_core.html.repeats import settle
from smo_core.model import Content, Facts
from smo_core.settings import Settings
from smo_core.stores import contents, from_anywhere, read
from smo_core.vocabulary import OWN_PAGES

# So many heads are read to find out where the site will be.
_SAMPLE = 400
# Feeds, sitemaps and what they point to; others are read only when a page names them.
_TEXTS = (".xml", ".rss", ".atom", "feed.json", "robots.txt")
_LARGEST_TEXT = 60_000_000
_IMAGE_TAGS = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What a worker gives back of one page; ``trouble`` says why it could not be read."""

    key: str
    reading: Reading | None = None
    sheet: Sheet | None = None
    hits: tuple[tuple[str, Hit], ...] = ()
    trouble: str = ""


def audit(  # noqa: PLR0913 - each is a choice of the caller, all but two by name
    root: Path,
    settings: Settings,
    *,
    rules: Sequence[Rule] = RULES,
    jobs: int = 0,
    executor: Executor | None = None,
    today: str = "",
    known: Mapping[str, Facts] = MappingProxyType({}),
    progress: Progress | None = None,
) -> Audit:
    """Return everything that the rules find below ``root``, page by page.

    ``today`` is the date (ISO 8601) after which dates lie in the future, "" to leave that out. ``known``
    is what a host knows of its pages, by key: their sources and their own settings. ``jobs``
    processes read, unless an ``executor`` does. Raises InputError for a missing or empty folder.
    """
    root = from_anywhere(root) if executor is not None else root
    keys = find(root)
    refuse_empty(root, keys)
    rules = chosen(rules, settings.audit)
    files = everything(root)
    large = {key: files[key] for key in keys if files.get(key, 0) > LARGEST}
    keys = tuple(key for key in keys if key not in large)
    ground = Ground(files, settings.site_url or _address(root, keys))
    readings: dict[str, Reading] = {}
    sheets: dict[str, Sheet] = {}
    hits = [(key, TOO_LARGE.id, _too_large(size)) for key, size in large.items()]
    own = tuple(rule.id for rule in rules if rule.find is not None)
    work = _Work(root=root, ground=ground, rules=own, content=settings.folder.content)
    with pool(root, jobs, len(keys), shared=work, executor=executor) as crew:
        for done, seen in enumerate(over_shared(crew, _see, keys), 1):
            hits += [(seen.key, rule, hit) for rule, hit in seen.hits]
            if seen.reading is not None and seen.sheet is not None:
                readings[seen.key], sheets[seen.key] = seen.reading, _interned(seen.sheet, ground)
            elif seen.trouble:
                hits.append((seen.key, UNREADABLE.id, Hit(message=seen.trouble)))
            if progress is not None:
                progress("Reading", done, len(keys))
        readings = settle(readings)
        unmarked = [(key, reading.parts) for key, reading in readings.items() if reading.parts]
        for key, said in over(crew, partial(_said, root), unmarked):
            readings[key] = replace(readings[key], content=_short(said), parts=())
    built = _built(root, settings, ground, readings, sheets, known, today)
    for rule in rules:
        if rule.across is not None:
            hits += [(key, rule.id, hit) for key, hit in rule.across(built)]
    facts = {**{key: page.facts for key, page in built.pages.items()}, **known}
    return Audit(
        root=root,
        site_url=ground.site_url,
        site_name=built.name,
        home=built.home,
        pages=figures(built, facts),
        findings=stamped(hits, {**BY_ID, **APART}, settings.audit, facts),
        graph=built.graph,
        links=built.links,
        skipped=MappingProxyType({"no page": len(keys) - len(readings)} if len(keys) > len(readings) else {}),
    )


def verdict(
    root: Path, settings: Settings, today: str, known: Mapping[str, Facts], sources: Path | None = None
) -> tuple[str, bool]:
    """Return one line on a built site, and whether ``strict`` lets it pass; for a host to ask when it is done.

    Findings of the baseline in the settings count for neither. The reports that the settings ask for are written,
    with the lines of the ``sources``, the folder that the host's sources are named from. Raises InputError when
    the site or the baseline cannot be read.
    """
    found = audit(root, settings, today=today, known=known)
    if settings.audit.baseline is not None:
        found = without(found, known_in(settings.audit.baseline))
    if settings.audit.reports:
        from smo_core.folder.origins import report  # noqa: PLC0415 - most builds do without

        report(found, settings.audit.reports, sources)
    bad = any(finding.severity != "info" for finding in found.findings)
    return line(found), not (settings.strict and bad)


def _too_large(size: int) -> Hit:
    return Hit(message=f"The page has {size >> 20} MB; it was not read. The most is {LARGEST >> 20} MB.")


def _address(root: Path, keys: Sequence[str]) -> str:
    """Return the address that most canonical links of a sample agree on."""
    heads = {}
    for key, raw in contents(root, keys[:: max(1, len(keys) // _SAMPLE)]):
        try:
            heads[key] = read_head(decode(raw or b"").text)
        except Exception:  # noqa: BLE001, S112 - said when the page itself is read
            continue
    return canonical_address(heads)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What a worker needs for every page; ``rules`` are the ids of those that look at single pages."""

    root: Path
    ground: Ground
    rules: tuple[str, ...]
    content: str
    measured: dict[str, ImageFile] = field(default_factory=dict)


def _see(work: _Work, key: str) -> _Seen:
    try:
        decoded = decode(read(work.root / key))
    except OSError as error:
        return _Seen(key=key, trouble=f"The file cannot be read: {error.strerror or error}.")
    if "<" not in decoded.text:
        return _Seen(key=key)
    try:
        tree = Tree(decoded.text)
        inventory = take(tree)
        if inventory.content("generator") in OWN_PAGES:
            return _Seen(key=key)
        measured = _measured(work, inventory)
        look = look_at(key, decoded.text, inventory, work.ground, images=measured, valid=decoded.valid)
        reading = reading_of(tree, selector=work.content)
        rules = (BY_ID[rule] for rule in work.rules)
        hits = tuple((rule.id, hit) for rule in rules if rule.find is not None for hit in rule.find(look))
        return _Seen(key=key, reading=_slim(reading), sheet=sheet_of(look, reading), hits=hits)
    except Exception as error:  # noqa: BLE001 - one page must not cost the others
        return _Seen(key=key, trouble=f"The page cannot be understood: {error}")


def _measured(work: _Work, inventory: Inventory) -> Mapping[str, ImageFile]:
    """Return what lies at each address of a picture that the head names."""
    urls = {spot.get("content").strip() for _, spot in inventory.meta(*_IMAGE_TAGS)} - {""}
    for url in sorted(urls - work.measured.keys()):
        work.measured.update(measure_all(work.root, (url,), work.ground.site_url))
    return {url: work.measured[url] for url in urls}


def _said(root: Path, task: tuple[str, tuple[Part, ...]]) -> tuple[str, Content]:
    key, parts = task
    try:
        return key, read_parts(decode(read(root / key)).text, parts)
    except OSError:
        # Gone since it was first read: it says nothing more.
        return key, Content()


def _slim(reading: Reading) -> Reading:
    """Return a reading without the text, which is most of it: rules over the site have the sheets."""
    return replace(reading, content=_short(reading.content))


def _short(content: Content) -> Content:
    return replace(content, text=content.text[:1], lead=content.lead[:300], images=content.images[:1], videos=())


def _interned(sheet: Sheet, ground: Ground) -> Sheet:
    """Return a sheet whose page keys are the site's own strings: workers send a copy of each."""
    one = ground.one
    return replace(
        sheet,
        targets=tuple(map(one, sheet.targets)),
        ours=tuple(map(one, sheet.ours)),
        menu=tuple(map(one, sheet.menu)),
    )


def _built(  # noqa: PLR0913, PLR0917 - the parts of a site
    root: Path,
    settings: Settings,
    ground: Ground,
    readings: dict[str, Reading],
    sheets: Mapping[str, Sheet],
    known: Mapping[str, Facts],
    today: str,
) -> Built:
    unranked = settings.model_copy(
        update={
            "site_url": ground.site_url,
            "related": settings.related.model_copy(update={"enabled": False}),
        },
    )
    scan = Scan(root=root, files=tuple(sorted(readings)), readings=readings, findings=(), seen={}, how=b"")
    site = survey_folder(scan, unranked)
    return whole(site, sheets, ground, known, _texts(root, ground, sheets.values()), today)


def _texts(root: Path, ground: Ground, sheets: Iterable[Sheet]) -> dict[str, bytes]:
    """Return feeds, sitemaps and robots.txt by path: those with such names, and those that pages name."""
    named = {path for sheet in sheets for path, *_ in sheet.feeds}
    wanted = []
    for path, size in ground.files.items():
        if (path in named or path.endswith(_TEXTS)) and size <= _LARGEST_TEXT:
            wanted.append(path)
    return {path: data for path, data in contents(root, wanted) if data is not None}
