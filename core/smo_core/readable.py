"""JSON for people and programs: indented by one blank, written as fast as JSON for programs alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from msgspec.json import format as laid_out

# So many values of an array are made text of together: few enough for memory, many enough for speed.
_AT_ONCE = 256
# Bytes that are worth a call of the system.
_PIECE = 1 << 16


def readable_json(value: object) -> str:
    """Return ``value`` as JSON with a line for each part, as ``json.dumps(value, indent=1)`` has it.

    That one encodes in Python, ten times as slowly as without ``indent``.
    """
    plain = json.dumps(value, ensure_ascii=False)
    try:
        return laid_out(plain, indent=1)
    except (UnicodeEncodeError, ValueError):
        # Half characters and NaN are none of JSON's; who asked for them knows what to do about it.
        return json.dumps(value, ensure_ascii=False, indent=1)


def readable_entries(entries: Iterable[tuple[str, object]]) -> Iterator[bytes]:
    """Yield a mapping of these entries as :func:`readable_json` has it, and a line end, in UTF-8 and in large pieces.

    The entries are taken one by one: as values, all together would need ten times the memory.
    """
    piece, length = list[bytes](), 0
    for text in map(str.encode, chain(readable_object(entries), ("\n",))):
        piece.append(text)
        length += len(text)
        if length >= _PIECE:
            yield b"".join(piece)
            piece, length = [], 0
    yield b"".join(piece)


def readable_array(values: Iterable[object], depth: int) -> Iterator[str]:
    """Yield the pieces of an array of these values as :func:`readable_json` has it so many steps within a document."""
    indent = "\n" + " " * depth
    before, rest = "[", iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        # Within strings line feeds are escaped: each that is there ends a line.
        yield before + readable_json(some)[1:-2].replace("\n", indent)
        before = ","
    yield "[]" if before == "[" else f"{indent}]"


def readable_object(entries: Iterable[tuple[str, object]]) -> Iterator[str]:
    """Yield, piece by piece, an object with these entries; iterators among their values become arrays."""
    before = "{\n "
    for name, value in entries:
        yield f"{before}{json.dumps(name, ensure_ascii=False)}: "
        if isinstance(value, Iterator):
            yield from readable_array(value, 1)
        else:
            yield readable_json(value).replace("\n", "\n ")
        before = ",\n "
    yield "{}" if before.startswith("{") else "\n}"
