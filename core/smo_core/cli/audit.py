"""``smo audit SITE``."""

from __future__ import annotations

from pathlib import Path

import click

from smo_core.cli import options
from smo_core.cli.main import EXIT_FINDINGS


@click.command("audit", short_help="Find what readers, crawlers and networks trip over.")
@options.site
@options.settings_options
@options.as_json
@options.jobs
@options.fail_on
def command(site: Path, config: Path | None, site_url: str, as_json: bool, jobs: int, fail_on: str) -> None:
    """Find what readers, crawlers and networks trip over in the pages of SITE."""
    settings = options.load(config, site_url)
    import json  # noqa: PLC0415 - settings errors come first

    from smo_core.audit import document  # noqa: PLC0415 - as above
    from smo_core.cli import summary  # noqa: PLC0415
    from smo_core.folder.auditing import audit  # noqa: PLC0415

    with options.progress(quiet=as_json) as show:
        found = audit(site, settings, jobs=jobs, progress=show)
    click.echo(json.dumps(document(found), ensure_ascii=False, indent=1).encode("utf-8", "replace").decode())
    if summary.fails(found.findings, fail_on):
        raise click.exceptions.Exit(EXIT_FINDINGS)
