"""``smo link``: read, plan, place, write only what changed."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from smo_core.enrich import plan, survey
from smo_core.features.cards import with_cards
from smo_core.folder import facts
from smo_core.folder.alone import alone_in
from smo_core.folder.copying import copy_rest, prepare
from smo_core.folder.owned import claim, refuse_foreign, retire, write_emits
from smo_core.folder.scan import Progress, Scan, digest_of, over, pool, scan
from smo_core.html.encoding import Decoded, decode
from smo_core.html.marks import ascii_only, strip
from smo_core.html.place import Seams, place
from smo_core.images import HEADER
from smo_core.model import Additions, Finding, Plan, Site
from smo_core.paths import matches
from smo_core.problems import InputError
from smo_core.settings import Settings
from smo_core.write import write


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
    cache: Path = Path(".cache/smo"),
    progress: Progress | None = None,
) -> Report:
    """Add everything to the pages below ``root``, in place or into ``out``.

    Runs again change nothing that is not different; pages that can no longer be added to
    lose what earlier runs put there. ``cache`` keeps what is slow to make, such as preview
    cards; it may be deleted at any time. Raises InputError for a missing or empty folder, when
    another run is at work in it, and when a file cannot be written; what was written until
    then is whole, and the next run goes on from there.
    """
    target = out or root
    with _alone(root, out, dry_run=dry_run):
        found = scan(root, content=settings.folder.content, jobs=jobs, progress=progress)
        site = with_cards(survey_folder(found, settings), cache / "cards")
        planned = plan(site)
        for folder in {root, target}:
            refuse_foreign(folder, settings.assets, [emit.path for emit in planned.emits])
        if dry_run:
            changed, findings = _place_all(found, planned, target, dry_run=True, jobs=jobs, progress=progress)
            written: tuple[str, ...] = ()
        else:
            if out is not None:
                copy_rest(root, out, found.readings.keys())
            # Our files first: a page never names a stylesheet or a card that is not there.
            old = claim(target, settings.assets, planned.emits)
            written = write_emits(target, settings.assets, planned.emits)
            changed, findings = _place_all(found, planned, target, dry_run=False, jobs=jobs, progress=progress)
            written = tuple(sorted((*written, *retire(target, settings.assets, planned.emits, old))))
    findings = (*found.findings, *planned.findings, *findings)
    return Report(site=site, plan=planned, changed=changed, written=written, findings=findings)


def _alone(root: Path, out: Path | None, *, dry_run: bool) -> AbstractContextManager[None]:
    if dry_run or not root.is_dir():
        return nullcontext()
    if out is not None:
        prepare(root, out)
    return alone_in(root, out)


def _place_all(  # noqa: PLR0913 - all but three by name
    found: Scan, planned: Plan, target: Path, *, dry_run: bool, jobs: int, progress: Progress | None
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Place into every page; return the keys of those that differ, and what was noticed."""
    tasks = [
        (key, planned.additions.get(key, Additions()), reading.seams, found.digests[key])
        for key, reading in sorted(found.readings.items())
    ]
    changed: list[str] = []
    findings: list[Finding] = []
    with pool(jobs, len(tasks)) as executor:
        work = partial(_apply, str(found.root), str(target), dry_run)
        for done, (key, differs, noticed) in enumerate(over(executor, work, tasks), 1):
            changed += [key] if differs else []
            findings += noticed
            if progress is not None:
                progress("Writing", done, len(tasks))
    return tuple(changed), tuple(findings)


def survey_folder(found: Scan, settings: Settings) -> Site:
    """Return the site that a scanned folder makes; pages that are no content are left out of it."""
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
        path = found.root / location
        if not location or not path.is_file() or not path.resolve().is_relative_to(found.root.resolve()):
            return None
        with path.open("rb") as file:
            return file.read(HEADER)

    return survey(facts.pages(content, settings).values(), settings, open_file=open_file)


def _apply(
    root: str,
    target: str,
    dry_run: bool,  # noqa: FBT001 - called through partial
    task: tuple[str, Additions, Seams, bytes],
) -> tuple[str, bool, list[Finding]]:
    key, additions, seams, digest = task
    source, elsewhere = Path(root, key), root != target
    try:
        raw = source.read_bytes()
        # The seams are those of the text that was read; in another they would be anywhere.
        made, findings = _placed(raw, key, additions, seams) if digest_of(raw) == digest else (raw, [_changed(key)])
        differs = elsewhere or made != raw
        if differs and not dry_run:
            differs = write(Path(target, key), made, like=source)
    except (OSError, InputError) as error:
        return key, False, [Finding(rule="unwritable", severity="error", message=str(error), page=key)]
    return key, differs, findings


def _changed(key: str) -> Finding:
    return Finding(
        rule="changed-meanwhile",
        severity="error",
        message="The file changed after it was read, so nothing was placed into it.",
        hint="Run again when nothing else writes into the folder.",
        page=key,
    )


def _reads_alike(decoded: Decoded, text: str) -> bool:
    """Whether a page will be read in the encoding it was read in: what is placed can push its declaration too far."""
    if decoded.codec == "utf-8" and decoded.valid:
        return True
    again = decode(decoded.encode(text))
    return (again.codec, again.valid, again.text) == (decoded.codec, decoded.valid, text)


def _placed(raw: bytes, key: str, additions: Additions, seams: Seams) -> tuple[bytes, list[Finding]]:
    """Return the page's new bytes. What cannot be undone to the byte is not done."""
    decoded = decode(raw)
    base = strip(decoded.text)
    encode = str if decoded.unicode and decoded.valid else ascii_only
    text = place(base, additions, seams, encode=encode)
    if strip(text) != base or not _reads_alike(decoded, text):
        message = "Nothing was placed here: it could not be taken out to the byte, or would change the encoding."
        hint = "The page's markup is broken near its head or its content, or it declares its encoding too late."
        return decoded.encode(base), [
            Finding(rule="unsafe-page", severity="warning", message=message, hint=hint, page=key)
        ]
    findings = []
    homeless = [block.name for block in additions.blocks if seams.of(block) is None and block.slot != "placeholder"]
    if homeless:
        findings.append(
            Finding(
                rule="no-content-region",
                severity="info",
                message=f"The page marks no content region, so it has no {', '.join(homeless)}.",
                hint="Mark it by <main> or <article>, or name it in the setting folder.content.",
                page=key,
            ),
        )
    return decoded.encode(text), findings
