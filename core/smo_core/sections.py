"""What only the whole site can tell of a page: its section and who else stands there, its title, what comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from smo_core import choose
from smo_core.model import Page
from smo_core.urls import parent


def complete(pages: Mapping[str, Page]) -> dict[str, Page]:
    """Return the pages with title and section filled in where their host left them empty.

    The sections of a page are the folders it stands in, called as their index pages are. A
    page ``guide/`` is the index of a folder only if other pages stand in that folder.
    """
    titles = {key: choose.title(page) for key, page in pages.items()}
    folders = {parent(page.facts.location) for page in pages.values()} - {""}
    names = {p.facts.location: titles[key] for key, p in pages.items() if p.facts.location in folders}
    trails: dict[str, tuple[str, ...]] = {}
    done: dict[str, Page] = {}
    for key, page in pages.items():
        facts, title = page.facts, titles[key]
        section = facts.section
        if not section:
            innermost = facts.location if facts.location in folders else parent(facts.location)
            if innermost not in trails:
                trails[innermost] = _trail(innermost, names)
            section = trails[innermost]
        if title == facts.title and section == facts.section:
            done[key] = page
        else:
            done[key] = Page(facts=replace(facts, title=title, section=section), content=page.content)
    return done


def _trail(innermost: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return what the folders around a page are called, from the outermost in."""
    parts = innermost.rstrip("/").split("/") if innermost else []
    trail = ["/".join(parts[: depth + 1]) + "/" for depth in range(len(parts))]
    return tuple(names.get(folder) or folder.rstrip("/").rpartition("/")[2] for folder in trail)


def members(pages: Mapping[str, Page]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return for each section the pages that stand in it, in reading order, those without one last.

    Only pages that readers may be pointed to. A section's pages in another language are a
    section of their own.
    """
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in sorted(pages, key=lambda key: _place(pages[key])):
        facts = pages[key].facts
        if facts.section and facts.readable:
            found[section_of(pages[key])].append(key)
    return {name: tuple(keys) for name, keys in found.items()}


def section_of(page: Page) -> tuple[str, ...]:
    """Return the name of a page's section for :func:`members`: its language, then the sections' names."""
    return (page.facts.language.casefold(), *page.facts.section)


def _place(page: Page) -> tuple[bool, int, str]:
    order = page.facts.order
    return order is None, order or 0, page.key


def following(pages: Mapping[str, Page]) -> dict[str, str]:
    """Return the page that comes next by the site's own order, for each page that has one in its language."""
    by_order = {page.facts.order: page for page in pages.values() if page.facts.order is not None}
    return {
        key: then.key
        for key, page in pages.items()
        if page.facts.order is not None
        and (then := by_order.get(page.facts.order + 1)) is not None
        and then.facts.readable
        and then.facts.language == page.facts.language
    }
