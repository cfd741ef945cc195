"""Which block shows which page, so that no two on one page lead to the same place.

What to read next comes first, then related pages, then the rest of the section. A block
that waits for a placeholder takes nothing from the others: it may not be on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from smo_core import choose
from smo_core.model import Page, Site, Suggestion

_PINNED = "pinned"


def upcoming(site: Site, page: Page) -> tuple[str, ...]:
    """Return what to read after a page: what follows it in the site's order, then the best related one.

    A related page counts only if the text does not link to it yet: readers were shown that one.
    """
    settings = site.settings.next
    if not (settings.enabled and choose.options(page).next.enabled):
        return ()
    return tuple(islice(dict.fromkeys(_candidates(site, page)), settings.count))


def _candidates(site: Site, page: Page) -> Iterator[str]:
    if (then := site.following.get(page.key)) is not None:
        yield then
    linked = site.links.succ[page.key]
    yield from (found.key for found in site.related.get(page.key, ()) if found.key not in linked)


def related(site: Site, page: Page) -> tuple[Suggestion, ...]:
    """Return the related pages to show on a page: all but what to read next, pins in any case."""
    settings = site.settings
    if not (settings.related.enabled and choose.options(page).related.enabled):
        return ()
    found = site.related.get(page.key, ())
    told = () if settings.next.slot == "placeholder" else upcoming(site, page)
    return tuple(one for one in found if one.key not in told or (one.reasons[:1] and one.reasons[0].signal == _PINNED))


def told(site: Site, page: Page) -> set[str]:
    """Return the pages that the lists before that of the section lead to."""
    settings = site.settings
    keys = set() if settings.next.slot == "placeholder" else set(upcoming(site, page))
    return keys if settings.related.slot == "placeholder" else keys | {one.key for one in related(site, page)}
