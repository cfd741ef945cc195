"""SARIF 2.1.0, which code scanning services read: one log with one run.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol
from urllib.parse import quote

from smo_core.readable import readable_array, readable_json
from smo_core.release import release
from smo_core.vocabulary import Severity

LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_FINGERPRINT = "smo/v1"


class Described(Protocol):
    """What a rule must say of itself."""

    @property
    def id(self) -> str:
        """The rule's id."""

    @property
    def severity(self) -> Severity:
        """How bad it is."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def why(self) -> str:
        """Why it matters."""

    @property
    def fix(self) -> str:
        """What to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One finding for the log.

    ``path`` is relative, with forward slashes, "" for none. ``related`` is another place of
    the same thing, as path, line and column: that in what was made of the file.
    """

    rule: str
    severity: Severity
    text: str
    path: str = ""
    line: int | None = None
    column: int | None = None
    fingerprint: str = ""
    related: tuple[str, int | None, int | None] | None = None
    properties: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def log_in_pieces(tool: str, rules: Sequence[Described], results: Iterable[Result]) -> Iterator[str]:
    """Yield the log as text: what :func:`smo_core.readable.readable_json` makes of :func:`log`, piece by piece."""
    places = {rule.id: place for place, rule in enumerate(rules)}
    # In a string these quotes would be escaped: this is the one place.
    before, name, after = readable_json(log(tool, rules, ())).partition('"results": ')
    yield before + name
    yield from readable_array((_result(result, places[result.rule]) for result in results), 3)
    yield after.removeprefix("[]")


def log(tool: str, rules: Sequence[Described], results: Iterable[Result]) -> dict[str, Any]:
    """Return the log as plain JSON values; every result's rule must be among the rules."""
    places = {rule.id: place for place, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": tool, "version": release(), "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(result, places[result.rule]) for result in results],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Described) -> dict[str, Any]:
    words = "".join(sign if sign.isalnum() else " " for sign in rule.title).split()
    name = rule.id.split("-") if "-" in rule.id else words
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in name),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.fix},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(result: Result, place: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": result.rule,
        "ruleIndex": place,
        "level": LEVELS[result.severity],
        "message": {"text": result.text},
    }
    found["locations"] = [{"physicalLocation": _where(result.path, result.line, result.column)}]
    if result.related is not None:
        built = _where(*result.related)
        found["relatedLocations"] = [{"id": 1, "physicalLocation": built, "message": {"text": "in the built page"}}]
    if result.fingerprint:
        found["partialFingerprints"] = {_FINGERPRINT: result.fingerprint}
    if result.properties:
        found["properties"] = dict(result.properties)
    return found


def _where(path: str, line: int | None, column: int | None) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": quote(path or ".", errors="surrogateescape")}}
    if line:
        where["region"] = {"startLine": line, **({"startColumn": column} if column else {})}
    return where
