"""``smo graph SITE``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smo_core.cli import options

if TYPE_CHECKING:
    from smo_core.folder.pool import Progress
    from smo_core.graph.links import Links
    from smo_core.settings import Settings

_FORMATS = ("graphml", "gexf", "json", "dot", "csv")


@click.command("graph", short_help="Print the link graph.")
@options.place
@options.settings_options
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="json", show_default=True, help="The format of the output."
)
@click.option(*options.OUT, "output", type=click.Path(path_type=Path), help="Write to this file instead of printing.")
@options.jobs
def command(site: Path, config: Path | None, site_url: str, form: str, output: Path | None, jobs: int) -> None:
    """Print the graph of content links between the pages of SITE.

    Each page has its title, section, number of links in and out, and PageRank; navigation
    links are not counted. JSON also has each page's related pages with score, parts and
    reasons, and the addresses elsewhere that several pages link to.
    """
    settings = options.load(config, site_url)
    from smo_core.graph.export import export  # noqa: PLC0415 - settings errors come before heavy imports
    from smo_core.text import harmless  # noqa: PLC0415

    with options.progress(quiet=False) as show:
        # Only JSON has room for what takes the time.
        text = _whole(site, settings, jobs, show) if form == "json" else export(_bare(site, settings, jobs, show), form)
    if output is None:
        # Only JSON says the same with escapes in it; the others are data, and are left so unless somebody looks.
        click.echo(harmless(text) if form == "json" or sys.stdout.isatty() else text, nl=False)
    else:
        from smo_core.write import write  # noqa: PLC0415

        write(output, text.encode())


def _bare(site: Path, settings: Settings, jobs: int, show: Progress | None) -> Links:
    from smo_core.folder import scan  # noqa: PLC0415
    from smo_core.folder.mapping import map_of_links  # noqa: PLC0415

    return map_of_links(
        scan(site, content=settings.folder.content, links_only=True, jobs=jobs, progress=show), settings
    )


def _whole(site: Path, settings: Settings, jobs: int, show: Progress | None) -> str:
    from smo_core.features.related.listing import records  # noqa: PLC0415
    from smo_core.folder import scan  # noqa: PLC0415
    from smo_core.folder.linking import survey_folder  # noqa: PLC0415
    from smo_core.graph.export import export  # noqa: PLC0415

    found = scan(site, content=settings.folder.content, jobs=jobs, progress=show)
    asked = {name: getattr(settings, name).model_copy(update={"enabled": True}) for name in ("related", "resources")}
    surveyed = survey_folder(found, settings.model_copy(update=asked))
    related = {key: records(surveyed, key) for key in surveyed.related}
    return export(surveyed.graph, "json", related=related, resources=surveyed.resources.get((), ()))
