"""Places in pages: whether what a link names behind its # is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from smo_core.audit.look import Look
from smo_core.audit.rule import Hit
from smo_core.audit.site import Built, Wanted
from smo_core.problems import nearest

# Comparing a name with more others than this takes too long.
_COMPARED = 2000


def here(look: Look) -> Iterator[Hit]:
    """L02: a link to a place of its own page that is not there."""
    ids = frozenset(look.inventory.ids)
    for link in look.placed:
        spot, href, aim = link.spot, link.url, link.aim
        if aim.kind == "file" and aim.key == look.key and not _lands(aim.fragment, href, ids):
            wanted = Wanted(target=look.key, fragment=aim.fragment, href=href, line=spot.line, column=spot.column)
            yield _lost(wanted, _near(aim.fragment, ids))


def elsewhere(built: Built) -> Iterator[tuple[str, Hit]]:
    """L02: a link to a place of another page that is not there."""
    # Menus ask for the same place from every page.
    near: dict[tuple[str, str], str] = {}
    for key, sheet in built.sheets.items():
        for wanted in sheet.wanted:
            other = built.sheets.get(wanted.target)
            # Most are there by the very name.
            if other is None or other.moved or wanted.fragment in other.ids:
                continue
            if not _lands(wanted.fragment, wanted.href, other.ids):
                place = wanted.target, wanted.fragment
                if place not in near:
                    near[place] = _near(wanted.fragment, other.ids)
                yield key, _lost(wanted, near[place])


def _lands(fragment: str, href: str, ids: Collection[str]) -> bool:
    """Whether a fragment has a place: an id, a name, or the top (HTML, "Scrolling to a fragment")."""
    raw = href.partition("#")[2].partition(":~:")[0]
    # "#/a/b" and "#!a" are addresses for a script, not for a place.
    return fragment in ids or raw in ids or fragment.lower() == "top" or fragment.startswith(("/", "!"))


def _near(fragment: str, ids: Collection[str]) -> str:
    return nearest(fragment, sorted(ids)) if len(ids) <= _COMPARED else ""


def _lost(wanted: Wanted, near: str) -> Hit:
    return Hit(
        message=f"{wanted.href}: {wanted.target} has no place named {wanted.fragment}.",
        about=wanted.href,
        hint=f"Did you mean #{near}?" if near else "",
        line=wanted.line,
        column=wanted.column,
    )
