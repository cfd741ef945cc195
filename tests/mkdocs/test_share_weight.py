"""What sharing weighs on the sample site, as a browser gets it: compressed, files as built."""

from __future__ import annotations

import gzip
import re
import statistics
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

pytest.importorskip("material", reason="the sample site is weighed in Material")

SAMPLE = Path(__file__).parents[2] / "sample_site"
KB = 1024
BAR = re.compile(r'\n<aside data-smo-placed="share".*?</aside>', re.DOTALL)


def weight(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The sample site with the settings that every site starts with; cards aside, which cost time only."""
    site = tmp_path_factory.mktemp("sample")
    config = site / "mkdocs.yml"
    config.write_text(
        f"INHERIT: {SAMPLE / 'mkdocs.yml'}\ndocs_dir: {SAMPLE / 'content'}\nsite_dir: {site / 'out'}\n"
        "plugins:\n  - search\n  - smo:\n      cards: false\n",
    )
    build(load_config(str(config)))
    return site / "out"


def test_a_page_grows_by_less_than_0_7_kb(built):
    """Half of the pages by less; the others have long titles, addresses in other alphabets, hashtags."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(built.rglob("*.html"))]
    added = [weight(page) - weight(BAR.sub("", page)) for page in pages if BAR.search(page)]
    assert len(added) > 50
    assert statistics.median(added) <= 0.7 * KB
    assert max(added) <= 0.85 * KB


def test_the_stylesheet_of_all_blocks_is_below_3_kb(built):
    assert weight((built / "smo/smo.css").read_text(encoding="utf-8")) <= 3 * KB


def test_each_script_is_below_4_kb_with_its_words(built):
    scripts = sorted(built.glob("smo/share.*.js"))
    assert [path.name for path in scripts] == ["share.ar.js", "share.en.js", "share.fr.js", "share.ja.js"]
    assert max(weight(path.read_text(encoding="utf-8")) for path in scripts) <= 4 * KB


def test_the_icons_are_one_file_and_hold_what_pages_use(built):
    icons = (built / "smo/icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', icons))
    used = {
        name
        for path in built.rglob("*.html")
        for name in re.findall(r'smo/icons\.svg\?v=[0-9a-f]{8}#([\w-]+)"', path.read_text(encoding="utf-8"))
    }
    assert used == drawn
    assert weight(icons) <= 4 * KB
