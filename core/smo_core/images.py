"""What an image file is, from its first bytes: never trusted to be what its name says."""

from __future__ import annotations

import io
from dataclasses import dataclass

# Enough for every header, and for the metadata that cameras put before a JPEG's size.
HEADER = 256 * 1024
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageInfo:
    """Media type by the bytes, and size in pixels; 0 where the header does not tell."""

    type: str
    width: int = 0
    height: int = 0


def media_type(data: bytes) -> str:
    """Return the media type of image bytes, "" when they are no image known here."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in {b"avif", b"avis"}:
        return "image/avif"
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "image/svg+xml" if start.startswith((b"<svg", b"<?xml", b"<!doctype svg")) and b"<svg" in start else ""


def inspect(data: bytes) -> ImageInfo | None:
    """Return what the first bytes of a file (at least :data:`HEADER` of them, or all) say, None if it is no image."""
    kind = media_type(data)
    if not kind:
        return None
    if kind in {"image/svg+xml", "image/avif", "image/x-icon"}:
        return ImageInfo(type=kind)
    import imagesize  # noqa: PLC0415 - most pages have no image of their own

    try:
        width, height = imagesize.get(io.BytesIO(data))
    except Exception:  # noqa: BLE001 - a broken header has no size, whatever the library makes of it
        width = height = 0
    return ImageInfo(type=kind, width=max(0, int(width)), height=max(0, int(height)))
