"""A baseline: findings that are known. Only others are reported, so that a pipeline can begin green.

A finding is known by its fingerprint, which names rule, page and the thing itself, and no line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from smo_core.audit.result import Audit, AuditFinding
from smo_core.problems import InputError
from smo_core.write import write

_VERSION = 1


def known(path: Path) -> frozenset[str]:
    """Return the fingerprints in a baseline. Raises InputError when it cannot be read or is none."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"{path}: cannot read the baseline: {error.strerror}. Make one with --write-baseline."
        raise InputError(message) from error
    except ValueError as error:
        message = f"{path}: this is no baseline: {error}. Make one with --write-baseline."
        raise InputError(message) from error
    if not isinstance(document, dict) or document.get("version") != _VERSION or "findings" not in document:
        message = f"{path}: this is no baseline of version {_VERSION}. Make one with --write-baseline."
        raise InputError(message)
    return frozenset(str(row.get("fingerprint")) for row in document["findings"] if isinstance(row, dict))


def without(audit: Audit, fingerprints: frozenset[str]) -> Audit:
    """Return the audit with the findings of the baseline set apart as ``known``."""
    old = tuple(finding for finding in audit.findings if finding.fingerprint in fingerprints)
    new = tuple(finding for finding in audit.findings if finding.fingerprint not in fingerprints)
    return replace(audit, findings=new, known=old)


def save(path: Path, findings: Iterable[AuditFinding]) -> bool:
    """Write the baseline: one finding a line, sorted, so that changes to it can be read."""
    rows = sorted(
        {(f.rule, f.page, f.about or f.message, f.fingerprint) for f in findings},
    )
    lines = [
        json.dumps(dict(zip(("rule", "page", "about", "fingerprint"), row, strict=True)), ensure_ascii=False)
        for row in rows
    ]
    text = f'{{"version": {_VERSION}, "findings": [\n' + ",\n".join(lines) + "\n]}\n"
    return write(path, text.encode("utf-8", "replace"))
