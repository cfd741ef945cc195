"""Image files of an output folder, measured by their headers; no picture is ever decoded."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from smo_core.features.networks.files import EXTENSIONS, ImageFile
from smo_core.images import HEADER, inspect
from smo_core.stores import is_local, read_start, size_of
from smo_core.urls import resolve


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
        if is_local(path) and not path.is_file():
            return ImageFile(where="missing", path=name)
        weight = size_of(path)
        info = inspect(read_start(path, HEADER))
    except (OSError, ValueError):
        return ImageFile(where="missing", path=name)
    if info is None:
        return ImageFile(where="here", path=name, weight=weight)
    kind = info.type.removeprefix("image/").partition("+")[0].removeprefix("x-")
    form = {"icon": "ico", **EXTENSIONS}.get(kind, kind)
    return ImageFile(where="here", path=name, weight=weight, format=form, width=info.width, height=info.height)
