"""Related pages: where to read on, each with the reason why."""

from pathlib import Path

from smo_core.features.base import Feature
from smo_core.features.related.listing import data, listing

FEATURE = Feature(name="related", page=listing, site=data, folder=Path(__file__).parent)
__all__ = ["FEATURE"]
