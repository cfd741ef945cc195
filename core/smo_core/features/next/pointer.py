"""What to read after a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from smo_core.features.entry import entries
from smo_core.features.once import upcoming
from smo_core.model import Block, Page, Site
from smo_core.render import render

_TEMPLATE = Path(__file__).with_name("next.html")


def pointer(site: Site, page: Page) -> Iterator[Block]:
    """Yield what to read after one page; none where nobody knows."""
    items = entries(site, page, [site.pages[key] for key in upcoming(site, page)])
    if items:
        yield Block(name="next", slot=site.settings.next.slot, html=render(_TEMPLATE, site, page, items=items))
