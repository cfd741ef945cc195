"""The desk: report and link previews of a built site, made when somebody asks for them.

A host's own server asks :meth:`Desk.answer` for every address; a rebuild costs nothing but
:meth:`Desk.renew`. Published, the same two files lie at the same place (:func:`publish`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event, Lock
from types import MappingProxyType

from smo_core.dates import today
from smo_core.model import Facts
from smo_core.problems import SmoError
from smo_core.settings import Settings
from smo_core.write import write

REPORT, PREVIEWS = "index.html", "previews.html"
_BUILD = 60.0
_MARK = b'<meta name="generator" content="smo '


class Desk:
    """What is shown of one site below :func:`folder_of`; safe to ask from several threads."""

    def __init__(self, root: Path, sources: Path | None = None) -> None:
        """Begin with a site that is not built yet; ``sources`` is the folder that the host's sources are named from."""
        self.root, self.sources = root, sources
        self.settings = Settings()
        self.known: Mapping[str, Facts] = MappingProxyType({})
        self._made: dict[str, bytes] = {}
        self._lock = Lock()
        self._built = Event()

    def close(self) -> None:
        """Let whoever asks wait: the site is being built."""
        self._built.clear()

    def renew(self, settings: Settings, known: Mapping[str, Facts] = MappingProxyType({})) -> None:
        """Forget what was made: the site has been built anew. ``known`` is what the host knows of its pages."""
        with self._lock:
            self.settings, self.known = settings, known
            self._made.clear()
        self._built.set()

    def answer(self, name: str) -> bytes | None:
        """Return the file of this name, "" being the report; None when there is none of that name.

        Raises SmoError when the site cannot be read.
        """
        name = name or REPORT
        if name not in FILES:
            return None
        self._built.wait(_BUILD)
        with self._lock:
            if name not in self._made:
                self._made[name] = FILES[name](self.root, self.settings, self.known, self.sources).encode(
                    "utf-8", "replace"
                )
            return self._made[name]


def folder_of(settings: Settings) -> str:
    """Return the folder of the desk, below the site's root, with a slash at its end."""
    return settings.report_folder


def _report(root: Path, settings: Settings, known: Mapping[str, Facts], sources: Path | None) -> str:
    from smo_core.folder.reporting import examine  # noqa: PLC0415 - most builds do without
    from smo_core.folder.sources import has_sources  # noqa: PLC0415 - as above
    from smo_core.report import Frame  # noqa: PLC0415 - as above

    steps = "../" * folder_of(settings).count("/")
    # A site may be made of HTML alone: then there are no lines but those of the pages.
    if sources is not None and not has_sources(sources):
        sources = None
    # One process: a server runs threads, and those must not be forked.
    found = examine(root, settings, known=known, today=today(), jobs=1, sources=sources)
    return found.html(Frame(base=steps, previews=PREVIEWS, date=today()))


def _previews(root: Path, settings: Settings, _: Mapping[str, Facts], _sources: Path | None) -> str:
    from smo_core.folder.checking import check  # noqa: PLC0415 - as above
    from smo_core.folder.previewing import drawn  # noqa: PLC0415 - as above

    return drawn(check(root, settings, jobs=1), f"{folder_of(settings)}{PREVIEWS}")


_Make = Callable[[Path, Settings, Mapping[str, Facts], Path | None], str]
FILES: Mapping[str, _Make] = {REPORT: _report, PREVIEWS: _previews}


def publish(
    root: Path,
    settings: Settings,
    known: Mapping[str, Facts] = MappingProxyType({}),
    sources: Path | None = None,
) -> None:
    """Write the files of the desk into a built site if the settings ask for it, else take away ours of earlier builds.

    Raises SmoError when a file cannot be written.
    """
    folder = root / folder_of(settings)
    for name, make in FILES.items():
        path = folder / name
        if settings.report == "publish":
            write(path, make(root, settings, known, sources).encode("utf-8", "replace"))
        elif path.is_file() and _MARK in path.read_bytes()[:4000]:
            path.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def told(error: SmoError) -> bytes:
    """Return an error as a page for whoever asked."""
    from markupsafe import escape  # noqa: PLC0415 - only after an error

    return f"<!doctype html><title>smo</title><p>{escape(str(error))}</p>".encode()
