"""The catalogue: one table for each group. The docs and ``smo explain`` are made from it."""

from smo_core.audit.catalogue.meta import META
from smo_core.audit.rule import Rule

RULES: tuple[Rule, ...] = (*META,)
