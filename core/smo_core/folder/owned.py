"""Our own files in a site's folder: nobody else's is ever overwritten or removed.

The manifest names every file before it is written and until it is removed, so that a run
which was killed leaves nothing behind that the next one would not know as ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from smo_core.manifest import listed, location, manifest
from smo_core.model import Emit
from smo_core.problems import InputError
from smo_core.write import write


def owned(root: Path, assets: str) -> tuple[str, ...]:
    """Return the paths, relative to ``root``, of the files that earlier runs made; none that leaves it."""
    try:
        paths = listed((root / location(assets)).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ()
    folders = {PurePosixPath(path).parent for path in paths}
    outside = {folder for folder in folders if _link_above(root, folder / "any") is not None}
    return tuple(path for path in paths if PurePosixPath(path).parent not in outside)


def refuse_foreign(root: Path, assets: str, paths: Iterable[str]) -> None:
    """Raise InputError when a file that we would write is there and is not ours, or would lie elsewhere."""
    known = {*owned(root, assets)}
    for path in sorted(paths):
        if (link := _link_above(root, PurePosixPath(path))) is not None:
            message = f"{link}: this is a symbolic link; nothing is written through one. Set assets to another name."
            raise InputError(message)
        in_the_way = [parent for parent in (root / path).parents if parent.is_relative_to(root) and parent.is_file()]
        if in_the_way or (path not in known and (root / path).exists()):
            message = (
                f"{(in_the_way or [root / path])[0]}: this file is not ours and would be overwritten. "
                "Set assets to a folder name that the site does not use."
            )
            raise InputError(message)


def claim(root: Path, assets: str, emits: Iterable[Emit]) -> bytes:
    """Name in the manifest, beside the files of earlier runs, all that are about to be written.

    Returns the manifest's bytes as they were, for :func:`retire`.
    """
    before = owned(root, assets)
    old = (root / location(assets)).read_bytes() if before else b""
    names = {emit.path for emit in emits}
    if names - {*before}:
        write(root / location(assets), manifest(assets, names | {*before}).read())
    return old


def write_emits(root: Path, assets: str, emits: Iterable[Emit]) -> tuple[str, ...]:
    """Write our files, all but the manifest; return which were not there already."""
    made = sorted(emits, key=lambda emit: emit.path)
    return tuple(emit.path for emit in made if emit.path != location(assets) and write(root / emit.path, emit.read()))


def retire(root: Path, assets: str, emits: Iterable[Emit], old: bytes) -> tuple[str, ...]:
    """Remove files of earlier runs that are no longer made; return the manifest's path if it is not as it was."""
    names = {emit.path: emit for emit in emits}
    for path in sorted({*owned(root, assets)} - names.keys()):
        (root / path).unlink(missing_ok=True)
    last = names.get(location(assets))
    if last is None:
        return ()
    write(root / last.path, last.read())
    return (last.path,) if last.read() != old else ()


def remove(root: Path, assets: str) -> tuple[str, ...]:
    """Remove our files, the list of them last, and the folders that this leaves empty; return what was removed."""
    gone = [path for path in owned(root, assets) if (root / path).is_file()]
    for path in sorted(gone, key=lambda path: path == location(assets)):
        (root / path).unlink()
    # A run that was killed may have made the manifest's folder and nothing in it yet.
    paths = (*gone, location(assets))
    folders = {parent for path in paths for parent in PurePosixPath(path).parents if parent != PurePosixPath()}
    for folder in sorted(folders, key=lambda f: -len(f.parts)):
        if (root / folder).is_dir() and not any((root / folder).iterdir()):
            (root / folder).rmdir()
    return tuple(gone)


def _link_above(root: Path, path: PurePosixPath) -> Path | None:
    """Return the symbolic link through which a path below ``root`` would lead, None without."""
    return next((root / parent for parent in path.parents[:-1] if (root / parent).is_symlink()), None)
