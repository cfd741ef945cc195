"""``smo suggest``: the links that the pages of a folder could have, and where in their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from smo_core.folder.linking import survey_folder
from smo_core.folder.pool import Progress
from smo_core.folder.scan import scan
from smo_core.model import LinkSuggestion, Page
from smo_core.problems import InputError, did_you_mean
from smo_core.settings import Settings
from smo_core.suggest import Suggested, suggest
from smo_core.urls import index_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The pages of a folder by key, and the links that they could have."""

    root: Path
    pages: Mapping[str, Page]
    suggested: Suggested

    @property
    def all(self) -> tuple[LinkSuggestion, ...]:
        """Every suggestion once, those that lead to pages without any link first."""
        first = [link for links in self.suggested.orphans.values() for link in links]
        rest = [link for links in self.suggested.pages.values() for link in links]
        return tuple(dict.fromkeys((*first, *rest)))


def suggest_in(root: Path, settings: Settings, *, jobs: int = 0, progress: Progress | None = None) -> Found:
    """Return the links that pages below ``root`` could have. Raises InputError for a missing or empty folder."""
    found = scan(root, content=settings.folder.content, passages=True, jobs=jobs, progress=progress)
    alone = settings.model_copy(
        update={
            "related": settings.related.model_copy(update={"enabled": False}),
            "suggest": settings.suggest.model_copy(update={"automatic": False}),
        }
    )
    site = survey_folder(found, alone)
    return Found(root=root, pages=site.pages, suggested=suggest(site.pages, site.graph, site.settings))


def chosen(found: Found, *, page: str = "", limit: int = 0) -> Found:
    """Return the suggestions for one page: on it and for it, or those of the first few pages, surest first.

    Raises InputError when there is no such page.
    """
    pages, orphans = found.suggested.pages, found.suggested.orphans
    if page:
        key = key_of(found, page)
        pages = {key: pages[key]} if key in pages else {}
        orphans = {key: orphans[key]} if key in orphans else {}
    else:
        best = sorted(pages, key=lambda key: (-pages[key][0].score, key))
        pages = {key: pages[key] for key in best[: limit or None]}
        orphans = {key: orphans[key] for key in list(orphans)[: limit or None]}
    return replace(found, suggested=Suggested(pages=pages, orphans=orphans))


def key_of(found: Found, page: str) -> str:
    """Return the key of the page that the user means by an address, a location or a file.

    Raises InputError when there is none.
    """
    index = index_of((key, one.facts.location) for key, one in found.pages.items())
    addresses = {one.facts.url: key for key, one in found.pages.items() if one.facts.url}
    plain = page.removeprefix(f"{found.root.as_posix()}/").removeprefix("/").partition("#")[0]
    key = addresses.get(page) or index.get(plain)
    if key is None:
        message = f"{page}: there is no such page. {did_you_mean(plain, found.pages)}"[:400]
        raise InputError(message)
    return key
