"""Lists that templates make: the home page of a blog, its archives, tags, categories and authors."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import unquote

from smo_core.html.dom import Tree
from smo_core.model import Content, Facts, Page
from smo_core.paths import matches
from smo_core.settings import Settings
from smo_core.text import clean, without_name
from smo_core.urls import absolute, location_of, published_at
from smo_core.vocabulary import ERROR_PAGES

# What a list can be of, as Pelican's templates know it.
_OF = ("tag", "category", "author")
# What Pelican gives to its other lists: direct templates, and archives of a period.
_LISTED = frozenset(("page_name", "period"))


def home_of(settings: Mapping[str, Any], own: Settings, taken: Collection[str]) -> tuple[Page, ...]:
    """Return the home page that lists the newest articles, none where a page of the author's is ``taken`` for it."""
    key = str(_setting(settings, "index", "SAVE_AS") or "")
    listed = "index" in (settings.get("DIRECT_TEMPLATES") or ())
    if not (listed and key) or key in taken or location_of(key):
        return ()
    facts = Facts(
        key=key,
        location="",
        url=absolute(own.site_url, ""),
        title=own.site_name,
        description=own.description or clean(str(settings.get("SITESUBTITLE") or "")),
        language=own.language,
        kind="home",
    )
    return (Page(facts=facts, content=Content()),)


def key_of(context: Mapping[str, Any]) -> str:
    """Return the key of a written page that readers may find, "" for other files and error pages."""
    key = str(context.get("output_file") or "").replace("\\", "/")
    return key if key.endswith((".html", ".htm")) and not matches(key, ERROR_PAGES) else ""


def list_of(context: Mapping[str, Any], key: str, text: str, own: Settings) -> Page:
    """Return what is known of a written page that is no content: ``context`` is what its template was given."""
    of = next((context[kind] for kind in _OF if context.get(kind)), None)
    location = _location(context, key, of)
    facts = Facts(
        key=key,
        location=location,
        url=absolute(own.site_url, location),
        title=_title(text, own.site_name) if of is None else str(of),
        language=own.language,
        # Templates of the author's own (TEMPLATE_PAGES) are given neither.
        kind="page" if of is None and not _LISTED.intersection(context) else "list",
        listing=True,
    )
    return Page(facts=facts, content=Content())


def _location(context: Mapping[str, Any], key: str, of: object) -> str:
    """Return where a list will be: as Pelican's settings say, unless its file is not there."""
    page = context.get("articles_page")
    if page is not None and page.number > 1:
        said = page.url
    elif of is not None:
        said = getattr(of, "url", "")
    else:
        names = context.get("DIRECT_TEMPLATES") or ()
        said = next((_setting(context, n, "URL") for n in names if key == _setting(context, n, "SAVE_AS")), "")
    return published_at(unquote(str(said)).lstrip("/"), key) if said else location_of(key)


def _setting(context: Mapping[str, Any], template: str, name: str) -> object:
    return context.get(f"{template.upper()}_{name}", f"{template}.html")


def _title(text: str, site: str) -> str:
    """Return what a page calls itself in its head, without the name of the site; that name where it says nothing."""
    element = Tree(text).document.find("title")
    return without_name(clean(element.text) if element is not None else "", site) or site
