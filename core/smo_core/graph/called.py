"""By which names authors may call pages."""

from __future__ import annotations

from collections.abc import Mapping

from smo_core.model import Page
from smo_core.urls import index_of, location_of


def addressed(pages: Mapping[str, Page]) -> Mapping[str, str]:
    """Return location → key, where readers are sent on from included: an address goes before a former one."""
    index = index_of((key, page.facts.location) for key, page in pages.items())
    former = {file: key for key in sorted(pages) for file in pages[key].facts.moved_from}
    if not former:
        return index
    sending = index_of((file, location_of(file)) for file in former)
    return {spelling: former[file] for spelling, file in sending.items()} | dict(index)


def called(pages: Mapping[str, Page]) -> Mapping[str, str]:
    """Return name → key: what :func:`addressed` has, output files among it, and sources, which go before."""
    return {**addressed(pages), **{page.facts.source: key for key, page in pages.items() if page.facts.source}}


def bare(name: str) -> str:
    """Return a name as it is looked for: without slashes around it."""
    return name.strip("/")
