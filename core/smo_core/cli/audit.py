"""``smo audit SITE``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smo_core.cli import audit_options, options
from smo_core.cli.main import EXIT_FINDINGS

if TYPE_CHECKING:
    from smo_core.audit.result import Audit
    from smo_core.settings import Settings


@click.command("audit", short_help="Find what readers, crawlers and networks trip over.")
@options.place
@options.settings_options
@audit_options.choosing
@audit_options.comparing
@audit_options.writing
@audit_options.repairing
@options.jobs
@options.executors
@options.fail_on
def command(
    site: Path,
    config: Path | None,
    site_url: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: tuple[str, ...],
    paths: tuple[str, ...],
    baseline: Path | None,
    saved: Path | None,
    changed: str,
    form: str,
    output: Path | None,
    source: Path | None,
    fix: bool,
    patch: Path | None,
    jobs: int,
    executor_name: str,
    scheduler: str,
    fail_on: str,
) -> None:
    """Find what readers, crawlers and networks trip over in the pages of SITE.

    Dead links and places, pages that nobody can reach, tags that are missing or wrong,
    broken feeds, duplicates. Nothing is fetched; without --fix nothing is written. With --source the
    sources are named, and --fix prints a patch for them; apply it with `git apply`. smo
    explain tells about a rule, smo check what each network shows of a page.
    """
    if patch is not None and not (fix and source):
        message = "--patch needs --fix and --source: the folder of the sources that the patch is for"
        raise click.UsageError(message)
    settings = audit_options.chosen(options.load(config, site_url), select, ignore, severity)
    from smo_core.audit import baseline as known  # noqa: PLC0415 - settings errors come before heavy imports
    from smo_core.cli import summary  # noqa: PLC0415
    from smo_core.dates import today  # noqa: PLC0415
    from smo_core.folder.auditing import audit  # noqa: PLC0415

    day = today()
    old = known.known(path) if (path := baseline or settings.audit.baseline) and not saved else frozenset()
    quiet = form != "table" and output is None
    with options.executor(executor_name, scheduler) as executor, options.progress(quiet=quiet) as show:
        look = partial(audit, site, settings, jobs=jobs, executor=executor, today=day, progress=show)
        found = look()
        if source is not None:
            from smo_core.folder.origins import traced  # noqa: PLC0415 - most audits do without

            found = traced(found, source)
        elif fix:
            from smo_core.folder.repairing import repair  # noqa: PLC0415 - as above

            repaired = repair(found, settings, jobs=jobs)
            click.echo(
                f"Repaired {len(repaired)} page{'s' if len(repaired) != 1 else ''}; smo unlink undoes it.", err=True
            )
            found = look()
    found = _narrowed(found, paths, changed)
    if saved is not None:
        known.save(saved, found.findings)
        count = len(found.findings)
        click.echo(f"{saved}: {count} finding{'s' if count != 1 else ''} from now on known.")
        return
    found = known.without(found, old)
    if source is not None and fix and not _patched(found, source, patch, settings):
        return
    _show(found, form, output)
    if summary.fails(found.findings, fail_on) or (settings.strict and summary.fails(found.findings, "warning")):
        raise click.exceptions.Exit(EXIT_FINDINGS)


def _narrowed(found: Audit, paths: tuple[str, ...], changed: str) -> Audit:
    """Return the audit with the findings of the wanted pages only."""
    from dataclasses import replace  # noqa: PLC0415

    from smo_core.folder.changed import changed_pages  # noqa: PLC0415
    from smo_core.paths import matches  # noqa: PLC0415

    findings = found.findings
    if paths:
        findings = tuple(finding for finding in findings if matches(finding.page, paths))
    if changed:
        sources = {key: figures.source for key, figures in found.pages.items()}
        touched = changed_pages(found.root, changed, sources)
        findings = tuple(finding for finding in findings if finding.page in touched)
    return replace(found, findings=findings)


def _patched(found: Audit, source: Path, patch: Path | None, settings: Settings) -> bool:
    """Print a patch of the sources, or write it; return whether there is room for the findings beside it."""
    from smo_core.folder.mending import mended  # noqa: PLC0415

    result = mended(found, source, settings)
    if patch is None:
        click.echo(result.text, nl=False)
    else:
        from smo_core.write import write  # noqa: PLC0415

        write(patch, result.text.encode())
    where = f" in {patch}" if patch is not None else ""
    click.echo(f"{result.repaired} findings repaired in {result.files} sources{where}.", err=True)
    for reason, count in sorted(result.left.items()):
        click.echo(f"{count} left: {reason}.", err=True)
    return patch is not None


def _show(found: Audit, form: str, output: Path | None) -> None:
    if form == "table" and output is None:
        from smo_core.cli.audit_table import show  # noqa: PLC0415

        show(found)
        return
    if form == "table":
        message = "--output needs a --format other than table"
        raise click.UsageError(message)
    from smo_core.audit.formats import text_of  # noqa: PLC0415
    from smo_core.write import write_pieces  # noqa: PLC0415

    pieces = text_of(form, found)
    if output is not None:
        write_pieces(output, map(str.encode, pieces))
        return
    for piece in pieces:
        click.echo(piece, nl=False)
