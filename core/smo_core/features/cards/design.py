"""A card's design: a template's file, and the hash of all that is common to the cards of a build."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from smo_core.features.cards.typeset import source
from smo_core.model import Finding
from smo_core.settings import CardsSettings

if TYPE_CHECKING:
    from smo_core.features.cards.logo import Logo

# Raised when the same orders are to be drawn in another way.
_VERSION = "1"
_TEMPLATES = Path(__file__).parent / "templates"
_NAMED_FILE = re.compile(r'"([^"\n]+\.\w+)"')
_PACKAGE = re.compile(r'"@[\w-]+/')


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A template's file, and the hash of all files that it is made of."""

    path: Path
    fingerprint: str


def design_of(settings: CardsSettings) -> tuple[Design | None, tuple[Finding, ...]]:
    """Return the design; a template of the site's own that asks for a package is refused, as it would go online."""
    path = settings.template or _TEMPLATES / f"{settings.design}.typ"
    digest = sha256()
    for file in _parts(path):
        raw = file.read_bytes()
        if file.suffix == ".typ" and _PACKAGE.search(raw.decode("utf-8", "replace")):
            refused = Finding(
                rule="card-template",
                severity="warning",
                message=f"cards.template: {file.name} imports a package, which would be fetched from the network.",
                hint="Copy the package's files beside the template and import them by path.",
            )
            return None, (refused,)
        digest.update(f"{len(raw)} ".encode() + raw)
    return Design(path=path.resolve(), fingerprint=digest.hexdigest()), ()


def _parts(path: Path) -> tuple[Path, ...]:
    """Return a template and the files beside it that it names, so that a change to any changes the cards."""
    found: list[Path] = [path]
    for file in found:
        if file.suffix == ".typ":
            for name in sorted(set(_NAMED_FILE.findall(file.read_text(encoding="utf-8", errors="replace")))):
                other = (path if name.startswith("/") else file).parent / name.lstrip("/")
                if other.is_file() and other not in found:
                    found.append(other)
    return tuple(found)


def common(design: Design, logo: Logo | None) -> str:
    """Return what all cards of this build have in common, in one line."""
    try:
        engine = version("typst")
    except PackageNotFoundError:
        engine = ""
    parts = (_VERSION, engine, sha256(source()).hexdigest(), design.fingerprint, logo.fingerprint if logo else "")
    return "|".join(parts)
