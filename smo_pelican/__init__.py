"""The Pelican plugin: ``PLUGINS = ["smo_pelican"]``, settings in one ``SMO = {…}``."""

from smo_core.collector import paused

# A seventh of loading would be a search for garbage in what is just being made.
with paused():
    from smo_pelican.plugin import register

__all__ = ["register"]
