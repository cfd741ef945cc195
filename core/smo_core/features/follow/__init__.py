"""Where else the site can be followed."""

from pathlib import Path

from smo_core.features.base import Feature
from smo_core.features.follow.listing import check, icons, listing

FEATURE = Feature(name="follow", page=listing, site=check, icons=icons, folder=Path(__file__).parent)
__all__ = ["FEATURE"]
