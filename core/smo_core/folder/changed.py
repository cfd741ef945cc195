"""Which pages a change touches, as git tells: by their own files, or by the sources they were made of."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from smo_core.problems import InputError
from smo_core.stores import is_local

_SECONDS = 60


def changed_pages(root: Path, revision: str, sources: Mapping[str, str]) -> frozenset[str]:
    """Return the keys of pages that differ from a git revision.

    ``sources`` maps page keys to source paths, "" where the host does not say; then
    ``docs/guide/start.md`` is taken for the source of ``guide/start/index.html`` and
    ``guide/start.html``. Raises InputError when git cannot say.
    """
    if revision.startswith("-"):
        message = f"--changed: {revision} is no revision"
        raise InputError(message)
    if not is_local(root):
        message = f"--changed: git knows nothing of {root}"
        raise InputError(message)
    names = (*_git("diff", "--name-only", "--relative", "-z", revision, "--"), *_untracked())
    here = Path.cwd()
    own = {(here / name).resolve() for name in names}
    stems = {_stem(name) for name in names}
    return frozenset(
        key
        for key, source in sources.items()
        if (root / key).resolve() in own
        or (
            any(name == source or name.endswith(f"/{source}") for name in names)
            if source
            else _among(_stem(key), stems)
        )
    )


def _untracked() -> tuple[str, ...]:
    return _git("ls-files", "--others", "--exclude-standard", "-z")


def _git(*arguments: str) -> tuple[str, ...]:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and a revision cannot be an option: see above
            ["git", *arguments],  # noqa: S607 - the user's own git
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        message = f"--changed: git cannot be asked: {error}"
        raise InputError(message) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        message = f"--changed: git says: {said[0] if said else 'nothing'}"
        raise InputError(message)
    return tuple(name for name in done.stdout.decode("utf-8", "surrogateescape").split("\0") if name)


def _stem(path: str) -> str:
    """Return a path without its ending, and without the name that stands for its folder."""
    bare = PurePosixPath(path).with_suffix("")
    return str(bare.parent) if bare.name.lower() in {"index", "readme", "__init__"} else str(bare)


def _among(stem: str, stems: Iterable[str]) -> bool:
    if stem == ".":
        return any(one in {".", "docs", "content", "content/pages", "src"} for one in stems)
    return any(one == stem or one.endswith(f"/{stem}") for one in stems)
