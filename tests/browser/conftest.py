"""Chromium, driven by Playwright, on sites that are served on loopback and nowhere else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from highlights import MARK

from smo_core.folder import link
from smo_core.settings import from_mapping

ROOT = Path(__file__).parents[2]
ALL_ACTIONS = ["native", "copy", "copy-markdown", "copy-html", "qr", "print"]


_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)


@dataclass
class Served:
    """Folders on loopback: where they are, what was asked for, and what a policy reported."""

    root: Path
    url: str = ""
    policies: dict[str, str] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)


class _Handler(SimpleHTTPRequestHandler):
    """Files, and with ?marked a page without scripts in which what a text fragment finds stands out."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, served: Served) -> None:
        self.served = served
        super().__init__(*arguments, directory=str(served.root))

    def end_headers(self) -> None:
        for start, policy in self.served.policies.items():
            if self.path.startswith(start):
                self.send_header("Content-Security-Policy", policy)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def do_GET(self) -> None:
        self.served.requests.append(self.path)
        path, _, query = self.path.partition("?")
        if query != "marked":
            super().do_GET()
            return
        html = (self.served.root / path[1:] / ("index.html" if path.endswith("/") else "")).read_text(encoding="utf-8")
        data = _SCRIPT.sub("", html).replace("</head>", f"<style>{MARK}</style></head>", 1).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self) -> None:
        self.served.reports.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing: failed tests show what matters."""


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An empty folder on loopback."""
    site = Served(tmp_path_factory.mktemp("served"))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, served=site)) as server:
        server.daemon_threads = True
        site.url = f"http://127.0.0.1:{server.server_port}/"
        Thread(target=server.serve_forever, daemon=True).start()
        yield site
        server.shutdown()


@pytest.fixture(scope="session")
def sample(served: Served, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample site in Material, with our plugin; returns where it is served."""
    config = tmp_path_factory.mktemp("sample") / "mkdocs.yml"
    config.write_text(
        f"INHERIT: {ROOT / 'sample_site/mkdocs.yml'}\ndocs_dir: {ROOT / 'sample_site/content'}\n"
        f"site_dir: {served.root / 'sample'}\nsite_url: {served.url}sample/\nplugins:\n  - search\n"
        f"  - smo: {{cards: {{enabled: false}}, share: {{actions: {ALL_ACTIONS}}}}}\n",
        encoding="utf-8",
    )
    quiet = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(config)]
    subprocess.run(command, check=True, env={**os.environ, **quiet})
    return served.url + "sample/"


@pytest.fixture(scope="session")
def articles(served: Served, sample: str) -> str:
    """The articles of the sample site with their bars but without the theme, each beside its page."""
    for path in (served.root / "sample").rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        article = html[html.find("<article") : html.rfind("</article>") + 10]
        opening = html[: html.find("<head>")]
        head = '<head><meta charset="utf-8"><title>Article</title></head>'
        path.with_name("article.html").write_text(f"{opening}{head}<body>{article}</body></html>", encoding="utf-8")
    return sample


PAGE = """<!DOCTYPE html>
<html lang="{lang}" dir="{dir}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>{title}</h1>
{body}
</main></body></html>
"""


@pytest.fixture
def small(served: Served, tmp_path: Path) -> Callable[..., str]:
    """Return a function that makes a page of HTML, gives it a bar by ``smo link``, and says where it is served."""

    def make(body: str, *, title: str = "Kettles", lang: str = "en", direction: str = "ltr", **share: Any) -> str:
        name = f"{tmp_path.name}-{len(list(served.root.iterdir()))}"
        folder = served.root / name
        folder.mkdir()
        html = PAGE.format(body=body, title=title, lang=lang, dir=direction)
        (folder / "index.html").write_text(html, encoding="utf-8")
        decorate(folder, served.url + name + "/", **share)
        return served.url + name + "/"

    return make


def decorate(folder: Path, url: str, **share: Any) -> None:
    """Add share bars, and nothing else that can be seen, to a folder of pages."""
    others = {name: {"enabled": False} for name in ("related", "backlinks", "cards")}
    options = {"site_url": url, "site_name": "Kettle", "share": {"actions": ALL_ACTIONS, **share}, **others}
    link(folder, from_mapping(options, source="test"), jobs=1)


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Return a function that opens an address in a fresh context. No page may throw; a theme may, if ``rough``."""
    contexts = []
    thrown: list[str] = []

    def go(url: str, *, before: str = "", grant: tuple[str, ...] = (), rough: bool = False, **options: Any) -> Any:
        context = browser.new_context(**options)
        contexts.append(context)
        context.grant_permissions(list(grant))
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on(
            "pageerror",
            lambda error: None if rough and "/smo/" not in (error.stack or "") else thrown.append(str(error)),
        )
        # Every use is recorded, as a site's own analytics would.
        page.add_init_script(
            "window.uses = []; addEventListener('smo:share', (event) => uses.push(event.detail));" + before
        )
        page.goto(url)
        return page

    yield go
    for context in contexts:
        context.close()
    assert thrown == []
