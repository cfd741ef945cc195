"""All pages of a build, read once each, with their translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from smo_core.collector import paused
from smo_core.html.encoding import decode
from smo_core.html.marks import strip
from smo_core.html.page import read_page
from smo_core.html.read import read_content
from smo_core.model import Facts, Page
from smo_mkdocs.facts import is_view

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page as MkDocsPage


@paused()
def collect(
    files: Files,
    config: MkDocsConfig,
    known: Mapping[str, Page],
    facts: Callable[[MkDocsPage], Facts],
    *,
    passages: bool = False,
) -> tuple[list[Page], list[Page]]:
    """Return the pages of a build, and those that a theme's template makes: views of a blog, landing pages.

    ``known`` are the pages of the last build by source, for ``--dirty``. With ``passages`` the content of pages says
    where links can be put.
    """
    found: list[tuple[Page, object]] = []
    lists = []
    for file in files.documentation_pages():
        if file.page is None:
            continue
        if _is_template(file.page):
            # With --dirty most are not rendered, and stay as they are.
            if file.page.content is not None:
                lists.append(Page(facts=facts(file.page), content=read_content(file.page.content)))
            continue
        page = _page(file, config, known, facts, passages=passages)
        if page is not None:
            found.append((page, (file.page.meta or {}).get("slug")))
    return with_translations(found), lists


def _is_template(page: MkDocsPage) -> bool:
    """Whether a template makes what readers see: a list of posts below some words, or all of a page."""
    return is_view(page) or (page.content is not None and not page.content.strip())


def _page(
    file: File,
    config: MkDocsConfig,
    known: Mapping[str, Page],
    facts: Callable[[MkDocsPage], Facts],
    *,
    passages: bool,
) -> Page | None:
    """Return a page as read; with ``--dirty`` unchanged pages are not rendered, so they are remembered."""
    page = file.page
    if page.content is not None:
        return Page(facts=facts(page), content=read_content(page.content, passages=passages))
    if file.src_uri in known:
        return known[file.src_uri]
    built = Path(config.site_dir, file.dest_uri)
    if not built.is_file():
        return None
    page.read_source(config)
    content = read_page(strip(decode(built.read_bytes()).text)).content
    title = next((h.text for h in content.headings if h.level == 1), "")
    known_facts = facts(page)
    return Page(
        facts=replace(known_facts, title=known_facts.title if page.meta.get("title") else title),
        content=content,
    )


def with_translations(pages: Iterable[tuple[Page, object]]) -> list[Page]:
    """Return pages that know each other as translations: same ``slug``, other language."""
    listed = list(pages)
    groups: defaultdict[object, list[Facts]] = defaultdict(list)
    for page, slug in listed:
        if slug:
            groups[slug].append(page.facts)
    return [replace(page, facts=_translated(page.facts, groups[slug])) if slug else page for page, slug in listed]


def _translated(facts: Facts, group: list[Facts]) -> Facts:
    others = {other.language: other.key for other in group if other.language != facts.language and other.public}
    return replace(facts, translations=tuple(sorted({**dict(facts.translations), **others}.items())))
