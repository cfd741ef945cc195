"""The fields of a page: what is read of each, and how much its words count."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from smo_core.model import Page

# Characters of the body that are read: what a page is about is said by then.
TEXT_CAP = 12_000
# Characters of the opening, which says what the rest is about.
LEAD_CAP = 300
# How much a word counts by where it stands, and how far a long field is held back (BM25F's b).
FIELDS: tuple[tuple[str, float, float], ...] = (
    ("body", 1, 0.5),
    ("title", 14, 0.3),
    ("url", 8, 0.3),
    ("tags", 4, 0.3),
    ("description", 3, 0.3),
    ("lead", 2, 0.3),
    ("headings", 1, 0.3),
)
_SIGNS = re.compile(r"[/_.-]")
READ: Mapping[str, Callable[[Page], str]] = {
    "body": lambda page: page.content.text[:TEXT_CAP],
    "title": lambda page: page.facts.title,
    "url": lambda page: _SIGNS.sub(" ", page.facts.location.removesuffix(".html")),
    "tags": lambda page: " ".join(page.facts.tags),
    "description": lambda page: page.facts.description,
    "lead": lambda page: (page.content.lead or page.content.text)[:LEAD_CAP],
    "headings": lambda page: " ".join(h.text for h in page.content.headings if h.text != page.facts.title),
}
