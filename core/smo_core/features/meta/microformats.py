"""An unseen h-entry with h-card, for readers of microformats2 (https://microformats.org/wiki/h-entry)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from smo_core import choose
from smo_core.model import Block, Page, Site
from smo_core.render import render

_TEMPLATE = Path(__file__).with_name("h-entry.html")


def entry(site: Site, page: Page) -> Iterator[Block]:
    """Yield the h-entry of a page, when the settings ask for it."""
    settings = site.settings
    if not (settings.meta.microformats and page.facts.public):
        return
    known = settings.authors
    html = render(
        _TEMPLATE,
        site,
        page,
        title=choose.title(page),
        description=choose.description(site, page),
        url=page.facts.url,
        image=choose.image(site, page),
        authors=[(name, known[name].url if name in known else "") for name in choose.authors(site, page)],
    )
    yield Block(name="h-entry", slot="body_end", html=html)
