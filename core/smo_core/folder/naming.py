"""Which page a user means: by its address, its location, its file or its key."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from smo_core.problems import InputError, did_you_mean
from smo_core.stores import is_local
from smo_core.urls import index_of, location_of

_LONGEST = 400


def key_of(page: str, keys: Iterable[str], root: Path, site_url: str) -> str:
    """Return the key of the page that a user names.

    Raises InputError with the nearest valid name when there is none.
    """
    known = tuple(keys)
    path = page
    if "://" in page:
        base = urlsplit(site_url).path if site_url else "/"
        path = unquote(urlsplit(page).path.removeprefix(base))
    elif is_local(root) and Path(page).is_file():
        # Not resolve(): a page may be a link into somewhere else.
        path = os.path.relpath(Path(page).absolute(), root.absolute()).replace(os.sep, "/")
    index = index_of((key, location_of(key)) for key in known)
    path = path.removeprefix("/").split("#")[0].split("?")[0]
    found = index.get(path) or index.get(page)
    if found is None:
        message = f"{page}: there is no such page. {did_you_mean(path, known) if known else ''}"[:_LONGEST]
        raise InputError(message)
    return found
