"""Hits → findings: which rules apply where, how bad each case is, and its fingerprint.

Precedence: a page's own ``smo: {audit: {ignore}}``, then ``paths``, ``ignore``, ``select``; of
severities the most exact name wins, then the hit's own, then the rule's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
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
    by_page: defaultdict[str, list[tuple[str, Hit]]] = defaultdict(list)
    for key, rule, hit in hits:
        by_page[key].append((rule, hit))
    severities = {rule.id: _severity(rule, settings) for rule in rules.values()}
    found: list[AuditFinding] = []
    for key in sorted(by_page):
        if matches(key, settings.exclude):
            continue
        own = facts.get(key)
        ignored = _ignored(key, settings, own)
        source = (own.source or "") if own else ""
        seen: Counter[tuple[str, str]] = Counter()
        told = by_page.pop(key)
        told.sort(key=lambda h: (h[1].line, h[1].column, h[0], h[1].about, h[1].message))
        for rule, hit in told:
            if rule in ignored or rule[0] in ignored:
                continue
            seen[rule, hit.about] += 1
            found.append(
                AuditFinding(
                    rule=rule,
                    severity=severities[rule] or hit.severity or rules[rule].severity,
                    message=_clean(hit.message),
                    hint=_clean(hit.hint) or rules[rule].fix,
                    page=key,
                    line=hit.line or None,
                    column=hit.column or None,
                    source=source,
                    about=_clean(hit.about),
                    fingerprint=fingerprint(rule, key, hit.about, seen[rule, hit.about]),
                ),
            )
    return tuple(found)


def _clean(text: str) -> str:
    """Return a text as :func:`clean` does; itself, which takes no memory, where there is nothing to clean."""
    cleaned = clean(text) if text else ""
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
