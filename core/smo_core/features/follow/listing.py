"""The list itself: accounts, further links, feeds."""

from __future__ import annotations

from collections.abc import Iterator

from smo_core.icons import Icon
from smo_core.model import Block, Page, Site


def listing(site: Site, page: Page) -> Iterator[Block]:  # noqa: ARG001
    """Yield the block of one page."""
    yield from ()


def icons(site: Site) -> Iterator[Icon]:  # noqa: ARG001
    """Yield the icons of the block."""
    yield from ()
