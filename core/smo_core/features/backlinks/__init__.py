"""Backlinks: the pages of the site that link here, a reward for every inbound link."""

from pathlib import Path

from smo_core.features.backlinks.listing import listing
from smo_core.features.base import Feature

FEATURE = Feature(name="backlinks", page=listing, folder=Path(__file__).parent)
__all__ = ["FEATURE"]
