"""What pages say, kept in a file for as long as a run needs it: the texts and links of a large site fill the memory.

Each page's are read back when somebody asks for them, by any process of the run on this machine.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from weakref import finalize

from msgspec.msgpack import Decoder, Encoder

from smo_core.model import Content, Link

_ENCODER = Encoder()
_LINKS = Decoder(tuple[Link, ...])
# Nothing else is large.
_KEPT_IN_FILE = ("links", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What one page says, on its way between processes and runs: text and links as bytes, and all the rest."""

    text: bytes = b""
    links: bytes = b""
    rest: Content = field(default_factory=Content)

    def content(self) -> Content:
        """Return it as the content that was packed."""
        return replace(self.rest, text=self.text.decode(), links=_LINKS.decode(self.links))


def bundle(content: Content) -> Bundle:
    """Return a content to be sent or put by."""
    return Bundle(
        text=content.text.encode(),
        links=_ENCODER.encode(content.links),
        rest=replace(content, text="", links=()),
    )


class Shelf:
    """A file without a name, in the system's folder for temporary files; it is gone when nobody holds it any more."""

    def __init__(self) -> None:
        """Begin an empty one; where there can be none, contents stay in memory."""
        self._file, self._end = -1, 0
        # Processes that share an open file share its position, too: only reading from a given place is safe.
        if hasattr(os, "pread"):
            with suppress(OSError):
                self._file, name = tempfile.mkstemp()
                finalize(self, os.close, self._file)
                Path(name).unlink()

    def put(self, said: Bundle) -> Content:
        """Return a content that says the same and holds in memory no text and no links."""
        data, at = said.text + said.links, self._end
        try:
            while self._end < at + len(data):
                self._end += os.write(self._file, data[self._end - at :])
        except OSError:
            # The disk is full. What was written of this page is passed over.
            return said.content()
        return Shelved.of(self, said.rest, (at, at + len(said.text), at + len(data)))

    def read(self, start: int, stop: int) -> bytes:
        """Return what stands between two places. Raises OSError when that cannot be read."""
        data = b""
        while start + len(data) < stop and (more := os.pread(self._file, stop - start - len(data), start + len(data))):
            data += more
        return data


class Shelved(Content):
    """A content whose text and links are in a file. Changed copies of it, and those for other machines, are plain."""

    __slots__ = ("_places", "_shelf")
    _places: tuple[int, int, int]
    _shelf: Shelf

    def __new__(cls, **said: Any) -> Content:  # type: ignore[misc] # noqa: ANN401 - what copies are made by
        """Return a plain content."""
        return Content(**said)

    @classmethod
    def of(cls, shelf: Shelf, rest: Content, places: tuple[int, int, int]) -> Shelved:
        """Return what stands on a shelf: its text between the first two of the places, then its links."""
        made = object.__new__(cls)
        kept = {one.name: getattr(rest, one.name) for one in fields(Content) if one.name not in _KEPT_IN_FILE}
        for name, value in {**kept, "_shelf": shelf, "_places": places}.items():
            object.__setattr__(made, name, value)
        return made

    @property
    def text(self) -> str:
        """See Content."""
        return self._shelf.read(*self._places[:2]).decode()

    @property
    def links(self) -> tuple[Link, ...]:
        """See Content."""
        return _LINKS.decode(self._shelf.read(*self._places[1:]))

    def __eq__(self, other: object) -> bool:
        """Whether the other says the same, wherever it keeps it."""
        return isinstance(other, Content) and _said(self) == _said(other)

    def __hash__(self) -> int:
        """Return a number that is the same for equal ones."""
        return hash(self.plain())

    def plain(self) -> Content:
        """Return the same, all of it in memory."""
        return _plain(_said(self))

    def __reduce__(self) -> tuple[Any, ...]:
        """Be sent to another process as a plain content."""
        return _plain, (_said(self),)


def _said(content: Content) -> dict[str, Any]:
    return {one.name: getattr(content, one.name) for one in fields(Content)}


def _plain(said: Mapping[str, Any]) -> Content:
    return Content(**said)
