"""``smo report SITE``."""

from __future__ import annotations

from pathlib import Path

import click

from smo_core.cli import options


@click.command("report", short_help="Write one page that shows the whole site.")
@options.site
@click.option(
    *options.OUT,
    "out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("smo-report.html"),
    show_default=True,
    help="The file to write; its links lead to the pages of SITE from there.",
)
@click.option(
    "--history",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A JSON file that keeps the figures of each run; this run is added, and the report shows them all.",
)
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    help="The folder of the Markdown and reStructuredText sources: say where in them each finding stands.",
)
@options.settings_options
@options.as_json
@options.jobs
def command(
    site: Path,
    out: Path,
    history: Path | None,
    source: Path | None,
    config: Path | None,
    site_url: str,
    as_json: bool,
    jobs: int,
) -> None:
    """Write one HTML file that shows SITE as a whole: its health, its links as a map, all findings.

    It tells which pages no text links to and which pages had better do so. Open it in a
    browser: it needs no server and no internet. With --json the figures are printed instead,
    and only the history is written.
    """
    settings = options.load(config, site_url)
    import json  # noqa: PLC0415 - settings errors come before heavy imports

    from smo_core.dates import now  # noqa: PLC0415 - as above
    from smo_core.folder.reporting import examine, frame_for  # noqa: PLC0415
    from smo_core.report import read_history, with_run, write_history  # noqa: PLC0415
    from smo_core.write import write  # noqa: PLC0415

    time = now()
    runs = read_history(history) if history is not None else ()
    with options.progress(quiet=as_json) as show:
        found = examine(site, settings, jobs=jobs, today=time[:10], progress=show, sources=source)
    if history is not None:
        runs = with_run(runs, found.run(time))
        write_history(history, runs)
    if as_json:
        click.echo(json.dumps(found.summary(), ensure_ascii=False, indent=1).encode("utf-8", "replace").decode())
        return
    html = found.html(frame_for(site, out, date=time[:10], runs=runs)).encode("utf-8", "replace")
    write(out, html)
    pages, orphans = len(found.site.pages), len(found.figures.orphans)
    click.echo(
        f"{out}: score {found.score.value} of 100, {pages:,} page{'' if pages == 1 else 's'}, "
        f"{orphans:,} orphan{'' if orphans == 1 else 's'}, {len(html) // 1000} KB"
    )
