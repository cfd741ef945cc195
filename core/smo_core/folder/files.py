"""The HTML files of a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from smo_core.model import Finding
from smo_core.problems import InputError

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


def bad_name(key: str) -> Finding:
    """Return the finding for a file whose name is no valid text."""
    message = "The file's name is not valid UTF-8, so no address can lead to it; it was left alone."
    return Finding(rule="bad-name", severity="warning", message=message, page=key.encode(errors="replace").decode())
