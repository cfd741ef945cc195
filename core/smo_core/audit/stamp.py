"""Hits → findings: which rules apply where, how bad each case is, and its fingerprint.

Precedence: a page's own ``smo: {audit: {ignore}}``, then ``paths``, ``ignore``, ``select``; of
severities the most exact name wins, then the hit's own, then the rule's.
"""

from __future__ import annotations

from bisect import insort_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from hashlib import blake2b

from msgspec.msgpack import Decoder, Encoder

from smo_core.audit.result import AuditFinding
from smo_core.audit.rule import Hit, Rule
from smo_core.model import Facts
from smo_core.paths import matches
from smo_core.settings.audit import AuditSettings
from smo_core.text import clean
from smo_core.vocabulary import Severity

# A hit as it travels between processes and waits to become a finding: line, column, rule, message, hint, about,
# fingerprint, its own severity.
Row = tuple[int, int, str, str, str, str, str, Severity | None]
_ROWS = Decoder(list[Row])
_PACKER = Encoder()

_new = AuditFinding.__new__
_PUT = tuple(getattr(AuditFinding, one.name).__set__ for one in fields(AuditFinding))


def _finding(*values: object) -> AuditFinding:
    """Return a finding with these values, in the order of its fields."""
    # A frozen value is made attribute by attribute, by name, which takes twice as long: of a quarter of a million.
    finding = _new(AuditFinding)
    for put, value in zip(_PUT, values, strict=True):
        put(finding, value)
    return finding


def chosen(rules: Sequence[Rule], settings: AuditSettings) -> tuple[Rule, ...]:
    """Return the rules that the settings leave in; a rule named in full beats its group's letter."""
    return tuple(rule for rule in rules if _selected(rule.id, settings))


def _selected(rule: str, settings: AuditSettings) -> bool:
    if rule in settings.ignore:
        return False
    if rule in settings.select:
        return True
    return rule[0] not in settings.ignore and (not settings.select or rule[0] in settings.select)


def marked(key: str, hits: Iterable[tuple[str, Hit]]) -> list[Row]:
    """Return the hits of all rules on a page, by rule id, as rows in order of line, column and rule.

    Text that a terminal would obey is gone from them, and so is what no encoding has.
    """
    told = sorted(hits, key=lambda h: (h[1].line, h[1].column, h[0], h[1].about, h[1].message))
    seen: dict[tuple[str, str], int] = {}
    found: list[Row] = []
    for rule, hit in told:
        about = hit.about
        count = seen[rule, about] = seen.get((rule, about), 0) + 1
        mark = fingerprint(rule, key, about, count)
        row = hit.line, hit.column, rule, _clean(hit.message), _clean(hit.hint), _clean(about), mark, hit.severity
        found.append(row)
    return found


def packed(key: str, hits: Iterable[tuple[str, Hit]]) -> bytes:
    """Return the hits of a page for :meth:`Stamps.add`, in a fifth of the room that they take as values."""
    rows = marked(key, hits)
    return _PACKER.encode(rows) if rows else b""


class Stamps:
    """Makes findings of rows: with what rules and settings say, and what a host knows of its pages (``known``)."""

    def __init__(self, rules: Mapping[str, Rule], settings: AuditSettings, known: Mapping[str, Facts]) -> None:
        """Take the rules by id."""
        self._stamps = {rule.id: _Stamp(rule, _severity(rule, settings)) for rule in rules.values()}
        self._settings = settings
        self._known = known
        self._made: dict[str, list[AuditFinding]] = {}

    def add(self, key: str, rows: bytes) -> None:
        """Take what :func:`packed` made of a page; the findings are made at once."""
        self._made[key] = self._findings(key, _ROWS.decode(rows))

    def all(self, hits: Iterable[tuple[str, str, Hit]]) -> tuple[AuditFinding, ...]:
        """Return the findings added, and those of other ``hits``, in order of page, line, column and rule.

        A hit is ``(page key, rule id, hit)``.
        """
        by_page: defaultdict[str, list[tuple[str, Hit]]] = defaultdict(list)
        for key, rule, hit in hits:
            by_page[key].append((rule, hit))
        found: list[AuditFinding] = []
        for key in sorted({*self._made, *by_page}):
            made = [*self._made.get(key, ())]
            if key in by_page:
                # A few among many: putting all in order takes longer.
                for other in self._findings(key, marked(key, by_page[key])):
                    insort_right(made, other, key=_place)
            found += made
        return tuple(found)

    def _findings(self, key: str, rows: Iterable[Row]) -> list[AuditFinding]:
        if matches(key, self._settings.exclude):
            return []
        own = self._known.get(key)
        ignored = _ignored(key, self._settings, own)
        source = (own.source or "") if own else ""
        found: list[AuditFinding] = []
        for line, column, name, message, hint, about, mark, severity in rows:
            if ignored and (name in ignored or name[0] in ignored):
                continue
            stamp = self._stamps[name]
            worth = stamp.chosen or severity or stamp.severity
            where = key, line or None, column or None, source, None
            found.append(_finding(stamp.rule, worth, message, hint or stamp.fix, *where, about, mark))
        return found


def _place(finding: AuditFinding) -> tuple[int, int, str]:
    return finding.line or 0, finding.column or 0, finding.rule


class _Stamp:
    """What findings of a rule have from it: its very strings, so that there is one of each."""

    __slots__ = ("chosen", "fix", "rule", "severity")

    def __init__(self, rule: Rule, chosen: Severity | None) -> None:
        self.rule, self.severity, self.fix, self.chosen = rule.id, rule.severity, rule.fix, chosen


def _clean(text: str) -> str:
    """Return a text as :func:`clean` does; itself, which takes no memory, where there is nothing to clean."""
    if text.isascii() and text.isprintable() and "  " not in text and text.strip() == text:
        return text
    cleaned = clean(text)
    return text if cleaned == text else cleaned


def fingerprint(rule: str, page: str, about: str, count: int) -> str:
    """Return what stays of a finding when lines move: rule, page, the thing itself, the how-manieth of its kind."""
    text = "\0".join((rule, page, about, str(count)))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _ignored(key: str, settings: AuditSettings, facts: Facts | None) -> frozenset[str]:
    """Return the rules and groups that do not count on a page."""
    names = [name for glob, some in settings.paths.items() if matches(key, (glob,)) for name in some]
    if facts is not None and facts.options is not None:
        names += facts.options.audit.ignore
    return frozenset(names)


def _severity(rule: Rule, settings: AuditSettings) -> Severity | None:
    return settings.severity.get(rule.id) or settings.severity.get(rule.id[0])
