"""Small whole sites, built by Pelican and read back by parsers that are not ours."""

from __future__ import annotations

import json
import logging
import os
import posixpath
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from blinker import Signal
from bs4 import BeautifulSoup, Tag
from pelican import Pelican, signals
from pelican.log import LimitFilter
from pelican.settings import DEFAULT_CONFIG, configure_settings

URL = "https://blog.example/notes"
# Written from the description of the marks, not with the code that makes or removes them.
_KEPT = re.compile(r"<(?:meta|link)\b[^<>]* data-smo-was=\"([^\"]*)\"[^<>]*>")
_PLACED = re.compile(
    r"\n<(?:meta|link)\b[^<>]* data-smo-placed=\"[^\"]*\"[^<>]*>"
    r"|\n<(aside|nav|section|div|script)\b[^<>]* data-smo-placed=\"[^\"]*\"[^<>]*>.*?</\1>",
    re.DOTALL,
)

_PAGE = "<!doctype html><html><head>HEAD</head><body>BODY<footer>end</footer></body></html>"
_LIST = "<!doctype html><html><head><title>list</title></head><body>list</body></html>"
FILES: Mapping[str, str] = {
    "content/kettle.md": (
        "Title: Install the kettle\nDate: 2026-03-04 10:00\nModified: 2026-03-06 11:30\nCategory: kitchen\n"
        "Tags: setup, water\nAuthors: Ada, Ben\nDescription: Unpack, rinse, plug in.\n"
        "Image: images/kettle.png\nImage_Alt: A kettle\n\n"
        "Rinse the kettle with water. Then [boil]({filename}boil.md) water. ![k]({static}images/kettle.png)\n"
    ),
    "content/boil.md": (
        "Title: Boil water\nDate: 2026-03-05\nCategory: kitchen\nTags: water\n\n"
        "Fill the kettle with water, then wait. Not [installed]({filename}kettle.md)? "
        "Water is on [this page]({filename}pages/water.md).\n"
    ),
    "content/steam.md": (
        "Title: Steam\nDate: 2026-03-06\nCategory: physics\n\n"
        "Steam is water that left the [kettle]({filename}kettle.md).\n"
    ),
    "content/steam-fr.md": (
        "Title: Vapeur\nDate: 2026-03-06\nCategory: physics\nSlug: steam\nLang: fr\n\n"
        "La vapeur sort de la bouilloire.\n"
    ),
    "content/kettle-fr.md": (
        "Title: La bouilloire\nDate: 2026-03-04\nCategory: kitchen\nSlug: install-the-kettle\nLang: fr\n\n"
        "Rincez la bouilloire; voir la [vapeur]({filename}steam-fr.md).\n"
    ),
    "content/draft.md": (
        "Title: Water draft\nDate: 2026-03-07\nCategory: kitchen\nStatus: draft\nTags: water\n\n"
        "The kettle [boils]({filename}boil.md) water.\n"
    ),
    "content/secret.md": (
        "Title: Water secret\nDate: 2026-03-08\nCategory: kitchen\nStatus: hidden\nTags: water\n\n"
        "The kettle [boils]({filename}boil.md) water.\n"
    ),
    "content/pages/water.md": "Title: About water\n\nWater boils in a kettle. See [steam]({filename}/steam.md).\n",
    "content/images/kettle.png": "not really a picture",
}
CONFIG: Mapping[str, Any] = {
    "SITENAME": "Kettle", "SITEURL": URL, "TIMEZONE": "UTC", "DEFAULT_LANG": "en", "THEME": "simple", "AUTHOR": "Cleo",
    "STATIC_PATHS": ["images"], "FEED_ALL_ATOM": "feeds/all.atom.xml", "CATEGORY_FEED_ATOM": "feeds/{slug}.atom.xml",
    "FEED_ALL_RSS": "feeds/all.rss.xml", "FEED_DOMAIN": URL, "DEFAULT_PAGINATION": 2, "DELETE_OUTPUT_DIRECTORY": True,
    "YEAR_ARCHIVE_SAVE_AS": "archives/{date:%Y}.html",
}  # fmt: skip


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

    def theme(
        self,
        *,
        head: str = "<title>x</title>",
        body: str = "{{ %s.content }}",
        around: str = "<article>{body}</article>",
    ) -> str:
        """Write a whole theme of a few lines and return its name; ``%s`` becomes article or page."""
        lists = ("index", "archives", "period_archives", "tag", "tags", "category", "categories", "author", "authors")
        templates = dict.fromkeys(lists, _LIST)
        for kind in ("article", "page"):
            whole = _PAGE.replace("HEAD", head).replace("BODY", around.replace("{body}", body))
            templates[kind] = whole.replace("%s", kind)
        self.write({f"own/templates/{name}.html": text for name, text in templates.items()})
        self.write({"own/static/none.txt": ""})
        return "own"

    def later(self, name: str) -> None:
        """Give a source a date after the last build's, whatever the clock's resolution."""
        stamp = time.time() + 60
        os.utime(self.root / name, (stamp, stamp))

    def build(self, smo: Mapping[str, Any] | None = {}, **config: Any) -> Site:
        """Build as a new process would; ``smo=None`` leaves the plugin out."""
        # Pelican says each warning once in the life of a process.
        LimitFilter._raised_messages.clear()
        LimitFilter._group_count.clear()
        for signal in vars(signals).values():
            for receiver in list(signal.receivers_for(None)) if isinstance(signal, Signal) else ():
                signal.disconnect(receiver)
        return self.rebuild(smo, **config)

    def rebuild(self, smo: Mapping[str, Any] | None = {}, **config: Any) -> Site:
        """Build again in the same process, with a new Pelican object as after an edit of the settings."""
        return self.run(self.pelican(smo, **config))

    def pelican(self, smo: Mapping[str, Any] | None = {}, **config: Any) -> Pelican:
        """Return a Pelican object, which calls ``register()`` of the plugins."""
        plugins = [*config.pop("PLUGINS", []), *(["smo_pelican"] if smo is not None else [])]
        paths = {
            "PATH": str(self.root / "content"),
            "OUTPUT_PATH": str(self.root / "output"),
            "CACHE_PATH": str(self.root / "cache"),
        }
        if "theme" in config:
            config["THEME"] = str(self.root / config.pop("theme"))
        with _recorded():
            return Pelican(
                configure_settings(
                    {**DEFAULT_CONFIG, **CONFIG, **paths, "PLUGINS": plugins, "SMO": dict(smo or {}), **config}
                )
            )

    def run(self, pelican: Pelican) -> Site:
        """Let one Pelican object build, as ``-r`` does again and again."""
        with _recorded() as records:
            pelican.run()
        folder = Path(pelican.output_path)
        found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
        return Site(found, records)


@contextmanager
def _recorded() -> Iterator[list[logging.LogRecord]]:
    records: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = records.append  # type: ignore[method-assign]
    log = logging.getLogger()
    log.addHandler(handler)
    try:
        yield records
    finally:
        log.removeHandler(handler)


@pytest.fixture
def empty(tmp_path: Path) -> Project:
    """Return a site without content."""
    return Project(tmp_path / "project")


@pytest.fixture
def project(empty: Project) -> Project:
    """Return five articles and a page about a kettle, two of them translations, a draft and a hidden article."""
    return empty.write(FILES)
