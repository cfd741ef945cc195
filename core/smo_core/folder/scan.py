"""Find and read the pages of a folder; with several jobs, in several processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from smo_core.folder.files import bad_name, found, refuse_empty
from smo_core.folder.pool import Crew, Progress, over, pool
from smo_core.folder.prints import digest
from smo_core.folder.shelf import Bundle, Shelf, bundle
from smo_core.html.encoding import decode
from smo_core.html.marks import strip
from smo_core.html.page import Reading, is_page, read_page
from smo_core.html.parts import Part, parts_said, read_parts
from smo_core.html.repeats import settle
from smo_core.model import Content, Finding
from smo_core.stores import contents, from_anywhere, read, size_of

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from msgspec.msgpack import Decoder

    from smo_core.folder.cache import Cache

T = TypeVar("T")
# Of real pages the largest have a tenth of this; reading takes some thirty times a page's size in memory.
# A page of more bytes is left alone.
LARGEST = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The pages of a folder by key, every HTML file found, and what was noticed while reading.

    ``digests`` are those of the files; ``how`` stands for the way they were read. What pages say may be
    in a file as long as nobody asks for it (:mod:`smo_core.folder.shelf`).
    """

    root: Path
    files: tuple[str, ...]
    readings: dict[str, Reading]
    findings: tuple[Finding, ...]
    digests: dict[str, bytes]
    how: bytes


