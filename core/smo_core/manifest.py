"""The list of our own files in a site's output, so that they can be told from everybody else's."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePosixPath

from smo_core.model import Emit

_NAME = "manifest.json"
_MAKER = "smo-suite"


def location(assets: str) -> str:
    """Return where the manifest stands in a site whose files of ours are in the folder ``assets``."""
    return f"{assets}/{_NAME}"


def manifest(assets: str, paths: Iterable[str]) -> Emit:
    """Return the manifest of files of ours; it lists itself too."""
    listed = sorted({*paths, location(assets)})
    document = {"made_by": _MAKER, "files": listed}
    return Emit(path=location(assets), data=(json.dumps(document, indent=1) + "\n").encode())


def listed(text: str) -> tuple[str, ...]:
    """Return the paths that a manifest's text names, none when it is not one of ours.

    A manifest can be edited: a path that leaves the folder is never given back.
    """
    try:
        document = json.loads(text)
    except ValueError:
        return ()
    if not isinstance(document, dict) or document.get("made_by") != _MAKER:
        return ()
    paths = [path for path in document.get("files") or [] if isinstance(path, str)]
    return tuple(path for path in paths if not path.startswith("/") and ".." not in PurePosixPath(path).parts)
