"""Sites made up for the report: any number of pages, sections as real sites have them, orphans and islands planted."""

from __future__ import annotations

import random
from collections.abc import Sequence
from types import MappingProxyType

import networkx as nx

from smo_core.audit import BY_ID, PageFigures
from smo_core.graph.links import Links
from smo_core.model import Facts, Finding, Page, Reason, Site, Suggestion
from smo_core.report import Frame, document, figures, score
from smo_core.settings import Settings

SECTIONS = ("Guide", "Reference", "Tutorials", "Cookbook", "Blog", "API", "Concepts", "Operations", "Security",
            "Releases", "Integrations", "Contributing", "Community", "Glossary")  # fmt: skip
WORDS = ("install", "configure", "network", "cluster", "storage", "volume", "secret", "policy", "pod", "service",
         "scheduler", "queue", "worker", "cache", "index", "query", "schema", "token", "session", "metric", "alert",
         "trace", "backup", "restore", "upgrade", "plugin", "theme", "template", "release", "pipeline", "runner",
         "registry", "image", "layer", "gateway", "route", "certificate", "proxy", "quota", "limit")  # fmt: skip
RULES = (
    ("G01", "error"), ("L01", "error"), ("S03", "error"), ("M04", "warning"), ("G04", "warning"), ("I02", "warning"),
    ("L02", "warning"), ("G07", "info"), ("M05", "info"), ("I04", "info"), ("S10", "info"), ("L07", "info"),
)  # fmt: skip


def planted(count: int, *, seed: int = 7) -> Site:
    """Return a site of so many pages: 4 links each, six in a hundred orphans, some islands."""
    chance = random.Random(seed)
    shares = [1 / (rank + 1.5) for rank in range(len(SECTIONS))]
    pages = {"index.html": _page("index.html", "", "Welcome", ())}
    while len(pages) < count:
        section = chance.choices(SECTIONS, shares)[0]
        title = " ".join(chance.sample(WORDS, chance.randint(2, 5))).capitalize()
        location = f"{section.lower()}/{title.lower().replace(' ', '-')}/"
        key = f"{location}index.html"
        if key in pages:
            continue
        pages[key] = _page(key, location, title, (section,))
    pages = {key: pages[key] for key in sorted(pages)}
    graph = _graph(pages, chance)
    return Site(
        settings=Settings(site_url="https://docs.example.org/", site_name="Example documentation"),
        pages=MappingProxyType(pages),
        links=Links.of(graph),
        related=MappingProxyType(_related(pages, chance)),
    )


def _page(key: str, location: str, title: str, section: tuple[str, ...]) -> Page:
    return Page(facts=Facts(key=key, location=location, title=title, section=section, language="en"))


def _graph(pages: dict[str, Page], chance: random.Random) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    for key, page in pages.items():
        graph.add_node(key, title=page.facts.title, section=" / ".join(page.facts.section), language="en")
    keys = [key for key in pages if key != "index.html"]
    chance.shuffle(keys)
    orphans, rest = keys[: len(keys) * 6 // 100], keys[len(keys) * 6 // 100 :]
    islanders, main = rest[: len(keys) * 2 // 100], rest[len(keys) * 2 // 100 :]
    reached = ["index.html"]
    by_section: dict[str, list[str]] = {}
    for key in main:
        peers = by_section.setdefault(key.split("/")[0], [])
        graph.add_edge(chance.choice(peers[:12] or reached), key)
        for _ in range(chance.randint(0, 6)):
            # A few pages of each section get most of its links.
            pool = peers if peers and chance.random() < 0.8 else reached
            target = pool[int(len(pool) * chance.random() ** 3)]
            if target != key:
                graph.add_edge(key, target)
        peers.append(key)
        reached.append(key)
    for orphan in orphans:
        for target in chance.sample(main, min(3, len(main))):
            graph.add_edge(orphan, target)
    for start in range(0, len(islanders) - 1, 5):
        ring = islanders[start : start + 5]
        for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
            if a != b:
                graph.add_edge(a, b)
    return graph


def _related(pages: dict[str, Page], chance: random.Random) -> dict[str, tuple[Suggestion, ...]]:
    by_section: dict[str, list[str]] = {}
    for key in pages:
        by_section.setdefault(key.split("/")[0], []).append(key)
    reason = (Reason(signal="text", score=0.4, evidence=("cluster", "storage")),)
    return {
        key: tuple(
            Suggestion(key=other, score=round(0.9 - 0.1 * place, 2), reasons=reason)
            for place, other in enumerate(chance.sample(peers, min(5, len(peers))))
            if other != key
        )
        for key in pages
        for peers in [by_section[key.split("/")[0]]]
    }


def noticed(site: Site, *, seed: int = 7) -> tuple[Finding, ...]:
    """Return findings as an audit makes them: few errors, more warnings, many notes."""
    chance = random.Random(seed)
    share = {"error": 0.02, "warning": 0.08, "info": 0.25}
    made = [Finding(rule="F01", severity="warning", message="No feed is advertised.", hint="Add one.")]
    for key in site.pages:
        for rule, severity in RULES:
            if chance.random() < share[severity]:
                line = chance.randint(5, 240) if rule[0] in "LIM" else None
                words = " ".join(chance.sample(WORDS, 2)).replace(" ", "-")
                message = f"The link ../{words}/ leads to no page." if rule[0] == "L" else f"{rule}: it is so here."
                made.append(
                    Finding(rule=rule, severity=severity, message=message, hint="Mend it.", page=key, line=line)
                )
    return tuple(made)


def page_figures(site: Site) -> dict[str, PageFigures]:
    """Return the figures that an audit would give: every page is in a menu, but every third orphan."""
    depth = nx.single_source_shortest_path_length(site.graph, "index.html") if "index.html" in site.graph else {}
    return {
        key: PageFigures(key=key, depth=depth.get(key), all_inlinks=site.graph.in_degree(key) + (place % 3 and 9))
        for place, key in enumerate(site.pages)
    }


def report_on(site: Site, findings: Sequence[Finding] | None = None, **frame: object) -> str:
    """Return the report on a site made up, as HTML."""
    findings = noticed(site) if findings is None else findings
    return document(
        site,
        figures=figures(site, page_figures(site), "index.html"),
        findings=findings,
        rules=BY_ID,
        score=score(site.pages, findings),
        frame=Frame(**{"base": "site/", **frame}),
    )
