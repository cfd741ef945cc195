"""What ``smo check --sarif`` prints: SARIF 2.1.0, which code scanning services read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from smo_core.features.networks.rule import Rule
from smo_core.features.networks.rules import RULES
from smo_core.folder.checking import Checked
from smo_core.model import Finding
from smo_core.text import harmless
from smo_core.vocabulary import Severity

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_UNREADABLE = Rule(
    id="unreadable",
    severity="error",
    title="File cannot be read",
    why="What cannot be read cannot be checked.",
    fix="Correct the file's permissions.",
)


def report(checked: Checked) -> str:
    """Return the findings as one SARIF log with one run."""
    rules = (*RULES, _UNREADABLE)
    places = {rule.id: place for place, rule in enumerate(rules)}
    folder = _folder(checked.root)
    networks = [((), finding) for finding in checked.findings]
    pairs = [*networks, *((noted.networks, noted.finding) for v in checked.verdicts for noted in v.noted)]
    run = {
        "tool": {"driver": {"name": "smo check", "version": _version(), "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, minding, places[finding.rule], folder) for minding, finding in pairs],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return harmless(json.dumps(log, ensure_ascii=False, indent=1)).encode("utf-8", "replace").decode()


def _version() -> str:
    try:
        return version("smo-suite")
    except PackageNotFoundError:
        return "0"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.fix},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, networks: tuple[str, ...], place: int, folder: str) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": quote(f"{folder}{finding.page}", errors="surrogateescape")}}
    if finding.line:
        where["region"] = {"startLine": finding.line}
    return {
        "ruleId": finding.rule,
        "ruleIndex": place,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.hint}".strip()},
        "locations": [{"physicalLocation": where}],
        "properties": {"networks": list(networks)},
    }


def _folder(root: Path) -> str:
    """Return the site's folder relative to the current one, with a slash; "" when it lies outside."""
    folder = Path(os.path.relpath(root)).as_posix()
    return "" if folder == "." or folder.startswith("..") or Path(folder).is_absolute() else f"{folder}/"
