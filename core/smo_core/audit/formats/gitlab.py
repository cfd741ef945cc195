"""GitLab's Code Quality report.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from smo_core.audit.formats.where import built_at, dumped, file_of, folder_of, line_of, said
from smo_core.audit.result import Audit

_SEVERITIES = {"error": "critical", "warning": "minor", "info": "info"}


def text(audit: Audit) -> str:
    """Return the findings as a Code Quality report."""
    folder = folder_of(audit)
    rows = [
        {
            "description": said(finding),
            **({"content": {"body": f"Built: {built}"}} if (built := built_at(finding, folder)) else {}),
            "check_name": finding.rule,
            "fingerprint": finding.fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": file_of(finding, folder) or ".", "lines": {"begin": line_of(finding)}},
        }
        for finding in audit.findings
    ]
    return dumped(rows) + "\n"
