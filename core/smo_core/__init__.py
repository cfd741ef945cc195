"""SMO Suite's core: pages in, a plan of additions out, placed without touching another byte.

The public door. Everything named here is stable; modules below it may change.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smo_core.enrich import plan, survey
    from smo_core.features.base import Feature
    from smo_core.folder import link, unlink
    from smo_core.graph.links import build as build_graph
    from smo_core.html.marks import strip
    from smo_core.html.place import place_in_content, place_in_page
    from smo_core.html.read import read_content
    from smo_core.linker import Related, related_pages
    from smo_core.model import (
        Additions,
        Block,
        Content,
        Emit,
        Facts,
        Finding,
        Heading,
        HeadTag,
        Image,
        Link,
        Page,
        Plan,
        Reason,
        Resource,
        Site,
        Suggestion,
    )
    from smo_core.problems import InputError, Problem, SettingsError, SmoError
    from smo_core.settings import PageSettings, Settings

__version__ = "0.1.0"
# Loaded when first used: importing a name costs what that name needs, and no more.
_HOME = {
    "smo_core.enrich": ("plan", "survey"),
    "smo_core.features.base": ("Feature",),
    "smo_core.folder": ("link", "unlink"),
    "smo_core.html.place": ("place_in_content", "place_in_page"),
    "smo_core.html.marks": ("strip",),
    "smo_core.html.read": ("read_content",),
    "smo_core.linker": ("Related", "related_pages"),
    "smo_core.model": (
        "Additions", "Block", "Content", "Emit", "Facts", "Finding", "HeadTag", "Heading", "Image", "Link", "Page",
        "Plan", "Reason", "Resource", "Site", "Suggestion",
    ),
    "smo_core.problems": ("InputError", "Problem", "SettingsError", "SmoError"),
    "smo_core.settings": ("PageSettings", "Settings"),
}  # fmt: skip
_WHERE = {name: module for module, names in _HOME.items() for name in names}
__all__ = [
    "Additions", "Block", "Content", "Emit", "Facts", "Feature", "Finding", "HeadTag", "Heading", "Image", "InputError",
    "Link", "Page", "PageSettings", "Plan", "Problem", "Reason", "Related", "Resource", "Settings", "SettingsError",
    "Site", "SmoError", "Suggestion", "build_graph", "link", "place_in_content", "place_in_page", "plan",
    "read_content", "related_pages", "strip", "survey", "unlink",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a door to names of many types
    if name == "build_graph":
        return import_module("smo_core.graph.links").build
    if name not in _WHERE:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
