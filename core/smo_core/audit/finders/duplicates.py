"""Duplicates: what is there twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import chain

from smo_core.audit.finders.meta import hit
from smo_core.audit.look import Look
from smo_core.audit.rule import Hit
from smo_core.audit.site import Built, Sheet
from smo_core.audit.sketch import WIDTH, alike, numbers_of
from smo_core.urls import INDEX

_NEAR = 0.9
# Near-duplicates share one of their smallest hashes all but surely.
_KEYS = 3
_CROWD = 50


def _sheets(built: Built) -> Iterator[Sheet]:
    """Yield the pages that stand for themselves: not hidden, not moved, not said to be another page."""
    for key in built.pages:
        sheet = built.sheets.get(key)
        if sheet is not None and not (sheet.noindex or sheet.moved) and sheet.canonical_key in {"", key, f"!{key}"}:
            if built.pages[key].facts.kind == "list":
                continue
            yield sheet


def _groups(built: Built, value: Callable[[Sheet], object]) -> Iterator[list[Sheet]]:
    groups: defaultdict[object, list[Sheet]] = defaultdict(list)
    for sheet in _sheets(built):
        if said := value(sheet):
            groups[said, built.pages[sheet.key].facts.language].append(sheet)
    return (group for group in groups.values() if len(group) > 1)


def _others(group: list[Sheet], own: Sheet) -> str:
    first, *rest = [sheet.key for sheet in group if sheet is not own]
    return f"{first} and {len(rest)} more" if rest else first


def titles(built: Built) -> Iterator[tuple[str, Hit]]:
    """D01: pages with one title."""
    for group in _groups(built, lambda sheet: sheet.title):
        for sheet in group:
            line, column = sheet.title_at
            message = f"The title {sheet.title!r} is also that of {_others(group, sheet)}."
            yield sheet.key, Hit(message=message, about=sheet.title, line=line, column=column)


def descriptions(built: Built) -> Iterator[tuple[str, Hit]]:
    """D02: pages with one description."""
    for group in _groups(built, lambda sheet: sheet.description):
        for sheet in group:
            line, column = sheet.description_at
            message = f"The description is also that of {_others(group, sheet)}."
            yield sheet.key, Hit(message=message, about=sheet.description, line=line, column=column)


def bodies(built: Built) -> Iterator[tuple[str, Hit]]:
    """D03: pages with the same text."""
    for group in _groups(built, lambda sheet: sheet.prints):
        for sheet in group:
            yield sheet.key, Hit(message=f"The text is the same as that of {_others(group, sheet)}.")


def near(built: Built) -> Iterator[tuple[str, Hit]]:
    """D04: pages with nearly the same text."""
    boxes: defaultdict[bytes, list[Sheet]] = defaultdict(list)
    for sheet in _sheets(built):
        for at in range(0, min(_KEYS * WIDTH, len(sheet.sketch)), WIDTH):
            boxes[sheet.sketch[at : at + WIDTH]].append(sheet)
    pairs = {
        (a.key, b.key)
        for box in boxes.values()
        if len(box) <= _CROWD
        for at, a in enumerate(box)
        for b in box[at + 1 :]
        if a.prints != b.prints
    }
    told = set()
    sketches = {key: built.sheets[key].sketch for key in set(chain.from_iterable(pairs))}
    for one, other in alike(sorted(pairs), sketches, _NEAR):
        if one in told:
            continue
        if (share := likeness(numbers_of(sketches[one]), numbers_of(sketches[other]))) >= _NEAR:
            told.add(one)
            yield one, Hit(message=f"The text is {share:.0%} the same as that of {other}.", about=other)


def likeness(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Return about which part of the runs of letters two sketches share (Jaccard), 0 without a sketch."""
    if not a or not b:
        return 0.0
    size = min(len(a), len(b))
    both = {*a}.intersection(b)
    last = sorted({*a, *b})[:size][-1]
    return sum(number <= last for number in both) / size


def addresses(built: Built) -> Iterator[tuple[str, Hit]]:
    """D05: files whose addresses differ only in letter case or by a slash."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key in built.sheets:
        groups[_bare(key)].append(key)
    for keys in groups.values():
        for key in keys[1:]:
            yield (
                key,
                Hit(
                    message=f"The address differs from that of {keys[0]} only in letter case or a slash.", about=keys[0]
                ),
            )


def _bare(key: str) -> str:
    return key.removesuffix(INDEX).rstrip("/").removesuffix(".html").removesuffix(".htm").casefold()


def blocks(look: Look) -> Iterator[Hit]:
    """D06: one of our blocks twice on a page."""
    seen: Counter[str] = Counter()
    for spot in look.inventory.blocks:
        name = spot.get("data-smo-placed")
        if spot.tag in {"meta", "link", "script"} or not name:
            continue
        seen[name] += 1
        if seen[name] > 1:
            yield hit(f"The block {name} stands here again.", spot, name)


def ids(look: Look) -> Iterator[Hit]:
    """D07: an id twice, by the theme's or the author's hand; for ours there is A07."""
    for identity, spot in look.inventory.repeated:
        if spot.place != "ours":
            yield hit(f"The id {identity} is here again; links and labels reach the first only.", spot, identity)
