"""All rules, group by group; each group's table is a file of :mod:`smo_core.audit.catalogue`."""

from __future__ import annotations

from collections.abc import Mapping

from smo_core.audit.catalogue import RULES
from smo_core.audit.rule import Rule

__all__ = ["APART", "BY_ID", "RULES", "TOO_LARGE", "UNREADABLE"]

BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}
# These two are not of the catalogue: what is not read cannot break its rules.
UNREADABLE = Rule(
    id="U01",
    severity="error",
    title="Page cannot be read",
    why="What cannot be read cannot be checked.",
    fix="Correct the file's permissions, or its markup.",
)
TOO_LARGE = Rule(
    id="U02",
    severity="warning",
    title="Page too large",
    why="A page above 32 MB is not read, so nothing else is known of it; few readers will wait for it.",
    fix="Divide it into several pages.",
)
APART: Mapping[str, Rule] = {rule.id: rule for rule in (UNREADABLE, TOO_LARGE)}
