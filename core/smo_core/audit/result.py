"""What an audit gives: findings, the site's pages with their figures, and the JSON form of it all.

This is the contract with everything that shows an audit: formats, the dashboard, history.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from smo_core.model import Finding
from smo_core.vocabulary import SEVERITIES, Severity

if TYPE_CHECKING:
    import networkx as nx

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFinding(Finding):
    """One case of a rule: as every finding, and where exactly, in which source, under which fingerprint.

    ``rule`` is an id such as ``G01``; ``page`` a page key, "" for the site as a whole.
    ``column`` counts characters from 1. ``source`` is the file that the host made the page
    of (Markdown, reST), ``source_line`` the line there, None where nobody can tell.
    ``about`` is the thing itself, and ``fingerprint`` 16 hexadecimal digits that stay when
    lines move.
    """

    column: int | None = None
    source: str = ""
    source_line: int | None = None
    about: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFigures:
    """One page's place in the site.

    ``depth`` is the number of clicks from the home page by any link, None when there is no
    way; ``inlinks`` and ``outlinks`` count pages joined by content links, ``all_inlinks``
    also those by navigation, header, footer and our own lists. ``island`` numbers the groups
    of pages that content links join, 0 is the largest. ``content`` is False for lists, indexes and
    error pages, which graph rules leave out.
    """

    key: str
    title: str = ""
    location: str = ""
    section: tuple[str, ...] = ()
    language: str = ""
    source: str = ""
    content: bool = True
    noindex: bool = False
    depth: int | None = None
    inlinks: int = 0
    outlinks: int = 0
    all_inlinks: int = 0
    pagerank: float = 0.0
    island: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """A whole audit.

    ``findings`` are in order of page key, line, column, rule; ``known`` those that the
    baseline knows already. ``graph`` has the pages and the content
    links between them, without attributes; ``links`` says for each page to which pages any link of it leads,
    navigation included. ``home`` is the key of the home page, "" without one. ``skipped`` counts
    files that are no pages, by reason.
    """

    root: Path
    site_url: str
    site_name: str = ""
    home: str = ""
    pages: Mapping[str, PageFigures] = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[AuditFinding, ...] = ()
    known: tuple[AuditFinding, ...] = ()
    graph: nx.DiGraph[str]
    links: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    skipped: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, the worst first."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity: counted[severity] for severity in reversed(SEVERITIES)}

    @property
    def worst(self) -> Mapping[str, Severity]:
        """The worst severity of each page that has findings, by key."""
        found: dict[str, Severity] = {}
        for finding in self.findings:
            if SEVERITIES.index(finding.severity) >= SEVERITIES.index(found.get(finding.page, "info")):
                found[finding.page] = finding.severity
        return found

    @property
    def score_inputs(self) -> Mapping[str, int]:
        """What a health score is made of: pages, and how many have an error, else a warning, else neither."""
        worst = Counter(severity for page, severity in self.worst.items() if page)
        bad = worst["error"] + worst["warning"]
        return {
            "pages": len(self.pages),
            "pages_with_error": worst["error"],
            "pages_with_warning": worst["warning"],
            "pages_well": len(self.pages) - bad,
            "site_errors": sum(f.severity == "error" and not f.page for f in self.findings),
        }


def line(audit: Audit) -> str:
    """Return the audit in one line, for the end of a build."""
    pages = f"{len(audit.pages)} page{'s' if len(audit.pages) != 1 else ''}"
    said = [f"{count} {s}{'s' if count != 1 and s != 'info' else ''}" for s, count in audit.counts.items() if count]
    known = f" ({len(audit.known)} more are known)" if audit.known else ""
    if not said:
        return f"audit: {pages}, all well{known}"
    worst = Counter(f.rule for f in audit.findings if f.severity != "info").most_common(3)
    most = f"; most often {', '.join(rule for rule, _ in worst)}" if worst else ""
    return f"audit: {pages}, {', '.join(said)}{known}{most} (smo audit tells which)"


def row(finding: AuditFinding) -> dict[str, Any]:
    """Return a finding as plain JSON values: what :func:`dataclasses.asdict` says of it, in a tenth of the time."""
    return dict(zip(_NAMES, _VALUES(finding), strict=True))


_NAMES = tuple(one.name for one in fields(AuditFinding))
_VALUES = attrgetter(*_NAMES)


def entries(audit: Audit) -> Iterator[tuple[str, Any]]:
    """Yield the parts of an audit's JSON form, as :func:`document` has them; the long lists are iterators."""
    from smo_core.audit.rules import BY_ID  # noqa: PLC0415 - the rules need the values of this floor

    seen = sorted({finding.rule for finding in audit.findings})
    yield "version", VERSION
    yield "tool", "smo audit"
    yield "site_url", audit.site_url
    yield "site_name", audit.site_name
    yield "home", audit.home
    yield "counts", dict(audit.counts)
    yield "known", len(audit.known)
    yield "score_inputs", dict(audit.score_inputs)
    yield "skipped", dict(audit.skipped)
    yield (
        "rules",
        {
            rule: {"title": BY_ID[rule].title, "group": BY_ID[rule].group, "severity": BY_ID[rule].severity}
            for rule in seen
            if rule in BY_ID
        },
    )
    yield "links", ([source, target] for source, target in audit.graph.edges)
    yield "pages", (asdict(figures) for figures in audit.pages.values())
    yield "findings", map(row, audit.findings)


def document(audit: Audit) -> dict[str, Any]:
    """Return the audit as plain JSON values; ``version`` grows when a reader must change."""
    return {name: list(value) if isinstance(value, Iterator) else value for name, value in entries(audit)}
