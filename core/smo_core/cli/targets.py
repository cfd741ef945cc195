"""``smo targets``."""

from __future__ import annotations

import json

import click

from smo_core.cli import options


@click.command("targets", short_help="List the share targets.")
@options.as_json
def command(as_json: bool) -> None:
    """List the places that a page can be shared to, with their state and when it was last checked."""
    from dataclasses import asdict  # noqa: PLC0415 - help needs none of these

    from smo_core.features.share.targets import TARGETS  # noqa: PLC0415

    if as_json:
        click.echo(json.dumps([asdict(target) for target in TARGETS], ensure_ascii=False, indent=1))
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table("Name", "Service", "Family", "State", "Checked", "Instead")
    for target in TARGETS:
        table.add_row(target.id, target.label, target.family, target.status, target.verified, ", ".join(target.instead))
    Console(highlight=False).print(table)
