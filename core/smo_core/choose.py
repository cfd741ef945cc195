"""What several features need to know of a page, decided once.

Precedence, everywhere: the page's own ``smo:`` settings > the host's facts > what the head
already says > the content > the site's settings. (Hosts that read heads, such as a folder,
put what the head says into the facts.) No value is ever invented.
"""

from __future__ import annotations

from smo_core.model import Image, Page, Site
from smo_core.settings import PageSettings
from smo_core.text import clean, cut
from smo_core.urls import absolute_image, relative

_DEFAULT = PageSettings()


def options(page: Page) -> PageSettings:
    """Return the page's own settings, the defaults when it has none."""
    return page.facts.options or _DEFAULT


def title(page: Page) -> str:
    """Return the page's title as readers and networks see it, never empty."""
    own = options(page).meta.title
    first = next((h.text for h in page.content.headings if h.text), "")
    return clean(own) or clean(page.facts.title) or clean(first) or page.key


def description(site: Site, page: Page) -> str:
    """Return the page's description, "" when nothing says what it is about."""
    settings = site.settings
    own = clean(options(page).meta.description) or clean(page.facts.description)
    lead = cut(clean(page.content.lead), settings.meta.description_length) if settings.meta.description else ""
    last = clean(settings.description) if page.facts.kind == "home" else ""
    return own or lead or last


def image(site: Site, page: Page) -> Image | None:
    """Return the image that stands for the page, with an absolute URL, or None."""
    settings, own = site.settings, options(page).meta
    candidates = (
        Image(src=own.image, alt=own.image_alt) if own.image else None,
        page.facts.image,
        Image(src=settings.image, alt=settings.image_alt) if settings.image else None,
    )
    for candidate in candidates:
        if candidate is None:
            continue
        # What front matter and settings name is meant from the site's root, as in URLs of a
        # theme; it must not depend on how deep the page lies.
        url = absolute_image(candidate.src.lstrip("/"), page_url=settings.site_url, site_url=settings.site_url)
        if url:
            return Image(src=url, alt=clean(candidate.alt), width=candidate.width, height=candidate.height)
    return None


def authors(site: Site, page: Page) -> tuple[str, ...]:
    """Return the authors' names, the site's author when the page names none."""
    named = tuple(name for author in page.facts.authors if (name := clean(author)))
    return named or ((site.settings.author,) if site.settings.author else ())


def language(site: Site, page: Page) -> str:
    """Return the page's BCP 47 language, "" when nobody says."""
    return (page.facts.language or site.settings.language).replace("_", "-")


def href(page: Page, target: Page) -> str:
    """Return the relative link from one page to another."""
    return relative(target.facts.location, base=page.facts.location)


def asset(site: Site, page: Page, name: str) -> str:
    """Return the relative link from a page to one of our files."""
    return relative(f"{site.settings.assets}/{name}", base=page.facts.location)
