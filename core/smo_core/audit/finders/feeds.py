"""Feeds: what feeds, sitemaps and robots.txt say about the site, compared with the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from smo_core.audit.listings import Listing, blocks, day, forbidden, read
from smo_core.audit.rule import Hit
from smo_core.audit.site import Built, Same
from smo_core.urls import is_web

_FEEDS = frozenset(("rss", "atom", "json"))
_MOST_URLS = 50_000
_MOST_BYTES = 50 * 1024 * 1024
_SHOWN = 20
_ASSETS = (".css", ".js", ".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif", ".avif")


def listings(built: Built) -> tuple[Listing, ...]:
    """Return what each feed and sitemap holds; files that a page calls a feed are feeds, whatever they hold."""
    return _listings(Same(built))


@lru_cache(maxsize=2)
def _listings(same: Same) -> tuple[Listing, ...]:
    texts = same.site.texts
    return tuple(read(path, texts[path]) for path in sorted(texts) if not path.endswith("robots.txt"))


def _feeds(built: Built) -> Iterator[Listing]:
    named = {path for sheet in built.sheets.values() for path, *_ in sheet.feeds}
    return (one for one in listings(built) if one.form in _FEEDS or one.path in named)


def _sitemaps(built: Built) -> Iterator[Listing]:
    return (one for one in listings(built) if one.form in {"sitemap", "index"})


def _leads(built: Built, url: str) -> tuple[str, str]:
    """Return the kind and key of what an address in a listing leads to."""
    aim = built.ground.aim(url, built.ground.address(""))
    return aim.kind, aim.key


def listed(built: Built) -> Mapping[str, tuple[str, ...]]:
    """Return the pages that each feed and sitemap lists, by path."""
    found = {}
    for one in listings(built):
        aims = [_leads(built, entry.url) for entry in one.entries if entry.url]
        found[one.path] = tuple(key for kind, key in aims if kind == "file")
    return found


def none_advertised(built: Built) -> Iterator[tuple[str, Hit]]:
    """F01: dated articles, or a feed file, and no page that says where the feed is."""
    articles = sum(page.facts.kind == "article" and page.facts.published is not None for page in built.pages.values())
    if any(sheet.feeds for sheet in built.sheets.values()):
        return
    files = [one.path for one in listings(built) if one.form in _FEEDS and not one.error]
    if files:
        yield built.home, Hit(message=f"There is a feed, {files[0]}, and no page names it.", about=files[0])
    elif articles > 1:
        yield built.home, Hit(message=f"The site has {articles} dated articles, and no feed.")


def advertised_missing(built: Built) -> Iterator[tuple[str, Hit]]:
    """F02: a page names a feed that is not there; told once for each feed."""
    seen = set()
    for key, sheet in built.sheets.items():
        for path, line, column in sheet.feeds:
            if path.startswith("!") and path not in seen:
                seen.add(path)
                yield key, Hit(message=f"The feed {path[1:]} is not there.", about=path[1:], line=line, column=column)


def broken(built: Built) -> Iterator[tuple[str, Hit]]:
    """F03: a feed or sitemap that no reader can read."""
    named = {path for sheet in built.sheets.values() for path, *_ in sheet.feeds}
    for one in listings(built):
        if one.error and (one.form != "other" or one.path in named or "sitemap" in one.path):
            yield one.path, Hit(message=f"{one.path} cannot be read: {one.error}")
        elif one.form == "other" and one.path in named:
            yield one.path, Hit(message=f"{one.path} is named as a feed, and is none.")


def ids(built: Built) -> Iterator[tuple[str, Hit]]:
    """F04: two items of one feed with the same id: readers show only one of them."""
    for one in _feeds(built):
        counts = Counter(entry.id for entry in one.entries if entry.id)
        for identity, count in counts.items():
            if count > 1:
                yield one.path, Hit(message=f"{count} items have the id {identity}.", about=identity)


def dates(built: Built) -> Iterator[tuple[str, Hit]]:
    """F05: dates that are none, or lie in the future."""
    for one in (*_feeds(built), *_sitemaps(built)):
        for date in dict.fromkeys(date for entry in one.entries for date in entry.dates):
            if not day(date):
                yield one.path, Hit(message=f"{date!r} is no date.", about=date)
            elif built.today and day(date) > built.today:
                yield one.path, Hit(message=f"The date {date} lies in the future.", about=date)


def relative(built: Built) -> Iterator[tuple[str, Hit]]:
    """F06: addresses in a feed that mean nothing elsewhere."""
    for one in _feeds(built):
        found = dict.fromkeys(
            url for entry in one.entries for url in (entry.url, *entry.inner) if url and _relative(url)
        )
        for url in [*found][:_SHOWN]:
            yield (
                one.path,
                Hit(message=f"The address {url} is relative; readers of feeds show it elsewhere.", about=url),
            )


def _relative(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.scheme and not url.startswith(("#", "//"))


def absent(built: Built) -> Iterator[tuple[str, Hit]]:
    """F07: an item of a feed whose page is not there."""
    yield from _absent(built, _feeds(built), "The feed lists")


def sitemap(built: Built) -> Iterator[tuple[str, Hit]]:
    """F08: a sitemap with entries that are not built, or beyond the limits of sitemaps.org."""
    yield from _absent(built, _sitemaps(built), "The sitemap lists")
    for one in _sitemaps(built):
        size = built.ground.files.get(one.path, 0)
        if len(one.entries) > _MOST_URLS:
            yield (
                one.path,
                Hit(message=f"The sitemap has {len(one.entries)} addresses; {_MOST_URLS} are read.", about="many"),
            )
        if size > _MOST_BYTES:
            yield one.path, Hit(message=f"The sitemap has {size} bytes; {_MOST_BYTES} are read.", about="large")


def _absent(built: Built, some: Iterator[Listing], says: str) -> Iterator[tuple[str, Hit]]:
    for one in some:
        for url in dict.fromkeys(entry.url for entry in one.entries if is_web(entry.url)):
            kind, _ = _leads(built, url)
            if kind in {"missing", "folder", "outside"} and built.ground.site_url:
                yield one.path, Hit(message=f"{says} {url}, which is not there.", about=url)


def robots(built: Built) -> Iterator[tuple[str, Hit]]:
    """F09: robots.txt keeps crawlers from pages or from what pages need to be shown."""
    text = built.texts.get("robots.txt")
    if text is None or urlsplit(built.ground.site_url).path not in {"", "/"}:
        return
    refused, allowed = forbidden(text.decode("utf-8", "replace"))
    offered = {key for keys in listed(built).values() for key in keys} or set(built.pages)
    pages = sorted(key for key in offered if key in built.sheets and blocks(f"/{key}", refused, allowed))
    assets = sorted(key for key in built.ground.files if key.endswith(_ASSETS) and blocks(f"/{key}", refused, allowed))
    for what, keys in (("page", pages), ("file", assets)):
        if keys:
            others = f" and {len(keys) - 1} more" if len(keys) > 1 else ""
            yield "robots.txt", Hit(message=f"robots.txt blocks the {what} {keys[0]}{others}.", about=what)
