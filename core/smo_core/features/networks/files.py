"""What is known of the file behind an image's address: measured, never decoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Where = Literal["here", "missing", "elsewhere", "unresolved"]
NAMES = {"jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WebP", "svg": "SVG", "avif": "AVIF", "ico": "ICO"}
EXTENSIONS = {"jpg": "jpeg", "jpe": "jpeg", "jfif": "jpeg", "svgz": "svg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFile:
    """An image as it lies in the output folder.

    ``where`` is "here" when it was measured, "missing" when the folder should hold it and
    does not, "elsewhere" when another host has it (not checked), "unresolved" when the
    address cannot be followed. ``path`` is relative to the site's root, ``weight`` in
    bytes, ``format`` by the first bytes ("" when unknown); width and height are 0 when
    the header does not tell.
    """

    where: Where
    path: str = ""
    weight: int = 0
    format: str = ""
    width: int = 0
    height: int = 0

    @property
    def size(self) -> str:
        """Width and height as text, "" when unknown."""
        return f"{self.width} × {self.height}" if self.width and self.height else ""


def format_named(name: str) -> str:
    """Return the format that a file name's ending or a media type promises, "" for none."""
    ending = name.rpartition("/")[2].rpartition(".")[2] if "." in name.rpartition("/")[2] else ""
    return EXTENSIONS.get(ending.lower(), ending.lower())


def weigh(size: int) -> str:
    """Return a number of bytes as people say it."""
    if size < 1000:  # noqa: PLR2004 - the step of the unit
        return f"{size} bytes"
    value, unit = (size / 1000, "KB") if size < 1_000_000 else (size / 1_000_000, "MB")  # noqa: PLR2004 - as above
    return f"{value:.1f}".removesuffix(".0") + f" {unit}"
