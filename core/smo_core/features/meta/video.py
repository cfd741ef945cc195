"""Pages whose main content is a film."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from smo_core.features.meta.tag import meta
from smo_core.model import HeadTag, Page, Site, Video
from smo_core.urls import is_web, tidy

# With more words than this, the film illustrates the text and not the other way round.
_FEW_WORDS = 150


def film(page: Page) -> Video | None:
    """Return the film that the page is about: its only one, with little text around it."""
    videos = page.content.videos
    return videos[0] if len(videos) == 1 and len(page.content.text.split()) <= _FEW_WORDS else None


def address(page: Page, src: str) -> str:
    """Return the absolute https address of something on the page, "" when it has none."""
    try:
        url = urljoin(page.facts.url or "", f"https:{src}" if src.startswith("//") else src)
    except ValueError:  # no address at all, such as one with half a bracket
        return ""
    return tidy(url) if is_web(url) else ""


def player(site: Site, page: Page) -> Iterator[HeadTag]:
    """Yield the film for Open Graph, and as a player for X when its size is known."""
    video = film(page)
    url = address(page, video.src) if video else ""
    if video is None or not url or not site.settings.meta.open_graph:
        return
    yield meta("og:video", url)
    if url.startswith("https:"):
        yield meta("og:video:secure_url", url)
    facts = (("type", video.type), ("width", video.width), ("height", video.height))
    yield from (meta(f"og:video:{name}", str(value)) for name, value in facts if value)
    if site.settings.meta.x_card and url.startswith("https:") and video.width and video.height:
        yield meta("twitter:player", url)
        yield meta("twitter:player:width", str(video.width))
        yield meta("twitter:player:height", str(video.height))
