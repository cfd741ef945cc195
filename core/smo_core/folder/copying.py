"""``smo link --out``: all that is no page goes along as it is."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path, PurePosixPath

from smo_core.folder.files import everything
from smo_core.problems import InputError
from smo_core.stores import each, is_local
from smo_core.write import copy, is_temporary


def prepare(root: Path, out: Path) -> None:
    """Make the output folder; raises InputError when it lies inside the folder that is read, or cannot be made."""
    if _inside(root, out):
        message = f"{out}: the output folder lies inside the folder that is read. Choose one beside it."
        raise InputError(message)
    if not is_local(out):
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{out}: cannot make the output folder: {error.strerror or error}"
        raise InputError(message) from error


def copy_rest(root: Path, out: Path, pages: Collection[str]) -> None:
    """Copy everything but the pages that were read into the output folder, times and modes kept.

    Symbolic links are copied as links, and nothing is written through one. To and from a store
    only bytes go, and what a link leads to instead of the link.
    """
    if not (is_local(root) and is_local(out)):
        found = everything(root)
        if is_local(out):
            for folder in sorted({folder for key in found for folder in PurePosixPath(key).parents}):
                _make_folder(out / folder)
        rest = (key for key in found if key not in pages and not is_temporary(PurePosixPath(key).name))
        for _ in each(out if is_local(root) else root, lambda key: copy(root / key, out / key), rest):
            pass
        return
    try:
        for path in sorted(root.rglob("*")):
            to = out / path.relative_to(root)
            if path.is_symlink():
                _copy_link(path, to)
            elif path.is_dir():
                _make_folder(to)
            elif path.relative_to(root).as_posix() not in pages and not is_temporary(path.name):
                copy(path, to)
    except OSError as error:
        message = f"{out}: cannot copy the site: {error}"
        raise InputError(message) from error


def _inside(root: Path, out: Path) -> bool:
    if is_local(root) and is_local(out):
        return out.resolve().is_relative_to(root.resolve())
    return f"{out}/".startswith(f"{str(root).rstrip('/')}/")


def _make_folder(to: Path) -> None:
    if to.is_symlink():
        to.unlink()
    to.mkdir(parents=True, exist_ok=True)


def _copy_link(path: Path, to: Path) -> None:
    if not to.is_symlink() or to.readlink() != path.readlink():
        to.unlink(missing_ok=True)
        to.symlink_to(path.readlink())
