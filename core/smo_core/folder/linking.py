"""``smo link``: read, plan, place, write only what changed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from msgspec.msgpack import Decoder

from smo_core.collector import give_back
from smo_core.enrich import plan_site, survey
from smo_core.features.cards import with_cards
from smo_core.folder.alone import alone_in
from smo_core.folder.cache import Cache, opened
from smo_core.folder.copying import copy_rest, prepare
from smo_core.folder.feeds import feeds_in
from smo_core.folder.mapping import astray, lists_of, pages_of, without_pages
from smo_core.folder.owned import claim, refuse_foreign, retire, write_emits
from smo_core.folder.packed import packed_before
from smo_core.folder.placing import Done, Task, Turn, Work, apply, planned, work_on
from smo_core.folder.pool import Crew, Progress, over_shared, pool
from smo_core.folder.prints import digest
from smo_core.folder.recall import LastRun, digests, recall, remember_run
from smo_core.folder.scan import Scan, renew, scan
from smo_core.images import HEADER
from smo_core.model import Emit, Finding, Site
from smo_core.settings import Settings
from smo_core.stores import from_anywhere, is_local, is_shared, read_start
from smo_core.tally import Tally, on_findings
from smo_core.write import sweep

_FINDINGS = Decoder(tuple[Finding, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did: the site, counts of its pages, our files, keys of pages that changed, files written, findings."""

    site: Site
    counts: tuple[tuple[str, str], ...]
    emits: tuple[Emit, ...]
    changed: tuple[str, ...]
    written: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The names and values of the summary's rows."""
        return (*self.counts, *on_findings(self.findings))


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
        whole = plan_site(with_cards(survey_folder(found, settings, seen), cache / "cards"))
        for folder in {root, target}:
            refuse_foreign(folder, settings.assets, [emit.path for emit in whole.emits])
        seams = {key: reading.seams for key, reading in sorted(found.readings.items())}
        work = Work(root=root, target=target, dry_run=dry_run, whole=whole, seams=seams)
        sources = {key: found.digests[key] for key in found.files}
        noticed = (*found.findings, *without_pages(found, whole.site), *astray(found, whole.site.settings))
        how = found.how
        # All that pages say: what is planned for them needs but the pages of the site.
        del found
        give_back()
        workers = partial(pool, jobs=jobs, executor=executor)
        turns = _turns(work, sources, kept, only)
        written: tuple[str, ...] = ()
        if dry_run:
            done = _placed(work, turns, kept, workers, progress)
        else:
            if out is not None:
                copy_rest(root, out, seams.keys())
            # Our files first: a page never names a stylesheet or a card that is not there.
            old = claim(target, settings.assets, whole.emits)
            written = write_emits(target, settings.assets, whole.emits)
            done = _placed(work, turns, kept, workers, progress)
            if executor is not None:
                # A worker that was killed leaves what it had not finished.
                sweep(target)
            written = tuple(sorted((*written, *retire(target, settings.assets, whole.emits, old))))
        pages = [one.placed for one in done if one.placed is not None]
        changed = tuple(page.key for page in pages if page.differs)
        planned = (*whole.before, *(finding for one in done for finding in one.findings), *whole.after)
        report = Report(
            site=whole.site,
            counts=_counts(whole.site, done),
            emits=whole.emits,
            changed=changed,
            written=written,
            findings=(*noticed, *planned, *(finding for page in pages for finding in page.findings)),
        )
        # Whether they are compressed anew until the next run, nobody knows: that is not kept.
        told = replace(report, findings=(*report.findings, *packed_before(root, changed)))
        if not dry_run:
            for page in (page for page in pages if page.state and page.source != sources[page.key]):
                # What was placed is not read: the page says the same as before.
                renew(page.key, page.source, how, kept)
            if out is None and only is None:
                now = sources | {page.key: page.source for page in pages}
                _remember_run(kept, settings, root, report, now, seen)
        kept.save()
    return told


def _counts(site: Site, done: Iterable[Done]) -> tuple[tuple[str, str], ...]:
    tally = Tally()
    for one in done:
        if one.open:
            tally.count(one.key, tagged=one.tagged, blocks=one.blocks, listing=one.listing)
    return tuple(tally.rows(site))


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
    root: Path,
    report: Report,
    now: Mapping[str, bytes],
    seen: Mapping[str, bytes],
) -> None:
    run = LastRun(
        rows=report.rows,
        findings=report.findings,
        files=dict(digests(root, (emit.path for emit in report.emits))),
        images=dict(seen),
    )
    remember_run(kept, settings, now, run)


def _turns(work: Work, sources: Mapping[str, bytes], kept: Cache, only: Collection[str] | None) -> list[Turn]:
    """Return the pages in the order in which they are worked on."""
    # Nothing was kept of a first run: what lies in the target is not asked for.
    elsewhere = not kept.empty and work.target != work.root
    wanted = work.seams if only is None else work.seams.keys() & set(only)
    there = dict(digests(work.target, sorted(wanted))) if elsewhere else {}
    stamps = kept.stamps("placed")
    return [
        Turn(
            key=key,
            source=sources[key],
            there=there.get(key, b""),
            stamp=stamps.get(key, b""),
            wanted=key in wanted,
        )
        for key in work.seams
    ]


def _placed(
    work: Work,
    turns: Sequence[Turn],
    kept: Cache,
    workers: Callable[..., AbstractContextManager[Crew]],
    progress: Progress | None,
) -> list[Done]:
    """Return what became of each page, in their order; those that are as an earlier run left them are not opened."""
    done: list[Done] = []
    # The one of the two that fewer can see.
    where = min((work.target, work.root), key=lambda place: (is_shared(place), is_local(place)))
    with workers(where, size=len(turns), shared=work) as crew:
        for one in _worked(crew, work, turns):
            placed = one.placed
            if placed is not None and one.known:
                found = kept.get("placed", placed.key, placed.state, _FINDINGS)
                done.append(replace(one, placed=replace(placed, findings=found or ())))
            else:
                done.append(one)
                if placed is not None and placed.state:
                    kept.put("placed", placed.key, placed.state, placed.findings)
            if progress is not None:
                progress("Writing", len(done), len(turns))
    return done


def _worked(crew: Crew, work: Work, turns: Sequence[Turn]) -> Iterator[Done]:
    """Yield what becomes of each page: planned where it is placed, or here for workers who cannot see the site."""
    if crew.sender is None:
        yield from over_shared(crew, work_on, turns)
        return
    waiting: deque[tuple[Done, bool]] = deque()

    def tasks() -> Iterator[Task]:
        for turn in turns:
            one, task = planned(work, turn)
            waiting.append((one, task is not None))
            if task is not None:
                yield task

    results = crew.sender.send(partial(apply, work.root, work.target, work.dry_run), tasks(), count=len(turns))
    for placed in results:
        while not waiting[0][1]:
            yield waiting.popleft()[0]
        yield replace(waiting.popleft()[0], placed=placed)
    yield from (one for one, _ in waiting)


def survey_folder(found: Scan, settings: Settings, seen: dict[str, bytes] | None = None) -> Site:
    """Return the site that a scanned folder makes; pages that are no content are left out of it.

    ``seen`` is filled with the digests of the image files that were looked at, by location.
    """
    pages, settings = pages_of(found, settings)
    lists = lists_of(found, settings)

    def open_file(location: str) -> bytes | None:
        data = _look(found.root, location)
        if seen is not None:
            seen[location] = digest(data or b"")
        return data

    feeds = feeds_in(open_file, settings.site_url)
    return survey(pages.values(), settings, lists=lists.values(), open_file=open_file, feeds=feeds)


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
