"""Audit a folder of built HTML: walk it, read every page once in several processes, let the rules look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypedDict, Unpack

from smo_core.audit.baseline import known as known_in
from smo_core.audit.baseline import without
from smo_core.audit.figures import figures
from smo_core.audit.ground import Ground
from smo_core.audit.result import Audit, line
from smo_core.audit.rule import Hit, Rule
from smo_core.audit.rules import APART, BY_ID, RULES, TOO_LARGE
from smo_core.audit.site import Built, Sheet
from smo_core.audit.stamp import Stamps, chosen
from smo_core.audit.whole import whole
from smo_core.collector import paused
from smo_core.folder.facts import canonical_address
from smo_core.folder.files import refuse_empty, survey
from smo_core.folder.keeping import Kept
from smo_core.folder.pool import Crew, Progress, over, over_shared, pool
from smo_core.folder.scan import LARGEST
from smo_core.folder.seeing import Work, opened, see
from smo_core.html.encoding import decode
from smo_core.html.head import read_head
from smo_core.html.marks import strip
from smo_core.html.page import Part, Reading, read_parts
from smo_core.html.repeats import settle
from smo_core.model import Content, Facts
from smo_core.settings import Settings
from smo_core.stores import contents, from_anywhere, read
from smo_core.urls import index_of, location_of

# So many heads are read to find out where the site will be.
_SAMPLE = 400
# Feeds, sitemaps and what they point to; others are read only when a page names them.
_TEXTS = (".xml", ".rss", ".atom", "feed.json", "robots.txt")
_LARGEST_TEXT = 60_000_000


class Choices(TypedDict, total=False):
    """What a caller of :func:`audit` may choose.

    ``rules`` are all unless given. ``today`` is the date (ISO 8601) after which dates lie in the future, "" to leave
    that out. ``known`` is what a host knows of its pages, by key: their sources and their own settings. ``jobs``
    processes read, as many as there are cores unless given, or an ``executor`` does; ``progress`` is told of each step.
    """

    rules: Sequence[Rule]
    jobs: int
    executor: Executor | None
    today: str
    known: Mapping[str, Facts]
    progress: Progress | None


def audit(root: Path, settings: Settings, **choices: Unpack[Choices]) -> Audit:
    """Return everything that the rules find below ``root``, page by page; see :class:`Choices`.

    Raises InputError for a missing or empty folder.
    """
    return audit_and_read(root, settings, **choices)[0]


def audit_and_read(
    root: Path, settings: Settings, *, full: bool = False, **choices: Unpack[Choices]
) -> tuple[Audit, dict[str, Reading]]:
    """Return what :func:`audit` does and, if they are wanted in ``full``, the readings of the pages by key.

    The readings are those that :func:`smo_core.folder.scan.scan` gives, from the same look at each file.
    """
    # Millions of values, here and in processes begun, and none in a circle.
    with paused():
        return _audited(root, settings, full=full, **choices)


def _audited(  # noqa: PLR0913 - each is a choice of the caller, by name
    root: Path,
    settings: Settings,
    *,
    full: bool,
    rules: Sequence[Rule] = RULES,
    jobs: int = 0,
    executor: Executor | None = None,
    today: str = "",
    known: Mapping[str, Facts] = MappingProxyType({}),
    progress: Progress | None = None,
) -> tuple[Audit, dict[str, Reading]]:
    root = from_anywhere(root) if executor is not None else root
    keys, files = survey(root)
    refuse_empty(root, keys)
    rules = chosen(rules, settings.audit)
    large = {key: files[key] for key in keys if files.get(key, 0) > LARGEST}
    keys = tuple(key for key in keys if key not in large)
    ground = Ground(files, settings.site_url or _address(root, keys), settings.folder.no_content)
    own = tuple(rule.id for rule in rules if rule.find is not None)
    names = tuple(index_of((key, location_of(key)) for key in keys))
    # What all workers need is made before they begin.
    _ = ground.numbers, ground.folders
    work = Work(root=root, ground=ground, rules=own, content=settings.folder.content, names=names, full=full)
    with pool(root, jobs, len(keys), shared=work, executor=executor) as crew:
        reading = over_shared(crew, see, keys)
        stamps = Stamps({**BY_ID, **APART}, settings.audit, known)
        kept = Kept(ground, names, stamps)
        for done, seen in enumerate(reading, 1):
            kept.add(opened(seen))
            if progress is not None:
                progress("Reading", done, len(keys))
        full_readings = _full(root, crew, kept.full) if full else {}
    built = _built(root, settings, kept, known, today)
    hits = [*kept.hits, *((key, TOO_LARGE.id, _too_large(size)) for key, size in large.items())]
    for rule in rules:
        if rule.across is not None:
            hits += [(key, rule.id, hit) for key, hit in rule.across(built)]
    facts = {**{key: page.facts for key, page in built.pages.items()}, **known}
    found = Audit(
        root=root,
        site_url=ground.site_url,
        site_name=built.name,
        home=built.home,
        pages=figures(built, facts),
        findings=stamps.all(hits),
        graph=built.graph,
        links=built.links,
        skipped=MappingProxyType({"no page": len(keys) - len(kept.sheets)} if len(keys) > len(kept.sheets) else {}),
    )
    return found, full_readings


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


def _full(root: Path, crew: Crew, readings: dict[str, Reading]) -> dict[str, Reading]:
    """Return the readings with the content of unmarked pages, now that all pages tell which parts are theirs."""
    settled = settle(readings)
    unmarked = [(key, reading.parts) for key, reading in settled.items() if reading.parts]
    for key, said in over(crew, partial(_said, root), unmarked):
        settled[key] = replace(settled[key], content=said, parts=())
    return settled


def _said(root: Path, task: tuple[str, tuple[Part, ...]]) -> tuple[str, Content]:
    key, parts = task
    try:
        return key, read_parts(strip(decode(read(root / key)).text), parts)
    except OSError:
        # Gone since it was first read: it says nothing more.
        return key, Content()


def _built(root: Path, settings: Settings, kept: Kept, known: Mapping[str, Facts], today: str) -> Built:
    ground = kept.ground
    texts = _texts(root, ground, kept.sheets.values())
    return whole(kept.survey(settings), kept.sheets, ground, known, texts, today)


def _texts(root: Path, ground: Ground, sheets: Iterable[Sheet]) -> dict[str, bytes]:
    """Return feeds, sitemaps and robots.txt by path: those with such names, and those that pages name."""
    named = {path for sheet in sheets for path, *_ in sheet.feeds}
    wanted = []
    for path, size in ground.files.items():
        if (path in named or path.endswith(_TEXTS)) and size <= _LARGEST_TEXT:
            wanted.append(path)
    return {path: data for path, data in contents(root, wanted) if data is not None}
