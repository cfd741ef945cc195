"""One page → the small sheet of it that rules over the whole site need."""

from __future__ import annotations

from collections.abc import Iterator

from smo_core.audit.finders.meta import moved, noindex
from smo_core.audit.look import Look
from smo_core.audit.site import Sheet, Wanted
from smo_core.html.spot import Spot
from smo_core.text import clean

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")


def sheet_of(look: Look) -> Sheet:
    """Return the sheet of a page, without what its text says."""
    inventory, own = look.inventory, look.key
    title = next((spot for spot in inventory.titles if spot.text), None)
    described = next((spot for _, spot in inventory.meta("description") if clean(spot.get("content"))), None)
    pictured = next((spot for _, spot in inventory.meta("og:image") if spot.get("content").strip()), None)
    canonical = next((spot for spot in inventory.rel("canonical") if spot.get("href").strip()), None)
    targets = _targets(look)
    return Sheet(
        key=own,
        title=title.text if title else "",
        title_at=_at(title),
        description=clean(described.get("content")) if described else "",
        description_at=_at(described),
        canonical=canonical.get("href").strip() if canonical else "",
        canonical_at=_at(canonical),
        canonical_key=_file(look, canonical.get("href")) if canonical else "",
        noindex=noindex(look),
        moved=moved(look),
        alternates=tuple(_alternates(look)),
        feeds=tuple(_feeds(look)),
        image=pictured.get("content").strip() if pictured else "",
        image_at=_at(pictured),
        ids=inventory.ids,
        wanted=tuple(_wanted(look)),
        targets=tuple(dict.fromkeys((*targets["content"], *targets["around"], *targets["ours"]))),
        ours=targets["ours"],
        menu=targets["around"],
    )


def _at(spot: Spot | None) -> tuple[int, int]:
    return spot.at if spot is not None else (0, 0)


def _file(look: Look, url: str) -> str:
    """Return the key that an address leads to, "!" before it where nothing is there, "" for other hosts."""
    aim = look.aim(url)
    return {"file": aim.key, "missing": f"!{aim.key}", "folder": f"!{aim.key}"}.get(aim.kind, "")


def _alternates(look: Look) -> Iterator[tuple[str, str, int, int]]:
    for spot in look.inventory.rel("alternate"):
        if "hreflang" in spot.attributes and spot.get("href").strip():
            yield spot.get("hreflang").strip(), _file(look, spot.get("href")), spot.line, spot.column


def _feeds(look: Look) -> Iterator[tuple[str, int, int]]:
    for spot in look.inventory.rel("alternate"):
        if spot.get("type").lower().strip() in _FEEDS and (path := _file(look, spot.get("href"))):
            yield path, spot.line, spot.column


def _wanted(look: Look) -> Iterator[Wanted]:
    seen: set[tuple[str, str]] = set()
    for link in look.placed:
        aim, spot = link.aim, link.spot
        name = (aim.key, aim.fragment)
        if link.page and aim.key != look.key and name not in seen:
            seen.add(name)
            yield Wanted(aim.key, aim.fragment, link.url, *spot.at)


def _targets(look: Look) -> dict[str, tuple[str, ...]]:
    """Return the pages that links lead to, by the part of the page that they stand in, each once."""
    found: dict[str, dict[str, None]] = {"content": {}, "around": {}, "ours": {}, "head": {}}
    for link in look.links:
        if link.page:
            found[link.spot.place][link.aim.key] = None
    for keys in found.values():
        keys.pop(look.key, None)
    return {place: tuple(keys) for place, keys in found.items()}
