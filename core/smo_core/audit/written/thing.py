"""One thing in a source, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["link", "picture", "heading", "field"]
_APART = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A link, a picture, a heading or a field of the front matter.

    ``value`` is the address, the heading's text or the field's value, and ``start`` and ``end``
    say where in the source it is written. ``name`` is the field's name in small letters, "h1" to "h6"
    for a heading; ``text`` what a link or a picture is called. ``raw`` says that it is written in HTML,
    whose addresses generators leave alone.
    """

    kind: Kind
    value: str
    start: int
    end: int
    name: str = ""
    text: str = ""
    raw: bool = False


def line_of(text: str, offset: int) -> int:
    """Return the line, from 1, of a place in a text."""
    return text.count("\n", 0, offset) + 1


def bare(text: str) -> str:
    """Return what of a text survives a generator: its words, in small letters."""
    return _APART.sub(" ", text).strip().casefold()
