"""Find and read the pages of a folder; with several jobs, in several processes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
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
_T = TypeVar("_T")
_R = TypeVar("_R")
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The pages of a folder by key, every HTML file found, and what was noticed while reading."""

    root: Path
    files: tuple[str, ...]
    readings: dict[str, Reading]
    findings: tuple[Finding, ...]


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
    findings = [_bad_name(key) for key in unnamable]
    with pool(jobs, len(files)) as executor:
        read = partial(_read, str(root), content)
        for done, (key, reading, noticed) in enumerate(over(executor, read, files), 1):
            findings += noticed
            if reading is not None:
                readings[key] = reading
            if progress is not None:
                progress("Reading", done, len(files))
    return Scan(root=root, files=files, readings=settle(readings), findings=tuple(findings))


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


def _read(root: str, content: str, key: str) -> tuple[str, Reading | None, list[Finding]]:
    try:
        raw = Path(root, key).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        return (
            key,
            None,
            [Finding(rule="unreadable", severity="error", message=f"The file cannot be read: {reason}.", page=key)],
        )
    decoded = decode(raw)
    if not _TAG.search(decoded.text):
        # A bare text, such as the proof of ownership that a search engine asks for.
        return key, None, []
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
        return key, None, [Finding(rule="unreadable", severity="error", message=message, page=key)]
    if reading.seams.head.at is None:
        message = "This is a frameset page; nothing can be placed into it."
        findings.append(Finding(rule="no-head", severity="info", message=message, page=key))
    return key, reading, findings


@contextmanager
def pool(jobs: int, size: int, begin: Callable[..., None] | None = None, *args: object) -> Iterator[Executor | None]:
    """Provide a process pool, or None where one process is faster or asked for.

    ``begin`` is called with ``args`` once in every process that will work: what all tasks need.
    """
    workers = jobs or os.cpu_count() or 1
    if workers < 2 or size < _WORTH_A_POOL:  # noqa: PLR2004 - one worker is no pool
        if begin is not None:
            begin(*args)
        yield None
        return
    method = "fork" if "fork" in _methods() else "spawn"
    with ProcessPoolExecutor(workers, get_context(method), partial(begin, *args) if begin else None) as executor:
        yield executor


def _methods() -> list[str]:
    from multiprocessing import get_all_start_methods  # noqa: PLC0415 - asked once, when a pool starts

    return get_all_start_methods()


def over(executor: Executor | None, function: Callable[[_T], _R], items: Iterable[_T]) -> Iterable[_R]:
    """Return the function's results in the order of the items, from the pool if there is one."""
    if executor is None:
        return map(function, items)
    return executor.map(function, items, chunksize=_CHUNK)
