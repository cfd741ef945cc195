"""One schema.org ``@graph`` for each page: the site, the page, the article, the way to it.

One graph rather than several scripts: readers that take a top-level ``WebPage`` or
``NewsArticle`` in preference to Open Graph (Mastodon does) find none, and nothing can
contradict. https://schema.org, https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

from typing import Any

from smo_core import choose
from smo_core.model import Page, Site
from smo_core.urls import absolute

Node = dict[str, Any]


def graph(site: Site, page: Page) -> Node:
    """Return the page's JSON-LD document; what is not known is left out."""
    nodes = [_website(site), _page(site, page), _article(site, page), _breadcrumbs(site, page)]
    return {"@context": "https://schema.org", "@graph": [_known(node) for node in nodes if node]}


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def _id(url: str | None, name: str) -> str | None:
    return f"{url}#{name}" if url else None


def _ref(url: str | None, name: str) -> Node | None:
    return {"@id": f"{url}#{name}"} if url else None


def _website(site: Site) -> Node | None:
    url, name = site.settings.site_url, site.settings.site_name
    return {"@type": "WebSite", "@id": _id(url, "website"), "url": url, "name": name} if url or name else None


def _page(site: Site, page: Page) -> Node:
    facts = page.facts
    image = choose.image(site, page)
    return {
        "@type": "WebPage",
        "@id": _id(facts.url, "webpage"),
        "url": facts.url,
        "name": choose.title(page),
        "description": choose.description(site, page),
        "inLanguage": choose.language(site, page),
        "isPartOf": _ref(site.settings.site_url, "website"),
        "datePublished": facts.published,
        "dateModified": facts.modified,
        "primaryImageOfPage": _known({"@type": "ImageObject", "url": image.src, "caption": image.alt})
        if image
        else None,
        "breadcrumb": _ref(facts.url, "breadcrumb") if _trail(site, page) else None,
    }


def _article(site: Site, page: Page) -> Node | None:
    facts, settings = page.facts, site.settings.meta
    kind = settings.article_type if facts.kind == "article" else settings.page_type
    if facts.kind == "home" or kind == "WebPage":
        return None
    image = choose.image(site, page)
    return {
        "@type": kind,
        "@id": _id(facts.url, "article"),
        "headline": choose.title(page),
        "description": choose.description(site, page),
        "inLanguage": choose.language(site, page),
        "mainEntityOfPage": _ref(facts.url, "webpage"),
        "isPartOf": _ref(facts.url, "webpage"),
        "author": [{"@type": "Person", "name": name} for name in choose.authors(site, page)],
        "datePublished": facts.published,
        "dateModified": facts.modified,
        "image": [image.src] if image else None,
        "keywords": list(facts.tags),
        "articleSection": facts.section[-1] if facts.section else None,
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
    by_location = {"": site.pages.get("index.html")}
    for depth in range(1, len(folders) + 1):
        location = "/".join(folders[:depth]) + "/"
        by_location[location] = site.pages.get(f"{location}index.html")
    for location, step in by_location.items():
        if step is not None and step.key != page.key and step.facts.public:
            steps.append((choose.title(step), step.facts.url or absolute(root, location)))
    return [*steps, (choose.title(page), None)] if steps else []
