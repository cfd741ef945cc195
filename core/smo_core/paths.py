"""Path globs, as in .gitignore: ``*`` within a folder, ``**`` across folders.

Time never grows faster than the product of both lengths: globs of one or two stars become
regular expressions, all others are followed star by star at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

_TOKEN = re.compile(r"(?:\*\*/)++|\*{2,}+|\*|\?|[^*?]", re.DOTALL)
# What backtracking makes of more is a power of the path's length.
_MOST_STARS = 2
# "**/" is any text and a slash, or nothing: both ways begin here.
_FORK = "**/"


def matches(path: str, globs: Iterable[str]) -> bool:
    """Whether any glob matches the whole of ``path`` (relative, forward slashes)."""
    if isinstance(globs, tuple) and len(globs) > 1:
        return bool(_any_of(globs)(path))
    return any(_compiled(glob)(path) for glob in globs)


@lru_cache(maxsize=64)
def _any_of(globs: tuple[str, ...]) -> Callable[[str], object]:
    """Return what says whether one of many globs matches: most are one regular expression together."""
    patterns = {glob: _pattern(_tokens(glob)) for glob in globs}
    together = "|".join(f"(?:{pattern})" for pattern in patterns.values() if pattern is not None)
    fits = re.compile(together, re.DOTALL).fullmatch
    others = [_compiled(glob) for glob, pattern in patterns.items() if pattern is None]
    if not others:
        return fits
    return lambda path: (together and fits(path)) or any(other(path) for other in others)


@lru_cache(maxsize=512)
def _compiled(glob: str) -> Callable[[str], object]:
    tokens = _tokens(glob)
    pattern = _pattern(tokens)
    return re.compile(pattern, re.DOTALL).fullmatch if pattern is not None else lambda path: _follow(tokens, path)


def _tokens(glob: str) -> list[str]:
    tokens = _TOKEN.findall(f"{glob.lstrip('/')}**" if glob.endswith("/") else glob.strip("/"))
    # A run of "**/" is one.
    return ["**/" if part.endswith("**/") else "**" if part.startswith("**") else part for part in tokens]


def _pattern(tokens: list[str]) -> str | None:
    """Return a glob as a regular expression, None for one with so many stars that it may take too long."""
    if sum(part.startswith("*") for part in tokens) > _MOST_STARS:
        return None
    meant = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
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
            elif step == letter or (step == "?" and letter != "/"):
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
