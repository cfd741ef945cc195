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


def matches(path: str, globs: Iterable[str]) -> bool:
    """Whether any glob matches the whole of ``path`` (relative, forward slashes)."""
    return any(_compiled(glob)(path) for glob in globs)


@lru_cache(maxsize=512)
def _compiled(glob: str) -> Callable[[str], object]:
    tokens = _TOKEN.findall(f"{glob.lstrip('/')}**" if glob.endswith("/") else glob.strip("/"))
    # A run of "**/" is one.
    tokens = ["**/" if part.endswith("**/") else "**" if part.startswith("**") else part for part in tokens]
    if sum(part.startswith("*") for part in tokens) <= _MOST_STARS:
        meant = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
        return re.compile("".join(meant.get(part) or re.escape(part) for part in tokens), re.DOTALL).fullmatch
    return lambda path: _follow(tokens, path)


def _follow(tokens: list[str], path: str) -> bool:
    """Match by keeping every place in the glob that the path so far can have led to."""
    steps: list[str] = []
    # "**/" is any text and a slash, or nothing: from here one can also go on behind it.
    leaps = set[int]()
    for part in tokens:
        folders = part == "**/"
        leaps |= {len(steps)} if folders else set()
        steps += ("**", "/") if folders else (part,)
    here = _reached(steps, leaps, {0})
    for letter in path:
        onward = set[int]()
        for place in here - {len(steps)}:
            step = steps[place]
            if step == "**" or (step == "*" and letter != "/"):
                onward.add(place)
            elif step == letter or (step == "?" and letter != "/"):
                onward.add(place + 1)
        here = _reached(steps, leaps, onward)
    return len(steps) in here


def _reached(steps: list[str], leaps: set[int], places: set[int]) -> set[int]:
    """Return the places with those to which stars lead by matching nothing."""
    found, todo = set(places), [*places]
    while todo:
        place = todo.pop()
        if place < len(steps) and steps[place] in {"*", "**"}:
            ahead = {place + 1, place + 2} if place in leaps else {place + 1}
            todo += ahead - found
            found |= ahead
    return found
