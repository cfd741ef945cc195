"""``smo preview SITE``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from smo_core.cli import options

if TYPE_CHECKING:
    from smo_core.features.networks.network import Network


@click.command("preview", short_help="Show how every page looks on every network.")
@options.site
@click.option(
    *options.OUT,
    "out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("smo-preview.html"),
    show_default=True,
    help="The file to write. Inside SITE it shows images where they are, elsewhere it carries them along.",
)
@options.networks
@click.option("--page", default="", help="Only this page: its address, its location or its file.")
@options.settings_options
@options.jobs
def command(
    site: Path,
    out: Path,
    networks: tuple[Network, ...],
    page: str,
    config: Path | None,
    site_url: str,
    jobs: int,
) -> None:
    """Write one HTML file that shows every page of SITE as it will look on every network.

    Open it in a browser: it needs no server and no internet. Nothing in SITE is changed.
    """
    settings = options.load(config, site_url)
    from smo_core.folder.checking import check  # noqa: PLC0415 - settings errors come before heavy imports
    from smo_core.folder.previewing import preview  # noqa: PLC0415 - as above

    with options.progress(quiet=False) as show:
        checked = check(site, settings, networks=networks, page=page, jobs=jobs, progress=show)
    preview(checked, out)
    pages, size = len(checked.verdicts), out.stat().st_size
    click.echo(f"{out}: {pages} page{'s' if pages != 1 else ''} on {len(networks)} networks, {size // 1000} KB")
