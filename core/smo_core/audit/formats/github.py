"""GitHub's workflow commands: each finding becomes an annotation of the file.

Escaping as in https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
"""

from __future__ import annotations

from collections.abc import Iterator

from smo_core.audit.formats.where import built_at, file_of, folder_of, line_of, rule_of, said
from smo_core.audit.result import Audit, AuditFinding
from smo_core.text import clean

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def pieces(audit: Audit) -> Iterator[str]:
    """Yield one command a line."""
    folder = folder_of(audit)
    return (f"{_command(finding, folder)}\n" for finding in audit.findings)


def _command(finding: AuditFinding, folder: str) -> str:
    fields = {"file": file_of(finding, folder), "line": str(line_of(finding))}
    if finding.column and not finding.source:
        fields["col"] = str(finding.column)
    fields["title"] = f"{finding.rule} {rule_of(finding).title}"
    named = ",".join(f"{name}={_property(value)}" for name, value in fields.items() if value)
    built = built_at(finding, folder)
    return f"::{_COMMANDS[finding.severity]} {named}::{_data(said(finding))}" + (f" ({_data(built)})" if built else "")


def _data(value: str) -> str:
    return clean(value).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
