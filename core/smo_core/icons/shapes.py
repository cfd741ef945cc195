"""What an icon looks like: its attributes and shapes, read once from the package, or a site's own path."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import escape

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """One icon: ours by its name, or a site's own by path data in a box of 16 × 16.

    An icon of the site's own needs a name as well; it never hides one of ours.
    """

    name: str
    path: str = ""

    @property
    def id(self) -> str:
        """Return its name in the sprite."""
        return f"i-own-{self.name}" if self.path else f"i-{self.name}"


def drawing(icon: Icon) -> tuple[str, str]:
    """Return the icon as SVG: the attributes of what holds it, each after a blank, and its shapes.

    It is drawn in `currentColor`. Raises `ValueError`, naming the nearest icon, when there is
    none of that name.
    """
    if icon.path:
        return ' fill="currentColor" viewBox="0 0 16 16"', f'<path d="{escape(icon.path)}"/>'
    # Looked up among the known names, so that a name can never be a path.
    if icon.name not in icon_names():
        raise ValueError(_unknown(icon.name))
    return _read(icon.name)


@cache
def icon_names() -> tuple[str, ...]:
    """Return the names of our own icons, in alphabetical order."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(n.removesuffix(".svg") for n in names if n.endswith(".svg")))


@cache
def _read(name: str) -> tuple[str, str]:
    source = (_folder() / f"{name}.svg").read_text(encoding="utf-8").strip()
    attributes, _, shapes = source.removeprefix("<svg").partition(">")
    # Outline icons bring their own fill="none"; a second fill would be invalid.
    fill = "" if " fill=" in attributes else ' fill="currentColor"'
    return f"{fill}{attributes}", shapes.removesuffix("</svg>")


def _unknown(name: str) -> str:
    nearest = get_close_matches(name, icon_names(), n=1, cutoff=0)
    hint = f"; the nearest is {nearest[0]!r}" if nearest else ""
    return f"there is no icon {name!r}{hint}"


def _folder() -> Traversable:
    return files("smo_core.icons")
