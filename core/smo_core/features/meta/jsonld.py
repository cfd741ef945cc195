"""One schema.org ``@graph`` for each page: the site, the page, the article, the way to it.

One graph rather than several scripts: readers that take a top-level ``WebPage`` or
``NewsArticle`` in preference to Open Graph (Mastodon does) find none, and nothing can
contradict. https://schema.org, https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from smo_core import choose
from smo_core.features.meta.video import address, film
from smo_core.model import Page, Site
from smo_core.urls import absolute, is_web, tidy

Node = dict[str, Any]


def graph(site: Site, page: Page) -> Node:
    """Return the page's JSON-LD document; what is not known is left out."""
    nodes = [
        _website(site),
        _publisher(site),
        _page(site, page),
        _article(site, page),
        _image(site, page),
        _film(site, page),
        _breadcrumbs(site, page),
    ]
    return {"@context": "https://schema.org", "@graph": [_known(node) for node in nodes if node]}


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def _id(url: str | None, name: str) -> str | None:
    return f"{url}#{name}" if url else None


def _ref(url: str | None, name: str) -> Node | None:
    return {"@id": f"{url}#{name}"} if url else None


def _website(site: Site) -> Node | None:
    url, name = site.settings.site_url, site.settings.site_name
    if not (url or name):
        return None
    return {
        "@type": "WebSite",
        "@id": _id(url, "website"),
        "url": url,
        "name": name,
        "publisher": _publisher_ref(site),
        "license": site.settings.meta.license,
    }


def _publisher(site: Site) -> Node | None:
    settings, publisher = site.settings, site.settings.publisher
    if not publisher.name:
        return None
    logo = tidy(urljoin(settings.site_url, publisher.logo)) if publisher.logo else ""
    return {
        "@type": publisher.type,
        "@id": _id(settings.site_url, "publisher"),
        "name": publisher.name,
        "url": publisher.url or settings.site_url,
        "logo" if publisher.type == "Organization" else "image": logo if is_web(logo) else "",
        "sameAs": list(publisher.same_as),
    }


def _publisher_ref(site: Site) -> Node | None:
    return _ref(site.settings.site_url, "publisher") if site.settings.publisher.name else None


def _page(site: Site, page: Page) -> Node:
    facts = page.facts
    return {
        "@type": "CollectionPage" if facts.kind == "list" else "WebPage",
        "@id": _id(facts.url, "webpage"),
        "url": facts.url,
        "name": choose.title(page),
        "description": choose.description(site, page),
        "inLanguage": choose.language(site, page),
        "isPartOf": _ref(site.settings.site_url, "website"),
        "datePublished": facts.published,
        "dateModified": facts.modified,
        "primaryImageOfPage": _ref(facts.url, "image") if choose.image(site, page) else None,
        "video": _ref(facts.url, "video") if film(page) else None,
        "breadcrumb": _ref(facts.url, "breadcrumb") if _trail(site, page) else None,
    }


def _article(site: Site, page: Page) -> Node | None:
    facts, settings = page.facts, site.settings.meta
    by_rule = settings.article_type if choose.is_article(page) else settings.page_type
    kind = choose.options(page).meta.type or by_rule
    if facts.kind == "home" or kind == "WebPage" or facts.is_list:
        return None
    return {
        "@type": kind,
        "@id": _id(facts.url, "article"),
        "headline": choose.title(page),
        "description": choose.description(site, page),
        "inLanguage": choose.language(site, page),
        "mainEntityOfPage": _ref(facts.url, "webpage"),
        "isPartOf": _ref(facts.url, "webpage"),
        "author": [_person(site, name) for name in choose.authors(site, page)],
        "publisher": _publisher_ref(site),
        "license": settings.license,
        "datePublished": facts.published,
        "dateModified": facts.modified,
        "image": _ref(facts.url, "image") if choose.image(site, page) else None,
        "keywords": list(facts.tags),
        "articleSection": facts.section[-1] if facts.section else None,
    }


def _person(site: Site, name: str) -> Node:
    known = site.settings.authors.get(name)
    same = [*known.same_as] if known else []
    return _known({"@type": "Person", "name": name, "url": known.url if known else "", "sameAs": same})


def _image(site: Site, page: Page) -> Node | None:
    image = choose.image(site, page)
    if image is None:
        return None
    return {
        "@type": "ImageObject",
        "@id": _id(page.facts.url, "image"),
        "url": image.src,
        "contentUrl": image.src,
        "width": image.width,
        "height": image.height,
        "encodingFormat": image.type,
        "caption": image.alt,
    }


def _film(site: Site, page: Page) -> Node | None:
    video = film(page)
    if video is None or not (url := address(page, video.src)):
        return None
    image = choose.image(site, page)
    poster = address(page, video.poster) if video.poster else image.src if image else ""
    return {
        "@type": "VideoObject",
        "@id": _id(page.facts.url, "video"),
        "name": video.title or choose.title(page),
        "description": choose.description(site, page),
        "embedUrl" if video.type == "text/html" else "contentUrl": url,
        "encodingFormat": video.type,
        "thumbnailUrl": poster,
        "uploadDate": page.facts.published,
        "width": video.width,
        "height": video.height,
    }


def _breadcrumbs(site: Site, page: Page) -> Node | None:
    trail = _trail(site, page)
    if not trail or not page.facts.url:
        return None
    items = [
        _known({"@type": "ListItem", "position": position, "name": name, "item": url})
        for position, (name, url) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "@id": _id(page.facts.url, "breadcrumb"), "itemListElement": items}


def _trail(site: Site, page: Page) -> list[tuple[str, str | None]]:
    """Return name and address of each step from the home page to this one, [] for the home page.

    A section takes part only when it has a page of its own: every step but the last must
    have an address.
    """
    facts = page.facts
    root = site.settings.site_url
    if facts.kind == "home" or not root or not facts.url:
        return []
    steps: list[tuple[str, str | None]] = []
    folders = facts.location.rstrip("/").split("/")[:-1]
    by_location = {"": site.find("index.html")}
    for depth in range(1, len(folders) + 1):
        location = "/".join(folders[:depth]) + "/"
        by_location[location] = site.find(f"{location}index.html")
    for location, step in by_location.items():
        if step is not None and step.key != page.key and step.facts.public:
            steps.append((choose.title(step), step.facts.url or absolute(root, location)))
    return [*steps, (choose.title(page), None)] if steps else []
