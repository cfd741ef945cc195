"""The list of backlinks on a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from smo_core import choose
from smo_core.features.entry import Entry, titles
from smo_core.model import Block, Page, Site
from smo_core.render import render

_TEMPLATE = Path(__file__).with_name("backlinks.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Entry):
    """One page that links here, as the template sees it: with the sentence that does, around its anchor.

    All three parts are empty where no sentence is to be shown.
    """

    before: str = ""
    anchor: str = ""
    after: str = ""


def listing(site: Site, page: Page) -> Iterator[Block]:
    """Yield the backlinks of one page, most linked-to first; none when no public page links here."""
    settings = site.settings.backlinks
    if not (settings.enabled and choose.options(page).backlinks.enabled):
        return
    linking = [site.pages[key] for key in site.links.pred[page.key] if site.pages[key].facts.readable]
    linking.sort(key=lambda other: (-site.links.in_degree(other.key), other.key))
    if linking:
        shown = linking[: settings.count]
        items = tuple(_item(site, page, other, name) for other, name in zip(shown, titles(page, shown), strict=True))
        html = render(_TEMPLATE, site, page, items=items, total=len(linking))
        yield Block(name="backlinks", slot=settings.slot, html=html)


def _item(site: Site, page: Page, other: Page, name: str) -> Item:
    edge = site.links.pred[page.key][other.key]
    said = edge["context"] if site.settings.backlinks.context else ""
    start, end = edge["span"]
    return Item(
        href=choose.href(page, other),
        title=name,
        language=choose.language(site, other),
        before=said[:start],
        anchor=said[start:end],
        after=said[end:],
    )
