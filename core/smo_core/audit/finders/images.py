"""Images: pictures in the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_core.audit.finders.meta import hit
from smo_core.audit.look import Link, Look
from smo_core.audit.rule import Hit
from smo_core.features.networks.files import weigh
from smo_core.html.spot import Spot

_FILE_NAME = re.compile(
    r"[\w%.-]+\.(?:png|jpe?g|gif|webp|svg|avif|bmp|ico)|(?:img|dsc|image|screenshot)[_-]?\d+", re.IGNORECASE
)
_HEAVY = 1_000_000


def _pictures(look: Look) -> Iterator[Link]:
    """Yield each picture's address once."""
    seen: set[str] = set()
    for reference in look.pictures:
        url = reference.url
        if url and url not in seen:
            seen.add(url)
            yield reference


def missing(look: Look) -> Iterator[Hit]:
    """I01: a picture whose file is not in the site."""
    for reference in _pictures(look):
        aim = reference.aim
        if aim.kind in {"missing", "folder"} and not look.ground.meant.other_case(aim.key):
            near = look.ground.meant.nearest(aim.key)
            hint = f"Did you mean {near}?" if near else ""
            yield hit(f"The picture {reference.url} is not there.", reference.spot, reference.url, hint)


def _shown(spot: Spot) -> bool:
    """Whether readers get the picture: it is not hidden from them, and no tracking pixel."""
    silent = spot.hidden or spot.get("role") in {"presentation", "none"}
    return not silent and not (spot.get("width") == "1" and spot.get("height") == "1")


def text_missing(look: Look) -> Iterator[Hit]:
    """I02: a picture without alt; an empty one says that it is mere decoration."""
    for spot in look.inventory.images:
        if "alt" not in spot.attributes and not spot.get("aria-label") and _shown(spot):
            yield hit(f"The picture {spot.get('src')[:100]} has no alt.", spot, spot.get("src"))


def text_is_name(look: Look) -> Iterator[Hit]:
    """I03: a picture whose alt is the name of its file."""
    for spot in look.inventory.images:
        alt = spot.get("alt").strip()
        if alt and _FILE_NAME.fullmatch(alt):
            yield hit(f"The alt {alt!r} is the name of a file.", spot, spot.get("src"))


def size_missing(look: Look) -> Iterator[Hit]:
    """I04: a picture without width and height."""
    for spot in look.inventory.images:
        if (
            _shown(spot)
            and spot.get("src")
            and not (spot.get("width") and spot.get("height"))
            and "style" not in spot.attributes
        ):
            yield hit(f"The picture {spot.get('src')[:100]} has no width and height.", spot, spot.get("src"))


def heavy(look: Look) -> Iterator[Hit]:
    """I05: a picture of more than a megabyte."""
    for reference in _pictures(look):
        aim = reference.aim
        size = look.ground.files.get(aim.key, 0) if aim.kind == "file" else 0
        if size > _HEAVY:
            yield hit(f"The picture {reference.url} weighs {weigh(size)}.", reference.spot, reference.url)


def insecure(look: Look) -> Iterator[Hit]:
    """I06: a picture asked for over plain HTTP."""
    for reference in _pictures(look):
        if reference.url.lower().startswith("http://") and reference.aim.kind == "elsewhere":
            yield hit(f"The picture {reference.url} is asked for without encryption.", reference.spot, reference.url)


def letter_case(look: Look) -> Iterator[Hit]:
    """I07: a picture that only a file system that does not tell A from a can find."""
    for reference in _pictures(look):
        aim = reference.aim
        if aim.kind == "missing" and (other := look.ground.meant.other_case(aim.key)):
            message = f"{reference.url} differs from the file {other} in upper and lower case."
            yield hit(message, reference.spot, reference.url, f"Write {other}.")
