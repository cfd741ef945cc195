"""Path globs, as in .gitignore: ``*`` within a folder, ``**`` across folders, ``?`` for a letter.

``[0-9]`` is a digit, other brackets are meant as they stand: pages are called ``[slug].html``.

Time never grows faster than the product of both lengths: globs of one or two stars become
regular expressions, all others are followed star by star at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

_TOKEN = re.compile(r"(?:\*\*/)++|\*{2,}+|\*|\?|\[0-9\]|[^*?]", re.DOTALL)
# What backtracking makes of more is a power of the path's length.
_MOST_STARS = 2
_DIGIT = "[0-9]"
# "**/" is any text and a slash, or nothing: both ways begin here.
_FORK = "**/"


def matches(path: str, globs: Iterable[str]) -> bool:
    """Whether any glob matches the whole of ``path`` (relative, forward slashes)."""
    return _any_of(tuple(globs))(path)


@lru_cache(maxsize=512)
def _any_of(globs: tuple[str, ...]) -> Callable[[str], bool]:
    """Return what says whether one of the globs matches: most are one regular expression together."""
    patterns: list[str] = []
    starred: list[list[str]] = []
    for tokens in map(_tokens, globs):
        if sum(part.startswith("*") for part in tokens) > _MOST_STARS:
            starred.append(tokens)
        else:
            patterns.append(_pattern(tokens))
    # Without a glob nothing matches, where an empty expression would.
    fits = re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)", re.DOTALL).fullmatch
    return lambda path: fits(path) is not None or any(_follow(tokens, path) for tokens in starred)


def _tokens(glob: str) -> list[str]:
    tokens = _TOKEN.findall(f"{glob.lstrip('/')}**" if glob.endswith("/") else glob.strip("/"))
    # A run of "**/" is one.
    return ["**/" if part.endswith("**/") else "**" if part.startswith("**") else part for part in tokens]


def _pattern(tokens: list[str]) -> str:
    """Return a glob as a regular expression."""
    meant = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]", _DIGIT: _DIGIT}
    return "".join(meant.get(part) or re.escape(part) for part in tokens)


def _follow(tokens: list[str], path: str) -> bool:
    """Match by keeping every place in the glob that the path so far can have led to."""
    steps: list[str] = []
    for part in tokens:
        steps += (_FORK, "**", "/") if part == "**/" else (part,)
    here = _reached(steps, {0})
    for letter in path:
        onward = set[int]()
        for place in here - {len(steps)}:
            step = steps[place]
            if step == "**" or (step == "*" and letter != "/"):
                onward.add(place)
            elif step == letter or (step == "?" and letter != "/") or (step == _DIGIT and letter in "0123456789"):
                onward.add(place + 1)
        here = _reached(steps, onward)
    return len(steps) in here


def _reached(steps: list[str], places: set[int]) -> set[int]:
    """Return the places with those to which stars and forks lead by matching nothing."""
    found, todo = set(places), [*places]
    while todo:
        place = todo.pop()
        step = steps[place] if place < len(steps) else ""
        ahead = {place + 1, place + 3} if step == _FORK else {place + 1} if step in {"*", "**"} else set[int]()
        todo += ahead - found
        found |= ahead
    return found
