"""A list of small emitters, in the order in which their tags stand in the head.

Open Graph (https://ogp.me) goes by ``property``, X cards by ``name``. A tag whose value is
not known is not written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from smo_core import choose
from smo_core.features.meta.jsonld import graph
from smo_core.html.marks import json_text
from smo_core.model import HeadTag, Page, Site

# Facebook's locale of each language where the page names no region
# (https://developers.facebook.com/docs/internationalization).
_LOCALES = {
    "ar": "ar_AR", "cs": "cs_CZ", "da": "da_DK", "de": "de_DE", "el": "el_GR", "en": "en_US", "es": "es_ES",
    "fa": "fa_IR", "fi": "fi_FI", "fr": "fr_FR", "he": "he_IL", "hi": "hi_IN", "hu": "hu_HU", "id": "id_ID",
    "it": "it_IT", "ja": "ja_JP", "ko": "ko_KR", "nb": "nb_NO", "nl": "nl_NL", "pl": "pl_PL", "pt": "pt_PT",
    "ro": "ro_RO", "ru": "ru_RU", "sv": "sv_SE", "th": "th_TH", "tr": "tr_TR", "uk": "uk_UA", "vi": "vi_VN",
    "zh": "zh_CN",
}  # fmt: skip
_SHORT = 2


def tags(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield the head tags of one page."""
    if site.settings.meta.enabled and choose.options(page).meta.enabled:
        for emit in EMITTERS:
            yield from emit(site, page)


def describe(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield the plain description."""
    if text := choose.description(site, page):
        yield _meta("name", "description", text)


def canonical(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield the page's one address."""
    if site.settings.meta.canonical and page.facts.url:
        yield _link("canonical", page.facts.url)


def alternates(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield the same page in other languages, and in its own, as hreflang asks for it."""
    there = [(lang, url) for lang, target in page.facts.translations if (url := _translation(site, target))]
    own = choose.language(site, page)
    if there and own and page.facts.url:
        for lang, url in sorted([*there, (own, page.facts.url)]):
            yield HeadTag(
                key=("link", f"alternate:{lang}"),
                tag="link",
                attributes=(("rel", "alternate"), ("hreflang", lang), ("href", url)),
            )


def open_graph(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield title, type, address, description, site, locale."""
    if not site.settings.meta.open_graph:
        return
    facts = page.facts
    article = facts.kind == "article" or facts.published is not None
    pairs = (
        ("og:title", choose.title(page)),
        ("og:type", "article" if article else "website"),
        ("og:url", facts.url or ""),
        ("og:description", choose.description(site, page)),
        ("og:site_name", site.settings.site_name),
        ("og:locale", locale(choose.language(site, page))),
    )
    yield from (_meta("property", name, value) for name, value in pairs if value)
    for lang in sorted({locale(lang) for lang, _ in facts.translations} - {""}):
        yield _meta("property", "og:locale:alternate", lang)
    if article:
        yield from _article(site, page)


def _article(site: Site, page: Page) -> Iterator[HeadTag]:
    facts = page.facts
    pairs = (("article:published_time", facts.published), ("article:modified_time", facts.modified))
    yield from (_meta("property", name, value) for name, value in pairs if value)
    yield from (_meta("property", "article:author", author) for author in choose.authors(site, page))
    if facts.section:
        yield _meta("property", "article:section", facts.section[-1])
    yield from (_meta("property", "article:tag", tag) for tag in facts.tags)


def picture(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield the image, with what is known of it."""
    image = choose.image(site, page)
    if image is None or not site.settings.meta.open_graph:
        return
    yield _meta("property", "og:image", image.src)
    size = (("og:image:width", image.width), ("og:image:height", image.height))
    yield from (_meta("property", name, str(value)) for name, value in size if value)
    if image.alt:
        yield _meta("property", "og:image:alt", image.alt)


def x_card(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield the X card: large when there is an image. X reads the rest from Open Graph."""
    settings = site.settings.meta
    if not settings.x_card:
        return
    image = choose.image(site, page)
    yield _meta("name", "twitter:card", "summary_large_image" if image else "summary")
    if settings.x_site:
        yield _meta("name", "twitter:site", f"@{settings.x_site.lstrip('@')}")
    if not settings.open_graph:
        yield _meta("name", "twitter:title", choose.title(page))
        if text := choose.description(site, page):
            yield _meta("name", "twitter:description", text)


def author(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield who wrote it: the plain tag, and the fediverse's."""
    if names := choose.authors(site, page):
        yield _meta("name", "author", ", ".join(names))
    if handle := site.settings.meta.fediverse_creator:
        yield _meta("name", "fediverse:creator", f"@{handle.lstrip('@')}")


def json_ld(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield one schema.org graph."""
    if site.settings.meta.json_ld:
        yield HeadTag(
            key=("jsonld", "graph"),
            tag="script",
            attributes=(("type", "application/ld+json"),),
            body=json_text(graph(site, page)),
        )


EMITTERS: tuple[Callable[[Site, Page], Iterator[HeadTag]], ...] = (
    describe,
    canonical,
    alternates,
    open_graph,
    picture,
    x_card,
    author,
    json_ld,
)


def locale(language: str) -> str:
    """Return a language as Open Graph writes it (``pt-BR`` → ``pt_BR``, ``fr`` → ``fr_FR``), "" if unknown."""
    parts = language.replace("_", "-").split("-")
    region = next((part.upper() for part in parts[1:] if len(part) == _SHORT and part.isalpha()), "")
    return f"{parts[0].lower()}_{region}" if region else _LOCALES.get(parts[0].lower(), "")


def _translation(site: Site, target: str) -> str | None:
    """Return the address of a translation: of a page of this site by key, or as given."""
    other = site.pages.get(target)
    if other is None:
        return target if "://" in target else None
    return other.facts.url if other.facts.public else None


def _meta(attribute: str, name: str, value: str) -> HeadTag:
    return HeadTag(key=(attribute, name), tag="meta", attributes=((attribute, name), ("content", value)))


def _link(rel: str, href: str) -> HeadTag:
    return HeadTag(key=("link", rel), tag="link", attributes=(("rel", rel), ("href", href)))
