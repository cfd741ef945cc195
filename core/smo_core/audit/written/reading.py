"""Which language a source is in, and the things in it."""

from __future__ import annotations

from pathlib import PurePosixPath

from smo_core.audit.written import markdown, rest
from smo_core.audit.written.thing import Thing

_REST = frozenset({".rst", ".rest"})


def things(name: str, text: str) -> tuple[Thing, ...]:
    """Return the things in a source, in the order in which a reader meets them."""
    language = rest if PurePosixPath(name).suffix.lower() in _REST else markdown
    return tuple(sorted(language.things(text), key=lambda thing: thing.start))
