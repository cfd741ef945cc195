"""The HTML files of a folder."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
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
        keys = [key for key in everything(root) if key.lower().endswith(_SUFFIXES)]
        return tuple(keys), ()
    if not root.is_dir():
        there = "is not a folder" if root.exists() else "does not exist"
        message = f"{root}: this {there}. Name the folder that the site was built into."
        raise InputError(message)
    keys = sorted(_walk(root))
    return tuple(key for key in keys if _is_text(key)), tuple(key for key in keys if not _is_text(key))


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
        return dict(sorted(_sizes(root)))
    try:
        return listed(root)
    except OSError as error:
        message = f"{root}: cannot list what is there: {error.strerror or error}"
        raise InputError(message) from error


def _sizes(root: Path) -> Iterator[tuple[str, int]]:
    base = len(str(root).rstrip(os.sep)) + 1
    for folder, subfolders, names in os.walk(root):
        subfolders.sort()
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118 - a hundred thousand times
            try:
                yield path[base:].replace(os.sep, "/"), os.stat(path).st_size  # noqa: PTH116 - as above
            except OSError:
                # A dangling link is no file that a reader could get.
                continue


def _walk(root: Path) -> Iterator[str]:
    base = len(str(root).rstrip(os.sep)) + 1
    for folder, subfolders, names in os.walk(root):
        subfolders.sort()
        for name in names:
            if name.lower().endswith(_SUFFIXES):
                path = os.path.join(folder, name)  # noqa: PTH118 - a hundred thousand times
                if not os.path.islink(path):  # noqa: PTH114 - as above
                    yield path[base:].replace(os.sep, "/")


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
