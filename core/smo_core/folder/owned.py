"""Our own files in a site's folder: nobody else's is ever overwritten or removed.

The manifest names every file before it is written and until it is removed, so that a run
which was killed leaves nothing behind that the next one would not know as ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from smo_core.folder.files import everything
from smo_core.manifest import listed, location, manifest
from smo_core.model import Emit
from smo_core.problems import InputError
from smo_core.stores import each, is_local, read
from smo_core.stores import remove as remove_file
from smo_core.write import write, write_pieces


def owned(root: Path, assets: str) -> tuple[str, ...]:
    """Return the paths, relative to ``root``, of the files that earlier runs made; none that leaves it."""
    try:
        paths = listed(read(root / location(assets)).decode())
    except (OSError, UnicodeDecodeError):
        return ()
    folders = {PurePosixPath(path).parent for path in paths}
    outside = {folder for folder in folders if _link_above(root, folder / "any") is not None}
    return tuple(path for path in paths if PurePosixPath(path).parent not in outside)


def refuse_foreign(root: Path, assets: str, paths: Iterable[str]) -> None:
    """Raise InputError when a file that we would write is there and is not ours, or would lie elsewhere."""
    known = {*owned(root, assets)}
    there = everything(root) if not is_local(root) else {}
    for path in sorted(paths):
        if (link := _link_above(root, PurePosixPath(path))) is not None:
            message = f"{link}: this is a symbolic link; nothing is written through one. Set assets to another name."
            raise InputError(message)
        in_the_way = [root / above for above in PurePosixPath(path).parents[:-1] if _is_file(root, above, there)]
        if in_the_way or (path not in known and (path in there or (is_local(root) and (root / path).exists()))):
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
    old = read(root / location(assets)) if before else b""
    names = {emit.path for emit in emits}
    if names - {*before}:
        write(root / location(assets), manifest(assets, names | {*before}).read())
    return old


def write_emits(root: Path, assets: str, emits: Iterable[Emit]) -> tuple[str, ...]:
    """Write our files, all but the manifest; return which were not there already."""
    made = sorted(emits, key=lambda emit: emit.path)
    ours = [emit for emit in made if emit.path != location(assets)]
    fresh = each(root, partial(_written, root), ours)
    return tuple(emit.path for emit, new in zip(ours, fresh, strict=True) if new)


def _written(root: Path, emit: Emit) -> bool:
    """Write one of our files; return False when it was there as it is."""
    if callable(emit.data):
        return write_pieces(root / emit.path, emit.pieces())
    return write(root / emit.path, emit.read())


def retire(root: Path, assets: str, emits: Iterable[Emit], old: bytes) -> tuple[str, ...]:
    """Remove files of earlier runs that are no longer made; return the manifest's path if it is not as it was."""
    names = {emit.path: emit for emit in emits}
    for path in sorted({*owned(root, assets)} - names.keys()):
        remove_file(root / path)
    last = names.get(location(assets))
    if last is None:
        return ()
    write(root / last.path, last.read())
    return (last.path,) if last.read() != old else ()


def remove(root: Path, assets: str) -> tuple[str, ...]:
    """Remove our files, the list of them last, and the folders that this leaves empty; return what was removed."""
    ours = owned(root, assets)
    there = everything(root) if ours and not is_local(root) else {}
    gone = [path for path in ours if _is_file(root, PurePosixPath(path), there)]
    for path in sorted(gone, key=lambda path: path == location(assets)):
        remove_file(root / path)
    if not is_local(root):
        return tuple(gone)
    # A run that was killed may have made the manifest's folder and nothing in it yet.
    paths = (*gone, location(assets))
    folders = {parent for path in paths for parent in PurePosixPath(path).parents if parent != PurePosixPath()}
    for folder in sorted(folders, key=lambda f: -len(f.parts)):
        if (root / folder).is_dir() and not any((root / folder).iterdir()):
            (root / folder).rmdir()
    return tuple(gone)


def _is_file(root: Path, path: PurePosixPath, there: Mapping[str, int]) -> bool:
    """Whether there is such a file; ``there`` are those of a store."""
    return (root / path).is_file() if is_local(root) else str(path) in there


def _link_above(root: Path, path: PurePosixPath) -> Path | None:
    """Return the symbolic link through which a path below ``root`` would lead, None without."""
    if not is_local(root):
        return None
    return next((root / parent for parent in path.parents[:-1] if (root / parent).is_symlink()), None)
