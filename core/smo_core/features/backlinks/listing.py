"""The list of backlinks on a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from smo_core import choose
from smo_core.model import Block, Page, Site
from smo_core.render import render

_TEMPLATE = Path(__file__).with_name("backlinks.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One page that links here, as the template sees it."""

    href: str
    title: str
    language: str


def listing(site: Site, page: Page) -> Iterator[Block]:
    """Yield the backlinks of one page, most linked-to first; none when no public page links here."""
    settings = site.settings.backlinks
    if not (settings.enabled and choose.options(page).backlinks.enabled):
        return
    linking = [site.pages[key] for key in site.graph.predecessors(page.key) if site.pages[key].facts.readable]
    linking.sort(key=lambda other: (-site.graph.in_degree(other.key), other.key))
    if linking:
        items = tuple(_item(site, page, other) for other in linking[: settings.count])
        html = render(_TEMPLATE, site, page, items=items, total=len(linking))
        yield Block(name="backlinks", slot=settings.slot, html=html)


def _item(site: Site, page: Page, other: Page) -> Item:
    return Item(href=choose.href(page, other), title=choose.title(other), language=choose.language(site, other))
