"""``smo link``: read, plan, place, write only what changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from msgspec.msgpack import Decoder

from smo_core.enrich import plan, survey
from smo_core.features.cards import with_cards
from smo_core.folder import facts
from smo_core.folder.alone import alone_in
from smo_core.folder.cache import Cache, digest, encoded, opened
from smo_core.folder.copying import copy_rest, prepare
from smo_core.folder.feeds import feeds_in
from smo_core.folder.owned import claim, refuse_foreign, retire, write_emits
from smo_core.folder.placing import Placed, Task, apply
from smo_core.folder.pool import Crew, Progress, over, pool
from smo_core.folder.recall import LastRun, digests, recall, remember_run
from smo_core.folder.scan import Scan, remember, scan
from smo_core.images import HEADER
from smo_core.model import Additions, Finding, Plan, Site
from smo_core.paths import matches
from smo_core.settings import Settings
from smo_core.stores import from_anywhere, is_local, is_shared, read_start
from smo_core.tally import rows
from smo_core.write import sweep

_FINDINGS = Decoder(tuple[Finding, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did: the site, its plan, keys of pages that changed, files written, findings."""

    site: Site
    plan: Plan
    changed: tuple[str, ...]
    written: tuple[str, ...]
    findings: tuple[Finding, ...]


