"""Automatic links: the surest link suggestions, made in the built pages if the site asks for it."""

from smo_core.features.base import Feature
from smo_core.features.links.automatic import links

FEATURE = Feature(name="links", page=links)
__all__ = ["FEATURE"]
