"""What ``smo check --sarif`` prints."""

from __future__ import annotations

from smo_core.audit.formats.where import folder_of
from smo_core.features.networks.rule import Rule
from smo_core.features.networks.rules import RULES
from smo_core.folder.checking import Checked
from smo_core.readable import readable_json
from smo_core.sarif import Result, log
from smo_core.text import harmless

_UNREADABLE = Rule(
    id="unreadable",
    severity="error",
    title="File cannot be read",
    why="What cannot be read cannot be checked.",
    fix="Correct the file's permissions.",
)


def report(checked: Checked) -> str:
    """Return the findings as one SARIF log with one run."""
    folder = folder_of(checked)
    networks = [((), finding) for finding in checked.findings]
    pairs = [*networks, *((noted.networks, noted.finding) for v in checked.verdicts for noted in v.noted)]
    results = [
        Result(
            rule=finding.rule,
            severity=finding.severity,
            text=f"{finding.message} {finding.hint}".strip(),
            path=f"{folder}{finding.page}",
            line=finding.line,
            properties={"networks": list(minding)},
        )
        for minding, finding in pairs
    ]
    document = log("smo check", (*RULES, _UNREADABLE), results)
    return harmless(readable_json(document)).encode("utf-8", "replace").decode()
