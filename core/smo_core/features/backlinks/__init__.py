"""Backlinks: the pages of the site that link here, a reward for every inbound link."""

from smo_core.features.backlinks.listing import listing
from smo_core.features.base import Feature

FEATURE = Feature(name="backlinks", page=listing, css="backlinks.css")
__all__ = ["FEATURE"]
