"""The script that is served is the source made small, and small enough in every language."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import minify
import pytest

from smo_core.features import share
from smo_core.html.marks import json_text
from smo_core.phrases import LANGUAGES, phrases

FOLDER = Path(share.__file__).parent
# Phrases grow: each language may have the rest.
LIMIT = 4096


def made_small() -> str:
    """Return the two sources as one block, whose names are its own and so may be shortened."""
    sources = "".join((FOLDER / name).read_text(encoding="utf-8") for name in ("fragment.js", "share.js"))
    return minify.string("application/javascript", f"{{{sources}}}") + "\n"


def test_the_small_file_is_made_from_the_sources(request):
    """``--golden-update`` makes it anew."""
    small = FOLDER / "share.min.js"
    if request.config.getoption("--golden-update"):
        small.write_text(made_small(), encoding="utf-8")
    assert small.read_text(encoding="utf-8") == made_small()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_script_and_words_weigh_four_kilobytes_at_most(lang):
    said = phrases(lang)
    names = sorted(set(re.findall(r"\bwords\.(\w+)", (FOLDER / "share.js").read_text(encoding="utf-8"))))
    words = json_text({"lang": lang, **{name: said[name] for name in names}})
    code = (FOLDER / "share.min.js").read_text(encoding="utf-8")
    assert len(gzip.compress(f"const WORDS={words};{code}".encode(), 9)) <= LIMIT
