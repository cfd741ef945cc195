"""The feeds that lie in a folder where generators put them, so that pages can name them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING

from smo_core.model import Feed
from smo_core.text import clean
from smo_core.urls import absolute

if TYPE_CHECKING:
    from smo_core.audit.listings import Form

# Where they lie: Hugo, Jekyll, Eleventy, MkDocs' rss plugin, Pelican.
_PLACES = (
    "index.xml", "feed.xml", "rss.xml", "atom.xml", "feed.json", "feed/index.xml", "feed/feed.xml",
    "feed_rss_created.xml", "feeds/all.atom.xml", "feeds/all.rss.xml",
)  # fmt: skip
_TYPES: Mapping[Form, str] = {
    "rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json",
}  # fmt: skip
_TITLE = re.compile(r"<title\b[^<>]*>\s*(?:<!\[CDATA\[([^\]]*)\]\]>|([^<]*))")


def feeds_in(open_file: Callable[[str], bytes | None], site_url: str) -> Iterator[Feed]:
    """Yield one feed of each kind, none for a site without address; ``open_file`` gives a file's first bytes."""
    found: set[str] = set()
    for place in _PLACES if site_url else ():
        data = open_file(place)
        kind = _kind(place, data) if data else None
        if data and kind and kind not in found:
            found.add(kind)
            yield Feed(url=absolute(site_url, place) or place, type=kind, title=_title(data))


def _kind(place: str, data: bytes) -> str | None:
    """Return the media type of a feed, None for what is none."""
    from smo_core.audit.listings import read  # noqa: PLC0415 - brings all rules, and most folders have no feed

    return _TYPES.get(read(place, data).form)


def _title(data: bytes) -> str:
    match = _TITLE.search(data[:10_000].decode("utf-8", "replace"))
    return clean(unescape(match[1] or match[2] or "")) if match else ""
