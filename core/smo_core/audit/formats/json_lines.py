"""One JSON object a line, one line a finding: for streams and ``jq``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from json.encoder import encode_basestring as quoted

from smo_core.audit.result import Audit, AuditFinding


def pieces(audit: Audit) -> Iterator[str]:
    """Yield the findings as lines of JSON, each as ``json.dumps`` has what :func:`smo_core.audit.result.row` gives."""
    told = _Told()
    return (_line(finding, told) for finding in audit.findings)


def _line(f: AuditFinding, told: _Told) -> str:
    # An encoder for any value takes four times as long.
    return (
        f'{{"rule": {told[f.rule]}, "severity": {told[f.severity]}, "message": {quoted(f.message)}, '
        f'"hint": {told[f.hint]}, "page": {told[f.page]}, "line": {told[f.line]}, "column": {told[f.column]}, '
        f'"source": {told[f.source]}, "source_line": {told[f.source_line]}, "about": {quoted(f.about)}, '
        f'"fingerprint": {quoted(f.fingerprint)}}}\n'
    )


class _Told(dict[str | int | None, str]):
    """What many findings have in common, as JSON."""

    def __missing__(self, value: str | int | None) -> str:
        told = self[value] = json.dumps(value, ensure_ascii=False)
        return told
