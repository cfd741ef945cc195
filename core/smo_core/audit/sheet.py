"""One page → the small sheet of it that rules over the whole site need."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from zlib import crc32

import numpy as np

from smo_core.audit.finders.meta import moved, noindex
from smo_core.audit.look import Look
from smo_core.audit.site import Sheet, Wanted
from smo_core.html.inventory import Spot
from smo_core.text import clean

_PAGES = (".html", ".htm", ".xhtml")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_WORDS = re.compile(r"\w+")
# A text of fewer words is no article that could be compared.
_COMPARABLE = 40
_KEPT = 64
_MOST_CODES = 100_000
# Odd numbers without a pattern; what goes beyond 64 bits is lost.
_FIRST, _SECOND, _THIRD, _ALL = (
    np.uint64(number) for number in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
)
_EIGHT = np.uint64(8)


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
    return (spot.line, spot.column) if spot else (0, 0)


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
    for link in look.distinct:
        aim, spot = link.aim, link.spot
        if not aim.fragment:
            continue
        name = (aim.key, aim.fragment)
        if (
            aim.kind == "file"
            and aim.key != look.key
            and aim.key.endswith(_PAGES)
            and aim.fragment
            and name not in seen
        ):
            seen.add(name)
            yield Wanted(target=aim.key, fragment=aim.fragment, href=link.url, line=spot.line, column=spot.column)


def _targets(look: Look) -> dict[str, tuple[str, ...]]:
    """Return the pages that links lead to, by the part of the page that they stand in, each once."""
    found: dict[str, dict[str, None]] = {"content": {}, "around": {}, "ours": {}, "head": {}}
    for link in look.links:
        aim = link.aim
        if aim.kind == "file" and aim.key != look.key and aim.key.endswith(_PAGES):
            found[link.spot.place][aim.key] = None
    return {place: tuple(keys) for place, keys in found.items()}


def sketch(text: str) -> tuple[int, ...]:
    """Return the smallest 64 hashes of a text's runs of four words, () for a short text.

    A bottom-k sketch (Cohen, Kaplan 2007): of two texts, the smallest hashes of both
    together tell how much they share.
    """
    # As bytes: numbers of Python's own would be made an array of one by one.
    codes = np.frombuffer(b"".join(map(_CODES.__getitem__, text.casefold().split())), np.uint64)
    if len(_CODES) > _MOST_CODES:
        _CODES.clear()
    if len(codes) < _COMPARABLE:
        return ()
    a, b, c, d = codes[:-3], codes[1:-2], codes[2:-1], codes[3:]
    runs = ((a * _FIRST ^ b * _SECOND ^ c * _THIRD ^ d) * _ALL) >> _EIGHT
    runs.sort()
    fresh = np.concatenate((runs[:1], runs[1:][runs[1:] != runs[:-1]]))
    return tuple(fresh[:_KEPT].tolist())


class _Codes(dict[str, bytes]):
    """Stretches without a blank and the numbers that stand for their words: most were on the page before."""

    def __missing__(self, stretch: str) -> bytes:
        words = (stretch,) if stretch.isalnum() else _WORDS.findall(stretch)
        codes = self[stretch] = b"".join([(crc32(word.encode()) + 1).to_bytes(8, sys.byteorder) for word in words])
        return codes


_CODES = _Codes()
