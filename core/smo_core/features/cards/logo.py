"""The logo: an SVG or PNG file from the disk, refused when it is not one or far too large."""

from __future__ import annotations

import math
import re
import struct
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from smo_core.model import Finding

_MOST_BYTES = 512 * 1024
_MOST_PIXELS = 4_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_HINT = "Save it as an SVG, or as a PNG of about 400 pixels, below 512 KB."
_OPENING = re.compile(r"<svg\b[^<>]*+>", re.IGNORECASE)
_LENGTH = re.compile(r"\s*+(\d++(?:\.\d++)?+)\s*+(?:px|pt)?\s*+")
# A card is drawn without reading anything but its own data.
_FOREIGN = re.compile(r"""<!DOCTYPE|<!ENTITY|(?:href|src)\s*=\s*["']\s*(?!#|data:)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A logo as a template is given it, and the hash of its bytes."""

    data: dict[str, Any]
    fingerprint: str


def load_logo(path: Path) -> tuple[Logo | None, Finding | None]:
    """Return the logo, or None and why it cannot be used."""
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            return None, _refusal(path, f"has {size // 1024} KB")
        raw = path.read_bytes()
    except OSError as error:
        return None, _refusal(path, f"cannot be read: {error.strerror}")
    data, why = _png(raw) if raw.startswith(_PNG) else _svg(raw)
    if data is None:
        return None, _refusal(path, why)
    return Logo(data=data, fingerprint=sha256(raw).hexdigest()), None


def _png(raw: bytes) -> tuple[dict[str, Any] | None, str]:
    if len(raw) < 33 or raw[12:16] != b"IHDR":  # noqa: PLR2004 - signature and header
        return None, "is a broken PNG file"
    width, height = struct.unpack(">II", raw[16:24])
    # A PNG of a few kilobytes can claim to be gigabytes of pixels.
    if not 0 < width * height <= _MOST_PIXELS:
        return None, f"has {width} × {height} pixels"
    return {"format": "png", "bytes": list(raw), "ratio": _ratio(width, height)}, ""


def _svg(raw: bytes) -> tuple[dict[str, Any] | None, str]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, "is neither SVG in UTF-8 nor PNG"
    opening = _OPENING.search(text)
    if opening is None:
        return None, "is neither SVG nor PNG"
    if _FOREIGN.search(text):
        return None, "has a document type or refers to other files"
    return {"format": "svg", "text": text, "ratio": _svg_ratio(opening[0])}, ""


def _svg_ratio(opening: str) -> float:
    box = re.search(r"""\bviewBox\s*=\s*["']([^"']*)["']""", opening)
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", box[1])] if box else []
    if len(numbers) == 4 and numbers[2] > 0 and numbers[3] > 0:  # noqa: PLR2004 - x, y, width, height
        return _ratio(numbers[2], numbers[3])
    sides = [re.search(rf"""\s{side}\s*=\s*["']([^"']*)["']""", opening) for side in ("width", "height")]
    lengths = [float(found[1]) for side in sides if side and (found := _LENGTH.fullmatch(side[1]))]
    return _ratio(*lengths) if len(lengths) == 2 and all(lengths) else 1.0  # noqa: PLR2004 - both sides


def _ratio(width: float, height: float) -> float:
    ratio = width / height
    return round(min(max(ratio, 0.05), 20.0), 4) if math.isfinite(ratio) else 1.0


def _refusal(path: Path, why: str) -> Finding:
    return Finding(
        rule="card-logo",
        severity="warning",
        message=f"cards.logo: {path.name} {why}, so cards are drawn without a logo.",
        hint=_HINT,
    )
