"""Bytes ↔ text without loss: every page decoded here encodes back to the same bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_DECLARED = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]++)", re.IGNORECASE)
_PRESCAN = 1024
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What the WHATWG Encoding Standard makes of labels that pages use loosely.
_WHATWG = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "ascii": "windows-1252", "us-ascii": "windows-1252"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A page's text, the codec that turns it back into its bytes, and whether any byte was invalid."""

    text: str
    codec: str
    errors: str = "strict"
    valid: bool = True

    def encode(self, text: str) -> bytes:
        """Return a changed text in the page's encoding; insertions must have been made encodable."""
        return text.encode(self.codec, self.errors)

    @property
    def unicode(self) -> bool:
        """Whether the encoding can hold every character."""
        return self.codec.startswith("utf")


def decode(raw: bytes) -> Decoded:
    """Return the page's text by byte-order mark, UTF-8, then its declared encoding.

    Bytes that fit none of these are carried through as lone surrogates, so the page can
    still be read and written back unharmed.
    """
    for mark, codec in _MARKS:
        if raw.startswith(mark) and (found := _exact(raw, codec)):
            return found
    if found := _exact(raw, "utf-8"):
        return found
    declared = _DECLARED.search(raw[:_PRESCAN])
    if declared:
        label = declared.group(1).decode("ascii").lower()
        for codec in dict.fromkeys((_WHATWG.get(label, label), label)):
            if not codec.startswith("utf") and (found := _exact(raw, codec)):
                return found
    text = raw.decode("utf-8", "surrogateescape")
    return Decoded(text=text, codec="utf-8", errors="surrogateescape", valid=False)


def _exact(raw: bytes, codec: str) -> Decoded | None:
    try:
        text = raw.decode(codec)
        # Only one sequence of bytes is UTF-8 for a text; of other encodings several may be.
        exact = codec == "utf-8" or text.encode(codec) == raw
    except (UnicodeError, LookupError):
        return None
    return Decoded(text=text, codec=codec) if exact else None
