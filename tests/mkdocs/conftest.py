"""Small whole sites, built by MkDocs or ProperDocs and read back by parsers that are not ours."""

from __future__ import annotations

import json
import logging
import os
import posixpath
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

try:
    import mkdocs.config  # noqa: F401 - only to see whether it is there
except ModuleNotFoundError:
    import properdocs.replacement  # noqa: F401 - from here on, mkdocs.* means properdocs.*

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

HOST = build.__module__.partition(".")[0]
URL = "https://docs.example/manual/"
# Written from the description of the marks, not with the code that makes or removes them.
_KEPT = re.compile(r"<(?:meta|link)\b[^<>]* data-smo-was=\"([^\"]*)\"[^<>]*>")
_PLACED = re.compile(
    r"\n<(?:meta|link)\b[^<>]* data-smo-placed=\"[^\"]*\"[^<>]*>"
    r"|\n<(aside|nav|section|div|script)\b[^<>]* data-smo-placed=\"[^\"]*\"[^<>]*>.*?</\1>",
    re.DOTALL,
)

PAGES: Mapping[str, str] = {
    "docs/index.md": "# The kettle\n\nEverything about the kettle: [install](guide/install.md) it first.\n",
    "docs/guide/index.md": "# Guide\n\nThis guide starts at the box. [Install](install.md), [boil](boil.md).\n",
    "docs/guide/install.md": (
        "---\ntitle: Install the kettle\ndescription: Unpack, rinse, plug in.\ndate: 2026-03-04\nauthors: [Ada, Ben]\n"
        "tags: [setup, water]\nimage: img/kettle.png\nimage_alt: A kettle\n---\n"
        "Rinse the kettle with water. Then [boil](boil.md) water.\n"
    ),
    "docs/guide/boil.md": (
        "---\ntags: [water]\n---\n# Boil water\n\nFill the kettle with water, then wait. Not [installed](install.md)?\n"
    ),
    "docs/parts.md": "# Parts\n\nLid, base and cord. Parts wear; see the [guide](guide/index.md).\n",
    "docs/img/kettle.png": "not really a picture",
}


@dataclass
class Site:
    """What one build left behind, read at once: the output files by path, and the log."""

    files: Mapping[str, bytes]
    records: list[logging.LogRecord] = field(default_factory=list)

    def html(self, key: str) -> str:
        """Return a page as text."""
        return self.files[key].decode("utf-8")

    def bare(self, key: str) -> str:
        """Return a page's text with every placed element cut out, and what gave way to one put back."""
        return _PLACED.sub("", _KEPT.sub(lambda kept: unescape(kept[1]), self.html(key)))

    def soup(self, key: str) -> BeautifulSoup:
        """Return a page as html5lib reads it, which is how browsers do."""
        return BeautifulSoup(self.html(key), "html5lib")

    def blocks(self, key: str) -> list[str]:
        """Return the names of the blocks in a page's body, in the order they stand there."""
        body = self.soup(key).body
        assert body is not None
        return [str(tag["data-smo-placed"]) for tag in body.select("[data-smo-placed]")]

    def block(self, key: str, name: str) -> Tag:
        """Return the one block of this name in a page's body."""
        (found,) = self.soup(key).select(f'body [data-smo-placed="{name}"]')
        return found

    def links(self, key: str, name: str) -> list[str]:
        """Return where the links of a block lead, in order; [] when the page has no such block."""
        return [str(a["href"]) for a in self.soup(key).select(f'body [data-smo-placed="{name}"] a[href]')]

    def said(self, key: str, name: str) -> list[str]:
        """Return every value that the head gives to one statement, whoever wrote it."""
        head = self.soup(key).head
        assert head is not None
        if name in {"canonical", "stylesheet"}:
            return [str(tag["href"]) for tag in head.select(f'link[rel~="{name}"]')]
        return [str(tag["content"]) for tag in head.select(f'meta[property="{name}"], meta[name="{name}"]')]

    @cached_property
    def related(self) -> dict[str, list[str]]:
        """Return location → suggested locations, as published in ``smo/related.json``."""
        document = json.loads(self.files["smo/related.json"])
        return {page: [entry["page"] for entry in entries] for page, entries in document.items()}

    def log(self, level: int = logging.WARNING) -> list[str]:
        """Return what was logged at a level or above."""
        return [record.getMessage() for record in self.records if record.levelno >= level]

    @property
    def pages(self) -> list[str]:
        """Return the paths of all HTML files."""
        return [key for key in self.files if key.endswith(".html")]

    def leads_to(self, key: str, href: str) -> str:
        """Return the output file that a relative link leads to from a page; it must be there."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(key), href))
        (found,) = (name for name in (path, posixpath.normpath(f"{path}/index.html")) if name in self.files)
        return found


@dataclass
class Project:
    """A site's sources in a folder of their own."""

    root: Path

    def write(self, files: Mapping[str, str]) -> Project:
        """Write files by path."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        return self

    def configure(self, smo: Mapping[str, Any] | None, **config: Any) -> Project:
        """Write ``mkdocs.yml``; ``smo=None`` leaves the plugin out."""
        plugins = [*config.pop("plugins", ["search"]), *([{"smo": dict(smo)}] if smo is not None else [])]
        whole = {
            "site_name": "Kettle",
            "site_url": URL,
            "theme": {"name": "mkdocs"},
            "site_dir": "site",
            **config,
            "plugins": plugins,
        }
        return self.write(
            {"mkdocs.yml": yaml.safe_dump({k: v for k, v in whole.items() if v is not None}, sort_keys=False)}
        )

    def build(self, smo: Mapping[str, Any] | None = {}, *, strict: bool = False, **config: Any) -> Site:
        """Build as a new process would. Raises what the host raises."""
        self.configure(smo, **config)
        return self.rebuild(strict=strict, first=True)

    def rebuild(self, *, first: bool = False, strict: bool = False, dirty: bool = False, serve: bool = False) -> Site:
        """Build again as ``serve`` does: settings are read anew, the plugin object stays."""
        if first:
            dict(MkDocsConfig._schema)["plugins"].plugin_cache.clear()  # type: ignore[attr-defined]
        with _recorded() as records:
            config = load_config(str(self.root / "mkdocs.yml"), strict=strict or None)
            if first:
                config.plugins.on_startup(command="serve" if serve else "build", dirty=dirty)
            build(config, serve_url=URL if serve else None, dirty=dirty)
        return Site(read(Path(config.site_dir)), records)

    def run(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run the host's own command in a new process."""
        quiet = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"}
        return subprocess.run(
            [sys.executable, "-m", HOST, *arguments],
            cwd=self.root, env={**os.environ, **quiet, **env}, capture_output=True, text=True, check=False,
        )  # fmt: skip


def read(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path there."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@contextmanager
def _recorded() -> Iterator[list[logging.LogRecord]]:
    records: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = records.append  # type: ignore[method-assign]
    log = logging.getLogger(HOST)
    before = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield records
    finally:
        log.removeHandler(handler)
        log.setLevel(before)


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Built-in themes print the time of the build unless this variable gives one."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")


@pytest.fixture
def empty(tmp_path: Path) -> Project:
    """Return a site without pages."""
    return Project(tmp_path / "project")


@pytest.fixture
def project(empty: Project) -> Project:
    """Return a site of five pages about a kettle, with dates, tags, an image and links both ways."""
    return empty.write(PAGES)
