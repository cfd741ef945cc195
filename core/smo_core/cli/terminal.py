"""Text of pages on a terminal: shown, never obeyed."""

from __future__ import annotations

import re

from rich.text import Text

from smo_core.text import clean
from smo_core.vocabulary import Severity

STYLES: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "cyan"}
# Marks that turn the direction of what follows: in a terminal they would reach past their text.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str, style: str = "") -> Text:
    """Return a page's text for the terminal: no control characters, no markup, no turned lines."""
    return Text(_TURNING.sub("", clean(text)), style=style)
