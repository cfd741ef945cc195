"""The same sources give the same bytes: whatever the hash seed, locale, time zone and folder."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = {"PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C", "TZ": "UTC"}
THERE = {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "Pacific/Auckland"}
MANY = 12


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def many(n):
    """Return one of many pages that share words, tags and links in different mixtures."""
    topics, language = ("water", "steam", "cord", "lid"), "fr" if n % 5 == 0 else "en"
    front = f"tags: [{topics[n % 4]}, {topics[n % 3]}]\ndate: 2026-01-{n + 1:02}\nlang: {language}"
    links = f"see [next](page{(n * 5 + 1) % MANY}.md) and [guide](../guide/index.md)"
    return f"---\n{front}\n---\n# Page {n}\n\nÀ propos de {topics[n % 4]}; {links}.\n"


def test_two_machines_build_the_same_bytes(project, tmp_path):
    """Two processes that share nothing but the sources write identical files."""
    project.write({f"docs/more/page{n}.md": many(n) for n in range(MANY)}).configure({})
    elsewhere = tmp_path / "an ö other" / "deeper" / "place"
    shutil.copytree(project.root, elsewhere)
    first = project.run("build", "--strict", **HERE)
    assert first.returncode == 0, first.stderr
    again = type(project)(elsewhere).run("build", "--strict", **THERE)
    assert again.returncode == 0, again.stderr
    here, there = files(project.root / "site"), files(elsewhere / "site")
    assert len([key for key in here if b"data-smo-placed" in here[key]]) == 5 + MANY
    assert list(here) == list(there)
    # Compressed, the sitemap holds the second in which it was written; that is the host's.
    assert [key for key in here if here[key] != there[key] and not key.endswith(".gz")] == []


def test_no_file_names_the_machine_it_was_built_on(project):
    """No absolute path reaches the output."""
    site = project.build()
    assert site.files
    assert [key for key, data in site.files.items() if str(project.root).encode() in data] == []
