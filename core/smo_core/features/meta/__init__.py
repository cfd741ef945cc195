"""Head tags: what search engines and networks read of a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from smo_core import choose
from smo_core.features.base import Feature
from smo_core.features.meta.emitters import tags
from smo_core.features.meta.microformats import entry
from smo_core.model import Block, HeadTag, Page, Site


def describe(site: Site, page: Page) -> Iterator[HeadTag | Block]:
    """Yield all that says what a page is, unless it is switched off for the site, for lists, or for the page."""
    settings, listing = site.settings.meta, page.facts.is_list
    if settings.enabled and choose.options(page).meta.enabled and (settings.lists or not listing):
        yield from tags(site, page)
        if not listing:
            yield from entry(site, page)


FEATURE = Feature(name="meta", page=describe, unindexed=True, lists=True, folder=Path(__file__).parent)
__all__ = ["FEATURE"]
