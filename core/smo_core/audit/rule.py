"""What a rule of the audit is: an id, what it means, what to do, and a function that finds cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from smo_core.audit.look import Look
from smo_core.audit.site import Built
from smo_core.vocabulary import Severity

GROUPS: Mapping[str, str] = MappingProxyType({
    "M": "meta", "S": "sharing", "I": "images", "L": "links", "G": "graph", "F": "feeds", "A": "accessibility",
    "D": "duplicates", "U": "unreadable",
})  # fmt: skip
# How a rule is judged: from the built files, by our own tests in a browser, or only by asking the network.
Judged = Literal["files", "browser", "network"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One case of a rule.

    ``about`` names the thing itself (an address, an id) rather than its place: with rule
    and page it makes the fingerprint, which a moved line leaves as it is. ``severity``
    overrides the rule's.
    """

    message: str
    about: str = ""
    hint: str = ""
    line: int = 0
    column: int = 0
    severity: Severity | None = None


Find = Callable[[Look], Iterator[Hit]]
FindAcross = Callable[[Built], Iterator[tuple[str, Hit]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that can be wrong. ``find`` looks at one page, ``across`` at the whole site.

    ``across`` gives page keys with its hits, "" for the site as a whole. ``repairable``
    says that ``smo audit --fix`` can put it right.
    """

    id: str
    severity: Severity
    title: str
    why: str
    fix: str
    find: Find | None = None
    across: FindAcross | None = None
    repairable: bool = False
    judged: Judged = "files"

    @property
    def group(self) -> str:
        """The group by the id's letter."""
        return GROUPS[self.id[0]]

    @property
    def name(self) -> str:
        """The rule's name in words, for tools that want one: ``title-missing``."""
        kept = "".join(sign if sign.isalnum() else " " for sign in self.title.casefold())
        return "-".join(kept.split())