def scan(  # noqa: PLR0913 - all but one by name
    root: Path,
    *,
    content: str = "",
    passages: bool = False,
    links_only: bool = False,
    jobs: int = 0,
    executor: Executor | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> Scan:
    """Return what the HTML files below ``root`` say.

    ``content`` is a CSS selector of the content region; ``passages`` asks for the places of
    links to come, ``links_only`` for no more than a link graph needs; ``jobs`` how many processes
    read, 0 for one for each core, unless an ``executor`` does; files that ``cache`` knows are not
    read again. A file that cannot be read is a finding. Raises InputError when the folder is
    missing or holds no HTML.
    """
    root = from_anywhere(root) if executor is not None else root
    files, unnamable = found(root)
    refuse_empty(root, files)
    way = Way(content=content, passages=passages, links_only=links_only)
    shelf = Shelf()
    known = {} if cache is None else {seen.key: _shelved(seen, shelf) for seen in _recalled(root, files, way, cache)}
    unread = [key for key in files if key not in known]
    findings = [bad_name(key) for key in unnamable]
    with pool(root, jobs, len(unread), executor=executor) as crew:
        for done, seen in enumerate(over(crew, partial(_read, root, way), unread), len(known) + 1):
            known[seen.key] = _shelved(seen, shelf)
            if cache is not None:
                _remember(seen, way, cache)
            if progress is not None:
                progress("Reading", done, len(files))
        known = {key: known[key] for key in files}
        findings += [finding for seen in known.values() for finding in seen.findings]
        readings = settle({key: seen.reading for key, seen in known.items() if seen.reading is not None})
        for key, said in _said_by_parts(root, readings, way, cache, crew):
            told = shelf.put(said) if isinstance(said, Bundle) else said
            readings[key] = replace(readings[key], content=told, parts=())
    digests = {key: seen.digest for key, seen in known.items()}
    return Scan(root=root, files=files, readings=readings, findings=tuple(findings), digests=digests, how=way.print)


def _shelved(seen: Seen, shelf: Shelf) -> Seen:
    """Return the same with what the page says on a shelf, where that is packed."""
    if seen.said is None or seen.reading is None:
        return seen
    return replace(seen, reading=replace(seen.reading, content=shelf.put(seen.said)), said=None)


def _remember(seen: Seen, way: Way, cache: Cache) -> None:
    """Keep what a file says for the next run; ``way`` is how it was read."""
    cache.put("reading", seen.key, digest(way.print, seen.digest), seen)


def renew(key: str, source: bytes, how: bytes, cache: Cache) -> None:
    """Say of what is kept that it is what the file says which now has this digest."""
    cache.renew("reading", key, digest(how, source))


def _recalled(root: Path, files: Iterable[str], way: Way, cache: Cache) -> Iterator[Seen]:
    """Yield what the cache knows of the files as they are now."""
    if cache.empty:
        return
    decoder = _decoder(Seen)
    for key, raw in contents(root, files):
        if raw is not None:
            now = digest(raw)
            if (seen := cache.get("reading", key, digest(way.print, now), decoder)) is not None:
                # It may have been read before anything was placed into it.
                yield seen if seen.digest == now else replace(seen, digest=now)


def _said_by_parts(
    root: Path, readings: Mapping[str, Reading], way: Way, cache: Cache | None, crew: Crew
) -> Iterator[tuple[str, Content | Bundle]]:
    """Yield the keys of unmarked pages with what those of their parts say that are theirs."""
    unread: list[tuple[str, tuple[Part, ...]]] = []
    for key in [key for key, reading in readings.items() if reading.parts]:
        parts = readings[key].parts
        said: Content | Bundle | None = parts_said(parts) if way.links_only else None
        if said is None and cache is not None:
            said = cache.get("parts", key, _print_of(parts, way), _decoder(Bundle))
        if said is None:
            unread.append((key, parts))
        else:
            yield key, said
    for key, said in over(crew, partial(_read_parts, root, way), unread):
        if cache is not None:
            cache.put("parts", key, _print_of(readings[key].parts, way), said)
        yield key, said


def _print_of(parts: Sequence[Part], way: Way) -> bytes:
    """Return what stands for parts and how they are read."""
    spans = " ".join(f"{part.start} {part.end}" for part in parts)
    return digest(way.print, spans.encode(), *(part.source for part in parts))


@lru_cache
def _decoder(kind: type[T]) -> Decoder[T]:
    from msgspec.msgpack import Decoder  # noqa: PLC0415 - without a cache nothing is decoded

    return Decoder(kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How files are read: the selector of the content region, and what else or what only is asked for."""

    content: str = ""
    passages: bool = False
    links_only: bool = False

    @property
    def print(self) -> bytes:
        """Bytes that stand for it."""
        return f"{self.content} {self.passages} {self.links_only}".encode(errors="surrogatepass")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One file as it was read: its bytes' digest, what it says (None if nothing), and what was noticed.

    ``said`` is the content of the reading where that is not in there.
    """

    key: str
    digest: bytes = b""
    reading: Reading | None = None
    said: Bundle | None = None
    findings: tuple[Finding, ...] = ()


def _too_large(key: str, size: int) -> Finding:
    return Finding(
        rule="too-large",
        severity="warning",
        message=f"The page has {size >> 20} MB; it was left as it is. The most is {LARGEST >> 20} MB.",
        hint="Divide it into several pages: few readers will wait for it.",
        page=key,
    )


def _read(root: Path, way: Way, key: str) -> Seen:
    path = root / key
    try:
        if (size := size_of(path)) > LARGEST:
            return Seen(key=key, findings=(_too_large(key, size),))
        raw = read(path)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"The file cannot be read: {reason}."
        return Seen(key=key, findings=(Finding(rule="unreadable", severity="error", message=message, page=key),))
    seen = Seen(key=key, digest=digest(raw))
    decoded = decode(raw)
    if not is_page(decoded.text):
        return seen
    findings = [] if decoded.valid else [_bad_encoding(key)]
    try:
        reading = read_page(strip(decoded.text), selector=way.content, passages=way.passages, links_only=way.links_only)
    except Exception as error:  # noqa: BLE001 - one page must not cost the others
        message = f"The page cannot be understood: {error}"
        return replace(seen, findings=(Finding(rule="unreadable", severity="error", message=message, page=key),))
    if reading.seams.head.at is None:
        message = "This is a frameset page; nothing can be placed into it."
        findings.append(Finding(rule="no-head", severity="info", message=message, page=key))
    if reading.parts or way.links_only:
        return replace(seen, reading=reading, findings=tuple(findings))
    said = bundle(reading.content)
    return replace(seen, reading=replace(reading, content=Content()), said=said, findings=tuple(findings))


def _bad_encoding(key: str) -> Finding:
    return Finding(
        rule="invalid-encoding",
        severity="warning",
        message="Some bytes are neither valid UTF-8 nor valid in the encoding that the page declares.",
        hint="Save the page as UTF-8. Its text was read as well as it could be; its bytes stay as they are.",
        page=key,
    )


def _read_parts(root: Path, way: Way, task: tuple[str, tuple[Part, ...]]) -> tuple[str, Content | Bundle]:
    key, parts = task
    try:
        text = strip(decode(read(root / key)).text)
        content = read_parts(text, parts, passages=way.passages, links_only=way.links_only)
    except OSError:
        # Gone since it was first read; writing to it will say so.
        content = Content()
    return key, content if way.links_only else bundle(content)
