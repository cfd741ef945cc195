"""``smo link SITE``."""

from __future__ import annotations

from pathlib import Path

import click

from smo_core.cli import options
from smo_core.cli.main import EXIT_FINDINGS


@click.command("link", short_help="Add everything to a folder of built HTML.")
@options.place
@click.option("--out", type=options.PLACE, help="Write the whole site there, and leave SITE as it is.")
@options.settings_options
@options.dry_run
@options.as_json
@options.jobs
@options.executors
@click.option(
    "--cache",
    type=click.Path(path_type=Path),
    default=Path(".cache/smo"),
    show_default=True,
    help="Where to keep what earlier runs learned, and preview cards; safe to delete.",
)
@options.fail_on
def command(
    site: Path,
    out: Path | None,
    config: Path | None,
    site_url: str,
    dry_run: bool,
    as_json: bool,
    jobs: int,
    executor_name: str,
    scheduler: str,
    cache: Path,
    fail_on: str,
) -> None:
    """Add share bars, meta tags, related pages and backlinks to the pages of SITE.

    Only files that change are written, and running it again changes nothing. `smo unlink`
    takes everything out.
    """
    settings = options.load(config, site_url)
    from smo_core.cli import summary  # noqa: PLC0415 - settings errors come before heavy imports
    from smo_core.folder import link, unchanged  # noqa: PLC0415

    last = unchanged(site, settings, cache=cache) if out is None else None
    if last is None:
        with options.executor(executor_name, scheduler) as executor, options.progress(quiet=as_json) as show:
            run = summary.told(
                link(
                    site,
                    settings,
                    out=out,
                    dry_run=dry_run,
                    jobs=jobs,
                    executor=executor,
                    cache=cache,
                    progress=show,
                )
            )
    else:
        run = summary.told(last)
    if as_json:
        click.echo(summary.as_json(run, dry_run=dry_run))
    else:
        summary.show(run, place=out or site, copied=out is not None, dry_run=dry_run)
    if summary.fails(run.findings, fail_on) or (settings.strict and summary.fails(run.findings, "warning")):
        raise click.exceptions.Exit(EXIT_FINDINGS)
