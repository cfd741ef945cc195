"""Which page to read next: the one that follows in the site's order, else the best related one.

A related page counts only if the text does not link to it yet: readers were shown that one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from smo_core import choose
from smo_core.features.entry import entry
from smo_core.model import Block, Page, Site
from smo_core.render import render

_TEMPLATE = Path(__file__).with_name("next.html")


def pointer(site: Site, page: Page) -> Iterator[Block]:
    """Yield what to read after one page; none where nobody knows."""
    settings = site.settings.next
    if not (settings.enabled and choose.options(page).next.enabled):
        return
    keys = tuple(islice(dict.fromkeys(_candidates(site, page)), settings.count))
    if keys:
        items = tuple(entry(site, page, site.pages[key]) for key in keys)
        yield Block(name="next", slot=settings.slot, html=render(_TEMPLATE, site, page, items=items))


def _candidates(site: Site, page: Page) -> Iterator[str]:
    if (then := site.following.get(page.key)) is not None:
        yield then
    linked = site.graph.succ[page.key]
    yield from (found.key for found in site.related.get(page.key, ()) if found.key not in linked)
