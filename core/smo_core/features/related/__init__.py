"""Related pages: where to read on, each with the reason why."""

from smo_core.features.base import Feature
from smo_core.features.related.listing import data, listing

FEATURE = Feature(name="related", page=listing, site=data, css="related.css")
__all__ = ["FEATURE"]
