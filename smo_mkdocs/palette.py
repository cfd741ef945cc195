"""The theme's colours for preview cards: Material's palette by its names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from smo_core.settings import Settings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

# What the names mean in the theme's stylesheet (https://squidfunk.github.io/mkdocs-material/setup/changing-the-colors/).
_PRIMARY = {
    "red": "#ef5552", "pink": "#e92063", "purple": "#ab47bd", "deep-purple": "#7e56c2", "indigo": "#4051b5",
    "blue": "#2094f3", "light-blue": "#02a6f2", "cyan": "#00bdd6", "teal": "#009485", "green": "#4cae4f",
    "light-green": "#8bc34b", "lime": "#cbdc38", "yellow": "#ffec3d", "amber": "#ffc105", "orange": "#ffa724",
    "deep-orange": "#ff6e42", "brown": "#795649", "grey": "#757575", "blue-grey": "#546d78", "black": "#000000",
}  # fmt: skip


def with_palette(settings: Settings, config: MkDocsConfig) -> Settings:
    """Return the settings with the theme's primary colour as accent of cards, unless they name colours themselves."""
    accent = _primary(config.theme.get("palette"))
    if not accent or "colours" in settings.cards.model_fields_set:
        return settings
    colours = settings.cards.colours.model_copy(update={"accent": accent})
    return settings.model_copy(update={"cards": settings.cards.model_copy(update={"colours": colours})})


def _primary(palette: object) -> str:
    """Return the colour of the first palette, the one that readers see without choosing."""
    first = palette[0] if isinstance(palette, list) and palette else palette
    name = first.get("primary") if isinstance(first, Mapping) else None
    return _PRIMARY.get(str(name).replace(" ", "-").lower(), "")
