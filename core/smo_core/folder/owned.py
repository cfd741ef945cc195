"""Our own files in a site's folder: nobody else's is ever overwritten or removed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from smo_core.manifest import listed, location
from smo_core.model import Emit
from smo_core.problems import InputError
from smo_core.write import write


def owned(root: Path, assets: str) -> tuple[str, ...]:
    """Return the paths, relative to ``root``, of the files that earlier runs made."""
    try:
        return listed((root / location(assets)).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ()


def refuse_foreign(root: Path, assets: str, paths: Iterable[str]) -> None:
    """Raise InputError when a file that we would write is there and is not ours."""
    known = {*owned(root, assets)}
    for path in sorted(paths):
        in_the_way = [parent for parent in (root / path).parents if parent.is_relative_to(root) and parent.is_file()]
        if in_the_way or (path not in known and (root / path).exists()):
            message = (
                f"{(in_the_way or [root / path])[0]}: this file is not ours and would be overwritten. "
                "Set assets to a folder name that the site does not use."
            )
            raise InputError(message)


def write_emits(root: Path, assets: str, emits: Iterable[Emit]) -> tuple[str, ...]:
    """Write our files, remove those of earlier runs that are no longer made; return what was written."""
    made = sorted(emits, key=lambda emit: emit.path)
    before = owned(root, assets)
    written = tuple(emit.path for emit in made if write(root / emit.path, emit.read()))
    for path in set(before) - {emit.path for emit in made}:
        (root / path).unlink(missing_ok=True)
    return written


def remove(root: Path, assets: str) -> tuple[str, ...]:
    """Remove our files and the folders that this leaves empty; return what was removed."""
    gone = [path for path in owned(root, assets) if (root / path).is_file()]
    for path in gone:
        (root / path).unlink()
    folders = {parent for path in gone for parent in PurePosixPath(path).parents if parent != PurePosixPath()}
    for folder in sorted(folders, key=lambda f: -len(f.parts)):
        if (root / folder).is_dir() and not any((root / folder).iterdir()):
            (root / folder).rmdir()
    return tuple(gone)
