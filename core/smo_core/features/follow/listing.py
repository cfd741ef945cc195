"""The list itself: accounts in the order configured, further links, then the site's feeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup  # noqa: TC002 - annotations stay resolvable

from smo_core import choose
from smo_core.features.follow.profiles import BY_ID, address
from smo_core.icons import Icon
from smo_core.model import Block, Feed, Finding, Page, Site
from smo_core.problems import did_you_mean
from smo_core.render import icon_for, render, words_for
from smo_core.settings import FollowLink

_TEMPLATE = Path(__file__).with_name("follow.html")
_FEED = Icon(name="rss")
_FORMATS: Mapping[str, str] = {
    "application/atom+xml": "Atom",
    "application/rss+xml": "RSS",
    "application/feed+json": "JSON",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place to follow the site, as the template sees it; ``type`` is the media type of a feed."""

    id: str
    label: str
    url: str
    icon: Markup
    me: bool = False
    type: str = ""


def listing(site: Site, page: Page) -> Iterator[Block]:
    """Yield the block of one page; nothing when there is nothing to follow."""
    settings = site.settings.follow
    if not (settings.shown and choose.options(page).follow.enabled):
        return
    if places := tuple(_places(site, page)):
        plain = settings.slot in {"before_content", "placeholder"}
        html = render(_TEMPLATE, site, page, places=places, plain=plain)
        yield Block(name="follow", slot=settings.slot, html=html)


def icons(site: Site) -> Iterator[Icon]:
    """Yield the icons that the block shows."""
    settings = site.settings.follow
    if settings.shown:
        yield from (Icon(name=BY_ID[name].icon) for name in settings.accounts if name in BY_ID)
        yield from (_own(link) for link in settings.links)
        yield from [_FEED] * bool(settings.feeds and site.feeds)


def check(site: Site) -> Iterator[Finding]:
    """Yield a finding for each account of an unknown network, and each that has no address."""
    if not site.settings.follow.shown:
        return
    for name, account in site.settings.follow.accounts.items():
        where = f"follow.accounts.{name}"
        if name not in BY_ID:
            yield Finding(
                rule="unknown-network",
                severity="warning",
                message=f"{where}: there is no network {name!r}, so it is left out.",
                hint=did_you_mean(name, BY_ID) + " Others are written as an entry of follow.links.",
            )
        elif address(BY_ID[name], account) is None:
            wanted = "@name@server or an address" if "{server}" in BY_ID[name].pattern else "a name or an address"
            yield Finding(
                rule="no-account",
                severity="warning",
                message=f"{where}: {account!r} is no account of {BY_ID[name].label}, so it is left out.",
                hint=f"Write {wanted if BY_ID[name].pattern else 'an address'}.",
            )


def _places(site: Site, page: Page) -> Iterator[Place]:
    settings, words = site.settings.follow, words_for(site, page)
    for name, account in settings.accounts.items():
        profile = BY_ID.get(name)
        url = address(profile, account) if profile else None
        if profile and url:
            icon = icon_for(site, page, Icon(name=profile.icon))
            yield Place(id=name, label=_label(name, profile.label, words), url=url, icon=icon, me=profile.me)
    for link in settings.links:
        yield Place(id=link.id, label=link.label, url=link.url, icon=icon_for(site, page, _own(link)), me=link.me)
    for feed in site.feeds if settings.feeds else ():
        label = _feed_label(site, feed, words["feed"])
        yield Place(id="feed", label=label, url=feed.url, icon=icon_for(site, page, _FEED), type=feed.type)


def _label(name: str, proper: str, words: Mapping[str, str]) -> str:
    """Return what readers call a network: a word of their language for what is no proper name."""
    return words.get(name, proper) if name == "newsletter" else words.get(f"target_{name}", proper)


def _feed_label(site: Site, feed: Feed, word: str) -> str:
    """Return what a feed is called: its title if that says more than the site's name, else its format."""
    if feed.title and feed.title != site.settings.site_name:
        return feed.title
    kind = _FORMATS.get(feed.type, "")
    return f"{word} ({kind})" if kind and len(site.feeds) > 1 else word


def _own(link: FollowLink) -> Icon:
    return Icon(name=link.id, path=link.svg) if link.svg else Icon(name="external")
