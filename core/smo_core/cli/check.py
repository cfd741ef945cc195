"""``smo check SITE``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from smo_core.cli import options
from smo_core.cli.main import EXIT_FINDINGS

if TYPE_CHECKING:
    from smo_core.features.networks.network import Network


@click.command("check", short_help="Tell what each network will show, and what is wrong.")
@options.place
@options.networks
@click.option("--page", default="", help="Only this page, in detail: its address, its location or its file.")
@options.settings_options
@options.as_json
@click.option("--sarif", "as_sarif", is_flag=True, help="Print the findings as SARIF 2.1.0, for code scanning.")
@options.jobs
@options.fail_on
def command(
    site: Path,
    networks: tuple[Network, ...],
    page: str,
    config: Path | None,
    site_url: str,
    as_json: bool,
    as_sarif: bool,
    jobs: int,
    fail_on: str,
) -> None:
    """Tell what Facebook, X, Mastodon, Slack and the others will show of the pages of SITE.

    For each page and network: the title, description, image and address that it takes, from
    which tag, what it cuts and what it refuses. Images are measured where they lie in SITE.
    Nothing is written, nothing is fetched.
    """
    if as_json and as_sarif:
        message = "choose one of --json and --sarif"
        raise click.UsageError(message)
    settings = options.load(config, site_url)
    from smo_core.cli import check_json, check_page, check_site, sarif, summary  # noqa: PLC0415 - settings errors come first
    from smo_core.folder.checking import check  # noqa: PLC0415 - as above

    with options.progress(quiet=as_json or as_sarif) as show:
        checked = check(site, settings, networks=networks, page=page, jobs=jobs, progress=show)
    if as_json:
        click.echo(check_json.report(checked))
    elif as_sarif:
        click.echo(sarif.report(checked))
    elif page:
        check_page.show_page(checked)
    else:
        check_site.show_site(checked)
    findings = checked.all_findings
    if summary.fails(findings, fail_on) or (settings.strict and summary.fails(findings, "warning")):
        raise click.exceptions.Exit(EXIT_FINDINGS)
