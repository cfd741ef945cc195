"""GitLab's Code Quality report.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from smo_core.audit.formats.where import built_at, file_of, folder_of, line_of, said
from smo_core.audit.result import Audit, AuditFinding
from smo_core.readable import readable_array

_SEVERITIES = {"error": "critical", "warning": "minor", "info": "info"}


def pieces(audit: Audit) -> Iterator[str]:
    """Yield the findings as a Code Quality report."""
    folder = folder_of(audit)
    yield from readable_array((_row(finding, folder) for finding in audit.findings), 0)
    yield "\n"


def _row(finding: AuditFinding, folder: str) -> dict[str, Any]:
    return {
        "description": said(finding),
        **({"content": {"body": f"Built: {built}"}} if (built := built_at(finding, folder)) else {}),
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": file_of(finding, folder) or ".", "lines": {"begin": line_of(finding)}},
    }
