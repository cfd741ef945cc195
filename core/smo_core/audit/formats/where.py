"""Where a finding is, for tools that show it beside the file: the source where it is known, else the built page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from smo_core.audit.result import AuditFinding
from smo_core.audit.rule import Rule
from smo_core.audit.rules import APART, BY_ID, UNREADABLE
from smo_core.stores import is_local


class Rooted(Protocol):
    """What was found in a folder."""

    @property
    def root(self) -> Path:
        """The folder."""


def rule_of(finding: AuditFinding) -> Rule:
    """Return the rule of a finding."""
    return BY_ID.get(finding.rule) or APART.get(finding.rule, UNREADABLE)


def folder_of(audit: Rooted) -> str:
    """Return the site's folder relative to the current one, with a slash; "" when it lies outside."""
    if not is_local(audit.root):
        return ""
    folder = Path(os.path.relpath(audit.root)).as_posix()
    return "" if folder == "." or folder.startswith("..") or Path(folder).is_absolute() else f"{folder}/"


def file_of(finding: AuditFinding, folder: str) -> str:
    """Return the file to show the finding beside, "" for the site as a whole."""
    return finding.source or (f"{folder}{finding.page}" if finding.page else "")


def line_of(finding: AuditFinding) -> int:
    """Return the line in that file, 1 where none is known: tools want one."""
    return (finding.source_line if finding.source else finding.line) or 1


def place_of(finding: AuditFinding) -> str:
    """Return page and line for people, by the source where it is known."""
    line = finding.source_line if finding.source else finding.line
    return f"{finding.source or finding.page}{f':{line}' if line else ''}"


def built_at(finding: AuditFinding, folder: str) -> str:
    """Return where in the built page a finding stands that is shown beside its source, "" for others."""
    if not (finding.source and finding.page):
        return ""
    column = f":{finding.column}" if finding.column else ""
    return f"{folder}{finding.page}" + (f":{finding.line}{column}" if finding.line else "")


def said(finding: AuditFinding) -> str:
    """Return message and hint as one text."""
    return f"{finding.message} {finding.hint}".strip()
