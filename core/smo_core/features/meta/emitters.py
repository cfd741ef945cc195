"""A list of small emitters, in the order in which their tags stand in the head.

Open Graph (https://ogp.me) goes by ``property``, X cards by ``name``. A tag whose value is
not known is not written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from smo_core import choose
from smo_core.features.meta.article import article, labels
from smo_core.features.meta.jsonld import graph
from smo_core.features.meta.locales import locale
from smo_core.features.meta.tag import link, meta
from smo_core.features.meta.video import film, player
from smo_core.html.marks import json_text
from smo_core.model import HeadTag, Page, Site
from smo_core.urls import is_web


def tags(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield the head tags of one page; of a page that asks not to be indexed, only that."""
    for emit in EMITTERS if page.facts.public else (robots,):
        yield from emit(site, page)


def describe(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield the plain description."""
    if text := choose.description(site, page):
        yield meta("description", text)


def robots(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield the page's own word to crawlers, else leave to show large previews."""
    if content := page.facts.robots or ("noindex" if page.facts.noindex else site.settings.meta.robots):
        yield meta("robots", content)


def canonical(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield the page's one address."""
    if site.settings.meta.canonical and page.facts.url:
        yield link("canonical", page.facts.url)


def alternates(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield the same page in other languages, and in its own, as hreflang asks for it."""
    there = [(lang, url) for lang, target in page.facts.translations if (url := _translation(site, target))]
    own = choose.language(site, page)
    if there and own and page.facts.url:
        for lang, url in sorted([*there, (own, page.facts.url)]):
            yield link("alternate", url, detail=lang, hreflang=lang)


def open_graph(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield title, type, address, description, site, locale."""
    if not site.settings.meta.open_graph:
        return
    facts = page.facts
    kind = (
        "video.other" if film(page) and facts.kind != "article" else "article" if choose.is_article(page) else "website"
    )
    pairs = (
        ("og:title", choose.title(page)),
        ("og:type", kind),
        ("og:url", facts.url or ""),
        ("og:description", choose.description(site, page)),
        ("og:site_name", site.settings.site_name),
        ("og:locale", locale(choose.language(site, page))),
    )
    yield from (meta(name, value) for name, value in pairs if value)
    for lang in sorted({locale(lang) for lang, _ in facts.translations} - {""}):
        yield meta("og:locale:alternate", lang)
    if kind == "article":
        yield from article(site, page)


def picture(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield the image, with what is known of its file."""
    image = choose.image(site, page)
    if image is None or not site.settings.meta.open_graph:
        return
    yield meta("og:image", image.src)
    if urlsplit(image.src).scheme == "https":
        yield meta("og:image:secure_url", image.src)
    facts = (("type", image.type), ("width", image.width), ("height", image.height), ("alt", image.alt))
    yield from (meta(f"og:image:{name}", str(value)) for name, value in facts if value)


def x_card(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield the X card: large when there is an image, a player for a film. X reads the rest from Open Graph."""
    settings = site.settings.meta
    if not settings.x_card:
        return
    image = choose.image(site, page)
    embed = next((tag for tag in player(site, page) if tag.key[1] == "twitter:player"), None)
    kind = "player" if embed and image else "summary_large_image" if image else "summary"
    yield meta("twitter:card", kind)
    if settings.x_site:
        yield meta("twitter:site", f"@{settings.x_site.lstrip('@')}")
    creators = [
        known.x for name in choose.authors(site, page) if (known := site.settings.authors.get(name)) and known.x
    ]
    if creators:
        yield meta("twitter:creator", f"@{creators[0].lstrip('@')}")
    if not settings.open_graph:
        yield meta("twitter:title", choose.title(page))
        if text := choose.description(site, page):
            yield meta("twitter:description", text)
        if image is not None:
            yield meta("twitter:image", image.src)
    elif image is not None and image.alt:
        yield meta("twitter:image:alt", image.alt)
    if settings.labels and choose.is_article(page):
        yield from labels(site, page)


def author(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield who wrote it: the plain tag, a link to them, and the fediverse's tag."""
    names = choose.authors(site, page)
    if names:
        yield meta("author", ", ".join(names))
    known = [found for name in names if (found := site.settings.authors.get(name))]
    yield from (link("author", one.url, detail=one.url) for one in known if one.url)
    handles = [one.fediverse for one in known if one.fediverse] or [site.settings.meta.fediverse_creator]
    yield from (meta("fediverse:creator", f"@{handle.lstrip('@')}") for handle in handles if handle)


def relations(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield what the site is to others: same owner, licence, feeds, records, colour."""
    settings, own = site.settings.meta, choose.options(page).meta
    yield from (link("me", url, detail=url) for url in settings.me)
    if settings.license:
        yield link("license", settings.license)
    for feed in site.feeds:
        title = {"title": feed.title} if feed.title else {}
        yield link("alternate", feed.url, detail=feed.type, type=feed.type, **title)
    if settings.standard_publication:
        yield link("site.standard.publication", settings.standard_publication)
    if own.standard_document:
        yield link("site.standard.document", own.standard_document)
    if settings.theme_color:
        yield meta("theme-color", settings.theme_color)


def json_ld(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield one schema.org graph."""
    if site.settings.meta.json_ld:
        body = json_text(graph(site, page))
        yield HeadTag(key=("jsonld", "graph"), tag="script", attributes=(("type", "application/ld+json"),), body=body)


EMITTERS: tuple[Callable[[Site, Page], Iterator[HeadTag]], ...] = (
    describe,
    robots,
    canonical,
    alternates,
    open_graph,
    picture,
    player,
    x_card,
    author,
    relations,
    json_ld,
)


def _translation(site: Site, target: str) -> str | None:
    """Return the address of a translation: of a page of this site by key, or as given."""
    other = site.pages.get(target)
    if other is None:
        return target if is_web(target) else None
    return other.facts.url if other.facts.public else None
