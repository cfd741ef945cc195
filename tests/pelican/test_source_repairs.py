"""``smo audit --fix --source`` in Pelican: links as Pelican writes them, metadata in the form of the source."""

from __future__ import annotations

import json
import subprocess

from click.testing import CliRunner

from smo_core.cli import main

RULES = "L01,L02,L03,L15,I01,I07,M04"
ARTICLE = "Title: {0}\nDate: 2026-03-04\nCategory: kitchen\n\n{1}\n"
LINKS = {
    "[moved]({filename}/old/rinse.md)": "[moved]({filename}/rinse.md)",
    "[moved, relative]({filename}old/rinse.md#twice)": "[moved, relative]({filename}rinse.md#twice)",
    "[gone]({filename}/gone.md)": None,
    "![picture]({static}/images/Cup.png)": "![picture]({static}/images/cup.png)",
    "[place](https://blog.example/notes/rinse-it.html#twi_ce)": "[place](https://blog.example/notes/rinse-it.html#twice)",
}


def smo(*arguments):
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def test_a_patch_keeps_the_marks_of_pelican(empty, monkeypatch):
    text = "What is broken, and whether it can be mended, is seen here at once.\n\n" + "\n\n".join(LINKS)
    project = empty.write({
        "content/broken.md": ARTICLE.format("Broken", text),
        "content/rinse.md": ARTICLE.format("Rinse it", "Rinse it with water, and do so twice or more.\n\n<h2 id='twice'>Twice</h2>"),
        "content/images/cup.png": "not really a picture",
    })  # fmt: skip
    project.build(None, STATIC_PATHS=["images"])
    monkeypatch.chdir(project.root)
    (project.root / "pelicanconf.py").write_text("", encoding="utf-8")
    options = ("--select", RULES, "--source", "content", "--site-url", "https://blog.example/notes/")
    patch = smo("audit", "output", "--fix", *options)
    subprocess.run(["git", "apply"], input=patch.stdout.encode(), check=True)
    changed = (project.root / "content/broken.md").read_text()
    assert changed.startswith("Title: Broken\nDate: 2026-03-04\nCategory: kitchen\nDescription: What is broken, and")
    expected = "\n\n".join(new or old for old, new in LINKS.items())
    assert changed.rpartition("at once.\n\n")[2] == f"{expected}\n"
    project.build(None, STATIC_PATHS=["images"])
    found = smo("audit", "output", *options, "--ignore", "M04", "--format", "json", "--fail-on", "never")
    left = [(f["rule"], f["about"]) for f in json.loads(found.stdout)["findings"] if f["source"] == "content/broken.md"]
    assert [about.rpartition("/")[2] for _, about in left] == ["gone.md"]
