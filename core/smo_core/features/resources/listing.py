"""The list of what the pages of a section cite, and all of it as one JSON file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from smo_core import choose
from smo_core.model import Block, Emit, Page, Site
from smo_core.readable import readable_json
from smo_core.render import render

_TEMPLATE = Path(__file__).with_name("resources.html")


def listing(site: Site, page: Page) -> Iterator[Block]:
    """Yield the list of one page's section; of the whole site on the home page and where there is no section."""
    settings = site.settings.resources
    if not (settings.enabled and choose.options(page).resources.enabled):
        return
    items = site.resources.get(page.facts.section, ())[: settings.count]
    if items:
        yield Block(name="resources", slot=settings.slot, html=render(_TEMPLATE, site, page, items=items))


def data(site: Site) -> Iterator[Emit]:
    """Yield ``resources.json``: all that is cited, with the pages that cite it."""
    if site.settings.resources.enabled:
        yield Emit(path=f"{site.settings.assets}/resources.json", data=partial(_json, site))


def _json(site: Site) -> bytes:
    document = [
        {
            "url": resource.url,
            "title": resource.title,
            "host": resource.host,
            "pages": [site.pages[key].facts.location for key in resource.pages],
        }
        for resource in site.resources.get((), ())
    ]
    return (readable_json(document) + "\n").encode()
