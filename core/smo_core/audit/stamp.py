"""Hits → findings: which rules apply where, how bad each case is, and its fingerprint.

Precedence: a page's own ``smo: {audit: {ignore}}``, then ``paths``, ``ignore``, ``select``; of
severities the most exact name wins, then the hit's own, then the rule's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from smo_core.audit.result import AuditFinding
from smo_core.audit.rule import Hit, Rule
from smo_core.model import Facts
from smo_core.paths import matches
from smo_core.settings.audit import AuditSettings
from smo_core.text import clean
from smo_core.vocabulary import Severity


def chosen(rules: Sequence[Rule], settings: AuditSettings) -> tuple[Rule, ...]:
    """Return the rules that the settings leave in; a rule named in full beats its group's letter."""
    return tuple(rule for rule in rules if _selected(rule.id, settings))


def _selected(rule: str, settings: AuditSettings) -> bool:
    if rule in settings.ignore:
        return False
    if rule in settings.select:
        return True
    return rule[0] not in settings.ignore and (not settings.select or rule[0] in settings.select)


def stamped(
    hits: Iterable[tuple[str, str, Hit]],
    rules: Mapping[str, Rule],
    settings: AuditSettings,
    facts: Mapping[str, Facts],
) -> tuple[AuditFinding, ...]:
    """Return the findings for ``(page key, rule id, hit)``, in order of page, line, column and rule."""
    ordered = sorted(hits, key=lambda h: (h[0], h[2].line, h[2].column, h[1], h[2].about, h[2].message))
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for key, rule, hit in ordered:
        own = facts.get(key)
        if matches(key, settings.exclude) or _ignored(rule, key, settings, own):
            continue
        name = (rule, key, hit.about)
        seen[name] += 1
        found.append(
            AuditFinding(
                rule=rule,
                severity=_severity(rules[rule], hit, settings),
                message=clean(hit.message),
                hint=clean(hit.hint) or rules[rule].fix,
                page=key,
                line=hit.line or None,
                column=hit.column or None,
                source=(own.source or "") if own else "",
                about=clean(hit.about),
                fingerprint=fingerprint(*name, seen[name]),
            ),
        )
    return tuple(found)


def fingerprint(rule: str, page: str, about: str, count: int) -> str:
    """Return what stays of a finding when lines move: rule, page, the thing itself, the how-manieth of its kind."""
    text = "\0".join((rule, page, about, str(count)))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _ignored(rule: str, key: str, settings: AuditSettings, facts: Facts | None) -> bool:
    names = [name for glob, some in settings.paths.items() if matches(key, (glob,)) for name in some]
    if facts is not None and facts.options is not None:
        names += facts.options.audit.ignore
    return rule in names or rule[0] in names


def _severity(rule: Rule, hit: Hit, settings: AuditSettings) -> Severity:
    return settings.severity.get(rule.id) or settings.severity.get(rule.id[0]) or hit.severity or rule.severity
