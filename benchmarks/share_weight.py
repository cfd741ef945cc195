"""The weight of share buttons: ours beside sharer.js, shareon, shariff and react-share, as a Markdown table.

    python benchmarks/share_weight.py

Needs npm on the PATH and a registry that it reaches: packages are fetched as archives; none is
installed and none of their scripts runs. Also needs tdewolff-minify (requirements/browser.txt):
every file goes through the same minifier, whether its makers did that already or not. Without
the icons that some load besides, and react-share without React and its own dependencies.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import minify

from smo_core import Facts, Page, plan, survey
from smo_core.phrases import LANGUAGES
from smo_core.settings import from_mapping

# Package, its script, its stylesheet if it has one, what it does.
RIVALS = (
    ("sharer.js@0.5.4", "sharer.min.js", "", "opens share windows; no markup, no style"),
    ("shareon@2.8.1", "dist/shareon.iife.js", "dist/shareon.min.css", "buttons; share sheet, copy link"),
    ("shariff@3.3.0", "dist/shariff.min.js", "dist/shariff.min.css", "buttons in 25 languages; jQuery inside"),
    ("react-share@5.3.0", "dist/index.js", "", "components for React, which comes on top"),
)
MEDIA = {".js": "application/javascript", ".css": "text/css"}


def weight(data: str, kind: str) -> tuple[int, int]:
    """Return the bytes of a text made small, and of that compressed."""
    small = minify.string(MEDIA[kind], data).encode() if kind in MEDIA else data.encode()
    return len(small), len(gzip.compress(small, 9))


def ours() -> dict[str, str]:
    """Return what one page's share bar of the preset ``docs`` needs, by kind; of the languages the heaviest script."""
    heaviest = (0, "")
    made: dict[str, str] = {}
    for lang in LANGUAGES:
        others = {name: {"enabled": False} for name in ("related", "backlinks", "cards")}
        settings = from_mapping({"site_url": "https://example.org/", **others}, source="benchmark")
        facts = Facts(key="a/index.html", location="a/", url="https://example.org/a/", title="A page", language=lang)
        planned = plan(survey([Page(facts=facts)], settings))
        files = {emit.path: emit.read() for emit in planned.emits}
        (script,) = (data.decode() for path, data in files.items() if path.endswith(".js"))
        heaviest = max(heaviest, (weight(script, ".js")[1], script))
        if lang == "en":
            (bar,) = planned.additions["a/index.html"].blocks
            made = {".css": files["smo/smo.css"].decode(), ".html": bar.html}
    return {".js": heaviest[1], **made}


def packed(name: str, folder: Path) -> dict[str, str]:
    """Return the files of an npm package by path. Raises SystemExit where npm cannot get it."""
    done = subprocess.run(
        ["npm", "pack", "--ignore-scripts", "--silent", name], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"npm could not fetch {name}: {done.stderr.strip()}")
    with tarfile.open(folder / done.stdout.split()[-1]) as archive:
        members = [member for member in archive if member.isfile() and member.name.endswith((".js", ".css"))]
        return {member.name.partition("/")[2]: archive.extractfile(member).read().decode() for member in members}


def row(name: str, script: str, style: str, note: str, markup: str = "") -> str:
    """Return one line of the table, in bytes: minified → compressed."""
    parts = ((script, ".js"), (style, ".css"), (markup, ".html"))
    cells = ["{:,} → {:,}".format(*weight(text, kind)) if text else "–" for text, kind in parts]
    return f"| {name} | {' | '.join(cells)} | {note} |"


def main() -> None:
    """Print the table."""
    if not shutil.which("npm"):
        sys.exit("npm is not on the PATH: install it (Debian: apt-get install npm) to weigh the others.")
    own = ours()
    print("| package | script | style | markup of a page | what it does |\n| --- | --: | --: | --: | --- |")
    note = (
        "links without script; with it share sheet, copy, QR, print, servers, quotes, sections; style of all our blocks"
    )
    print(row("SMO Suite (heaviest language)", own[".js"], own[".css"], note, own[".html"]))
    with tempfile.TemporaryDirectory() as folder:
        for name, script, style, what in RIVALS:
            files = packed(name, Path(folder))
            print(row(name.replace("@", " "), files[script], files.get(style, ""), what))


if __name__ == "__main__":
    main()
