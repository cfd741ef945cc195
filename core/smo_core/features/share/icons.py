"""Icons as inline SVG, read once from the package.

Every icon takes the colour of the text around it and says nothing to a screen
reader: the words beside it do. `icons/NOTICE.md` names the sources and licences.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_OPENING: Final = '<svg aria-hidden="true" focusable="false" width="20" height="20"'


def icon_svg(name: str) -> str:
    """Return the icon as one line of SVG, ready to stand inside a link or button.

    The element is 20 by 20 CSS pixels, drawn in `currentColor`, hidden from
    assistive technology and out of the tab order. Raises `ValueError`, naming
    the nearest icon, when there is none of that name.
    """
    # Looked up among the known names, so that a name can never be a path.
    if name not in icon_names():
        raise ValueError(_unknown(name))
    return _read(name)


@cache
def icon_names() -> tuple[str, ...]:
    """Return the names `icon_svg` knows, in alphabetical order."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(n.removesuffix(".svg") for n in names if n.endswith(".svg")))


@cache
def _read(name: str) -> str:
    source = (_folder() / f"{name}.svg").read_text(encoding="utf-8").strip()
    attributes, _, shapes = source.removeprefix("<svg").partition(">")
    # Outline icons bring their own fill="none"; a second fill would be invalid.
    fill = "" if " fill=" in attributes else ' fill="currentColor"'
    return f"{_OPENING}{fill}{attributes}>{shapes}"


def _unknown(name: str) -> str:
    nearest = get_close_matches(name, icon_names(), n=1, cutoff=0)
    hint = f"; the nearest is {nearest[0]!r}" if nearest else ""
    return f"there is no icon {name!r}{hint}"


def _folder() -> Traversable:
    return files("smo_core.features.share") / "icons"
