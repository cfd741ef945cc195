"""One plan in a few figures: the summary that every host prints."""

from __future__ import annotations

from collections.abc import Iterator

from smo_core.model import Plan, Site


def rows(site: Site, plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the names and values of the summary's rows."""
    additions = plan.additions.values()
    blocks = [block.name for added in additions for block in added.blocks]
    inbound = sum(1 for key in plan.additions if site.graph.in_degree(key) == 0)
    yield "Pages", str(len(site.pages))
    yield "Pages with head tags", str(sum(bool(added.head) for added in additions))
    for name in sorted(set(blocks)):
        yield f"Pages with {name}", str(blocks.count(name))
    if site.cards:
        yield "Pages with a preview card", str(len(site.cards))
    yield "Content links", str(site.graph.number_of_edges())
    yield "Pages that no page links to", str(inbound)
    if plan.findings:
        yield "Findings", str(len(plan.findings))


def line(site: Site, plan: Plan) -> str:
    """Return the summary as one line of text."""
    return ", ".join(f"{name[:1].lower()}{name[1:]} {value}" for name, value in rows(site, plan))
