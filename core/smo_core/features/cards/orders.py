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
from smo_core.model import Finding, Page

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


def order_of(page: Page, spec: CardSpec, library: Library, base: str) -> tuple[Order | None, tuple[Finding, ...]]:
    """Return the order of one card; strings that no font can show are left out, without its title there is no card."""
    shown = {name: getattr(spec, name) for name in _SHOWN}
    language = f"{spec.language}-{spec.region}".strip("-")
    choice = _chosen(shown, library, language)
    findings: tuple[Finding, ...] = ()
    if choice.missing:
        findings = (_missing(page, choice.missing),)
        shown |= {name: _showable(shown[name], choice.missing) for name in _STRINGS}
        if not shown["title"]:
            return None, findings
        choice = _chosen(shown, library, language)
    data = {**shown, "colours": _named_colours(spec.colours), "fonts": choice.names}
    hashes = sorted(library.fingerprint(path) for path in choice.files)
    text = json.dumps([base, hashes, data], sort_keys=True, separators=(",", ":"))
    alt = f"{spec.title} – {spec.site}" if spec.site and spec.site != spec.title else spec.title
    digest = sha256(text.encode()).hexdigest()
    return Order(page=page.key, data=data, files=choice.files, digest=digest, alt=alt), findings


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


def _missing(page: Page, missing: frozenset[str]) -> Finding:
    some = sorted(missing)[:12]
    listed = ", ".join(f"{character} (U+{ord(character):04X})" for character in some)
    more = f" and {len(missing) - len(some)} more" if len(missing) > len(some) else ""
    return Finding(
        rule="card-glyphs",
        severity="warning",
        message=f"No font at hand has these characters of the preview card: {listed}{more}.",
        hint="Put a font that has them into a folder named in cards.fonts; Noto has one for every script.",
        page=page.key,
    )
