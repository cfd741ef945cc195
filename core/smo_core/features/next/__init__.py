"""Next to read: the page that follows, so that nobody has to look for it."""

from pathlib import Path

from smo_core.features.base import Feature
from smo_core.features.next.pointer import pointer

FEATURE = Feature(name="next", page=pointer, folder=Path(__file__).parent)
__all__ = ["FEATURE"]
