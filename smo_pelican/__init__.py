"""The Pelican plugin: ``PLUGINS = ["smo_pelican"]``, settings in one ``SMO = {…}``."""

from smo_pelican.plugin import register

__all__ = ["register"]
