"""SARIF 2.1.0, for code scanning: every rule that was broken, every finding with its fingerprint."""

from __future__ import annotations

from smo_core.audit.formats.where import dumped, file_of, folder_of, line_of, rule_of, said
from smo_core.audit.result import Audit
from smo_core.sarif import Result, log


def text(audit: Audit) -> str:
    """Return the findings as one SARIF log."""
    folder = folder_of(audit)
    rules = {finding.rule: rule_of(finding) for finding in sorted(audit.findings, key=lambda f: f.rule)}
    results = [
        Result(
            rule=finding.rule,
            severity=finding.severity,
            text=said(finding),
            path=file_of(finding, folder),
            line=line_of(finding) if finding.page else None,
            column=None if finding.source else finding.column,
            related=(f"{folder}{finding.page}", finding.line, finding.column)
            if finding.source and finding.page
            else None,
            fingerprint=finding.fingerprint,
        )
        for finding in audit.findings
    ]
    return dumped(log("smo audit", list(rules.values()), results)) + "\n"
