"""What a feature is: a name and two pure functions of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from smo_core.model import Block, Emit, Finding, HeadTag, Page, Site, Wrap

PageAddition = HeadTag | Block | Wrap | Finding
SiteAddition = Emit | Finding


def _nothing(_: Site) -> Iterable[SiteAddition]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One capability.

    ``page`` yields what goes into one page; it is asked for public pages that the settings
    leave in. ``site`` yields files and findings for the whole site. ``folder`` holds its
    templates, and its stylesheet ``NAME.css`` if it has one. ``unindexed`` asks for noindex
    pages too.
    """

    name: str
    page: Callable[[Site, Page], Iterable[PageAddition]]
    site: Callable[[Site], Iterable[SiteAddition]] = _nothing
    folder: Path | None = None
    unindexed: bool = False
