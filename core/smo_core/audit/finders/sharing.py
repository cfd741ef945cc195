"""Sharing: what a shared link will show, and where share links lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

from smo_core.audit.finders.addresses import scheme
from smo_core.audit.finders.meta import hit, ordinary
from smo_core.audit.look import Look
from smo_core.audit.rule import Hit
from smo_core.audit.site import Built
from smo_core.dates import iso
from smo_core.features.networks.files import NAMES, ImageFile, weigh
from smo_core.features.networks.network import Limit
from smo_core.features.networks.table import NETWORKS
from smo_core.features.share.targets import TARGETS
from smo_core.html.marks import MARK
from smo_core.html.spot import Spot
from smo_core.text import clean
from smo_core.urls import is_web

_TAGS = ("og:title", "og:type", "og:url", "og:image")
_IMAGES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
# Facebook's own figures; https://developers.facebook.com/docs/sharing/webmasters/images/
_LEAST, _LARGE, _RATIO, _OFF = 200, (600, 315), 1.91, 0.35
_HEAVY = 5_000_000
_FORMATS = frozenset(("png", "jpeg", "gif", "webp"))
_DATES = ("article:published_time", "article:modified_time", "og:updated_time")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_DOUBLE = "%253A%252F%252F"
_SINGULAR = ("og:title", "og:description", "og:url", "og:type", "twitter:card", "twitter:title", "twitter:description")
_MANY, _SHARE = 4, 0.5
_SAFE = frozenset(("", "http", "https", "mailto", "sms", "tel", "web+mastodon"))
_FETCHED = frozenset(("script", "img", "iframe", "link", "source", "video", "audio", "embed", "object"))


def tags_missing(look: Look) -> Iterator[Hit]:
    """S01: one of the four tags that the Open Graph protocol requires."""
    if not ordinary(look):
        return
    lacking = [name for name in _TAGS if not look.inventory.content(name)]
    if lacking:
        yield hit(f"The page lacks {', '.join(lacking)}.", about=" ".join(lacking))


def _named(look: Look) -> Iterator[tuple[str, str, Spot]]:
    """Yield tag, address and element of each picture that the head names, an address once."""
    seen: set[str] = set()
    for name, spot in look.inventory.meta(*_IMAGES):
        url = spot.get("content").strip()
        if url and url not in seen:
            seen.add(url)
            yield name, url, spot


def _files(look: Look, *, card: bool = True) -> Iterator[tuple[str, str, Spot, ImageFile]]:
    for name, url, spot in _named(look):
        if (file := look.images.get(url)) is not None and (name.startswith("og:") or not card):
            yield name, url, spot, file


def image_address(look: Look) -> Iterator[Hit]:
    """S02: a picture whose address nobody outside the site can follow, or only without encryption."""
    for name, url, spot in _named(look):
        if not is_web(url):
            yield hit(f"The address in {name} is not absolute: {url}", spot, url)
        elif url.startswith("http://"):
            yield hit(f"The address in {name} is not encrypted: {url}", spot, url)


def image_missing(look: Look) -> Iterator[Hit]:
    """S03: a picture that the site's own address promises, and whose file is not there."""
    for name, url, spot, file in _files(look, card=False):
        if file.where == "missing":
            yield hit(f"{name} names {url}, which is not in the site.", spot, url)


def image_size(look: Look) -> Iterator[Hit]:
    """S04: a picture that is too small for a card, or of another shape."""
    for _, url, spot, file in _files(look):
        if file.where != "here" or not (file.width and file.height):
            continue
        if file.width < _LEAST or file.height < _LEAST:
            yield Hit(
                message=f"The picture is {file.size}; networks want {_LEAST} × {_LEAST} at least.",
                about=url,
                line=spot.line,
                column=spot.column,
            )
        elif file.width < _LARGE[0] or file.height < _LARGE[1]:
            message = f"The picture is {file.size}; below {_LARGE[0]} × {_LARGE[1]} cards are small."
            yield Hit(message=message, about=url, line=spot.line, column=spot.column, severity="warning")
        elif abs(file.width / file.height - _RATIO) > _OFF:
            message = f"The picture is {file.size}; networks cut it to {_RATIO}:1."
            yield Hit(message=message, about=url, line=spot.line, column=spot.column, severity="info")


def image_heavy(look: Look) -> Iterator[Hit]:
    """S05: a picture of more than five megabytes."""
    for _, url, spot, file in _files(look):
        if file.weight > _HEAVY:
            yield hit(f"The picture weighs {weigh(file.weight)}.", spot, url)


def image_format(look: Look) -> Iterator[Hit]:
    """S06: a picture in a format that networks do not show."""
    for _, url, spot, file in _files(look):
        if file.where == "here" and file.format not in _FORMATS:
            yield hit(
                f"The picture is {NAMES.get(file.format, 'of an unknown format')}; networks show PNG and JPEG.",
                spot,
                url,
            )


def image_details(look: Look) -> Iterator[Hit]:
    """S07: a picture without its words, or without its size."""
    spot = next((s for _, s in look.inventory.meta("og:image") if s.get("content").strip()), None)
    lacking = [
        name for name in ("og:image:alt", "og:image:width", "og:image:height") if not look.inventory.content(name)
    ]
    if spot is not None and lacking:
        yield hit(f"og:image lacks {', '.join(lacking)}.", spot, " ".join(lacking))


def address_differs(look: Look) -> Iterator[Hit]:
    """S08: two addresses for one page."""
    canonical = next((s.get("href").strip() for s in look.inventory.rel("canonical") if s.get("href").strip()), "")
    for _, spot in look.inventory.meta("og:url"):
        said = spot.get("content").strip()
        if canonical and said and said != canonical:
            yield hit(f"og:url is {said}, the canonical link {canonical}.", spot, said)
        return


