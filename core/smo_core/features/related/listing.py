"""The list of related pages on a page, and the same for all pages as one JSON file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from smo_core import choose
from smo_core.features.related.reasons import sentence
from smo_core.model import Block, Emit, Page, Site
from smo_core.render import render, words_for

_TEMPLATE = Path(__file__).with_name("related.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of the list, as its template sees it."""

    href: str
    title: str
    reason: str
    language: str


def listing(site: Site, page: Page) -> Iterator[Block]:
    """Yield the list of one page; none when there is nothing to suggest."""
    settings = site.settings.related
    suggestions = site.related.get(page.key, ())
    if not (settings.enabled and choose.options(page).related.enabled and suggestions):
        return
    words = words_for(site, page)
    items = tuple(
        Item(
            href=choose.href(page, site.pages[s.key]),
            title=choose.title(site.pages[s.key]),
            reason=sentence(s.reasons, words) if settings.reasons else "",
            language=choose.language(site, site.pages[s.key]),
        )
        for s in suggestions
    )
    yield Block(name="related", slot=settings.slot, html=render(_TEMPLATE, site, page, items=items))


def data(site: Site) -> Iterator[Emit]:
    """Yield ``related.json``: for each public page its suggestions with scores and reasons."""
    if site.settings.related.enabled and site.related:
        yield Emit(path=f"{site.settings.assets}/related.json", data=partial(_json, site))


def _json(site: Site) -> bytes:
    document = {
        site.pages[key].facts.location: [
            {
                "page": site.pages[s.key].facts.location,
                "title": choose.title(site.pages[s.key]),
                "score": s.score,
                "reasons": [{"signal": r.signal, "score": r.score, "evidence": list(r.evidence)} for r in s.reasons],
            }
            for s in suggestions
        ]
        for key, suggestions in sorted(site.related.items())
        if site.pages[key].facts.readable
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
