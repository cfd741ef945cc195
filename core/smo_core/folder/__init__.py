"""A folder of built HTML as a host: read every page, plan the site, write what changed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from smo_core.folder.scan import Scan, scan

if TYPE_CHECKING:
    from smo_core.folder.linking import Report, link, unchanged
    from smo_core.folder.unlinking import unlink

__all__ = ["Report", "Scan", "link", "scan", "unchanged", "unlink"]
# Loaded when first used: who only reads a folder needs no features, templates and ranking.
_HOME = {"Report": "linking", "link": "linking", "unchanged": "linking", "unlink": "unlinking"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a door to names of many types
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
