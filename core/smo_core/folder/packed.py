"""Pages that also lie beside themselves compressed: a server that prefers those would show them as they were."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from smo_core.model import Finding
from smo_core.stores import is_local

_ENDINGS = (".gz", ".br", ".zst")


def packed_before(root: Path, changed: Iterable[str]) -> tuple[Finding, ...]:
    """Return a finding for each changed page beside which, below ``root``, an older compressed copy lies."""
    if not is_local(root):
        return ()
    return tuple(
        Finding(
            rule="packed-before",
            severity="warning",
            message=f"{name} holds the page as it was before; servers that send compressed files show that.",
            hint="Compress pages after smo link, not before.",
            page=key,
        )
        for key in changed
        for name in (key + ending for ending in _ENDINGS)
        if (root / name).is_file()
    )
