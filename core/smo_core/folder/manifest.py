"""Our own files in a site's folder: listed in a manifest, so that nobody else's is ever overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from smo_core.model import Emit
from smo_core.problems import InputError
from smo_core.write import write

_NAME = "manifest.json"
_MAKER = "smo-suite"


def owned(root: Path, assets: str) -> tuple[str, ...]:
    """Return the paths, relative to ``root``, of the files that earlier runs made."""
    try:
        listed = json.loads((root / assets / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    if not isinstance(listed, dict) or listed.get("made_by") != _MAKER:
        return ()
    paths = [path for path in listed.get("files", []) if isinstance(path, str)]
    # A manifest can be edited: a path that leaves the folder is none of ours.
    return tuple(path for path in paths if not path.startswith("/") and ".." not in PurePosixPath(path).parts)


def refuse_foreign(root: Path, assets: str, paths: Iterable[str]) -> None:
    """Raise InputError when a file that we would write is there and is not ours."""
    known = {*owned(root, assets)}
    for path in sorted(paths):
        if path not in known and (root / path).exists():
            message = (
                f"{root / path}: this file is not ours and would be overwritten. "
                "Set assets to a folder name that the site does not use."
            )
            raise InputError(message)


def write_emits(root: Path, assets: str, emits: Iterable[Emit]) -> tuple[str, ...]:
    """Write our files and their manifest; remove those of earlier runs that are no longer made."""
    made = sorted(emits, key=lambda emit: emit.path)
    written = [emit.path for emit in made if write(root / emit.path, emit.read())]
    paths = [*(emit.path for emit in made), f"{assets}/{_NAME}"]
    for path in set(owned(root, assets)) - set(paths):
        (root / path).unlink(missing_ok=True)
    document = {"made_by": _MAKER, "files": paths}
    if write(root / assets / _NAME, (json.dumps(document, indent=1) + "\n").encode()):
        written.append(f"{assets}/{_NAME}")
    return tuple(written)


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
