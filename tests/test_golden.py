"""Small whole sites through ``smo link``, compared to the byte with what was reviewed by eye.

``pytest tests/test_golden.py --golden-update`` rewrites ``expected``; read the difference
before you commit it. The stylesheet and the scripts are left out, and their versions replaced
by one word: what a page gets should not change whenever a colour does.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from smo_core.folder import link, unlink
from smo_core.settings import from_file

CASES = sorted(path.parent for path in Path(__file__).parent.glob("golden/*/smo.toml"))
every_case = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
_VERSION = re.compile(
    rb"""((?:smo\.css|icons\.svg)\?v=)[0-9a-f]{8}|(share\.[\w-]+\.js\?v=)[^"]+" integrity="sha256-[^"]+"""
)
_CODE = re.compile(r"smo/smo\.css|smo/share\.[\w-]+\.js")


def contents(root):
    """Return the bytes of each file below a folder, style, scripts and their versions aside."""
    files = {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
    return {name: _VERSION.sub(rb"\1\2VERSION", data) for name, data in files.items() if not _CODE.fullmatch(name)}


@pytest.fixture
def linked(tmp_path):
    """Return a function that links a copy of a case's site and returns its folder."""

    def of(case):
        root = tmp_path / "site"
        shutil.copytree(case / "input", root)
        link(root, from_file(case / "smo.toml"), jobs=1)
        return root

    return of


@every_case
def test_the_site_is_what_was_reviewed(case, linked, request):
    """Every file, to the byte."""
    found, expected = contents(linked(case)), case / "expected"
    if request.config.getoption("--golden-update"):
        shutil.rmtree(expected, ignore_errors=True)
        for name, data in found.items():
            (expected / name).parent.mkdir(parents=True, exist_ok=True)
            (expected / name).write_bytes(data)
    reviewed = contents(expected)
    assert sorted(found) == sorted(reviewed)
    for name, data in found.items():
        assert data == reviewed[name], name


@every_case
def test_taking_everything_out_gives_the_input(case, linked):
    """Whatever the site, it is as it was."""
    root = linked(case)
    unlink(root, jobs=1)
    assert contents(root) == contents(case / "input")


@every_case
def test_every_relative_link_that_was_placed_leads_to_a_file(case, linked):
    """Judged by a parser and a file system that are not ours."""
    root = linked(case)
    for path in root.rglob("*.html"):
        soup = BeautifulSoup(path.read_bytes(), "html5lib")
        placed = soup.select("link[data-smo-placed][href], [data-smo-placed] a[href], use, script[src*=smo]")
        for href in (
            (element.get("href") or element.get("xlink:href") or element["src"]).partition("?")[0].partition("#")[0]
            for element in placed
        ):
            if not re.match(r"[a-z]+:", href):
                target = path.parent / href
                assert (target / "index.html" if href.endswith("/") else target).is_file(), (path, href)
