"""SARIF 2.1.0, for code scanning: every rule that was broken, every finding with its fingerprint."""

from __future__ import annotations

from collections.abc import Iterator

from smo_core.audit.formats.where import file_of, folder_of, line_of, rule_of, said
from smo_core.audit.result import Audit, AuditFinding
from smo_core.sarif import Result, log_in_pieces


def pieces(audit: Audit) -> Iterator[str]:
    """Yield the findings as one SARIF log."""
    folder = folder_of(audit)
    rules = {finding.rule: rule_of(finding) for finding in audit.findings}
    results = (_result(finding, folder) for finding in audit.findings)
    yield from log_in_pieces("smo audit", [rules[name] for name in sorted(rules)], results)
    yield "\n"


def _result(finding: AuditFinding, folder: str) -> Result:
    return Result(
        rule=finding.rule,
        severity=finding.severity,
        text=said(finding),
        path=file_of(finding, folder),
        line=line_of(finding) if finding.page else None,
        column=None if finding.source else finding.column,
        related=(f"{folder}{finding.page}", finding.line, finding.column) if finding.source and finding.page else None,
        fingerprint=finding.fingerprint,
    )
