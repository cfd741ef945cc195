"""The report: one HTML page that shows a site as its readers meet it, with all that was found.

It needs nothing but itself: styles, script and data lie inside, no address is fetched, and
its policy (CSP, by hashes) forbids it. Without scripts, figures and lists are still there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from smo_core.html.marks import json_text
from smo_core.render import render_alone
from smo_core.report.chart import chart
from smo_core.report.data import Texts, map_data
from smo_core.report.groups import groups
from smo_core.report.layout import lay_out, weigh
from smo_core.report.lists import Described, communities, grade, tiles, told_rules, top, verdict
from smo_core.report.told import findings_data
from smo_core.standalone import policy, script_of

if TYPE_CHECKING:
    from smo_core.model import Finding, Site
    from smo_core.report.figures import Figures
    from smo_core.report.history import Run
    from smo_core.report.score import Score

GENERATOR = "smo report"
_PAGE = Path(__file__).parent / "page"
# In the order in which they build on each other; together they are one script.
_SCRIPTS = ("base", "select", "table", "view", "draw", "show", "details", "input", "find", "findings", "lists", "start")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds the report: where it finds pages (``base`` + key) and previews, its date, earlier runs.

    ``name`` is what it is called where the site has neither a name nor an address.
    ``base`` is a relative or absolute reference that ends in a slash, or "" for the folder
    that the report is in; None when pages cannot be opened from it.
    """

    base: str | None = None
    name: str = ""
    previews: str = ""
    date: str = ""
    runs: tuple[Run, ...] = ()


def document(  # noqa: PLR0913 - the parts of a report, all by name but the first
    site: Site,
    *,
    figures: Figures,
    findings: Sequence[Finding],
    rules: Mapping[str, Described],
    score: Score,
    frame: Frame,
) -> str:
    """Return the whole report as HTML; the same values always give the same text."""
    weight = weigh(figures.rank)
    discs = groups(site, set(figures.orphans), figures.islands, figures.communities)
    layout, tall = lay_out(discs, weight), lay_out(discs, weight, tall=True)
    css, script = _style(), script_of(*(_PAGE / f"{name}.js" for name in _SCRIPTS))
    told = told_rules(findings, rules)
    texts = Texts()
    island = {
        **map_data(site, figures, layout, tall, weight, texts),
        "findings": findings_data(site, findings, texts),
        "texts": texts.values,
        "base": frame.base,
        "rules": {rule.id: [rule.title, rule.why, rule.fix] for rule in told},
    }

    def href(key: str) -> str:
        return "" if frame.base is None else frame.base + quote(key)

    shown, more = communities(site, figures, href)
    return render_alone(
        _PAGE / "report.html",
        name=site.settings.site_name or site.settings.site_url or frame.name or "this site",
        generator=GENERATOR,
        policy=policy(css, script),
        css=Markup(css),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own files
        data=Markup(json_text(island)),  # noqa: S704 - escaped for script elements
        date=frame.date,
        previews=frame.previews,
        score=score,
        grade=grade(score.value),
        verdict=verdict(score, figures, findings),
        tiles=tiles(site, figures, findings),
        rules=told,
        orphans=[site.pages[key].facts.title or key for key in figures.orphans],
        top=top(site, figures, href),
        communities=shown,
        more_communities=more,
        runs=frame.runs,
        chart=chart(frame.runs),
    )


@cache
def _style() -> str:
    return (_PAGE / "report.css").read_text(encoding="utf-8")


def summary(site: Site, figures: Figures, findings: Sequence[Finding], score: Score) -> dict[str, Any]:
    """Return the report's figures for other programs: score, its parts, counts, orphans with their rescuers."""
    counts = {level: sum(f.severity == level for f in findings) for level in ("error", "warning", "info")}
    return {
        "score": score.value,
        "formula": {
            "pages": score.pages,
            "with_errors": score.with_errors,
            "with_warnings": score.with_warnings,
            "site_errors": score.site_errors,
            "site_warnings": score.site_warnings,
        },
        "links": site.graph.number_of_edges(),
        "findings": counts,
        "islands": len(figures.islands),
        "communities": len(figures.communities),
        "orphans": [
            {"page": key, "link_from": [one.key for one in figures.rescuers.get(key, ())]} for key in figures.orphans
        ],
    }
