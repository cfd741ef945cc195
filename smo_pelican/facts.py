"""Pelican content → :class:`Facts`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markupsafe import Markup

from smo_core.dates import iso
from smo_core.images import HEADER
from smo_core.model import Facts, Feed, Finding, Image
from smo_core.problems import SettingsError
from smo_core.robots import forbids_indexing
from smo_core.settings import PageSettings, page_settings
from smo_core.urls import absolute, is_web, published_at, with_slash
from smo_core.vocabulary import Kind

if TYPE_CHECKING:
    from pelican.contents import Content

# Where each generator keeps its content; translations, hidden and drafts stand apart.
_LISTS = (
    "articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations",
    "pages", "hidden_pages", "draft_pages", "draft_translations",
)  # fmt: skip


def contents_of(generators: Iterable[object]) -> Iterator[Content]:
    """Yield every article and page of a build once, also those that no list shows."""
    seen: set[int] = set()
    for generator in generators:
        for name in _LISTS:
            found = getattr(generator, name, ())
            for content in found if isinstance(found, list) else ():
                if id(content) not in seen and getattr(content, "save_as", ""):
                    seen.add(id(content))
                    yield content


def facts_of(
    content: Content,
    settings: Mapping[str, Any],
    findings: list[Finding],
    order: Mapping[str, int] = MappingProxyType({}),
) -> Facts:
    """Return what Pelican knows of a piece of content; its bad settings become a finding.

    ``order`` are the places of output files among the articles, the oldest first.
    """
    meta: Mapping[str, Any] = content.metadata
    location = published_at(unquote(content.url).lstrip("/"), content.save_as)
    status = getattr(content, "status", "published")
    return Facts(
        key=content.save_as,
        location=location,
        url=absolute(settings.get("SITEURL") or "", location),
        title=_title(content, settings),
        description=unescape(str(meta.get("description", ""))),
        tags=tuple(str(tag) for tag in getattr(content, "tags", ())),
        authors=tuple(str(author) for author in getattr(content, "authors", ())),
        published=iso(getattr(content, "date", None)),
        modified=iso(getattr(content, "modified", None)),
        language=str(getattr(content, "lang", "") or settings.get("DEFAULT_LANG", "")),
        order=order.get(content.save_as),
        translations=tuple(sorted((t.lang, t.save_as) for t in getattr(content, "translations", ()))),
        image=Image(src=str(meta["image"]), alt=str(meta.get("image_alt", ""))) if meta.get("image") else None,
        kind=_kind(content, location),
        draft=status == "draft",
        hidden=status == "hidden",
        noindex=forbids_indexing(str(meta.get("robots", ""))),
        robots=str(meta.get("robots", "")),
        source=content.get_relative_source_path() if content.source_path else None,
        options=_options(meta, content, findings),
    )


def order_of(contents: Iterable[Content]) -> dict[str, int]:
    """Return the place of each published article by date in its language, by output file: the newer one comes next."""
    dated = [
        (str(content.lang), content.date, content.save_as)
        for content in contents
        if type(content).__name__ == "Article" and content.status == "published"
    ]
    return {save_as: place for place, (_, _, save_as) in enumerate(sorted(dated))}


def opener(context: Mapping[str, Any]) -> Callable[[str], bytes | None]:
    """Return what gives the first bytes of a static file by its location; call it after all content was read.

    (Asking a static file for its address before a ``{attach}`` link moved it would pin it.)
    """
    by_location: dict[str, str] = {}

    def open_file(location: str) -> bytes | None:
        if not by_location:
            statics = context.get("static_content", {}).values()
            by_location.update({static.save_as: static.source_path for static in statics})
        source = by_location.get(location)
        if source is None:
            return None
        with Path(source).open("rb") as file:
            return file.read(HEADER)

    return open_file


def address_of(settings: Mapping[str, Any]) -> str:
    """Return the site's address, "" when SITEURL is none: subsites may have a mere path there."""
    url = str(settings.get("SITEURL") or "")
    return with_slash(url.rstrip("/")) if is_web(url) else ""


def feeds_of(settings: Mapping[str, Any]) -> tuple[Feed, ...]:
    """Return the site's main feeds, as themes advertise them."""
    base = settings.get("FEED_DOMAIN") or settings.get("SITEURL")
    kinds = (("FEED_ALL_ATOM", "application/atom+xml"), ("FEED_ALL_RSS", "application/rss+xml"))
    return tuple(
        Feed(
            url=f"{base.rstrip('/')}/{settings.get(f'{name}_URL') or settings[name]}",
            type=kind,
            title=settings.get("SITENAME", ""),
        )
        for name, kind in kinds
        if base and is_web(base) and settings.get(name)
    )


def _title(content: Content, settings: Mapping[str, Any]) -> str:
    """Return the title as plain text: Pelican's titles are HTML, made so by the reader or by hand."""
    made_by_reader = settings.get("TYPOGRIFY") or str(content.source_path or "").endswith(".rst")
    return str(Markup(content.title).striptags()) if made_by_reader else unescape(str(content.title))  # noqa: S704 - becomes text


def _kind(content: Content, location: str) -> Kind:
    if location in {"", "index.html"}:
        return "home"
    return "article" if type(content).__name__ == "Article" else "page"


def _options(meta: Mapping[str, Any], content: Content, findings: list[Finding]) -> PageSettings | None:
    source = content.get_relative_source_path() or content.save_as
    try:
        return page_settings(meta, source=source)
    except SettingsError as error:
        findings.append(Finding(rule="bad-page-settings", severity="error", message=str(error), page=content.save_as))
        return None
