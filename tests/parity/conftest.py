"""The sample site, built once through each of the three hosts, into temporary folders.

A folder knows what its HTML says and no more. So it is built twice: ``folder`` from a theme
that says in each head what it knows, as good themes do, and is held to all that MkDocs and
Pelican are; ``simple`` from the bare theme of that name, and held to what that theme prints.
"""

from __future__ import annotations

import json
import os
import posixpath
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

import smo_core
from smo_core.settings import from_file

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_site"
PELICAN = Path(os.environ.get("SMO_PELICAN_PYTHON") or ROOT / ".venvs/pelican/bin/python")
URL = "https://handbook.example/"
HEAD = """{% block head %}{{ super() }}
<meta property="og:title" content="{{ it.title|e }}">
{% if it.description %}<meta name="description" content="{{ it.description|e }}">{% endif %}
{% if it.image %}<meta property="og:image" content="{{ SITEURL }}/{{ it.image }}">
<meta property="og:image:alt" content="{{ it.image_alt|e }}">{% endif %}
{% if it.date %}<meta property="article:published_time" content="{{ it.date.date().isoformat() }}">{% endif %}
{% if it.date and it.modified %}
<meta property="article:modified_time" content="{{ it.modified.date().isoformat() }}">{% endif %}
{% if it.authors %}<meta name="author" content="{{ it.authors|join(', ')|e }}">{% endif %}
{% for tag in it.tags %}<meta property="article:tag" content="{{ tag|e }}">{% endfor %}
{% if it.robots %}<meta name="robots" content="{{ it.robots }}">{% endif %}
{% endblock %}"""


@dataclass(frozen=True)
class Built:
    """One host's output folder, read by html5lib."""

    root: Path

    @cached_property
    def soups(self) -> Mapping[str, BeautifulSoup]:
        """Return the parsed pages by key, those that are shared."""
        found = {}
        for path in sorted(self.root.rglob("*.html")):
            text = path.read_text(encoding="utf-8")
            if 'data-smo-placed="share"' in text:
                found[path.relative_to(self.root).as_posix()] = BeautifulSoup(text, "html5lib")
        return found

    @cached_property
    def related(self) -> Mapping[str, list[str]]:
        """Return location → suggested locations, as published in ``smo/related.json``."""
        document = json.loads((self.root / "smo/related.json").read_text("utf-8"))
        return {page: [entry["page"] for entry in entries] for page, entries in document.items()}

    def said(self, key: str, name: str) -> list[str]:
        """Return every value that the head gives to one statement."""
        head = self.soups[key].head
        if name == "canonical":
            return [tag["href"] for tag in head.select('link[rel="canonical"]')]
        return [tag["content"] for tag in head.select(f'meta[property="{name}"], meta[name="{name}"]')]

    def linked(self, key: str, name: str) -> list[str]:
        """Return the locations that the links of a block lead to, in order."""
        base = urljoin(URL, posixpath.join(posixpath.dirname(key), ""))
        links = self.soups[key].select(f'body [data-smo-placed="{name}"] a[href]')
        return [unquote(urlsplit(urljoin(base, a["href"])).path).lstrip("/") for a in links]

    def sentences(self, key: str) -> list[str]:
        """Return the sentences in which other pages link to one, with the anchors marked."""
        found = self.soups[key].select('[data-smo-placed="backlinks"] .smo-context bdi')
        return [sentence.decode_contents() for sentence in found]


@pytest.fixture(scope="session")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Built]:
    """Return the three builds by host."""
    assert PELICAN.is_file(), (
        f"There is no {PELICAN}: run `make envs`, or set SMO_PELICAN_PYTHON to a Python with Pelican and smo-suite."
    )
    out = tmp_path_factory.mktemp("parity")
    _run(sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "mkdocs-builtin.yml", "-d", str(out / "mkdocs"))
    _run(str(PELICAN), "-m", "pelican", "-q", "-s", "pelicanconf.py", "-o", str(out / "pelican"), "--fatal", "warnings")
    settings = from_file(SAMPLE / "smo.toml")
    for name, conf in (("folder", _telling(out)), ("simple", SAMPLE / "pelicanconf_plain.py")):
        _run(
            str(PELICAN),
            "-m",
            "pelican",
            "-q",
            "-s",
            str(conf),
            "-o",
            str(out / f"plain-{name}"),
            "--fatal",
            "warnings",
        )
        smo_core.link(out / f"plain-{name}", settings, out=out / name)
    return {name: Built(out / name) for name in ("mkdocs", "pelican", "folder", "simple")}


def _telling(out: Path) -> Path:
    """Write a Pelican configuration whose theme puts into the head what it knows."""
    (out / "templates").mkdir()
    for kind in ("article", "page"):
        text = f'{{% extends "!simple/{kind}.html" %}}' + HEAD.replace("it.", f"{kind}.")
        (out / f"templates/{kind}.html").write_text(text, encoding="utf-8")
    # The bare theme writes its language switch into the article without any markup: to a reader
    # of HTML that is text of the article. Here it is what it should be, navigation.
    (out / "templates/translations.html").write_text(
        "{% macro translations_for(content) %}{% if content.translations %}<nav>Translations: "
        '{% for other in content.translations %}<a href="{{ SITEURL }}/{{ other.url }}" hreflang="{{ other.lang }}">'
        "{{ other.lang }}</a> {% endfor %}</nav>{% endif %}{% endmacro %}"
        "{% macro entry_hreflang(entry) %}{% for other in entry.translations %}"
        '<link rel="alternate" hreflang="{{ other.lang }}" href="{{ SITEURL }}/{{ other.url }}">'
        "{% endfor %}{% endmacro %}",
        encoding="utf-8",
    )
    lines = (
        "import sys",
        f"sys.path.insert(0, {str(SAMPLE)!r})",
        "from pelicanconf_plain import *",
        f"THEME_TEMPLATES_OVERRIDES = [{str(out / 'templates')!r}]",
    )
    conf = out / "telling.py"
    conf.write_text("\n".join(lines), encoding="utf-8")
    return conf


def _run(*command: str) -> None:
    quiet = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(command, cwd=SAMPLE, env={**os.environ, **quiet}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
