"""What the report says in words and short lists: verdict, figures, top pages, communities, rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from smo_core.report.groups import section_of
from smo_core.vocabulary import SEVERITIES, Severity

if TYPE_CHECKING:
    from smo_core.model import Finding, Site
    from smo_core.report.figures import Figures
    from smo_core.report.score import Score

Href = Callable[[str], str]
_TOP = 10
_COMMUNITIES, _MEMBERS = 12, 5
# From these scores on; the colours are those of lights, and the number stands beside them.
_GRADES = ((90, "fine"), (60, "fair"), (0, "poor"))
LABELS: Mapping[Severity, str] = {"error": "Error", "warning": "Warning", "info": "Note"}


class Described(Protocol):
    """What is known of a rule."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def why(self) -> str:
        """Why it matters."""

    @property
    def fix(self) -> str:
        """How to mend what it finds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One figure of the overview, and the part of the report that tells more."""

    value: int
    label: str
    to: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A page of a short list: where it is, its title, its figure, and that in per cent of the best."""

    href: str
    title: str
    value: str = ""
    share: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """A short list of pages by one figure."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """A community: the title of its best linked page, how large it is, its sections, its best pages."""

    title: str
    size: int
    sections: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRule:
    """A rule with findings: how many, and the worst severity among them."""

    id: str
    title: str
    why: str
    fix: str
    severity: Severity
    label: str
    count: int


def grade(value: int) -> str:
    """Return the word for a score that the stylesheet colours it by."""
    return next(name for least, name in _GRADES if value >= least)


def verdict(score: Score, figures: Figures, findings: Sequence[Finding]) -> str:
    """Return the report in two sentences: what was found, and who cannot be found."""
    counts = Counter(finding.severity for finding in findings)
    if counts["error"]:
        first = f"{score.with_errors:,} of {_count(score.pages, 'page')} {_have(score.with_errors)} errors."
        if not score.with_errors:
            first = "The pages have no errors, the site as a whole has."
    elif counts["warning"]:
        first = "There are no errors, but there are warnings."
    else:
        first = "Nothing is wrong with the pages."
    if not figures.orphans:
        return f"{first} Every page is linked from the text of another."
    many = len(figures.orphans)
    name = "an orphan" if many == 1 else "orphans"
    return f"{first} {_count(many, 'page')} {_have(many)} no link from the text of another: {name}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def tiles(site: Site, figures: Figures, findings: Sequence[Finding]) -> tuple[Tile, ...]:
    """Return the figures of the overview, in the order shown."""
    counts = Counter(finding.severity for finding in findings)
    far = max(figures.depth.values(), default=0)
    # Without a home page nobody can say what is reached from it.
    lost = sum(page.facts.readable for key, page in site.pages.items() if key not in figures.depth)
    return (
        Tile(value=len(site.pages), label="pages", to="pages"),
        Tile(value=site.graph.number_of_edges(), label="links in texts", to="map"),
        Tile(value=len(figures.orphans), label="orphans", to="orphans", kind="bad" if figures.orphans else ""),
        Tile(value=len(figures.islands), label="islands", to="map", kind="bad" if figures.islands else ""),
        *((Tile(value=lost, label="not reached from home", to="pages"),) if figures.home else ()),
        *((Tile(value=far, label="clicks to the farthest page", to="pages"),) if figures.home else ()),
        Tile(value=counts["error"], label="errors", to="findings", kind="error" if counts["error"] else ""),
        Tile(value=counts["warning"], label="warnings", to="findings", kind="warning" if counts["warning"] else ""),
    )


def top(site: Site, figures: Figures, href: Href) -> tuple[Ranking, ...]:
    """Return the best pages by links in and by PageRank; nothing when there are no links."""
    inbound = {key: site.graph.in_degree(key) for key in site.pages}
    most, best = max(inbound.values(), default=0), max(figures.rank.values(), default=0)
    if not most:
        return ()
    by_links = sorted(inbound, key=lambda key: (-inbound[key], key))[:_TOP]
    by_rank = sorted(figures.rank, key=lambda key: (-figures.rank[key], key))[:_TOP]
    links = (
        Row(href=href(key), title=_title(site, key), value=f"{inbound[key]:,}", share=round(100 * inbound[key] / most))
        for key in by_links
        if inbound[key]
    )
    ranks = (
        Row(
            href=href(key),
            title=_title(site, key),
            value=f"{100 * figures.rank[key]:.2f} %",
            share=round(100 * figures.rank[key] / best),
        )
        for key in by_rank
    )
    return (
        Ranking(title="Most linked", rows=tuple(links)),
        Ranking(title="Where readers end up (PageRank)", rows=tuple(ranks)),
    )


def communities(site: Site, figures: Figures, href: Href) -> tuple[tuple[Community, ...], int]:
    """Return the largest communities, and how many more there are."""
    shown = tuple(
        Community(
            title=_title(site, members[0]),
            size=len(members),
            sections=_sections(site, members),
            rows=tuple(Row(href=href(key), title=_title(site, key)) for key in members[1 : 1 + _MEMBERS]),
        )
        for members in figures.communities[:_COMMUNITIES]
    )
    return shown, len(figures.communities) - len(shown)


def _sections(site: Site, members: Sequence[str]) -> str:
    counts = Counter(section_of(site, key) for key in members)
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    more = f" and {len(ordered) - 3} more" if len(ordered) > 3 else ""  # noqa: PLR2004 - as many as fit a line
    return ", ".join(ordered[:3]) + more


def told_rules(findings: Sequence[Finding], rules: Mapping[str, Described]) -> tuple[ToldRule, ...]:
    """Return the rules that found something, worst first, most findings first."""
    counts = Counter(finding.rule for finding in findings)
    worst: dict[str, Severity] = {}
    for finding in findings:
        known = worst.get(finding.rule, "info")
        worst[finding.rule] = max(known, finding.severity, key=SEVERITIES.index)
    told = [_told(rule, rules.get(rule), worst[rule], counts[rule]) for rule in counts]
    return tuple(sorted(told, key=lambda rule: (-SEVERITIES.index(rule.severity), -rule.count, rule.id)))


def _told(id_: str, rule: Described | None, severity: Severity, count: int) -> ToldRule:
    return ToldRule(
        id=id_,
        title=rule.title if rule else id_.replace("-", " ").capitalize(),
        why=rule.why if rule else "",
        fix=rule.fix if rule else "",
        severity=severity,
        label=LABELS[severity],
        count=count,
    )


def _title(site: Site, key: str) -> str:
    return site.pages[key].facts.title or key
