"""The ``smo`` group, and how errors become exit codes.

Exit codes: 0 done; 1 findings at or above ``--fail-on``; 2 bad usage or settings; 3 input
or output trouble.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from smo_core.cli import leaving
from smo_core.problems import InputError, SettingsError, SmoError

# Command → where it lives and what it says of itself; nothing is imported until it is called.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "link": ("smo_core.cli.link", "Add share bars, meta tags, related pages and backlinks to a folder of HTML."),
    "unlink": ("smo_core.cli.unlink", "Take everything out again; the folder is as it was, to the byte."),
    "check": ("smo_core.cli.check", "Tell what each network will show of a folder of HTML, and what is wrong."),
    "preview": ("smo_core.cli.preview", "Write one page that shows how every page looks on every network."),
    "related": ("smo_core.cli.related", "List the related pages of a folder of HTML, and say why."),
    "suggest": (
        "smo_core.cli.suggest",
        "Suggest links between the pages of a folder of HTML, and patch their sources.",
    ),
    "audit": ("smo_core.cli.audit", "Find what readers, crawlers and networks trip over in a folder of HTML."),
    "explain": ("smo_core.cli.explain", "Tell why a rule of the audit matters, and what to do."),
    "report": ("smo_core.cli.report", "Write one page that shows the whole site: score, map of links, findings."),
    "graph": ("smo_core.cli.graph", "Print the link graph of a folder of HTML."),
    "targets": ("smo_core.cli.targets", "List the places that a page can be shared to."),
    "schema": ("smo_core.cli.schema", "Print the JSON schema of the settings."),
}
EXIT_FINDINGS, EXIT_USAGE, EXIT_IO = 1, 2, 3


class _Lazy(click.Group):
    """A group whose commands are imported when they are called, so that help is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from smo_core.problems import did_you_mean  # noqa: PLC0415 - only after a mistake

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            message = f"there is no command {args[0]!r}. {did_you_mean(args[0], COMMANDS)}"
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:  # noqa: ANN401 - click's signature
        if args is not None:
            return super().main(args, *rest, **options)
        # By the shell, which wants its prompt back; anybody else goes on living.
        with leaving.at_once():
            return super().main(args, *rest, **options)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        for stream in (sys.stdout, sys.stderr):
            # A title may hold letters that a terminal or a pipe of an old encoding has not.
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except InputError as error:
            return _fail(ctx, error, EXIT_IO)
        except SmoError as error:
            return _fail(ctx, error, EXIT_USAGE)


def _fail(ctx: click.Context, error: SmoError, code: int) -> None:
    label = "" if isinstance(error, SettingsError) else "Error: "
    from smo_core.text import harmless  # noqa: PLC0415 - only after a mistake

    click.echo(harmless(f"{label}{error}"), err=True)
    ctx.exit(code)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version  # noqa: PLC0415 - reading metadata is slower than all of help

        click.echo(f"smo, version {version('smo-suite')}")
        ctx.exit()


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def main() -> None:
    """Social Media Optimization for static sites: SITE is a folder of built HTML.

    \b
    Exit codes: 0 done, 1 findings at or above --fail-on,
    2 bad usage or settings, 3 input or output trouble.
    """  # noqa: D301 - the backslash is click's sign for "do not rewrap"


if __name__ == "__main__":
    sys.exit(main())
