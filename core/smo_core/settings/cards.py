"""Settings of preview cards."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from smo_core.settings.forms import Automatic, Names, Part, listed

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class CardColours(Part):
    """The colours of preview cards, each as ``#rrggbb``."""

    background: Colour = "#ffffff"
    """What text stands on."""
    text: Colour = "#16181d"
    """The title; paler text is mixed from it and the background."""
    accent: Colour = "#2452d6"
    """Bars, panels and labels; what stands on it is white or black, whichever reads better."""


class CardsSettings(Part):
    """Preview cards: a picture of 1200 × 630 drawn for each page that has no image of its own."""

    enabled: Automatic = "auto"
    """Draw cards; ``auto`` draws them when the extra ``cards`` is installed and the site has an address."""
    design: Literal["plain", "banner", "split"] = "plain"
    """The built-in design."""
    template: Path | None = None
    """A ``.typ`` file of your own in place of the built-in design."""
    logo: Path | None = None
    """An SVG or PNG file to show on each card."""
    colours: CardColours = CardColours.plain()
    font: str = ""
    """The family that cards are set in, from the folders in ``fonts``; empty means the one that is carried along."""
    fonts: Annotated[tuple[Path, ...], BeforeValidator(listed)] = ()
    """Folders of font files, for your own family and for scripts other than Latin, Greek and Cyrillic."""
    system_fonts: bool = True
    """Use installed fonts for characters that no other font has; cards may then differ between machines."""
    description: bool = True
    """Show the page's description below its title."""
    exclude: Names = ()
    """Path globs of pages that get no card."""
