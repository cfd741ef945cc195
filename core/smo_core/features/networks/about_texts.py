"""Rules on titles, descriptions and names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from smo_core.features.networks.network import UNITS, Field
from smo_core.features.networks.rule import Hit, Look, agree, minding
from smo_core.text import clean

_VOID = frozenset({"none", "null", "undefined", "nil", "nan", "[object object]"})
_ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_TITLES = (("property", "og:title"), ("name", "twitter:title"), ("title", ""))
_DESCRIPTIONS = (("property", "og:description"), ("name", "twitter:description"), ("name", "description"))
_TEXTS = (*_TITLES, *_DESCRIPTIONS, ("property", "og:site_name"), ("property", "og:image:alt"))


def title_missing(look: Look) -> Iterator[Hit]:
    """Find pages without a title for somebody."""
    if networks := minding(look, lambda shown: not shown.title and not shown.network.gate):
        yield Hit(message=f"{agree(networks, 'finds', 'find')} no title.", line=look.line(*_TITLES), networks=networks)


def description_missing(look: Look) -> Iterator[Hit]:
    """Find pages without a description for somebody who shows one."""
    networks = minding(look, lambda s: "description" in s.network.parts and not s.description and s.card != "none")
    if networks:
        message = f"{agree(networks, 'finds', 'find')} no description."
        yield Hit(message=message, line=look.line(*_DESCRIPTIONS), networks=networks)


def title_cut(look: Look) -> Iterator[Hit]:
    """Find titles that are cut."""
    yield from _cuts(look, "title")


def description_cut(look: Look) -> Iterator[Hit]:
    """Find descriptions that are cut."""
    yield from _cuts(look, "description")


def _cuts(look: Look, part: Field) -> Iterator[Hit]:
    for shown in look.shown:
        line = next((won.line for won in shown.won if won.part == part), 0)
        for cut in shown.cut:
            if cut.part == part:
                unit = UNITS[cut.limit.unit]
                message = f"The {part} has {cut.length} {unit}; {shown.network.label} shows {cut.limit.most}."
                yield Hit(message=message, line=line, networks=(shown.network,))


def site_name_long(look: Look) -> Iterator[Hit]:
    """Find site names so long that a network shows nothing."""
    for shown in look.shown:
        if shown.refused.startswith("og:site_name"):
            message = f"{shown.network.label} shows no card: {shown.refused}."
            yield Hit(message=message, line=look.line(("property", "og:site_name")), networks=(shown.network,))


def text_void(look: Look) -> Iterator[Hit]:
    """Find a template language's word for nothing, and tags with nothing in them."""
    for statement, line in look.said(*_TEXTS):
        if statement.value.strip().lower() in _VOID:
            yield Hit(message=f"{_name(statement.key)} says “{clean(statement.value)}”.", line=line)
        elif not clean(statement.value):
            yield Hit(message=f"{_name(statement.key)} is empty.", line=line)


def text_escaped_twice(look: Look) -> Iterator[Hit]:
    """Find texts in which readers would see character references."""
    for statement, line in look.said(*_TEXTS):
        if found := _ESCAPED.search(statement.value):
            yield Hit(message=f"{_name(statement.key)} shows readers “{found[0]}”.", line=line)


def texts_differ(look: Look) -> Iterator[Hit]:
    """Find titles and descriptions that differ between og: and twitter: tags."""
    for part in ("title", "description"):
        ours, theirs = look.first(("property", f"og:{part}")), look.first(("name", f"twitter:{part}"))
        if ours and theirs and clean(ours) != clean(theirs):
            yield Hit(
                message=f"og:{part} and twitter:{part} say different things.",
                line=look.line(("name", f"twitter:{part}")),
            )


def json_ld_wins(look: Look) -> Iterator[Hit]:
    """Find JSON-LD that a network prefers to Open Graph, and that says something else."""
    for shown in look.shown:
        for won in shown.won:
            if won.source.startswith("JSON-LD") and won.part in {"title", "description"}:
                told = look.first(("property", f"og:{won.part}"))
                if told and clean(told) != clean(won.value):
                    message = f"{shown.network.label} takes the {won.part} from {won.source}, not from og:{won.part}."
                    yield Hit(message=message, line=look.line(("jsonld", "graph")), networks=(shown.network,))


def json_ld_broken(look: Look) -> Iterator[Hit]:
    """Find JSON-LD that is no JSON."""
    for line in look.seen.broken:
        yield Hit(message="A JSON-LD script is not valid JSON; nobody can read it.", line=line)


def title_shared(looks: Sequence[Look]) -> Iterator[tuple[Look, Hit]]:
    """Find pages that look the same when shared: one title and one description for several."""
    groups: defaultdict[tuple[str, str], list[Look]] = defaultdict(list)
    for look in looks:
        first = next((shown for shown in look.shown if shown.title), None)
        if first is not None:
            groups[first.title, first.description].append(look)
    for (title, _), group in groups.items():
        if len(group) > 1:
            for look in group:
                others = [other.seen.key for other in group if other is not look]
                more = f" and {len(others) - 1} more" if len(others) > 1 else ""
                message = f"“{title[:60]}” looks the same as {others[0]}{more}."
                yield look, Hit(message=message, line=look.line(*_TITLES))


def _name(key: tuple[str, str]) -> str:
    return "<title>" if key[0] == "title" else key[1]
