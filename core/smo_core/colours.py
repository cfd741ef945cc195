"""Colours as WCAG 2 sees them: relative luminance, contrast, and what is legible on a colour."""

from __future__ import annotations

_BLACK, _WHITE = "#000", "#fff"


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1, of ``#rrggbb`` or ``#rgb``."""
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits  # noqa: PLR2004
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def on(colour: str) -> str:
    """Return black or white, whichever contrasts more with ``colour``: always at least 4.5."""
    return max((_WHITE, _BLACK), key=lambda ink: contrast(ink, colour))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG's own
