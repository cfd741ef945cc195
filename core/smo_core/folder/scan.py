"""Find and read the pages of a folder; with several jobs, in several processes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import TypeVar

from smo_core.html.encoding import decode
from smo_core.html.marks import strip
from smo_core.html.page import Reading, read_page
from smo_core.html.repeats import settle
from smo_core.model import Finding
from smo_core.problems import InputError

_SUFFIXES = (".html", ".htm")
_TAG = re.compile(r"<[A-Za-z!/]")
_CHUNK = 64
# Below this many pages, starting processes costs more than it saves.
_WORTH_A_POOL = 300
# Of real pages the largest have a tenth of this; reading takes some thirty times a page's size in memory.
_LARGEST = 32 * 1024 * 1024
_T = TypeVar("_T")
_R = TypeVar("_R")
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The pages of a folder by key, every HTML file found, and what was noticed while reading.

    ``digests`` tell whether a page's file is still the one that was read.
    """

    root: Path
    files: tuple[str, ...]
    readings: dict[str, Reading]
    findings: tuple[Finding, ...]
    digests: Mapping[str, bytes]


def scan(root: Path, *, content: str = "", jobs: int = 0, progress: Progress | None = None) -> Scan:
    """Return what the HTML files below ``root`` say.

    ``content`` is a CSS selector of the content region; ``jobs`` how many processes read,
    0 for one for each core. A file that cannot be read is a finding. Raises InputError
    when the folder is missing or holds no HTML.
    """
    files, unnamable = _found(root)
    if not files:
        message = f"{root}: there is no HTML file here. Build the site first, and name the folder it was built into."
        raise InputError(message)
    readings: dict[str, Reading] = {}
    digests: dict[str, bytes] = {}
    findings = [_bad_name(key) for key in unnamable]
    with pool(jobs, len(files)) as executor:
        read = partial(_read, str(root), content)
        for done, (key, reading, digest, noticed) in enumerate(over(executor, read, files), 1):
            findings += noticed
            if reading is not None:
                readings[key], digests[key] = reading, digest
            if progress is not None:
                progress("Reading", done, len(files))
    return Scan(root=root, files=files, readings=settle(readings), findings=tuple(findings), digests=digests)


def find(root: Path) -> tuple[str, ...]:
    """Return the HTML files below ``root`` as sorted keys.

    Symbolic links are passed over: writing to one would turn it into a file, and what it
    points to is either found by itself or lies outside. So are names that are no valid
    text: no address could lead to them. Raises InputError when there is no such folder.
    """
    return _found(root)[0]


def _found(root: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys of the HTML files, and those that are no valid text, both sorted."""
    if not root.is_dir():
        there = "is not a folder" if root.exists() else "does not exist"
        message = f"{root}: this {there}. Name the folder that the site was built into."
        raise InputError(message)
    keys = sorted(_walk(root))
    return tuple(key for key in keys if _is_text(key)), tuple(key for key in keys if not _is_text(key))


def _walk(root: Path) -> Iterator[str]:
    for folder, subfolders, names in os.walk(root):
        subfolders.sort()
        for name in names:
            path = Path(folder, name)
            if name.lower().endswith(_SUFFIXES) and not path.is_symlink():
                yield path.relative_to(root).as_posix()


def _is_text(key: str) -> bool:
    try:
        key.encode()
    except UnicodeEncodeError:
        return False
    return True


def _bad_name(key: str) -> Finding:
    message = "The file's name is not valid UTF-8, so no address can lead to it; it was left alone."
    return Finding(rule="bad-name", severity="warning", message=message, page=key.encode(errors="replace").decode())


def _too_large(key: str, size: int) -> Finding:
    return Finding(
        rule="too-large",
        severity="warning",
        message=f"The page has {size >> 20} MB; it was left as it is. The most is {_LARGEST >> 20} MB.",
        hint="Divide it into several pages: few readers will wait for it.",
        page=key,
    )


def digest_of(raw: bytes) -> bytes:
    """Return what tells a file's bytes from all others."""
    return sha256(raw).digest()


def _read(root: str, content: str, key: str) -> tuple[str, Reading | None, bytes, list[Finding]]:
    path = Path(root, key)
    try:
        if (size := path.stat().st_size) > _LARGEST:
            return key, None, b"", [_too_large(key, size)]
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"The file cannot be read: {reason}."
        return key, None, b"", [Finding(rule="unreadable", severity="error", message=message, page=key)]
    decoded = decode(raw)
    if not _TAG.search(decoded.text):
        # A bare text, such as the proof of ownership that a search engine asks for.
        return key, None, b"", []
    findings = []
    if not decoded.valid:
        findings.append(
            Finding(
                rule="invalid-encoding",
                severity="warning",
                message="Some bytes are neither valid UTF-8 nor valid in the encoding that the page declares.",
                hint="Save the page as UTF-8. Its text was read as well as it could be; its bytes stay as they are.",
                page=key,
            ),
        )
    try:
        reading = read_page(strip(decoded.text), selector=content)
    except Exception as error:  # noqa: BLE001 - one page must not cost the others
        message = f"The page cannot be understood: {error}"
        return key, None, b"", [Finding(rule="unreadable", severity="error", message=message, page=key)]
    if reading.seams.head.at is None:
        message = "This is a frameset page; nothing can be placed into it."
        findings.append(Finding(rule="no-head", severity="info", message=message, page=key))
    return key, reading, digest_of(raw), findings


@contextmanager
def pool(jobs: int, size: int) -> Iterator[Executor | None]:
    """Provide a process pool, or None where one process is faster or asked for."""
    workers = jobs or os.cpu_count() or 1
    if workers < 2 or size < _WORTH_A_POOL:  # noqa: PLR2004 - one worker is no pool
        yield None
        return
    method = "fork" if "fork" in _methods() else "spawn"
    with ProcessPoolExecutor(workers, mp_context=get_context(method), initializer=_end_with_parent) as executor:
        yield executor


def _end_with_parent() -> None:
    """Let a worker end when the run is killed: else it would wait forever, and keep the folder locked."""
    parent = parent_process()
    if parent is not None:
        Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


def _methods() -> list[str]:
    from multiprocessing import get_all_start_methods  # noqa: PLC0415 - asked once, when a pool starts

    return get_all_start_methods()


def over(executor: Executor | None, function: Callable[[_T], _R], items: Iterable[_T]) -> Iterable[_R]:
    """Return the function's results in the order of the items, from the pool if there is one."""
    if executor is None:
        return map(function, items)
    return executor.map(function, items, chunksize=_CHUNK)
