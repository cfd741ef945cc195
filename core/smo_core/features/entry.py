"""Pages as the lists of several blocks show them: each under a name of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from smo_core import choose
from smo_core.model import Page, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page in a list, as its template sees it: where it is, what it is called, in which language."""

    href: str
    title: str
    language: str


def entries(site: Site, page: Page, others: Sequence[Page]) -> tuple[Entry, ...]:
    """Return other pages as one of this page's lists shows them."""
    names = titles(page, others)
    return tuple(
        Entry(href=choose.href(page, other), title=name, language=choose.language(site, other))
        for other, name in zip(others, names, strict=True)
    )


def titles(page: Page, others: Sequence[Page]) -> list[str]:
    """Return what other pages are called in a list, no two alike, and none like this page.

    Where a title alone would not tell, its section stands beside it, else its address.
    """
    plain, called = [choose.title(other) for other in others], choose.title(page)
    if len({*plain, called}) > len(plain):
        return plain
    seen = Counter((*plain, called))
    sections = [other.facts.section[-1] if other.facts.section else "" for other in others]
    own = page.facts.section[-1] if page.facts.section else ""
    told = Counter((*zip(plain, sections, strict=True), (called, own)))
    return [
        title
        if seen[title] == 1
        else f"{title} ({section if section and told[title, section] == 1 else other.facts.location or './'})"
        for title, section, other in zip(plain, sections, others, strict=True)
    ]
