"""Fills the marks of the page on networks from the table and the rules, so that it cannot go stale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from smo_core.features.networks.files import NAMES, weigh
from smo_core.features.networks.network import UNITS, Limit, Network, Source, name_of
from smo_core.features.networks.rules import RULES
from smo_core.features.networks.table import NETWORKS

_MARK = re.compile(r"^<!-- networks:([a-z]+) -->$", re.MULTILINE)


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return a page with each mark replaced by its table."""
    return _MARK.sub(lambda mark: TABLES[mark[1]](), markdown)


def readers() -> str:
    """Return which tags each network reads, in order, and what it cuts."""
    rows = [(n.label, *map(_sources, (n.title, n.description, n.image, n.url)), _limits(n)) for n in NETWORKS]
    return _table(("Network", "Title", "Description", "Image", "Address", "Shows at most"), rows)


def images() -> str:
    """Return what each network asks of images."""
    rows = []
    for network in NETWORKS:
        needs = network.picture
        least = f"{needs.width} × {needs.height or 'any'}" if needs.width else ""
        large = {
            "always": "always",
            "never": "never",
            "card": "`twitter:card` is `summary_large_image`",
            "width": f"from {needs.large_width} pixels of width",
        }[needs.large]
        formats = ", ".join(NAMES[name] for name in needs.formats)
        heaviest = weigh(needs.heaviest) if needs.heaviest else ""
        rows.append((network.label, formats, least, heaviest, f"{needs.ratio:g}:1" if needs.ratio else "", large))
    return _table(("Network", "Formats", "At least", "At most", "Ratio at most", "Large card"), rows)


def notes() -> str:
    """Return what is special about each network, and where that is known from."""
    rows = []
    for network in NETWORKS:
        known = f"[{network.confidence}]({network.source})" if "://" in network.source else network.confidence
        rows.append((network.label, network.note, known, network.verified))
    return _table(("Network", "What is special", "Known from", "Checked"), rows)


def rules() -> str:
    """Return the rules, worst first."""
    rows = [(f"`{rule.id}`{{ #{rule.id} }}", rule.severity, f"{rule.title}. {rule.why}", rule.fix) for rule in RULES]
    return _table(("Rule", "Severity", "What and why", "What to do"), rows)


def _sources(sources: Sequence[Source]) -> str:
    return ", ".join(
        f"`{name_of(source)}`" if source[0] not in {"address", "heading"} else name_of(source) for source in sources
    )


def _limits(network: Network) -> str:
    said = [
        f"{part}: {limit.most} {UNITS[limit.unit]}"
        for part, limit in (("title", network.title_limit), ("description", network.description_limit))
        if isinstance(limit, Limit)
    ]
    return "; ".join(said)


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(columns)
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


TABLES = {"readers": readers, "images": images, "notes": notes, "rules": rules}
