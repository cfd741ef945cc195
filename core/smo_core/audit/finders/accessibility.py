"""Accessibility of what we place, as far as it can be judged without a browser."""

from __future__ import annotations

from collections.abc import Iterator

from smo_core.audit.finders.meta import hit
from smo_core.audit.look import Look
from smo_core.audit.rule import Hit
from smo_core.html.spot import Spot
from smo_core.text import clean

_HIDDEN = ("hidden", "submit", "button", "reset", "image")


def nameless(look: Look) -> Iterator[Hit]:
    """A01: a control of ours that a screen reader cannot name."""
    for spot in look.inventory.controls if look.marked else ():
        if spot.place == "ours" and not spot.name and spot.get("type") not in _HIDDEN and not spot.get("id"):
            yield hit(f"The {spot.tag} in our block has no name.", spot, spot.get("href") or spot.get("class"))


def landmarks(look: Look) -> Iterator[Hit]:
    """A05: a landmark of ours with the name of another of its kind."""
    seen: dict[tuple[str, str], Spot] = {}
    for role, spot in look.inventory.landmarks if look.marked else ():
        name = clean(spot.get("aria-label")) or spot.get("aria-labelledby")
        first = seen.setdefault((role, name), spot)
        if first is not spot and "ours" in {first.place, spot.place}:
            yield hit(f"Two landmarks ({role}) have the name {name!r}.", spot, f"{role} {name}")


def heading_order(look: Look) -> Iterator[Hit]:
    """A06: a heading of ours that skips a level."""
    before = 0
    for spot in look.inventory.headings if look.marked else ():
        level = int(spot.tag[1])
        if spot.place == "ours" and before and level > before + 1:
            yield hit(f"Our heading {spot.text!r} is h{level} after h{before}.", spot, spot.text)
        before = level


def ids(look: Look) -> Iterator[Hit]:
    """A07: an id of ours that is on the page already."""
    for identity, spot in look.inventory.repeated:
        if spot.place == "ours":
            yield hit(f"The id {identity} of our block is on the page already.", spot, identity)


def frames(look: Look) -> Iterator[Hit]:
    """A08: a frame without a title."""
    for spot in look.inventory.frames:
        named = clean(spot.get("title")) or clean(spot.get("aria-label"))
        if not named and not spot.hidden:
            yield hit(f"The frame {spot.get('src')[:100]} has no title.", spot, spot.get("src"))
