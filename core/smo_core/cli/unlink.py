"""``smo unlink SITE``."""

from __future__ import annotations

from pathlib import Path

import click

from smo_core.cli import options


@click.command("unlink", short_help="Take everything out again.")
@options.place
@options.settings_options
@options.dry_run
@options.as_json
@options.jobs
def command(
    site: Path,
    config: Path | None,
    site_url: str,
    dry_run: bool,
    as_json: bool,
    jobs: int,
) -> None:
    """Take everything that `smo link` placed out of SITE; the folder is as it was, to the byte."""
    settings = options.load(config, site_url)
    import json  # noqa: PLC0415 - settings errors come before other work

    from smo_core.folder import unlink  # noqa: PLC0415
    from smo_core.text import harmless  # noqa: PLC0415

    with options.progress(quiet=as_json) as show:
        changed, gone = unlink(site, assets=settings.assets, dry_run=dry_run, jobs=jobs, progress=show)
    if as_json:
        document = {"dry_run": dry_run, "changed": changed, "removed": gone}
        click.echo(harmless(json.dumps(document, ensure_ascii=False, indent=1)))
    else:
        verb = "Would restore" if dry_run else "Restored"
        click.echo(harmless(f"{verb} {len(changed)} pages in {site}; files of ours removed: {len(gone)}."))
