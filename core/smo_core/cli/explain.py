"""``smo explain RULE``."""

from __future__ import annotations

import click


@click.command("explain", short_help="Tell why a rule of the audit matters, and what to do.")
@click.argument("rules", metavar="[RULE]...", nargs=-1)
def command(rules: tuple[str, ...]) -> None:
    """Tell what a rule of the audit finds, why it matters and what to do; without RULE, list them all."""
    from smo_core.audit.rules import APART, BY_ID, RULES  # noqa: PLC0415 - help needs no rules
    from smo_core.problems import did_you_mean  # noqa: PLC0415 - as above

    if not rules:
        for rule in RULES:
            click.echo(f"{rule.id}  {rule.severity:7}  {rule.title}")
        return
    every = (*RULES, *APART.values())
    names = {**{rule.id.lower(): rule for rule in every}, **{rule.name: rule for rule in every}}
    for name in rules:
        if name.lower() not in names:
            message = f"there is no rule {name!r}. {did_you_mean(name, BY_ID)}"
            raise click.UsageError(message)
        rule = names[name.lower()]
        how = {
            "files": "Judged from the built files.",
            "browser": "Judged of our own output by the browser tests of this project, not by smo audit.",
            "network": "Needs the network, so smo audit leaves it out.",
        }[rule.judged]
        fixed = "\nsmo audit --fix can repair it." if rule.repairable else ""
        click.echo(
            f"{rule.id} {rule.title} ({rule.severity}, {rule.group})\n\n"
            f"Why: {rule.why}\nDo:  {rule.fix}\n\n{how}{fixed}"
        )
