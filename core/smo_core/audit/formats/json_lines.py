"""One JSON object a line, one line a finding: for streams and ``jq``."""

from __future__ import annotations

from dataclasses import asdict

from smo_core.audit.formats.where import dumped
from smo_core.audit.result import Audit


def text(audit: Audit) -> str:
    """Return the findings as lines of JSON."""
    return "".join(dumped(asdict(finding), None) + "\n" for finding in audit.findings)
