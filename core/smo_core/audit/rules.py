"""All rules, group by group; each group's table is a file of :mod:`smo_core.audit.catalogue`."""

from __future__ import annotations

from collections.abc import Mapping

from smo_core.audit.catalogue import RULES
from smo_core.audit.rule import Rule

__all__ = ["BY_ID", "RULES", "UNREADABLE"]

BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}
# Not one of the catalogue: what cannot be read cannot break its rules.
UNREADABLE = Rule(
    id="U01",
    severity="error",
    title="Page cannot be read",
    why="What cannot be read cannot be checked.",
    fix="Correct the file's permissions, or its markup.",
)
