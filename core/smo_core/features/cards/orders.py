"""One card to have: the strings that its design is given, the fonts that show them, and the hash of it all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from smo_core.features.cards.fonts import Choice, Library
from smo_core.features.cards.spec import CardSpec, Colours
from smo_core.model import Page

_STRINGS = ("title", "section", "authors", "date", "description", "site")
_SHOWN = (*_STRINGS, "language", "region", "direction")
# What designs add themselves.
_SIGNS = frozenset("…·")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One card to have: its page, the strings its design is given, its fonts, and its hash."""

    page: str
    data: dict[str, Any]
    files: tuple[str, ...]
    digest: str
    alt: str


def order_of(page: Page, spec: CardSpec, library: Library, base: str) -> tuple[Order | None, frozenset[str]]:
    """Return the order of one card, and the characters that no font has.

    Strings that cannot be shown are left out; without its title there is no card.
    """
    shown = {name: getattr(spec, name) for name in _SHOWN}
    language = f"{spec.language}-{spec.region}".strip("-")
    choice = _chosen(shown, library, language)
    missing = choice.missing
    if missing:
        shown |= {name: _showable(shown[name], missing) for name in _STRINGS}
        if not shown["title"]:
            return None, missing
        choice = _chosen(shown, library, language)
    data = {**shown, "colours": _named_colours(spec.colours), "fonts": choice.names}
    hashes = sorted(library.fingerprint(path) for path in choice.files)
    text = json.dumps([base, hashes, data], sort_keys=True, separators=(",", ":"))
    alt = f"{spec.title} – {spec.site}" if spec.site and spec.site != spec.title else spec.title
    digest = sha256(text.encode()).hexdigest()
    return Order(page=page.key, data=data, files=choice.files, digest=digest, alt=alt), missing


@lru_cache(maxsize=4)
def _named_colours(colours: Colours) -> dict[str, str]:
    return {name.replace("_", "-"): colour for name, colour in asdict(colours).items()}


def _chosen(shown: Mapping[str, str], library: Library, language: str) -> Choice:
    # A design may show the first letter of the site or the title as a capital.
    capitals = shown["site"][:1].upper() + shown["title"][:1].upper()
    return library.choose({*_SIGNS, *capitals, *"".join(shown[name] for name in _STRINGS)}, language)


def _showable(text: str, missing: frozenset[str]) -> str:
    """Return the text without single signs that no font has, "" when it is letters that are missing."""
    if any(character.isalpha() for character in missing.intersection(text)):
        return ""
    return " ".join("".join(" " if character in missing else character for character in text).split())