def link(  # noqa: PLR0913 - each is a choice of the caller, all but two by name
    root: Path,
    settings: Settings,
    *,
    out: Path | None = None,
    dry_run: bool = False,
    jobs: int = 0,
    executor: Executor | None = None,
    cache: Path = Path(".cache/smo"),
    only: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Report:
    """Add everything to the pages below ``root``, in place or into ``out``.

    Runs again change nothing that is not different; pages that can no longer be added to
    lose what earlier runs put there. ``cache`` keeps what is slow to make, such as preview
    cards; it may be deleted at any time; ``only`` are the keys of the pages to work on, all by
    default. ``jobs`` processes work, unless an ``executor`` does: any that sees the same folders.
    Raises InputError for a missing or empty folder, when another run is at work in it, and when
    a file cannot be written; what was written until then is whole, and the next run goes on
    from there.
    """
    if executor is not None:
        root, out = from_anywhere(root), from_anywhere(out) if out is not None else None
    target = out or root
    seen: dict[str, bytes] = {}
    with _alone(root, out, dry_run=dry_run), opened(cache / "folders", root) as kept:
        found = scan(
            root,
            content=settings.folder.content,
            passages=settings.suggest.automatic,
            jobs=jobs,
            executor=executor,
            cache=kept,
            progress=progress,
        )
        site = with_cards(survey_folder(found, settings, seen), cache / "cards")
        planned = plan(site)
        for folder in {root, target}:
            refuse_foreign(folder, settings.assets, [emit.path for emit in planned.emits])
        workers = partial(pool, jobs=jobs, executor=executor)
        place = partial(_place, found, planned, kept, workers, target=target, only=only, progress=progress)
        written: tuple[str, ...] = ()
        if dry_run:
            pages = place(dry_run=True)
        else:
            if out is not None:
                copy_rest(root, out, found.readings.keys())
            # Our files first: a page never names a stylesheet or a card that is not there.
            old = claim(target, settings.assets, planned.emits)
            written = write_emits(target, settings.assets, planned.emits)
            pages = place(dry_run=False)
            if executor is not None:
                # A worker that was killed leaves what it had not finished.
                sweep(target)
            written = tuple(sorted((*written, *retire(target, settings.assets, planned.emits, old))))
        report = Report(
            site=site,
            plan=planned,
            changed=tuple(page.key for page in pages if page.differs),
            written=written,
            findings=(*found.findings, *planned.findings, *(finding for page in pages for finding in page.findings)),
        )
        if not dry_run:
            for page in (page for page in pages if page.state):
                # What was placed is not read: the page says the same as before.
                remember(replace(found.seen[page.key], digest=page.source), found.how, kept)
            if out is None and only is None:
                _remember_run(kept, settings, found, report, pages, seen)
        kept.save()
    return report


def _alone(root: Path, out: Path | None, *, dry_run: bool) -> AbstractContextManager[None]:
    if dry_run or (is_local(root) and not root.is_dir()):
        return nullcontext()
    if out is not None:
        prepare(root, out)
    return alone_in(root, out)


def unchanged(root: Path, settings: Settings, *, cache: Path = Path(".cache/smo")) -> LastRun | None:
    """Return what the last :func:`link` in this place said, if it would do nothing now, else None.

    Raises InputError when there is no such folder.
    """
    with opened(cache / "folders", root) as kept:
        return recall(kept, root, settings, partial(_look, root))


def _remember_run(  # noqa: PLR0913, PLR0917 - what a run is made of
    kept: Cache,
    settings: Settings,
    found: Scan,
    report: Report,
    pages: Iterable[Placed],
    seen: Mapping[str, bytes],
) -> None:
    now = {key: seen.digest for key, seen in found.seen.items()} | {page.key: page.source for page in pages}
    run = LastRun(
        rows=tuple(rows(report.site, report.plan)),
        findings=report.findings,
        files=dict(digests(found.root, (emit.path for emit in report.plan.emits))),
        images=dict(seen),
    )
    remember_run(kept, settings, now, run)


def _place(  # noqa: PLR0913 - what a run is made of, by name
    found: Scan,
    planned: Plan,
    kept: Cache,
    workers: Callable[..., AbstractContextManager[Crew]],
    *,
    target: Path,
    only: Collection[str] | None,
    dry_run: bool,
    progress: Progress | None,
) -> list[Placed]:
    """Return what became of each page; those that an earlier run left as they should be are not looked at again."""
    tasks: list[Task] = []
    pages: list[Placed] = []
    wanted_keys = sorted(found.readings) if only is None else sorted(found.readings.keys() & set(only))
    # Nothing was kept of a first run: what lies in the target is not asked for.
    there = {} if kept.empty or target == found.root else dict(digests(target, wanted_keys))
    for key in wanted_keys:
        reading = found.readings[key]
        additions, source = planned.additions.get(key, Additions()), found.seen[key].digest
        wanted = digest(encoded((additions, reading.seams)))
        state = digest(source, source if target == found.root else there.get(key, b""), wanted)
        if (known := kept.get("placed", key, state, _FINDINGS)) is None:
            tasks.append(Task(key=key, source=source, additions=additions, seams=reading.seams, wanted=wanted))
        else:
            pages.append(Placed(key=key, findings=known, source=source, state=state))
    # The one of the two that fewer can see.
    where = min((target, found.root), key=lambda place: (is_shared(place), is_local(place)))
    with workers(where, size=len(tasks)) as crew:
        for placed in over(crew, partial(apply, found.root, target, dry_run), tasks):
            pages.append(placed)
            if placed.state:
                kept.put("placed", placed.key, placed.state, placed.findings)
            if progress is not None:
                progress("Writing", len(pages), len(wanted_keys))
    return sorted(pages, key=lambda page: page.key)


def survey_folder(found: Scan, settings: Settings, seen: dict[str, bytes] | None = None) -> Site:
    """Return the site that a scanned folder makes; pages that are no content are left out of it.

    ``seen`` is filled with the digests of the image files that were looked at, by location.
    """
    content = {
        key: reading
        for key, reading in found.readings.items()
        if not matches(key, settings.folder.exclude) and reading.head.at is not None
    }
    settings = settings.model_copy(
        update={
            "site_url": settings.site_url or facts.site_url(content),
            "site_name": settings.site_name or facts.site_name(content),
        },
    )

    def open_file(location: str) -> bytes | None:
        data = _look(found.root, location)
        if seen is not None:
            seen[location] = digest(data or b"")
        return data

    feeds = feeds_in(open_file, settings.site_url)
    return survey(facts.pages(content, settings).values(), settings, open_file=open_file, feeds=feeds)


def _look(root: Path, location: str) -> bytes | None:
    """Return the first bytes of a file of the site, None for what is no file or lies outside of it."""
    path = root / location
    if not location:
        return None
    if not is_local(root):
        with suppress(OSError):
            return None if ".." in path.parts else read_start(path, HEADER)
        return None
    if not path.is_file() or not path.resolve().is_relative_to(root.resolve()):
        return None
    return read_start(path, HEADER)
