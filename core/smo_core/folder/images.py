"""Image files of an output folder, measured by their headers; no picture is ever decoded."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path, PurePosixPath

from smo_core.features.networks.files import ImageFile, format_of
from smo_core.urls import resolve

# Where a header ends in any sane file; a JPEG may carry a colour profile and a thumbnail before its size.
_HEADER = 1 << 16
_LONG_HEADER = 1 << 20
_MEASURED = frozenset({"png", "jpeg", "gif", "webp", "bmp", "avif", "heic", "tiff"})


def measure_all(root: Path, addresses: Iterable[str], site_url: str) -> dict[str, ImageFile]:
    """Return what lies at each address, in the folder ``root`` that will be at ``site_url``."""
    return {address: _at(root, address, site_url) for address in sorted(set(addresses))}


def _at(root: Path, address: str, site_url: str) -> ImageFile:
    location = resolve(address, base="", site_url=site_url)
    if location is None:
        return ImageFile(where="elsewhere" if "://" in address else "unresolved")
    # A percent-encoded "../" is decoded by now; nothing outside the folder is looked at.
    if ".." in PurePosixPath(location).parts or "\0" in location or location.startswith("/"):
        return ImageFile(where="unresolved")
    return measure(root / location, location)


def measure(path: Path, name: str) -> ImageFile:
    """Return what is known of one file; ``name`` is its path relative to the site's root."""
    try:
        if not path.is_file():
            return ImageFile(where="missing", path=name)
        weight = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(_HEADER)
            form = format_of(start)
            if form in {"jpeg", "avif", "heic", "tiff"}:
                start += file.read(_LONG_HEADER - _HEADER)
    except OSError:
        return ImageFile(where="missing", path=name)
    width, height = _size(start) if form in _MEASURED else (0, 0)
    return ImageFile(where="here", path=name, weight=weight, format=form, width=width, height=height)


def _size(start: bytes) -> tuple[int, int]:
    """Return width and height by a file's first bytes, 0 and 0 when they do not tell."""
    import imagesize  # noqa: PLC0415 - only where there is an image to measure

    try:
        width, height = imagesize.get(BytesIO(start))
    except Exception:  # noqa: BLE001 - a broken file breaks its reader in its own way
        return 0, 0
    return (int(width), int(height)) if width > 0 and height > 0 else (0, 0)
