"""What earlier runs learned of a folder, kept in one SQLite file: an answer is found by what it was made from.

Nothing here is needed: an entry whose digest differs is a miss, a file that cannot be used is
begun anew, and deleting it costs time only. All that a run learned is written at its end, at once.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

from msgspec import DecodeError
from msgspec.msgpack import Decoder, Encoder

from smo_core.folder.prints import digest
from smo_core.release import release
from smo_core.stores import is_local

__all__ = ["Cache", "digest", "encoded", "opened", "stamp"]
T = TypeVar("T")
_ENCODER = Encoder()
_CODE = Path(__file__).parents[1]
# So many entries, or bytes of them, are held in memory.
_MANY, _MUCH = 2000, 4 << 20
_TABLE = "create table if not exists entry (kind text, key text, digest blob, data blob, primary key (kind, key))"


def encoded(value: object) -> bytes:
    """Return bytes that stand for a value of the suite's own, the same for equal values."""
    return _ENCODER.encode(value)


@cache
def _maker() -> bytes:
    """Return what stands for the code: what another version learned may be wrong for this one."""
    files = sorted(path for path in _CODE.rglob("*") if path.suffix not in {".pyc", ".ttf"})
    stats = ((str(path), path.stat()) for path in files if path.is_file())
    return digest(release().encode(), *(f"{path} {stat.st_size} {stat.st_mtime_ns}".encode() for path, stat in stats))


def stamp(made_from: bytes) -> bytes:
    """Return what an entry that was made from this, by this code, is stamped with."""
    return digest(_maker(), made_from)


class Cache:
    """Entries by kind and key, each good for one digest. Without a file it remembers nothing."""

    def __init__(self, file: Path | None = None) -> None:
        """Open the file, or begin a new one where there is none that can be used."""
        self._file = file
        self._base = _opened(file) if file is not None else None
        # Beside the file, in one of SQLite's own for this run alone: what pages say does not fit into memory.
        self._new: dict[tuple[str, str], tuple[bytes, bytes]] = {}
        self._held = 0
        self._aside: set[tuple[str, str]] = set()
        self._used: set[tuple[str, str]] = set()

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it to ask for."""
        if self._base is None:
            return True
        with suppress(sqlite3.Error):
            return self._base.execute("select 1 from entry limit 1").fetchone() is None
        return True

    def get(self, kind: str, key: str, made_from: bytes, decoder: Decoder[T]) -> T | None:
        """Return what was kept under these names if it was made from the same and can be read, else None."""
        if self._base is None:
            return None
        row = value = None
        query = "select digest, data from entry where kind = ? and key = ?"
        with suppress(sqlite3.Error, DecodeError):
            row = self._base.execute(query, (kind, key)).fetchone()
            value = decoder.decode(row[1]) if row and row[0] == stamp(made_from) else None
        if value is not None:
            self._used.add((kind, key))
        return value

    def stamps(self, kind: str) -> dict[str, bytes]:
        """Return by key what the entries of one kind are good for, as :func:`stamp` has it."""
        if self._base is not None:
            with suppress(sqlite3.Error):
                return dict(self._base.execute("select key, digest from entry where kind = ?", (kind,)))
        return {}

    def put(self, kind: str, key: str, made_from: bytes, value: object) -> None:
        """Keep an entry for the next run."""
        if self._base is not None:
            data = _ENCODER.encode(value)
            self._new[kind, key] = stamp(made_from), data
            self._held += len(data)
            if self._held >= _MUCH or len(self._new) >= _MANY:
                self._lay_aside(self._base)

    def renew(self, kind: str, key: str, made_from: bytes) -> None:
        """Say of an entry, put in this run or kept from an earlier one, that it is good for something else now."""
        if self._base is None:
            return
        if (kind, key) in self._new:
            self._new[kind, key] = stamp(made_from), self._new[kind, key][1]
            return
        table = "aside" if (kind, key) in self._aside else "entry"
        with suppress(sqlite3.Error):
            if table == "entry":
                # Written with all the rest, in the end.
                found = self._base.execute("select data from entry where kind = ? and key = ?", (kind, key)).fetchone()
                if found:
                    self._new[kind, key] = stamp(made_from), found[0]
            else:
                self._base.execute(
                    "update aside set digest = ? where kind = ? and key = ?", (stamp(made_from), kind, key)
                )

    def _lay_aside(self, base: sqlite3.Connection) -> None:
        """Put what is new into a temporary table, which locks nothing and is gone with the connection."""
        rows = ((kind, key, made_from, data) for (kind, key), (made_from, data) in self._new.items())
        with suppress(sqlite3.Error):
            base.execute(_TABLE.replace("table if not exists entry", "temp table if not exists aside"))
            base.executemany("insert or replace into aside values (?, ?, ?, ?)", rows)
            base.commit()
            self._aside |= self._new.keys()
        self._new.clear()
        self._held = 0

    def save(self) -> None:
        """Write what is new, and forget what this run had no use for."""
        if self._base is None:
            return
        self._lay_aside(self._base)
        with suppress(sqlite3.Error), self._base as base:
            there = set(base.execute("select kind, key from entry"))
            base.executemany("delete from entry where kind = ? and key = ?", there - self._used - self._aside)
            base.execute("insert or replace into entry select * from aside")

    def close(self) -> None:
        """Let go of the file."""
        if self._base is not None:
            self._base.close()


@contextmanager
def opened(folder: Path, site: Path) -> Iterator[Cache]:
    """Provide the cache that ``folder`` keeps for a site; where there can be none, one that forgets."""
    name = digest(os.fsencode(site.resolve()) if is_local(site) else str(site).encode()).hex()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = Cache(folder / f"{name}.sqlite")
    except OSError:
        kept = Cache()
    try:
        yield kept
    finally:
        kept.close()


def _opened(file: Path) -> sqlite3.Connection | None:
    for fresh in (False, True):
        with suppress(sqlite3.Error, OSError):
            if fresh:
                file.unlink(missing_ok=True)
            base = sqlite3.connect(file, timeout=1)
            try:
                base.execute(_TABLE)
                base.execute("select kind, key, digest, data from entry limit 1").fetchone()
            except sqlite3.Error:
                base.close()
                raise
            return base
    return None
