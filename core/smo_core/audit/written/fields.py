"""The fields of a front matter: YAML, TOML, MultiMarkdown's and reStructuredText's, as far as lines go.

Only what stands at the left edge is a field; what is indented below belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_core.audit.written.thing import Thing

_FIELD = re.compile(
    r"^:?([A-Za-z][\w-]*+)[ \t]*+[:=][ \t]*+(.*(?:\n(?:[ \t]++.*|[ \t]*+-[ \t].*|(?=\n)))*+)", re.MULTILINE
)
_BLOCK = re.compile(r"[>|][+-]?[ \t]*\n")


def fields(front: str) -> Iterator[Thing]:
    """Yield the fields of a front matter that begins at the start of its source."""
    for match in _FIELD.finditer(front):
        written = match[2].rstrip()
        yield Thing(
            kind="field",
            name=match[1].lower(),
            value=_value(written),
            start=match.start(2),
            end=match.start(2) + len(written),
        )


def _value(written: str) -> str:
    """Return a value without its quotes, a block's lines as one text."""
    block = _BLOCK.match(written)
    text = " ".join(written[block.end() if block else 0 :].split())
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        quote = text[0]
        return text[1:-1].replace("\\" + quote, quote) if quote == '"' else text[1:-1].replace("''", "'")
    return text
