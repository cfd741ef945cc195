"""The list of related pages on a page, and the same for all pages as one JSON file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from smo_core import choose
from smo_core.collector import paused
from smo_core.features.entry import Entry, titles
from smo_core.features.once import related
from smo_core.features.related.reasons import Words, say, sentence
from smo_core.graphemes import graphemes
from smo_core.model import Block, Emit, Image, Page, Site, Suggestion
from smo_core.readable import readable_entries
from smo_core.render import render, words_for

_HERE = Path(__file__).parent
# Style → template; the same names a site gives its own.
_TEMPLATES = {
    style: _HERE / name
    for style, name in (("list", "related.html"), ("cards", "related-cards.html"), ("compact", "related-compact.html"))
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Entry):
    """One entry of the list, as its template sees it.

    ``image`` (of cards only) is the page's picture, None where it has none: then ``initial``,
    the first letter of its title, stands there.
    """

    reason: str = ""
    image: Image | None = None
    initial: str = ""


def listing(site: Site, page: Page) -> Iterator[Block]:
    """Yield the list of one page; none when there is nothing to suggest."""
    settings = site.settings.related
    suggestions = related(site, page)
    if not suggestions:
        return
    words = words_for(site, page)
    names = titles(page, [site.pages[found.key] for found in suggestions])
    items = tuple(_item(site, page, found, name, words) for found, name in zip(suggestions, names, strict=True))
    pictured = any(item.image is not None for item in items)
    html = render(_TEMPLATES[settings.style], site, page, items=items, pictured=pictured)
    yield Block(name="related", slot=settings.slot, html=html)


def _item(site: Site, page: Page, found: Suggestion, title: str, words: Words) -> Item:
    settings = site.settings.related
    other = site.pages[found.key]
    cards = settings.style == "cards"
    image = choose.picture(site, page, other) if cards else None
    return Item(
        href=choose.href(page, other),
        title=title,
        language=choose.language(site, other),
        reason=sentence(found.reasons, words) if settings.reasons and settings.style != "compact" else "",
        image=image,
        initial=_initial(title) if cards and image is None else "",
    )


def _initial(title: str) -> str:
    """Return the first letter of a title, quotes and brackets before it left out."""
    signs = (sign for sign in graphemes(title) if sign[0].isalnum())
    return next(signs, title[:1]).upper()


def data(site: Site) -> Iterator[Emit]:
    """Yield ``related.json``: for each public page its suggestions with scores and reasons."""
    if site.settings.related.enabled and site.related:
        yield Emit(path=f"{site.settings.assets}/related.json", data=partial(_json, site))


def _json(site: Site) -> Iterator[bytes]:
    keys = {site.pages[key].facts.location: key for key in sorted(site.related) if site.pages[key].facts.readable}
    with paused():
        yield from readable_entries((location, records(site, key)) for location, key in keys.items())


def records(site: Site, key: str) -> list[dict[str, Any]]:
    """Return one page's suggestions as plain values, best first, as all JSON of the suite has them."""
    words = words_for(site, site.pages[key])
    return [
        {
            "key": found.key,
            "page": site.pages[found.key].facts.location,
            "title": choose.title(site.pages[found.key]),
            "score": found.score,
            "parts": {reason.signal: reason.score for reason in found.reasons},
            "reasons": [
                {
                    "signal": reason.signal,
                    "score": reason.score,
                    "evidence": list(reason.evidence),
                    "sentence": say(reason, words),
                }
                for reason in found.reasons
            ],
        }
        for found in site.related.get(key, ())
    ]
