"""``smo schema``."""

from __future__ import annotations

import json

import click


@click.command("schema", short_help="Print the JSON schema of the settings.")
def command() -> None:
    """Print the JSON schema of the settings, for completion and checks in an editor."""
    from smo_core.settings import json_schema  # noqa: PLC0415 - help needs no settings

    click.echo(json.dumps(json_schema(), indent=2))
