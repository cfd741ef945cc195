"""``smo link``: read, plan, place, write only what changed."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from smo_core.enrich import plan, survey
from smo_core.features.cards import with_cards
from smo_core.folder import facts
from smo_core.folder.owned import refuse_foreign, write_emits
from smo_core.folder.scan import Progress, Scan, over, pool, scan
from smo_core.html.encoding import decode
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
    only: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Report:
    """Add everything to the pages below ``root``, in place or into ``out``.

    Runs again change nothing that is not different; pages that can no longer be added to
    lose what earlier runs put there. ``cache`` keeps what is slow to make, such as preview
    cards; it may be deleted at any time; ``only`` are the keys of the pages to work on, all by
    default. Raises InputError for a missing or empty folder and
    when a file cannot be written; the pages written until then are whole.
    """
    found = scan(root, content=settings.folder.content, jobs=jobs, progress=progress)
    site = with_cards(survey_folder(found, settings), cache / "cards")
    planned = plan(site)
    target = out or root
    for folder in {root, target}:
        refuse_foreign(folder, settings.assets, [emit.path for emit in planned.emits])
    if out is not None and not dry_run:
        _copy(root, out, found.readings.keys())
    tasks = [
        (key, planned.additions.get(key, Additions()), reading.seams)
        for key, reading in sorted(found.readings.items())
        if only is None or key in only
    ]
    changed: list[str] = []
    findings = [*found.findings, *planned.findings]
    with pool(jobs, len(tasks)) as executor:
        work = partial(_apply, str(root), str(target), dry_run)
        for done, (key, differs, noticed) in enumerate(over(executor, work, tasks), 1):
            changed += [key] if differs else []
            findings += noticed
            if progress is not None:
                progress("Writing", done, len(tasks))
    written = () if dry_run else write_emits(target, settings.assets, planned.emits)
    return Report(site=site, plan=planned, changed=tuple(changed), written=written, findings=tuple(findings))


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
    task: tuple[str, Additions, Seams],
) -> tuple[str, bool, list[Finding]]:
    key, additions, seams = task
    try:
        raw = Path(root, key).read_bytes()
        made, findings = _placed(raw, key, additions, seams)
        elsewhere = root != target
        differs = elsewhere or made != raw
        if differs and not dry_run:
            differs = write(Path(target, key), made)
            if elsewhere:
                shutil.copymode(Path(root, key), Path(target, key))
    except (OSError, InputError) as error:
        return key, False, [Finding(rule="unwritable", severity="error", message=str(error), page=key)]
    return key, differs, findings


def _placed(raw: bytes, key: str, additions: Additions, seams: Seams) -> tuple[bytes, list[Finding]]:
    """Return the page's new bytes. What cannot be undone to the byte is not done."""
    decoded = decode(raw)
    base = strip(decoded.text)
    encode = str if decoded.unicode and decoded.valid else ascii_only
    text = place(base, additions, seams, encode=encode)
    if strip(text) != base:
        message = "Nothing was placed here: it could not be taken out again to the byte."
        hint = "The page's markup is broken near its head or its content; a validator will show where."
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


def _copy(root: Path, out: Path, pages: Collection[str]) -> None:
    """Copy everything but the pages that were read into the output folder, times and modes kept."""
    if out.resolve().is_relative_to(root.resolve()):
        message = f"{out}: the output folder lies inside the folder that is read. Choose one beside it."
        raise InputError(message)
    try:
        for path in sorted(root.rglob("*")):
            to = out / path.relative_to(root)
            if path.is_symlink():
                _copy_link(path, to)
            elif path.is_dir():
                to.mkdir(parents=True, exist_ok=True)
            elif path.relative_to(root).as_posix() not in pages and not _same(path, to):
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, to)
    except OSError as error:
        message = f"{out}: cannot copy the site: {error}"
        raise InputError(message) from error


def _copy_link(path: Path, to: Path) -> None:
    if not to.is_symlink() or to.readlink() != path.readlink():
        to.unlink(missing_ok=True)
        to.symlink_to(path.readlink())


def _same(path: Path, to: Path) -> bool:
    if not to.is_file():
        return False
    a, b = path.stat(), to.stat()
    return a.st_size == b.st_size and int(a.st_mtime) == int(b.st_mtime)
