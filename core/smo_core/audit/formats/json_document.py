"""One JSON document with everything; what ``smo report`` reads."""

from __future__ import annotations

from smo_core.audit.formats.where import dumped
from smo_core.audit.result import Audit, document


def text(audit: Audit) -> str:
    """Return the audit as JSON."""
    return dumped(document(audit)) + "\n"
