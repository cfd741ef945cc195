"""Pages in, verdicts out: what each network shows of each page, and which rules were broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from smo_core.features.networks.files import ImageFile
from smo_core.features.networks.network import Network
from smo_core.features.networks.rule import Hit, Look, Rule
from smo_core.features.networks.rules import RULES
from smo_core.features.networks.seen import Seen
from smo_core.features.networks.showing import resolved, show
from smo_core.features.networks.shown import Shown
from smo_core.model import Finding
from smo_core.text import clean
from smo_core.vocabulary import SEVERITIES, Severity

_IMAGES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A finding, and the ids of the networks that it concerns; () is all of them."""

    finding: Finding
    networks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One page: how it looks everywhere, and what is wrong, worst first."""

    key: str
    address: str
    shown: tuple[Shown, ...]
    noted: tuple[Noted, ...]

    @property
    def worst(self) -> Severity | None:
        """The worst severity noted, None when all is well."""
        return max((n.finding.severity for n in self.noted), key=SEVERITIES.index, default=None)


def images(seen: Seen) -> Iterator[str]:
    """Yield the addresses of all images that some network could ask for."""
    for statement in seen.head.statements:
        kind, name = statement.key
        icon = kind == "link" and name in {"icon", "shortcut", "apple-touch-icon", "apple-touch-icon-precomposed"}
        if (icon or name in _IMAGES) and statement.value.strip():
            yield resolved(statement.value, seen)


def judge(
    pages: Sequence[Seen],
    networks: Sequence[Network],
    files: Mapping[str, ImageFile],
    rules: Sequence[Rule] = RULES,
) -> tuple[Verdict, ...]:
    """Return a verdict on each page, in the order given.

    ``files`` maps image addresses to what lies there; one that is not in it counts as not
    checked.
    """
    looks = [Look(seen=seen, shown=tuple(show(network, seen, files) for network in networks)) for seen in pages]
    across: dict[str, list[tuple[Rule, Hit]]] = {}
    for rule in rules:
        if rule.across is not None:
            for look, hit in rule.across(looks):
                across.setdefault(look.seen.key, []).append((rule, hit))
    return tuple(_verdict(look, rules, across.get(look.seen.key, [])) for look in looks)


def _verdict(look: Look, rules: Sequence[Rule], across: list[tuple[Rule, Hit]]) -> Verdict:
    hits = [(rule, hit) for rule in rules if rule.find is not None for hit in rule.find(look)]
    noted = tuple(
        Noted(finding=_finding(rule, hit, look.seen.key), networks=tuple(n.id for n in hit.networks))
        for rule, hit in sorted([*hits, *across], key=lambda pair: -SEVERITIES.index(pair[0].severity))
    )
    cards = tuple(
        replace(
            card,
            problems=tuple(n.finding for n in noted if not n.networks or card.network.id in n.networks),
        )
        for card in look.shown
    )
    return Verdict(key=look.seen.key, address=look.seen.address, shown=cards, noted=noted)


def _finding(rule: Rule, hit: Hit, page: str) -> Finding:
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=clean(hit.message),
        hint=rule.fix,
        page=page,
        line=hit.line or None,
    )


def line(verdicts: Sequence[Verdict]) -> str:
    """Return the verdicts in one line, for the end of a build."""
    counts = Counter(noted.finding.severity for verdict in verdicts for noted in verdict.noted)
    good = sum(verdict.worst in {None, "info"} for verdict in verdicts)
    said = ", ".join(f"{counts[s]} {s}{'s' if counts[s] != 1 else ''}" for s in ("error", "warning") if counts[s])
    pages = f"{len(verdicts)} page{'s' if len(verdicts) != 1 else ''}"
    if not said:
        return f"previews: {pages} checked, all well"
    return f"previews: {pages} checked, {good} all well; {said} (smo check tells which)"
