"""The last run, when nothing has changed since: what it said is said again, and nothing is done.

All that a run can depend on is compared by content, never by time: the pages, our own files,
the pictures that were measured, the settings with the files they name, the code and its features.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from msgspec.msgpack import Decoder

from smo_core.enrich import FEATURES, installed_features
from smo_core.features.base import Feature
from smo_core.folder.cache import Cache
from smo_core.folder.files import find
from smo_core.folder.prints import digest
from smo_core.model import Finding
from smo_core.settings import Settings
from smo_core.stores import contents, read

_KIND = "run"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """What the last run made: the rows of its summary, its findings, and the digests of the files it wrote and saw."""

    rows: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    files: dict[str, bytes]
    images: dict[str, bytes]


_DECODER = Decoder(LastRun)
# Gives the first bytes of an image file of the site, as a survey asks for them.
Look = Callable[[str], bytes | None]


def remember_run(cache: Cache, settings: Settings, pages: Mapping[str, bytes], run: LastRun) -> None:
    """Keep what a run made of these pages, by key with the digest that each file has now."""
    cache.put(_KIND, "", _state(settings, pages.items()), run)


def recall(cache: Cache, root: Path, settings: Settings, look: Look) -> LastRun | None:
    """Return the last run if it would do and say the same again, else None.

    Raises InputError when there is no such folder.
    """
    if cache.empty:
        return None
    pages = digests(root, find(root))
    run = cache.get(_KIND, "", _state(settings, pages), _DECODER)
    if run is None:
        return None
    same = all(now == run.files[path] for path, now in digests(root, run.files))
    return run if same and all(digest(look(path) or b"") == was for path, was in run.images.items()) else None


def digest_of(path: Path) -> bytes:
    """Return the digest of a file's bytes, b"" when it cannot be read."""
    try:
        return digest(read(path))
    except OSError:
        return b""


def digests(root: Path, keys: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield each key with :func:`digest_of` its file."""
    return ((key, b"" if raw is None else digest(raw)) for key, raw in contents(root, keys))


def _state(settings: Settings, pages: Iterable[tuple[str, bytes]]) -> bytes:
    features = installed_features()
    names = " ".join(f"{feature.name} {feature.page.__module__}" for feature in features)
    # The cache knows our own code; that of other packages is compared here.
    others = [path for feature in features if feature not in FEATURES for path in _made_of(feature)]
    named = [part for path in (*_named(settings), *others) for part in _contents(path)]
    known = (part for key, was in pages for part in (key.encode(), was))
    return digest(settings.model_dump_json().encode(), names.encode(), digest(*named), *known)


def _made_of(feature: Feature) -> Iterator[Path]:
    """Yield where the code and the templates of a feature are: its module, or the package in which that is."""
    module = sys.modules.get(feature.page.__module__)
    if module is not None and module.__file__:
        yield Path(module.__file__).parent if module.__package__ else Path(module.__file__)
    if feature.folder is not None:
        yield feature.folder


def _named(value: object) -> Iterator[Path]:
    """Yield the files and folders that settings name."""
    if isinstance(value, Path):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _named(item)
    elif hasattr(value, "model_fields_set"):
        for _, inner in value:  # type: ignore[attr-defined]
            yield from _named(inner)


def _contents(path: Path) -> Iterator[bytes]:
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            yield str(file).encode(errors="surrogateescape")
            yield digest_of(file)
