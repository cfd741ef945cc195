"""One page as the lists of several blocks show it."""

from __future__ import annotations

from dataclasses import dataclass

from smo_core import choose
from smo_core.model import Page, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page in a list, as its template sees it: where it is, what it is called, in which language."""

    href: str
    title: str
    language: str


def entry(site: Site, page: Page, other: Page) -> Entry:
    """Return another page as this one's lists show it."""
    return Entry(href=choose.href(page, other), title=choose.title(other), language=choose.language(site, other))
