"""What several features need to know of a page, decided once.

Precedence, everywhere: the page's own ``smo:`` settings > the host's facts > what the head
already says > the content > the site's settings. (Hosts that read heads, such as a folder,
put what the head says into the facts.) No value is ever invented.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from smo_core.model import Image, Page, Site
from smo_core.remembered import remembered
from smo_core.settings import PageSettings
from smo_core.text import clean, cut
from smo_core.urls import INDEX, absolute, is_web, parent, relative, resolve, tidy

_DEFAULT = PageSettings.plain()
# Networks show nothing smaller, and cut what is much longer than wide.
_WIDE, _HIGH, _LONGEST = 300, 157, 3
_LOOKED_AT = 5
# Far more than anybody shows; what is longer is no title, and would stand in a dozen tags.
_LONGEST_TITLE, _LONGEST_DESCRIPTION = 2_000, 10_000
_SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_NOT_A_PICTURE = frozenset(
    {"badge", "badges", "shields", "icon", "icons", "logo", "logos", "avatar", "gravatar", "emoji", "spinner"}
)


def options(page: Page) -> PageSettings:
    """Return the page's own settings, the defaults when it has none."""
    return page.facts.options or _DEFAULT


@remembered(1024)
def title(page: Page) -> str:
    """Return the page's title as readers and networks see it, never empty."""
    own = options(page).meta.title
    first = next((h.text for h in page.content.headings if h.text), "")
    return (clean(own) or clean(page.facts.title) or clean(first) or page.key)[:_LONGEST_TITLE].rstrip()


@remembered(64)
def description(site: Site, page: Page) -> str:
    """Return the page's description, "" when nothing says what it is about."""
    settings = site.settings
    own = clean(options(page).meta.description) or clean(page.facts.description)
    lead = cut(clean(page.content.lead), settings.meta.description_length) if settings.meta.description else ""
    last = clean(settings.description) if page.facts.kind == "home" else ""
    return (own or lead or last)[:_LONGEST_DESCRIPTION].rstrip()


@remembered(64)
def image(site: Site, page: Page) -> Image | None:
    """Return the image that stands for the page, with an absolute URL and what is known of the file, or None.

    The page's own image, else the first meaningful picture of its content, else its preview
    card, else the site's image. A list without any has the picture or the card of the page nearest above it,
    most often the home page's.
    """
    settings = site.settings
    last = Image(src=settings.image, alt=settings.image_alt) if settings.image else None
    fallback = site.cards.get(page.key) or last or (_image_above(site, page) if page.facts.is_list else None)
    return own_image(site, page) or (_absolute(site, page, fallback) if fallback else None)


def _image_above(site: Site, page: Page) -> Image | None:
    """Return the own image or the card of the index page of the innermost folder around a page that has one."""
    folder = page.facts.location
    while folder:
        folder = parent(folder)
        key = f"{folder}{INDEX}"
        above = site.find(key)
        own = own_image(site, above) if above is not None and above.facts.public else None
        if found := own or site.cards.get(key):
            return found
    return None


@remembered(64)
def own_image(site: Site, page: Page) -> Image | None:
    """Return the image that the page brings along: named by its author, or a picture of its content."""
    own = _own(site, page)
    return _absolute(site, page, own) if own is not None else None


def picture(site: Site, page: Page, other: Page) -> Image | None:
    """Return the image of another page as this one shows it: a file of the site's own, by a relative link.

    The image that the other page brings along, else its preview card. None where there is
    neither: a picture on another server would be a request to strangers for each reader.
    """
    settings = site.settings
    own, card = _own(site, other), site.cards.get(other.key)
    location = image_location(other, own.src, site.images, settings.site_url) if own is not None else None
    info = site.images.get(location) if location is not None else None
    if location is not None and info is not None:
        found = Image(src=location, width=info.width or None, height=info.height or None)
    elif card is not None:
        found = Image(src=card.src, width=card.width, height=card.height)
    else:
        return None
    return replace(found, src=relative(found.src, base=page.facts.refers_from))


def _own(site: Site, page: Page) -> Image | None:
    named = options(page).meta
    if named.image:
        return Image(src=named.image, alt=named.image_alt)
    if page.facts.image is not None:
        return page.facts.image
    return _content_image(site, page) if site.settings.meta.content_images else None


def image_location(page: Page, src: str, known: Collection[str], site_url: str) -> str | None:
    """Return the location of an image file of the site, None for one elsewhere.

    Front matter and settings mean a path from the site's root, or else, if there is a file,
    from the page; the content means it as a browser does.
    """
    rooted = resolve(src.lstrip("/"), base="", site_url=site_url)
    if rooted in known or is_web(src):
        return rooted
    beside = resolve(src, base=page.facts.location, site_url=site_url)
    return beside if beside in known else rooted


def content_images(page: Page) -> Iterator[Image]:
    """Yield the pictures of the content that may stand for the page: no badges, icons, logos, faces."""
    for image in page.content.images[:_LOOKED_AT]:
        words = set(re.split(r"[^a-z]+", f"{image.src} {image.alt}".lower()))
        small = (image.width or _WIDE) < _WIDE or (image.height or _HIGH) < _HIGH
        if not small and words.isdisjoint(_NOT_A_PICTURE) and not image.src.startswith("data:"):
            yield image


def _content_image(site: Site, page: Page) -> Image | None:
    for candidate in content_images(page):
        location = resolve(candidate.src, base=page.facts.refers_from, site_url=site.settings.site_url)
        info = site.images.get(location) if location is not None else None
        fits = info is not None and info.type in _SHOWN and info.width >= _WIDE and info.height >= _HIGH
        if location is not None and info is not None and fits and 1 / _LONGEST <= info.width / info.height <= _LONGEST:
            # The content means it from the page, and from here on it is meant from the site's root.
            return replace(candidate, src=relative(location, base=""))
    return None


def _absolute(site: Site, page: Page, image: Image) -> Image | None:
    """Return the image with an absolute URL and the size and type of its file, None when it has no address."""
    settings = site.settings
    location = image_location(page, image.src, site.images, settings.site_url)
    url = image.src if is_web(image.src) else None
    info = site.images.get(location) if location is not None else None
    # A file of the site's own is where the site is: encrypted, where a theme still says http.
    unencrypted = info is not None and settings.site_url.startswith("https:") and (url or "").startswith("http:")
    if location is not None and (url is None or unencrypted):
        url = absolute(settings.site_url, location)
    if url is None:
        return None
    return Image(
        src=tidy(url),
        alt=clean(image.alt),
        width=(info.width if info else image.width) or None,
        height=(info.height if info else image.height) or None,
        type=info.type if info else image.type,
    )


def is_article(page: Page) -> bool:
    """Whether the page is a dated piece of writing rather than part of a reference."""
    return page.facts.kind == "article" or page.facts.published is not None


def authors(site: Site, page: Page) -> tuple[str, ...]:
    """Return the authors' names, the site's author when the page names none."""
    named = tuple(name for author in page.facts.authors if (name := clean(author)))
    return named or ((site.settings.author,) if site.settings.author else ())


def language(site: Site, page: Page) -> str:
    """Return the page's BCP 47 language, "" when nobody says."""
    return (page.facts.language or site.settings.language).replace("_", "-")


def href(page: Page, target: Page) -> str:
    """Return the relative link from one page to another."""
    return relative(target.facts.location, base=page.facts.refers_from)


def asset(site: Site, page: Page, name: str) -> str:
    """Return the relative link from a page to one of our files."""
    return relative(f"{site.settings.assets}/{name}", base=page.facts.refers_from)
