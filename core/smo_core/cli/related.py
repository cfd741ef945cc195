"""``smo related SITE``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from smo_core.cli import options

if TYPE_CHECKING:
    from smo_core.model import Site


@click.command("related", short_help="List related pages, and say why.")
@options.place
@click.option("--page", default="", help="Only this page: its address, its location or its file.")
@click.option(
    "--count", type=click.IntRange(min=1, max=50), help="The most pages for each. Default: as in the settings."
)
@click.option("--explain", is_flag=True, help="Show what each signal gives to each score, and every reason.")
@options.settings_options
@options.as_json
@options.jobs
@options.executors
def command(
    site: Path,
    page: str,
    count: int | None,
    explain: bool,
    config: Path | None,
    site_url: str,
    as_json: bool,
    jobs: int,
    executor_name: str,
    scheduler: str,
) -> None:
    """List for each page of SITE the pages related to it, with scores and reasons.

    They are those that `smo link` with the same settings puts on the pages. Nothing is
    written.
    """
    settings = options.load(config, site_url)
    from smo_core.cli import related_table  # noqa: PLC0415 - settings errors come before heavy imports
    from smo_core.folder import scan  # noqa: PLC0415 - as above
    from smo_core.folder.linking import survey_folder  # noqa: PLC0415
    from smo_core.folder.naming import key_of  # noqa: PLC0415
    from smo_core.readable import readable_json  # noqa: PLC0415

    wishes = {"enabled": True} | ({"count": count} if count else {})
    settings = settings.model_copy(update={"related": settings.related.model_copy(update=wishes)})
    with options.executor(executor_name, scheduler) as executor, options.progress(quiet=as_json) as show:
        found = scan(site, content=settings.folder.content, jobs=jobs, executor=executor, progress=show)
    surveyed = survey_folder(found, settings)
    keys = [key_of(page, surveyed.pages, site, surveyed.settings.site_url)] if page else _listed(surveyed)
    if as_json:
        # A file's name may hold what no encoding has.
        click.echo(readable_json(_report(surveyed, keys)).encode("utf-8", "replace").decode())
    else:
        related_table.show(surveyed, keys, explain=explain)


def _listed(site: Site) -> list[str]:
    """Return the pages that readers see lists on."""
    return [key for key in site.related if site.pages[key].facts.readable]


def _report(site: Site, keys: list[str]) -> dict[str, object]:
    from smo_core.features.related.listing import records  # noqa: PLC0415 - see command

    pages = [
        {
            "key": key,
            "page": site.pages[key].facts.location,
            "title": site.pages[key].facts.title,
            "related": records(site, key),
        }
        for key in keys
    ]
    return {"site_url": site.settings.site_url, "count": site.settings.related.count, "pages": pages}
