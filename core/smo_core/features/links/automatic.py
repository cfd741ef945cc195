"""The links that one page gets around words of its text."""

from __future__ import annotations

from collections.abc import Iterator

from smo_core import choose
from smo_core.html.prose import written
from smo_core.model import Page, Site, Wrap


def links(site: Site, page: Page) -> Iterator[Wrap]:
    """Yield the surest of a page's link suggestions, in the order of their score; none unless the site asks for it."""
    settings = site.settings.suggest
    if not (settings.automatic and choose.options(page).suggest.enabled):
        return
    sure = [s for s in site.suggested.get(page.key, ()) if s.score >= settings.automatic_least]
    for suggestion in sure[: settings.automatic_per_page]:
        yield Wrap(
            start=suggestion.offset,
            end=suggestion.stop,
            passage=suggestion.passage,
            at=suggestion.start,
            source=written(page.content.passages[suggestion.passage], suggestion.start, suggestion.end),
            href=choose.href(page, site.pages[suggestion.target]),
        )
