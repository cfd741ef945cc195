"""``smo unlink``: take every mark out again, so that the folder is as it was."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from pathlib import Path

from smo_core.folder.alone import alone_in
from smo_core.folder.files import find
from smo_core.folder.owned import owned, remove
from smo_core.folder.pool import Progress, over, pool
from smo_core.html.encoding import decode
from smo_core.html.marks import MARK, strip
from smo_core.problems import InputError
from smo_core.stores import read
from smo_core.write import write


def unlink(
    root: Path,
    *,
    assets: str = "smo",
    dry_run: bool = False,
    jobs: int = 0,
    progress: Progress | None = None,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Remove everything placed below ``root``; return the pages changed and the files removed.

    Raises InputError when the folder is missing, another run is at work in it, or a file
    cannot be read or written.
    """
    changed: list[str] = []
    with nullcontext() if dry_run else alone_in(root):
        files = find(root)
        with pool(root, jobs, len(files)) as crew:
            for done, (key, differs) in enumerate(over(crew, partial(_clean, root, dry_run), files), 1):
                changed += [key] if differs else []
                if progress is not None:
                    progress("Cleaning", done, len(files))
        gone = owned(root, assets) if dry_run else remove(root, assets)
    return tuple(changed), gone


def _clean(root: Path, dry_run: bool, key: str) -> tuple[str, bool]:  # noqa: FBT001 - called through partial
    path = root / key
    try:
        raw = read(path)
    except OSError as error:
        message = f"{path}: cannot read: {error.strerror or error}"
        raise InputError(message) from error
    decoded = decode(raw)
    if MARK not in decoded.text:
        return key, False
    bare = decoded.encode(strip(decoded.text))
    if bare == raw:
        return key, False
    if not dry_run:
        write(path, bare)
    return key, True
