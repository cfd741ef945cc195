"""Report and previews: on MkDocs' own server beside the site and not in it, or published if so asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError

from smo_core.problems import SmoError

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from smo_core.folder.desk import Desk
    from smo_core.model import Facts
    from smo_core.settings import Settings


class Shown:
    """What is shown of a site beside it; nothing before there is a server, or somebody who publishes."""

    def __init__(self) -> None:
        """Begin without a server."""
        self._desk: Desk | None = None

    def wait(self) -> None:
        """Let those who ask wait: a build begins."""
        if self._desk is not None:
            self._desk.close()

    def go_on(self) -> None:
        """Let those who ask have what there is: a build failed."""
        if self._desk is not None:
            self._desk.renew(self._desk.settings, self._desk.known)

    def renew(
        self, site_dir: Path, settings: Settings, known: Mapping[str, Facts], sources: Path, *, serving: bool
    ) -> None:
        """Show a site that has just been built of ``sources``. Raises PluginError when it cannot be published."""
        if self._desk is not None:
            self._desk.renew(settings, known)
        elif settings.report == "publish" and not serving:
            from smo_core.folder.desk import publish  # noqa: PLC0415 - most builds show nothing

            try:
                publish(site_dir, settings, known, sources)
            except SmoError as error:
                raise PluginError(f"smo: {error}") from error  # noqa: EM102, TRY003 - the host's way to stop a build

    def beside(self, server: LiveReloadServer, settings: Settings, known: Mapping[str, Facts], sources: Path) -> str:
        """Let a server answer for the desk too; return the address of the report."""
        from smo_core.folder.desk import Desk, folder_of  # noqa: PLC0415 - as above

        self._desk = Desk(Path(server.root), sources)
        self._desk.renew(settings, known)
        server.set_app(_with(server, self._desk, f"{server.mount_path}{folder_of(settings)}"))
        return f"{server.url.removesuffix('/')}/{folder_of(settings)}"


def _with(server: LiveReloadServer, desk: Desk, folder: str) -> Callable[..., Iterable[bytes]]:
    """Return the server's application with the desk at a path."""
    from smo_core.folder.desk import told  # noqa: PLC0415 - as above

    site = server.get_app()

    def app(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path == folder.rstrip("/"):
            start("302 Found", [("Location", folder)])
            return []
        try:
            body = desk.answer(path.removeprefix(folder)) if path.startswith(folder) else None
        except SmoError as error:
            body = told(error)
        if body is None:
            return site(environ, start)  # type: ignore[no-any-return,operator,arg-type]
        start("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
        return [body]

    return app
