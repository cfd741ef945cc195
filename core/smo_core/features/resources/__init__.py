"""Related resources: addresses elsewhere that several pages of a section cite."""

from pathlib import Path

from smo_core.features.base import Feature
from smo_core.features.resources.listing import data, listing

FEATURE = Feature(name="resources", page=listing, site=data, folder=Path(__file__).parent)
__all__ = ["FEATURE"]
