"""The names that pages go by, and where a text speaks of them.

Names are compared word by word, folded as :func:`smo_core.text.folded` does it: capitals,
plural endings and the signs between words make no difference, and a name is never found
inside a word. All names are looked for in one pass (Aho, Corasick 1975).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from smo_core.model import Page
from smo_core.text import folded, folded_spans

# "54.29. Views" and "3.1 Options" are called Views and Options.
_NUMBERING = re.compile(r"^\s*+(?:\d++[.):]?)*+\s++(?=\S)|^\s*+\d++(?:\.\d++)*+[.)]?\s++(?=\S)")
_BRACKET = re.compile(r"(?<!\s)\s*+\([^()]*+\)\s*+$")
# What stands on either side of these is a name too: "sys — System-specific parameters", "std::tie, std::ignore".
_BETWEEN = re.compile(r"(?<!\s)\s++[–—|·-]\s+|:\s+|,\s+|：|、")
_DOTTED = re.compile(r"^[\w$]+(?:(?:\.|::|/)[\w$]+)+$")
_JOINT = re.compile(r"\.|::|/")
_TAIL = 2
# Where so many titles are all in capitals, that is how the site writes titles.
_LOUD = 0.3


def names_of(page: Page) -> tuple[str, ...]:
    """Return what a page is called: its title, and the parts of it that are names of their own."""
    return _names(page.facts.title)


@lru_cache(maxsize=200_000)
def _names(written: str) -> tuple[str, ...]:
    title = _NUMBERING.sub("", written).strip()
    whole = _BRACKET.sub("", title).removesuffix("()")
    parts = [part.strip() for part in _BETWEEN.split(whole)]
    found = [written.strip(), title, whole, *(parts if len(parts) > 1 else ())]
    for part in parts:
        steps = _JOINT.split(part) if _DOTTED.match(part) else []
        # What stands behind the last dot of a version is no name.
        if steps and not steps[-1].isdecimal():
            found += [".".join(steps[-_TAIL:]), steps[-1]]
    return tuple(dict.fromkeys(name for name in found if name))


def in_capitals(name: str, *, loud: bool) -> bool:
    """Whether a name is meant only where it is written in capitals, as SELECT is; never on a ``loud`` site."""
    return not loud and len(name) > 1 and name.isupper()


def is_loud(titles: Collection[str]) -> bool:
    """Whether so many titles are all in capitals that it is the site's way to write them."""
    return sum(map(str.isupper, titles)) > _LOUD * len(titles)


@lru_cache(maxsize=400_000)
def fold(name: str) -> str:
    """Return a name in the form in which names are compared."""
    return " ".join(folded(name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in a text that names something: ``start`` and ``end`` in characters, and the phrase as compared."""

    start: int
    end: int
    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Names as compared (folded words, blanks between) and who owns each, in the order of the keys."""

    owners: Mapping[str, tuple[str, ...]]
    _names: tuple[str, ...] = field(repr=False)
    _automaton: Any = field(repr=False, compare=False)

    def find(self, text: str) -> Iterator[Mention]:
        """Yield every place where a name stands, also inside a longer one, from left to right."""
        words, spans = folded_spans(text)
        if self._automaton is None or not words:
            return
        starts, ends, at = {}, {}, 1
        for word, (start, end) in zip(words, spans, strict=True):
            starts[at], ends[at + len(word)] = start, end
            at += len(word) + 1
        hits = self._automaton.find_matches_as_indexes(f" {' '.join(words)} ", overlapping=True)
        for number, left, right in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
            # A match begins and ends with the blank around it.
            yield Mention(start=starts[left + 1], end=ends[right - 1], phrase=self._names[number])


def phrases(names: Mapping[str, Iterable[str]]) -> Phrases:
    """Return the table of all names; ``names`` maps a page's key to what it is called."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(names):
        for phrase in dict.fromkeys(map(fold, names[key])):
            if phrase:
                owners[phrase].append(key)
    return Phrases(
        owners={phrase: tuple(keys) for phrase, keys in sorted(owners.items())},
        _names=tuple(sorted(owners)),
        _automaton=automaton(sorted(owners)),
    )


def automaton(names: list[str]) -> Any:  # noqa: ANN401 - a class of a library that is imported only here
    """Return what finds all of the names in one pass; None when there are none."""
    from ahocorasick_rs import AhoCorasick  # noqa: PLC0415 - a run without related pages needs no automaton

    return AhoCorasick([f" {name} " for name in names]) if names else None
