"""The folder in which drawn cards wait for the next build: each by its hash, those that nobody wants thrown away."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path

from smo_core.lock import locked
from smo_core.problems import InputError
from smo_core.write import sweep

_DAY = 86_400
_KEPT_DAYS = 30
# Where typst works while cards are drawn: in the cache, so that the next run finds what a killed one left.
WORKSHOP = "drawing-"


def tidy(cache: Path) -> None:
    """Make the cache's folder, and clear away what killed runs left in it; not while another run draws there."""
    cache.mkdir(parents=True, exist_ok=True)
    with suppress(InputError), locked(cache, patience=0):
        for workshop in sorted(cache.glob(f"{WORKSHOP}*")):
            shutil.rmtree(workshop, ignore_errors=True)
        sweep(cache)


def held(cache: Path, digest: str) -> int:
    """Return the size in bytes of a card in the cache, 0 without; says to the cache that it is still wanted."""
    try:
        file = file_of(cache, digest)
        status = file.stat()
        if time.time() - status.st_mtime > _DAY:
            file.touch()
    except OSError:
        return 0
    return status.st_size


def file_of(cache: Path, digest: str) -> Path:
    """Return where a card lies, or would lie."""
    return cache / f"{digest[:40]}.png"


def prune(cache: Path, used: set[str]) -> None:
    """Remove cards that no build has wanted for a month."""
    keep = {file_of(cache, digest).name for digest in used}
    for file in sorted(cache.glob("*.png")):
        with suppress(OSError):
            if file.name not in keep and time.time() - file.stat().st_mtime > _KEPT_DAYS * _DAY:
                file.unlink()
