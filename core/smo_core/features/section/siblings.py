"""The other pages of a page's section.

Where there are more than are wanted, those that follow the page come first, and after the
last the first: so every page of a section is shown on as many others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from smo_core import choose
from smo_core.features.entry import entries
from smo_core.features.once import told
from smo_core.model import Block, Page, Site
from smo_core.remembered import remembered
from smo_core.render import render
from smo_core.sections import section_of

_TEMPLATE = Path(__file__).with_name("section.html")


def siblings(site: Site, page: Page) -> Iterator[Block]:
    """Yield the list of one page; none where no other page of its section is left to show."""
    settings = site.settings.section
    if not (settings.enabled and choose.options(page).section.enabled and page.facts.section):
        return
    keys = site.sections.get(section_of(page), ())
    at = _places(keys).get(page.key, -1)
    elsewhere = told(site, page)
    chosen: set[int] = set()
    for step in range(1, len(keys) + 1):
        place = (at + step) % len(keys)
        if place != at and keys[place] not in elsewhere:
            chosen.add(place)
            if len(chosen) == settings.count:
                break
    if chosen:
        items = entries(site, page, [site.pages[keys[place]] for place in sorted(chosen)])
        html = render(_TEMPLATE, site, page, items=items, section=page.facts.section[-1])
        yield Block(name="section", slot=settings.slot, html=html)


@remembered(64)
def _places(keys: tuple[str, ...]) -> Mapping[str, int]:
    """Return where each page of a section stands, found out once for all of them."""
    return {key: place for place, key in enumerate(keys)}
