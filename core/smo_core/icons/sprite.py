"""Icons as SVG: drawn where they stand, or once in a file that every page uses.

A file costs a page 0.1 KB instead of 3, but browsers take symbols only from the same
origin over HTTP: where pages are read from a disk, icons must stand in the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from markupsafe import Markup, escape

from smo_core.icons.shapes import Icon, drawing

_OPENING: Final = '<svg aria-hidden="true" focusable="false" width="20" height="20"'


@cache
def icon_svg(icon: Icon) -> Markup:
    """Return the icon as one line of SVG, ready to stand inside a link or button.

    The element is 20 by 20 CSS pixels, hidden from assistive technology and out of the tab
    order. Raises `ValueError` when there is no such icon.
    """
    attributes, shapes = drawing(icon)
    return Markup(f"{_OPENING}{attributes}>{shapes}</svg>")  # noqa: S704 - our files, or escaped in `drawing`


@lru_cache(maxsize=1024)
def used_svg(icon: Icon, sprite_url: str) -> Markup:
    """Return the icon as a reference into the sprite at ``sprite_url``; short, as pages hold many.

    Without a stylesheet its height keeps it from being 150 pixels high. The reference has its old
    name: Material's instant navigation rewrites every ``href`` as a property, which in SVG cannot be set.
    """
    address = f"{escape(sprite_url)}#{escape(icon.id)}"
    return Markup(f'<svg aria-hidden="true" height="20"><use xlink:href="{address}"/></svg>')  # noqa: S704 - escaped


def sprite(icons: Iterable[Icon]) -> bytes:
    """Return one SVG file that holds each icon once, as a symbol named by its id, in the order of ids."""
    by_id = {icon.id: icon for icon in icons}
    symbols = (_symbol(by_id[name]) for name in sorted(by_id))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(symbols)}</svg>\n'.encode()


def _symbol(icon: Icon) -> str:
    attributes, shapes = drawing(icon)
    return f'<symbol id="{escape(icon.id)}"{attributes}>{shapes}</symbol>\n'
