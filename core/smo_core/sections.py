"""What only the whole site can tell of a page: its section, and a title where it has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from smo_core import choose
from smo_core.model import Page


def complete(pages: Mapping[str, Page]) -> dict[str, Page]:
    """Return the pages with title and section filled in where their host left them empty.

    The sections of a page are the folders it stands in, called as their index pages are. A
    page ``guide/`` is the index of a folder only if other pages stand in that folder.
    """
    titled = {key: replace(page, facts=replace(page.facts, title=choose.title(page))) for key, page in pages.items()}
    folders = {_parent(page.facts.location) for page in titled.values()} - {""}
    names = {p.facts.location: p.facts.title for p in titled.values() if p.facts.location in folders}
    return {key: _with_section(page, folders, names) for key, page in titled.items()}


def _parent(location: str) -> str:
    """Return the folder that a location stands in: ``guide/`` for ``guide/start/`` and ``guide/start.html``."""
    folder, _, _ = location.rstrip("/").rpartition("/")
    return f"{folder}/" if folder else ""


def _with_section(page: Page, folders: set[str], names: Mapping[str, str]) -> Page:
    facts = page.facts
    if facts.section:
        return page
    innermost = facts.location if facts.location in folders else _parent(facts.location)
    parts = innermost.rstrip("/").split("/") if innermost else []
    trail = ["/".join(parts[: depth + 1]) + "/" for depth in range(len(parts))]
    section = tuple(names.get(folder) or folder.rstrip("/").rpartition("/")[2] for folder in trail)
    return replace(page, facts=replace(facts, section=section))
