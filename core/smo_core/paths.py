"""Path globs, as in .gitignore: ``*`` within a folder, ``**`` across folders."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


def matches(path: str, globs: Iterable[str]) -> bool:
    """Whether any glob matches the whole of ``path`` (relative, forward slashes)."""
    return any(_compiled(glob).fullmatch(path) for glob in globs)


@lru_cache(maxsize=512)
def _compiled(glob: str) -> re.Pattern[str]:
    pattern = re.escape(f"{glob.lstrip('/')}**" if glob.endswith("/") else glob.strip("/"))
    for written, meant in ((r"\*\*/", "(?:.*/)?"), (r"\*\*", ".*"), (r"\*", "[^/]*"), (r"\?", "[^/]")):
        pattern = pattern.replace(written, meant)
    return re.compile(pattern, re.DOTALL)
