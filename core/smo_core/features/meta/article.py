"""What Open Graph and card readers want to know of an article."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from smo_core import choose
from smo_core.features.meta.tag import meta
from smo_core.model import HeadTag, Page, Site
from smo_core.render import words_for

_WORDS_PER_MINUTE = 220
_SIGNS_PER_MINUTE = 500
# Compiled when the first article asks: so many signs take milliseconds.
_UNSPACED = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]"


def article(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield dates, authors, section and tags."""
    facts = page.facts
    pairs = (("article:published_time", facts.published), ("article:modified_time", facts.modified))
    yield from (meta(name, value) for name, value in pairs if value)
    yield from (meta("article:author", author) for author in choose.authors(site, page))
    if facts.section:
        yield meta("article:section", facts.section[-1])
    yield from (meta("article:tag", tag) for tag in facts.tags)


def labels(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield two labelled values that chats show under a card: author and reading time."""
    words = words_for(site, page)
    names = words["list_separator"].join(choose.authors(site, page))
    minutes = words["reading_time"].format(minutes=reading_minutes(page.content.text))
    pairs = [pair for pair in ((words["label_author"], names), (words["label_reading_time"], minutes)) if pair[1]]
    for number, (label, value) in enumerate(pairs, 1):
        yield meta(f"twitter:label{number}", label)
        yield meta(f"twitter:data{number}", value)


def reading_minutes(text: str) -> int:
    """Return how many minutes a text takes to read, at least 1; signs are counted where words are not spaced."""
    signs = len(re.findall(_UNSPACED, text))
    words = len(re.sub(_UNSPACED, " ", text).split())
    return max(1, math.ceil(words / _WORDS_PER_MINUTE + signs / _SIGNS_PER_MINUTE))
