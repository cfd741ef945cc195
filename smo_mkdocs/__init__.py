"""The MkDocs and ProperDocs plugin: translates and schedules, decides nothing."""

from smo_core.collector import paused

# A seventh of loading would be a search for garbage in what is just being made.
with paused():
    from smo_mkdocs.plugin import SmoPlugin

__all__ = ["SmoPlugin"]
