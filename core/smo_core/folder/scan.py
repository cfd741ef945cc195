"""Find and read the pages of a folder; with several jobs, in several processes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from msgspec.msgpack import Decoder

from smo_core.folder.cache import Cache, digest, encoded
from smo_core.folder.files import bad_name, found, refuse_empty
from smo_core.folder.pool import Crew, Progress, over, pool
from smo_core.html.encoding import decode
from smo_core.html.marks import strip
from smo_core.html.page import Part, Reading, read_page, read_parts
from smo_core.html.repeats import settle
from smo_core.model import Content, Finding
from smo_core.stores import contents, from_anywhere, read, size_of

_TAG = re.compile(r"<[A-Za-z!/]")
# Of real pages the largest have a tenth of this; reading takes some thirty times a page's size in memory.
# A page of more bytes is left alone.
LARGEST = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The pages of a folder by key, every HTML file found, and what was noticed while reading.

    ``seen`` is what each file said by itself, without a look at the others; ``how`` stands for
    the way they were read.
    """

    root: Path
    files: tuple[str, ...]
    readings: dict[str, Reading]
    findings: tuple[Finding, ...]
    seen: dict[str, Seen]
    how: bytes


def scan(  # noqa: PLR0913 - all but one by name
    root: Path,
    *,
    content: str = "",
    passages: bool = False,
    jobs: int = 0,
    executor: Executor | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> Scan:
    """Return what the HTML files below ``root`` say.

    ``content`` is a CSS selector of the content region; ``passages`` asks for the places of
    links to come; ``jobs`` how many processes read, 0 for one for each core, unless an
    ``executor`` does; files that ``cache`` knows are not read again. A file that cannot be read is a finding. Raises
    InputError when the folder is missing or holds no HTML.
    """
    root = from_anywhere(root) if executor is not None else root
    files, unnamable = found(root)
    refuse_empty(root, files)
    cache = cache or Cache()
    how = _how(content, passages=passages)
    known = _recalled(root, files, how, cache)
    unread = [key for key in files if key not in known]
    findings = [bad_name(key) for key in unnamable]
    with pool(root, jobs, len(unread), executor=executor) as crew:
        for done, seen in enumerate(over(crew, partial(_read, root, content, passages), unread), len(known) + 1):
            known[seen.key] = seen
            remember(seen, how, cache)
            if progress is not None:
                progress("Reading", done, len(files))
        known = {key: known[key] for key in files}
        findings += [finding for seen in known.values() for finding in seen.findings]
        readings = settle({key: seen.reading for key, seen in known.items() if seen.reading is not None})
        readings.update(_with_parts(root, readings, cache, crew, passages=passages))
    return Scan(root=root, files=files, readings=readings, findings=tuple(findings), seen=known, how=how)


def _how(content: str, *, passages: bool) -> bytes:
    return encoded((content, passages))


def remember(seen: Seen, how: bytes, cache: Cache) -> None:
    """Keep what a file says for the next run; ``how`` is the scan's, of the way it was read."""
    cache.put("reading", seen.key, digest(how, seen.digest), seen)


def _recalled(root: Path, files: Iterable[str], how: bytes, cache: Cache) -> dict[str, Seen]:
    """Return what the cache knows of the files as they are now."""
    if cache.empty:
        return {}
    known: dict[str, Seen] = {}
    for key, raw in contents(root, files):
        if raw is not None and (seen := cache.get("reading", key, digest(how, digest(raw)), _SEEN)) is not None:
            known[key] = seen
    return known


def _with_parts(
    root: Path,
    readings: Mapping[str, Reading],
    cache: Cache,
    crew: Crew,
    *,
    passages: bool,
) -> Iterator[tuple[str, Reading]]:
    """Yield the readings of unmarked pages, with the content of the parts that are theirs."""
    unread: list[tuple[str, tuple[Part, ...]]] = []
    for key, reading in readings.items():
        if reading.parts:
            said = cache.get("parts", key, encoded((reading.parts, passages)), _CONTENT)
            if said is None:
                unread.append((key, reading.parts))
            else:
                yield key, replace(reading, content=said, parts=())
    for key, said in over(crew, partial(_read_parts, root, passages), unread):
        cache.put("parts", key, encoded((readings[key].parts, passages)), said)
        yield key, replace(readings[key], content=said, parts=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One file as it was read: its bytes' digest, what it says (None if nothing), and what was noticed."""

    key: str
    digest: bytes = b""
    reading: Reading | None = None
    findings: tuple[Finding, ...] = ()


_SEEN = Decoder(Seen)
_CONTENT = Decoder(Content)


def _too_large(key: str, size: int) -> Finding:
    return Finding(
        rule="too-large",
        severity="warning",
        message=f"The page has {size >> 20} MB; it was left as it is. The most is {LARGEST >> 20} MB.",
        hint="Divide it into several pages: few readers will wait for it.",
        page=key,
    )


def _read(root: Path, content: str, passages: bool, key: str) -> Seen:  # noqa: FBT001 - called through partial
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
    if not _TAG.search(decoded.text):
        # A bare text, such as the proof of ownership that a search engine asks for.
        return seen
    findings = [] if decoded.valid else [_bad_encoding(key)]
    try:
        reading = read_page(strip(decoded.text), selector=content, passages=passages)
    except Exception as error:  # noqa: BLE001 - one page must not cost the others
        message = f"The page cannot be understood: {error}"
        return replace(seen, findings=(Finding(rule="unreadable", severity="error", message=message, page=key),))
    if reading.seams.head.at is None:
        message = "This is a frameset page; nothing can be placed into it."
        findings.append(Finding(rule="no-head", severity="info", message=message, page=key))
    return replace(seen, reading=reading, findings=tuple(findings))


def _bad_encoding(key: str) -> Finding:
    return Finding(
        rule="invalid-encoding",
        severity="warning",
        message="Some bytes are neither valid UTF-8 nor valid in the encoding that the page declares.",
        hint="Save the page as UTF-8. Its text was read as well as it could be; its bytes stay as they are.",
        page=key,
    )


def _read_parts(
    root: Path,
    passages: bool,  # noqa: FBT001 - called through partial
    task: tuple[str, tuple[Part, ...]],
) -> tuple[str, Content]:
    key, parts = task
    try:
        return key, read_parts(strip(decode(read(root / key)).text), parts, passages=passages)
    except OSError:
        # Gone since it was first read; writing to it will say so.
        return key, Content()
