"""The options of ``smo audit`` that choose rules, pages and formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from smo_core.cli import options

if TYPE_CHECKING:
    from smo_core.settings import Settings

_F = TypeVar("_F", bound=Callable[..., object])
FORMATS = ("table", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "csv", "html")


def choosing(function: _F) -> _F:
    """Add ``--select``, ``--ignore``, ``--severity`` and ``--path``."""
    added = (
        click.option("--select", multiple=True, metavar="RULE", help="Only these rules: G01, or G for a whole group."),
        click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules."),
        click.option("--severity", multiple=True, metavar="RULE=LEVEL", help="Another severity: G01=warning."),
        click.option("--path", "paths", multiple=True, metavar="GLOB", help="Report only pages whose path fits."),
    )
    for option in reversed(added):
        function = option(function)
    return function


def writing(function: _F) -> _F:
    """Add ``--format`` and ``--output``."""
    added = (
        click.option(
            "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="What to print."
        ),
        click.option(
            *options.OUT,
            "output",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Write to this file instead.",
        ),
    )
    for option in reversed(added):
        function = option(function)
    return function


def repairing(function: _F) -> _F:
    """Add ``--source``, ``--fix`` and ``--patch``."""
    added = (
        click.option(
            "--source",
            type=click.Path(path_type=Path),
            help="The folder of the Markdown and reStructuredText sources: say where in them each finding stands.",
        ),
        click.option(
            "--fix",
            is_flag=True,
            help="Repair what can be repaired in SITE, by tags that smo unlink takes out; with --source print a patch "
            "of the sources instead, and change nothing.",
        ),
        click.option(
            "--patch", type=click.Path(path_type=Path), help="Write the patch to this file instead of printing it."
        ),
    )
    for option in reversed(added):
        function = option(function)
    return function


def comparing(function: _F) -> _F:
    """Add ``--baseline``, ``--write-baseline`` and ``--changed``."""
    file = click.Path(path_type=Path, dir_okay=False)
    added = (
        click.option("--baseline", type=file, help="Report only what this file does not know."),
        click.option("--write-baseline", "saved", type=file, help="Write all findings to this file, and pass."),
        click.option(
            "--changed", default="", metavar="REV", help="Report only pages that differ from this git revision."
        ),
    )
    for option in reversed(added):
        function = option(function)
    return function


def chosen(settings: Settings, select: tuple[str, ...], ignore: tuple[str, ...], severity: tuple[str, ...]) -> Settings:
    """Return the settings with the command's own choice of rules; ``select`` takes the place of theirs.

    Raises UsageError for what is no rule or no level, with the nearest that is.
    """
    from smo_core.audit.rule import GROUPS  # noqa: PLC0415 - help needs no rules
    from smo_core.audit.rules import BY_ID  # noqa: PLC0415 - as above
    from smo_core.problems import did_you_mean  # noqa: PLC0415

    def named(given: tuple[str, ...]) -> tuple[str, ...]:
        names = {
            **{rule.lower(): rule for rule in (*BY_ID, *GROUPS)},
            **{word: letter for letter, word in GROUPS.items()},
        }
        found = [part.strip() for one in given for part in one.split(",") if part.strip()]
        for name in found:
            if name.lower() not in names:
                message = f"there is no rule {name!r}. {did_you_mean(name, (*BY_ID, *GROUPS.values()))[:200]}"
                raise click.UsageError(message)
        return tuple(names[name.lower()] for name in found)

    levels = {}
    for one in severity:
        rule, _, level = one.partition("=")
        if level not in {"error", "warning", "info"}:
            message = f"--severity {one!r}: write RULE=LEVEL, with error, warning or info"
            raise click.UsageError(message)
        levels.update(dict.fromkeys(named((rule,)), level))
    audit = settings.audit.model_copy(
        update={
            "select": named(select) or settings.audit.select,
            "ignore": (*settings.audit.ignore, *named(ignore)),
            "severity": {**settings.audit.severity, **levels},
        },
    )
    return settings.model_copy(update={"audit": audit})
