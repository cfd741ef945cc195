"""The HTML files of a folder."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from smo_core.model import Finding
from smo_core.problems import InputError
from smo_core.stores import is_local, listed

_SUFFIXES = (".html", ".htm")


def find(root: Path) -> tuple[str, ...]:
    """Return the HTML files below ``root`` as sorted keys.

    Symbolic links are passed over: writing to one would turn it into a file, and what it
    points to is either found by itself or lies outside. So are names that are no valid
    text: no address could lead to them. Raises InputError when there is no such folder.
    """
    return found(root)[0]


def found(root: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys of the HTML files, and those that are no valid text, both sorted."""
    if not is_local(root):
        return tuple(filter(_is_named, everything(root))), ()
    _refuse_missing(root)
    keys = _pages(_walk(root))
    return tuple(key for key in keys if _is_text(key)), tuple(key for key in keys if not _is_text(key))


def _refuse_missing(root: Path) -> None:
    if not root.is_dir():
        there = "is not a folder" if root.exists() else "does not exist"
        message = f"{root}: this {there}. Name the folder that the site was built into."
        raise InputError(message)


def survey(root: Path) -> tuple[tuple[str, ...], dict[str, int]]:
    """Return what :func:`find` and :func:`everything` do, in one walk. Raises InputError as they do."""
    if not is_local(root):
        files = everything(root)
        return tuple(filter(_is_named, files)), files
    _refuse_missing(root)
    walked = [*_walk(root)]
    return tuple(filter(_is_text, _pages(walked))), dict(sorted(_sizes(walked)))


def refuse_empty(root: Path, keys: Collection[str]) -> None:
    """Raise InputError when a folder has no HTML file."""
    if not keys:
        message = f"{root}: there is no HTML file here. Build the site first, and name the folder it was built into."
        raise InputError(message)


def everything(root: Path) -> dict[str, int]:
    """Return every file below the folder with its size, by key, sorted; links to files count as files.

    Raises InputError when a store cannot list them.
    """
    if is_local(root):
        return dict(sorted(_sizes(_walk(root))))
    try:
        return listed(root)
    except OSError as error:
        message = f"{root}: cannot list what is there: {error.strerror or error}"
        raise InputError(message) from error


def _sizes(walked: Iterable[tuple[str, str]]) -> Iterator[tuple[str, int]]:
    """Yield every file with its size."""
    for path, key in walked:
        try:
            yield key, os.stat(path).st_size  # noqa: PTH116 - a hundred thousand times
        except OSError:
            # A dangling link is no file that a reader could get.
            continue


def _pages(walked: Iterable[tuple[str, str]]) -> list[str]:
    """Return the keys of the HTML files that are no links, sorted."""
    return sorted(key for path, key in walked if _is_named(key) and not os.path.islink(path))  # noqa: PTH114 - as above


def _is_named(key: str) -> bool:
    return key.lower().endswith(_SUFFIXES)


def _walk(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the path and the key of every file."""
    base = len(str(root).rstrip(os.sep)) + 1
    for folder, subfolders, names in os.walk(root):
        subfolders.sort()
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118 - a hundred thousand times
            yield path, path[base:].replace(os.sep, "/")


def _is_text(key: str) -> bool:
    try:
        key.encode()
    except UnicodeEncodeError:
        return False
    return True


def bad_name(key: str) -> Finding:
    """Return the finding for a file whose name is no valid text."""
    message = "The file's name is not valid UTF-8, so no address can lead to it; it was left alone."
    return Finding(rule="bad-name", severity="warning", message=message, page=key.encode(errors="replace").decode())
