"""Preview cards: a picture of each page, for networks that show one.

Drawing reads fonts and writes to a cache, so the outermost shell does it, by
:func:`with_cards`, before the site is planned; the feature itself only hands out the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from smo_core.features.base import Feature
from smo_core.model import Emit, Page, Site


def with_cards(site: Site, cache: Path) -> Site:
    """Return the site with a preview card for each page that wants one, and findings about them.

    ``cache`` is a folder of the host's that outlives a build; it may be deleted at any time.
    Never raises.
    """
    settings = site.settings.cards
    if not site.settings.enabled or not settings.enabled or (settings.enabled == "auto" and not site.settings.site_url):
        return site
    from smo_core.features.cards.draw import draw  # noqa: PLC0415 - sites without cards need not load it

    cards, findings = draw(site, cache=cache)
    return replace(site, cards=cards, findings=(*site.findings, *findings)) if cards or findings else site


def no_additions(site: Site, page: Page) -> tuple[()]:  # noqa: ARG001 - a feature's signature
    """Add nothing to the page itself: the tags that name its image are the meta feature's."""
    return ()


def files(site: Site) -> Iterator[Emit]:
    """Yield each card once, by its place on the site."""
    for src, card in {card.src: card for card in site.cards.values()}.items():
        yield Emit(path=src, data=card.file)


FEATURE = Feature(name="cards", page=no_additions, site=files)
__all__ = ["FEATURE", "with_cards"]
