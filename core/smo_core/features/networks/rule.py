"""What a rule is: an id, how bad it is, what it means, what to do, and a function that finds cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from smo_core.features.networks.network import Network
from smo_core.features.networks.seen import Seen
from smo_core.features.networks.shown import Shown
from smo_core.html.head import Key, Statement
from smo_core.vocabulary import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One page as rules look at it: what it says, and what each network makes of it."""

    seen: Seen
    shown: tuple[Shown, ...]

    def said(self, *keys: Key) -> Iterator[tuple[Statement, int]]:
        """Yield the head's statements under any of the keys, with their lines."""
        for statement, line in zip(self.seen.head.statements, self.seen.lines, strict=True):
            if statement.key in keys:
                yield statement, line

    def first(self, key: Key) -> str:
        """Return the first value that the head gives a key, "" for none."""
        return self.seen.head.said.get(key, "")

    def line(self, *keys: Key) -> int:
        """Return the line of the first statement under any of the keys, 0 for none."""
        return next((line for _, line in self.said(*keys)), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One case of a rule: what was seen, at which line (0: none), and which networks mind (none: all)."""

    message: str
    line: int = 0
    networks: tuple[Network, ...] = ()


_LISTED = 5
Find = Callable[[Look], Iterator[Hit]]
FindAcross = Callable[[Sequence[Look]], Iterator[tuple[Look, Hit]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that can be wrong. ``find`` looks at one page, ``across`` at all of them together."""

    id: str
    severity: Severity
    title: str
    why: str
    fix: str
    find: Find | None = None
    across: FindAcross | None = None


def names(networks: Sequence[Network]) -> str:
    """Return networks as one would list them: "X, Slack and Signal"; many only in part."""
    labels = [network.label for network in networks]
    if len(labels) > _LISTED:
        labels = [*labels[: _LISTED - 1], f"{len(labels) - _LISTED + 1} more"]
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"


def minding(look: Look, test: Callable[[Shown], bool]) -> tuple[Network, ...]:
    """Return the networks whose card passes a test."""
    return tuple(shown.network for shown in look.shown if test(shown))


def agree(networks: Sequence[Network], one: str, many: str) -> str:
    """Return the networks with their verb: "X shows", "X and Slack show"."""
    return f"{names(networks)} {one if len(networks) == 1 else many}"
