"""Head tags: what search engines and networks read of a page."""

from smo_core.features.base import Feature
from smo_core.features.meta.emitters import tags

FEATURE = Feature(name="meta", page=tags, unindexed=True)
__all__ = ["FEATURE"]
