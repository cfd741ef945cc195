"""One JSON document with everything; what ``smo report`` reads."""

from __future__ import annotations

from collections.abc import Iterator

from smo_core.audit.result import Audit, entries
from smo_core.readable import readable_object


def pieces(audit: Audit) -> Iterator[str]:
    """Yield the audit as JSON."""
    yield from readable_object(entries(audit))
    yield "\n"
