"""The image files that pages may be represented by, measured once for the whole site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from smo_core import choose
from smo_core.images import ImageInfo, inspect
from smo_core.model import Page
from smo_core.settings import Settings
from smo_core.urls import resolve

# Gives the first bytes of the site's file at a location, None when there is none.
OpenFile = Callable[[str], bytes | None]


@dataclass(slots=True)
class _Gallery:
    """Files looked at so far; a container that answers "is there such an image?" by looking."""

    open_file: OpenFile
    seen: dict[str, ImageInfo | None] = field(default_factory=dict)

    def look(self, location: str) -> ImageInfo | None:
        if location not in self.seen:
            try:
                data = self.open_file(location)
            except (OSError, ValueError):
                # What a page names as its picture may be no name of a file at all.
                data = None
            self.seen[location] = inspect(data) if data else None
        return self.seen[location]

    def __contains__(self, location: object) -> bool:
        return isinstance(location, str) and self.look(location) is not None

    def __iter__(self) -> Iterator[str]:
        return (location for location, info in self.seen.items() if info is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def measure(pages: Iterable[Page], settings: Settings, open_file: OpenFile) -> dict[str, ImageInfo]:
    """Return the site's own images by location: those that pages and settings name, and the pictures of the content.

    Only as many files are opened as :func:`smo_core.choose.image` may ask for.
    """
    gallery = _Gallery(open_file)
    for page in pages:
        own = choose.options(page).meta.image or (page.facts.image.src if page.facts.image else "") or settings.image
        if own:
            choose.image_location(page, own, gallery, settings.site_url)
        if settings.meta.content_images:
            for image in choose.content_images(page):
                location = resolve(image.src, base=page.facts.refers_from, site_url=settings.site_url)
                if location is not None:
                    gallery.look(location)
    return {location: info for location, info in sorted(gallery.seen.items()) if info is not None}
