"""By which names authors may call pages."""

from __future__ import annotations

from collections.abc import Mapping

from smo_core.model import Page
from smo_core.urls import index_of, location_of


def called(pages: Mapping[str, Page]) -> Mapping[str, str]:
    """Return name → key: sources, locations, output files, and the files that send readers on to a page.

    The surest wins where two pages could be meant: a source before an address, an address before a former one.
    """
    former = {file: key for key in sorted(pages) for file in pages[key].facts.moved_from}
    sending = index_of((file, location_of(file)) for file in former)
    index = index_of((key, page.facts.location) for key, page in pages.items())
    sources = {page.facts.source: key for key, page in pages.items() if page.facts.source}
    return {**{name: former[file] for name, file in sending.items()}, **index, **sources}


def bare(name: str) -> str:
    """Return a name as it is looked for: without slashes around it."""
    return name.strip("/")
