"""Report and previews beside Pelican's own server: a second small server, on the next port.

Pelican's server shows the output folder and nothing else, and with ``-lr`` it may run in a
process that loads no plugin. So nothing is written into the output, no class of Pelican is
changed: while Pelican listens, this server shows the same folder, and the report in it.
"""

from __future__ import annotations

import sys
from argparse import ArgumentError, ArgumentParser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from smo_core.problems import SmoError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smo_core.folder.desk import Desk
    from smo_core.model import Facts
    from smo_core.settings import Settings

_desks: dict[str, Desk] = {}


def wanted(argv: Sequence[str] | None = None) -> bool:
    """Whether this process is the one of a listening Pelican that builds, or the only one."""
    program, *arguments = sys.argv if argv is None else argv
    if "pelican" not in {Path(program).stem, Path(program).parent.name}:
        return False
    parser = ArgumentParser(add_help=False, exit_on_error=False)
    for short, long in (("-l", "--listen"), ("-r", "--autoreload")):
        parser.add_argument(short, long, action="store_true")
    for flag in ("-d", "-D", "-q", "-v"):
        parser.add_argument(flag, action="store_true")
    try:
        asked, _ = parser.parse_known_args(arguments)
    except ArgumentError:
        return False
    # With -lr one process builds and one serves; the one that builds has a parent.
    return bool(asked.listen) and (not asked.autoreload or parent_process() is not None)


def listen(output: str, host: str, port: int, settings: Settings, sources: Path) -> str:
    """Serve the output folder with the report in it, from now on; return the report's address.

    ``sources`` is the folder that the sources of pages are named from.

    One server for each process: "" when there is one, as subsites begin inside their site and
    settings are read anew. Raises OSError when no port is free.
    """
    if _desks:
        return ""
    from smo_core.folder.desk import Desk, folder_of  # noqa: PLC0415 - most builds show nothing

    desk = Desk(Path(output), sources)
    desk.renew(settings)
    handler = partial(_Handler, desk=desk, folder=f"/{folder_of(settings)}")
    try:
        server = ThreadingHTTPServer((host, port), handler)
    except OSError:
        # Taken: any other will do, its address is told.
        server = ThreadingHTTPServer((host, 0), handler)
    _desks[output] = desk
    Thread(target=server.serve_forever, name="smo report", daemon=True).start()
    return f"http://{host or '127.0.0.1'}:{server.server_port}/{folder_of(settings)}"


def wait(output: str) -> None:
    """Let those who ask wait: a build begins."""
    if output in _desks:
        _desks[output].close()


def show(output: str, settings: Settings, known: Mapping[str, Facts], sources: Path) -> None:
    """Show a site just built of ``sources``: to whoever listens, else published if the settings ask for it.

    Raises SmoError when it cannot be published.
    """
    if output in _desks:
        _desks[output].renew(settings, known)
    elif settings.report == "publish" or Path(output, settings.report_folder).is_dir():
        from smo_core.folder.desk import publish  # noqa: PLC0415 - as above

        publish(Path(output), settings, known, sources)


class _Handler(SimpleHTTPRequestHandler):
    """The output folder, and the desk at its path."""

    def __init__(self, *args: object, desk: Desk, folder: str) -> None:
        self.desk = desk
        self.folder = folder
        super().__init__(*args, directory=str(desk.root))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with a file of the desk, else of the site."""
        path = unquote(urlsplit(self.path).path)
        try:
            body = self.desk.answer(path.removeprefix(self.folder)) if path.startswith(self.folder) else None
        except SmoError as error:
            from smo_core.folder.desk import told  # noqa: PLC0415 - as above

            body = told(error)
        if body is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: Pelican's own server tells enough."""
