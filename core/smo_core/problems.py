"""Errors and how they read: where, what was seen, what to do, the nearest valid name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher


class SmoError(Exception):
    """The parent of every error that this package raises on purpose."""


class InputError(SmoError):
    """A file or folder that cannot be read or written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with the settings.

    ``path`` is dotted (``share.targets.2``); ``seen`` the value as written, ``cure`` what
    to do about it. ``line`` is 1-based, None where the source has no lines.
    """

    path: str
    message: str
    seen: str = ""
    cure: str = ""
    line: int | None = None

    def __str__(self) -> str:
        """Return the problem as one line of text."""
        where = f"{self.path} (line {self.line})" if self.line else self.path
        seen = f", got {self.seen}" if self.seen else ""
        cure = f". {self.cure}" if self.cure else ""
        return f"{where}: {self.message}{seen}{cure}"


class SettingsError(SmoError):
    """Settings that cannot be used; ``problems`` holds every one of them, not the first."""

    def __init__(self, problems: Iterable[Problem], *, source: str) -> None:
        """Collect the problems found in ``source`` (a file's name, or what holds the settings)."""
        self.problems = tuple(problems)
        self.source = source
        count = len(self.problems)
        head = f"{source}: {count} {'problem' if count == 1 else 'problems'} in the settings"
        super().__init__("\n".join([head, *(f"  {problem}" for problem in self.problems)]))


def nearest(name: str, valid: Iterable[str]) -> str:
    """Return the valid name most like ``name``, or "" when none is near."""
    options = {option.casefold(): option for option in valid}
    found = closest(name.casefold(), options, 0.6)
    return options[found] if found else ""


def closest(word: str, options: Iterable[str], least: float) -> str:
    """Return the option most like a word, "" when none reaches the ``least`` likeness.

    The answer of :func:`difflib.get_close_matches`, of which it is told apart by time only: what cannot be
    nearer than the nearest so far is not compared in full.
    """
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    likely = []
    for option in options:
        matcher.set_seq1(option)
        if matcher.real_quick_ratio() >= least and (most := matcher.quick_ratio()) >= least:
            likely.append((most, option))
    best = (least, "")
    for most, option in sorted(likely, reverse=True):
        if most < best[0]:
            break
        matcher.set_seq1(option)
        best = max(best, (matcher.ratio(), option))
    return best[1]


def did_you_mean(name: str, valid: Iterable[str], *, other: Iterable[str] = ()) -> str:
    """Return a sentence that offers the nearest name, valid or understood as an ``other``, or lists the valid ones."""
    options = tuple(valid)
    if found := nearest(name, (*options, *other)):
        return f"Did you mean {found!r}?"
    return f"Valid: {', '.join(sorted(options))}."
