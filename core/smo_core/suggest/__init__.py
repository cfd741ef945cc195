"""Links that pages could have: where a text speaks of another page and does not link to it."""

from smo_core.suggest.suggesting import Suggested, nearest, suggest

__all__ = ["Suggested", "nearest", "suggest"]