def contradicting(look: Look) -> Iterator[Hit]:
    """S09: one tag twice, with different words."""
    for name in _SINGULAR if not look.inventory.names.isdisjoint(_SINGULAR) else ():
        found = [(clean(spot.get("content")), spot) for _, spot in look.inventory.meta(name)]
        other = next((spot for text, spot in found if text != found[0][0]), None)
        if other is not None:
            yield hit(f"{name} is given more than once, with different words.", other, name)


def card_missing(look: Look) -> Iterator[Hit]:
    """S10: no twitter:card, which X and some others need to show a picture."""
    if ordinary(look) and look.inventory.content("og:title") and not look.inventory.content("twitter:card"):
        yield hit("The page has no twitter:card.")


@cache
def _limits() -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Return tag, most characters and the networks that cut there."""
    found: dict[tuple[str, int], list[str]] = {}
    for network in NETWORKS:
        for tag, limit in (("og:title", network.title_limit), ("og:description", network.description_limit)):
            if isinstance(limit, Limit) and limit.most > 1:
                found.setdefault((tag, limit.most), []).append(network.label)
    return tuple((tag, most, tuple(names)) for (tag, most), names in sorted(found.items()))


def cut(look: Look) -> Iterator[Hit]:
    """S11: a title or description that some network cuts; smo check says where."""
    for tag in ("og:title", "og:description"):
        spot = next((s for _, s in look.inventory.meta(tag)), None)
        if spot is None:
            continue
        size = len(clean(spot.get("content")))
        names = [name for where, most, some in _limits() if where == tag and size > most for name in some]
        if names:
            yield hit(f"{tag} has {size} characters; {', '.join(names)} show less.", spot, tag)


@cache
def _hosts() -> dict[str, tuple[str, str]]:
    """Return the state and the name of each share target by host and first path step."""
    found: dict[str, tuple[str, str]] = {}
    for target in TARGETS:
        parts = urlsplit(target.pattern.replace("{", "").replace("}", ""))
        if parts.scheme in {"http", "https"}:
            found[(parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/")] = (target.status, target.label)
    return found


def _share_links(look: Look) -> Iterator[tuple[Spot, str, tuple[str, str]]]:
    """Yield links that lead to a share form of a service, with the service's state and name."""
    for link in look.unplain:
        spot, href = link.spot, link.url
        if link.aim.kind != "elsewhere" or "?" not in href or spot.tag != "a":
            continue
        try:
            parts = urlsplit(href)
        except ValueError:
            continue
        known = _hosts().get((parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/"))
        if known is not None:
            yield spot, href, known


def share_malformed(look: Look) -> Iterator[Hit]:
    """S12: a share link that hands over a garbled address, or none."""
    for spot, href, (_, label) in _share_links(look):
        query = urlsplit(href).query
        inner = unquote(query)
        if not query:
            yield hit(f"The link to share on {label} hands over nothing.", spot, href)
        elif _DOUBLE in query.upper():
            yield hit(f"The link to share on {label} is encoded twice.", spot, href)
        elif "://" not in inner:
            yield hit(f"The link to share on {label} hands over no absolute address.", spot, href)


def share_retired(look: Look) -> Iterator[Hit]:
    """S13: a share link to a service that is gone."""
    for spot, href, (status, label) in _share_links(look):
        if status == "closed":
            yield hit(f"{label} no longer takes shared links.", spot, href)


def third_party(look: Look) -> Iterator[Hit]:
    """S14: a request to somebody else from what we placed: there must be none."""
    if not look.marked:
        return
    for reference in look.unplain:
        if reference.aim.kind != "elsewhere":
            continue
        spot = reference.spot
        fetched = spot.tag in _FETCHED and (spot.tag != "link" or "stylesheet" in spot.get("rel"))
        ours = spot.place == "ours" or MARK in spot.attributes
        if fetched and ours and scheme(reference.url) != "data":
            yield hit(f"What we placed asks another host for {reference.url}.", spot, reference.url)


def dates(look: Look) -> Iterator[Hit]:
    """S15: a date that no reader of the tags understands."""
    for name, spot in look.inventory.meta(*_DATES):
        said = spot.get("content").strip()
        if said and not (_ISO.fullmatch(said) and iso(said)):
            yield hit(f"{name} is {said!r}, not a date as in ISO 8601.", spot, name)


def image_everywhere(built: Built) -> Iterator[tuple[str, Hit]]:
    """S16: one picture for most of the pages."""
    counts = Counter(sheet.image for key, sheet in built.sheets.items() if sheet.image and key in built.pages)
    for image, count in counts.most_common(1):
        if count >= _MANY and count > _SHARE * len(built.pages):
            yield "", Hit(message=f"{count} of {len(built.pages)} pages show the same picture: {image}", about=image)


def _does_nothing(url: str) -> bool:
    """Whether an address is what scripts fill an empty frame with."""
    return url.lower().replace(" ", "").rstrip(";") in {"javascript:", "javascript:void(0)", "javascript:false"}


def unsafe(look: Look) -> Iterator[Hit]:
    """S17: a scheme in our own links or frames that could run code."""
    for reference in look.unplain:
        if ":" not in reference.url or _does_nothing(reference.url):
            continue
        kind = scheme(reference.url)
        framed = reference.spot.tag in {"iframe", "embed", "object"} and kind in {"javascript", "vbscript", "data"}
        if framed or (
            look.marked and reference.spot.place == "ours" and kind not in _SAFE and reference.spot.tag != "img"
        ):
            yield hit(f"The scheme {kind}: in {reference.spot.tag} is unsafe.", reference.spot, reference.url[:200])
