"""Preview cards: builds of MkDocs that draw them all, then all over again, beside Material's social plugin.

All rows add head tags and cards, and nothing else. Each plugin draws in the same font; the social
plugin finds it where it would have put what it fetches.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.case_mkdocs import BARE, build, job, pages
from bench.cases import Case, Place, gone
from bench.environments import ROOT
from bench.runner import Job

_FONTS = ROOT / "core" / "smo_core" / "features" / "cards" / "fonts"
_OTHERS = ("share", "related", "backlinks", "section", "next", "resources", "follow")
_HEAD = {**dict.fromkeys(_OTHERS, False), "report": "off"}
_SOCIAL = {"social": {"cards_layout_options": {"font_family": "Roboto"}}}
# Row → environment and plugin; those that draw have a first build, and one after it.
_ROWS: dict[str, tuple[str, dict[str, object]]] = {
    **{
        f"smo, {design}": ("mkdocs-cards", {"smo": {**_HEAD, "cards": {"enabled": True, "design": design}}})
        for design in ("plain", "banner", "split")
    },
    "Material social": ("mkdocs-social", _SOCIAL),
}


def cases(place: Place) -> Iterator[Case]:
    """Yield a case for each size."""
    for size in (150,) if place.quick else (150, 500):
        yield Case(
            title=f"Cards, {size} pages of MkDocs, theme material",
            pages=size,
            base=BARE,
            jobs=tuple(_jobs(place, size)),
        )


def _jobs(place: Place, size: int) -> Iterator[Job]:
    docs, folder = pages(place, size), place.folder / "cards" / str(size)
    plain: dict[str, tuple[str, list[object]]] = {
        BARE: ("mkdocs-cards", []),
        "smo, head tags alone": ("mkdocs-cards", [{"smo": {**_HEAD, "cards": False}}]),
    }
    rows = {**plain, **{name: (environment, [plugin]) for name, (environment, plugin) in _ROWS.items()}}
    for number, (name, (environment, plugins)) in enumerate(rows.items()):
        program = place.environments.program(environment, "mkdocs")
        if program is None:
            continue
        # Each has a folder of its own, for there it keeps what it has drawn.
        own = folder / str(number)
        out = own / "site"
        command = build(program, own / "mkdocs.yml", docs=docs, out=out, theme="material", plugins=plugins)
        if name in plain:
            yield job(name, command, own, partial(gone, out))
        else:
            yield job(f"{name}, first", command, own, partial(_afresh, own))
            # Straight after, in the same round: every card is there.
            yield job(f"{name}, again", command, own, partial(gone, out))


def _afresh(folder: Path) -> None:
    gone(folder / "site")
    gone(folder / ".cache")
    fonts = folder / ".cache" / "plugin" / "social" / "fonts" / "Roboto"
    fonts.mkdir(parents=True)
    for weight in ("Regular", "Bold"):
        shutil.copy(_FONTS / f"SMOSans-{weight}.ttf", fonts / f"{weight}.ttf")
