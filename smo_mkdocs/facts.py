"""MkDocs page → :class:`Facts`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

from smo_core.dates import iso
from smo_core.images import HEADER
from smo_core.model import Facts, Feed, Finding, Image
from smo_core.problems import SettingsError
from smo_core.robots import forbids_indexing
from smo_core.settings import PageSettings, page_settings
from smo_core.urls import with_slash
from smo_core.vocabulary import Kind

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage


def facts_of(
    page: MkDocsPage,
    config: MkDocsConfig,
    site_url: str,
    findings: list[Finding],
    order: Mapping[str, int] = MappingProxyType({}),
) -> Facts:
    """Return what MkDocs knows of a page; bad settings of the page become a finding.

    ``site_url`` is the site's final address, from MkDocs' settings or ours; ``order`` the
    places of sources in the menu.
    """
    meta: Mapping[str, Any] = page.meta or {}
    location = unquote(page.url)
    status = str(meta.get("status", ""))
    return Facts(
        key=page.file.dest_uri,
        location=location,
        url=page.canonical_url or (urljoin(with_slash(site_url), page.url) if site_url else None),
        title=_text(page.title),
        description=_text(meta.get("description")) or (_text(config.site_description) if page.is_homepage else ""),
        tags=_list(meta.get("tags")),
        authors=_authors(page, meta),
        published=_date(meta, "date", "created"),
        modified=_date(meta, "modified", "updated") or iso(meta.get("git_revision_date_localized_raw_iso_date")),
        language=language(page, config),
        order=order.get(page.file.src_uri),
        translations=_alternates(page, site_url),
        image=_image(meta),
        kind=_kind(page),
        draft=status == "draft" or meta.get("draft") is True,
        hidden=status == "hidden",
        noindex=forbids_indexing(_text(meta.get("robots"))),
        robots=_text(meta.get("robots")),
        source=page.file.src_uri,
        options=_options(meta, page.file.src_uri, page.file.dest_uri, findings),
    )


def language(page: MkDocsPage, config: MkDocsConfig) -> str:
    """Return the page's language: its own, that of its folder in a translated site, the theme's."""
    own = (page.meta or {}).get("lang") or getattr(page.file, "locale", None)
    theme = config.theme.get("language") or config.theme.get("locale")
    return str(own or theme or "")


def order_of(nav: Navigation) -> dict[str, int]:
    """Return the place of each page in the menu, by its source."""
    return {page.file.src_uri: place for place, page in enumerate(nav.pages)}


def opener(files: Files) -> Callable[[str], bytes | None]:
    """Return what gives the first bytes of a file of the site by its location."""
    by_location = {unquote(file.url): file for file in files}

    def open_file(location: str) -> bytes | None:
        file = by_location.get(location)
        if file is None or file.abs_src_path is None:
            return None if file is None else file.content_bytes[:HEADER]
        with Path(file.abs_src_path).open("rb") as source:
            return source.read(HEADER)

    return open_file


def feeds_of(config: MkDocsConfig) -> tuple[Feed, ...]:
    """Return the feed that the rss plugin will write, if it is on and the site has an address."""
    plugin = config.plugins.get("rss")
    if plugin is None or not config.site_url:
        return ()
    name = plugin.config.get("feeds_filenames", {}).get("rss_created", "feed_rss_created.xml")
    return (
        Feed(url=urljoin(with_slash(config.site_url), str(name)), type="application/rss+xml", title=config.site_name),
    )


def assets_of(assets: str, config: MkDocsConfig) -> str:
    """Return the folder of our files: one for each language where a plugin builds a site once for each."""
    plugin = config.plugins.get("i18n")
    current, default = (getattr(plugin, name, None) for name in ("current_language", "default_language"))
    return f"{assets}/{current}" if current and current != default else assets


def _alternates(page: MkDocsPage, site_url: str) -> tuple[tuple[str, str], ...]:
    """Return the addresses of a page's translations where a plugin builds a site once for each language."""
    alternates = getattr(page.file, "alternates", None)
    own = getattr(page.file, "locale", None)
    if not site_url or not isinstance(alternates, Mapping):
        return ()
    # A language without its own version of the page has another's file there.
    there = {lang: file for lang, file in alternates.items() if lang != own and getattr(file, "locale", None) == lang}
    return tuple(sorted((str(lang), urljoin(with_slash(site_url), file.url)) for lang, file in there.items()))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _list(value: object) -> tuple[str, ...]:
    items = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(text for item in items if (text := str(item).strip()))


def _authors(page: MkDocsPage, meta: Mapping[str, Any]) -> tuple[str, ...]:
    # Material's blog resolves author ids to people; their names are what readers see.
    people = [str(person.name) for person in getattr(page, "authors", ()) if hasattr(person, "name")]
    return tuple(people) or _list(meta.get("authors")) or _list(meta.get("author"))


def _date(meta: Mapping[str, Any], name: str, inner: str) -> str | None:
    """Return a date of the front matter; Material's blog has ``date: {created: …, updated: …}``."""
    both = meta.get("date")
    if isinstance(both, Mapping):
        return iso(both.get(inner))
    value = meta.get(name)
    return iso(value) if isinstance(value, (str, date, datetime)) else None


def _image(meta: Mapping[str, Any]) -> Image | None:
    src = meta.get("image")
    return Image(src=str(src), alt=_text(meta.get("image_alt"))) if isinstance(src, str) and src else None


def _kind(page: MkDocsPage) -> Kind:
    # The home page of a translated site stands in its language's folder.
    if page.is_homepage or unquote(page.url) == f"{getattr(page.file, 'locale', None) or ''}/":
        return "home"
    if is_view(page):
        return "list"
    # A post of Material's blog has a configuration with a date.
    return "article" if hasattr(getattr(page, "config", None), "date") else "page"


def is_view(page: MkDocsPage) -> bool:
    """Whether a page is a view of Material's blog, which lists posts: its index, an archive, a category."""
    return hasattr(page, "posts")


def _options(meta: Mapping[str, Any], source: str, key: str, findings: list[Finding]) -> PageSettings | None:
    try:
        return page_settings(meta, source=source)
    except SettingsError as error:
        findings.append(Finding(rule="bad-page-settings", severity="error", message=str(error), page=key))
        return None
