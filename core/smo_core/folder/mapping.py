"""A scanned folder as pages of a site: which of its files are pages, what the site is called, who links to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from smo_core.folder import facts
from smo_core.folder.scan import Scan
from smo_core.graph.links import Links, links_of
from smo_core.html.page import Reading
from smo_core.model import Content, Finding, Page, Site
from smo_core.paths import matches
from smo_core.sections import complete
from smo_core.settings import Settings


def content_of(found: Scan, settings: Settings) -> dict[str, Reading]:
    """Return the readings of a folder's pages; files that are no content are left out."""
    return {key: reading for key, reading in found.readings.items() if _is_content(key, reading, settings)}


def _is_content(key: str, reading: Reading, settings: Settings) -> bool:
    return reading.head.at is not None and not matches(key, settings.folder.no_content)


def lists_of(found: Scan, settings: Settings) -> dict[str, Page]:
    """Return the lists of a scanned folder; ``settings`` have the site's final address and name."""
    listing = {
        key: reading
        for key, reading in found.readings.items()
        if reading.head.at is not None
        and matches(key, settings.folder.lists)
        and not matches(key, settings.folder.exclude)
    }
    pages = facts.pages(listing, settings)
    return {key: Page(facts=replace(page.facts, kind="list"), content=Content()) for key, page in pages.items()}


def named(settings: Settings, content: Mapping[str, Reading]) -> Settings:
    """Return the settings with the site's address and name, as its pages tell them where nobody else does."""
    return settings.model_copy(
        update={
            "site_url": settings.site_url or facts.site_url(content),
            "site_name": settings.site_name or facts.site_name(content),
        },
    )


def astray(found: Scan, settings: Settings) -> tuple[Finding, ...]:
    """Return a finding for each page into which nothing is placed as its references lead to another site."""
    elsewhere = [key for key, base in facts.bases_of(found.readings, settings.site_url).items() if base is None]
    return tuple(
        Finding(
            rule="foreign-base",
            severity="warning",
            message=f"References on this page are meant from {found.readings[key].head.said['base', '']} "
            "(<base href>), which is not in this site; it was left as it is.",
            hint="Set site_url if this is where the site will be, else take the base element out.",
            page=key,
        )
        for key in sorted(elsewhere)
        if _is_content(key, found.readings[key], settings)
    )


def without_pages(found: Scan, site: Site) -> tuple[Finding, ...]:
    """Return a finding where a folder has files of HTML, and none of them is a page."""
    if site.pages or site.lists:
        return ()
    return (
        Finding(
            rule="no-pages",
            severity="warning",
            message=f"None of the {len(found.files)} files of HTML is a page: each sends readers on to another, "
            "is a part of a page, or is left out by folder.exclude.",
            hint="Name the folder in which your generator puts the finished site.",
        ),
    )


def pages_of(found: Scan, settings: Settings) -> tuple[dict[str, Page], Settings]:
    """Return the pages of a scanned folder, and the settings with the site's address and name."""
    content = content_of(found, settings)
    settings = named(settings, content)
    return facts.pages(content, settings), settings


def map_of_links(found: Scan, settings: Settings) -> Links:
    """Return the content links between a folder's pages, without ranking or planning anything."""
    pages, settings = pages_of(found, settings)
    return links_of(complete(pages), site_url=settings.site_url)
