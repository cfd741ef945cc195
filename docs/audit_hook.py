"""Fills the marks of the page on the audit's rules from the catalogue, so that it cannot go stale."""

from __future__ import annotations

import re

from smo_core.audit import GROUPS, RULES, Rule

_MARK = re.compile(r"^<!-- audit:([a-z]+) -->$", re.MULTILINE)
_JUDGED = {
    "files": "",
    "browser": " Judged by the browser tests of this project, not by `smo audit`.",
    "network": " Needs the network, so `smo audit` leaves it out.",
}


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return a page with each mark replaced by its rules: a group's name, or ``count``."""
    return _MARK.sub(lambda mark: rules(mark[1]), markdown)


def rules(group: str) -> str:
    """Return the rules of a group, one section each."""
    return "\n\n".join(_section(rule) for rule in RULES if rule.group == group)


def _section(rule: Rule) -> str:
    repaired = " `smo audit --fix` can repair it." if rule.repairable else ""
    return (
        f"### {rule.id} {_plain(rule.title)} {{ #{rule.id} }}\n\n"
        f"*{rule.severity}*. {_plain(rule.why)}\n\n"
        f"**What to do:** {_plain(rule.fix)}{repaired}{_JUDGED[rule.judged]}"
    )


def _plain(text: str) -> str:
    return text.replace("<", "&lt;").replace("*", r"\*").replace("_", r"\_")


MARKS = tuple(name for name in GROUPS.values() if name != "unreadable")
