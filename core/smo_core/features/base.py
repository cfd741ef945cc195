"""What a feature is: a name and two pure functions of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from smo_core.icons import Icon
from smo_core.model import Block, Emit, Finding, HeadTag, Page, Site, Wrap

PageAddition = HeadTag | Block | Wrap | Finding
SiteAddition = Emit | Finding


def _nothing(_: Site) -> Iterable[SiteAddition]:
    return ()


def _no_icons(_: Site) -> Iterable[Icon]:
    return ()


def _no_rules(_: Site) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One capability.

    ``page`` yields what goes into one page; it is asked for public pages that the settings
    leave in. ``site`` yields files and findings for the whole site. ``icons`` yields those that
    its blocks show, for the sprite. ``folder`` holds its templates, and its stylesheet
    ``NAME.css`` if it has one; ``rules`` gives the CSS that depends on settings.
    ``unindexed`` asks for noindex pages too, ``lists`` for lists of pages and others that a template makes alone
    (:attr:`smo_core.model.Facts.is_list`).
    """

    name: str
    page: Callable[[Site, Page], Iterable[PageAddition]]
    site: Callable[[Site], Iterable[SiteAddition]] = _nothing
    icons: Callable[[Site], Iterable[Icon]] = _no_icons
    rules: Callable[[Site], str] = _no_rules
    folder: Path | None = None
    unindexed: bool = False
    lists: bool = False
