"""Byte safety: link and unlink over as many real and broken pages as can be had, SHA-256 before and after.

    python benchmarks/byte_safety.py [--fetch CACHE] [FOLDER_OR_ARCHIVE ...]

Each argument is a collection: a folder of built HTML, a folder of parser tests (html5lib's
``.dat`` and ``.test`` files, raw ``.testcase`` files), or an archive (``.tar.gz``, ``.zip``) of either.
``--fetch`` downloads the source packages of parsers whose tests hold malformed pages into CACHE, with
pip, and adds them; nothing of it belongs into the repository. Good further material: the
repositories validator/tests and html5lib/html5lib-tests, documentation packages of Debian.

Of each collection a copy is linked, linked again and unlinked. All of this must hold: the second
run writes nothing, every file has its SHA-256 back, no file is added or lost. Exit code 1 if not.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from smo_core.folder import link, unlink
from smo_core.settings import from_mapping

PACKAGES = ("html5lib", "beautifulsoup4", "lxml", "bleach", "justhtml", "trafilatura")
ARCHIVES = (".tar.gz", ".tgz", ".zip")
PAGES = {".html", ".htm", ".xhtml", ".xht"}
# One test of html5lib's tree construction: its input stands between these two lines.
TREE_TEST = re.compile(rb"^#data\n(.*?)\n#errors", re.DOTALL | re.MULTILINE)
SETTINGS = {"site_url": "https://example.org/", "related": True, "cards": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one collection."""

    name: str
    files: int
    pages: int
    changed: int
    second: int
    lost: tuple[str, ...]
    seconds: float


def main() -> int:
    """Run all collections, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collections", nargs="*", type=Path)
    parser.add_argument("--fetch", type=Path, metavar="CACHE")
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    collections = [*chosen.collections, *(_fetched(chosen.fetch) if chosen.fetch else ())]
    print(f"{'collection':44} {'files':>7} {'pages':>7} {'changed':>8} {'2nd run':>8} {'lost':>5} {'s':>7}")
    results = []
    for collection in collections:
        results.append(_tried(collection, chosen.jobs))
        _show(results[-1])
    total = Result(
        name="all",
        files=sum(r.files for r in results),
        pages=sum(r.pages for r in results),
        changed=sum(r.changed for r in results),
        second=sum(r.second for r in results),
        lost=tuple(path for r in results for path in r.lost),
        seconds=sum(r.seconds for r in results),
    )
    _show(total)
    for path in total.lost[:50]:
        print(f"  not as it was: {path}")
    return int(bool(total.lost or total.second))


def _show(r: Result) -> None:
    print(
        f"{r.name[-44:]:44} {r.files:7} {r.pages:7} {r.changed:8} {r.second:8} {len(r.lost):5} {r.seconds:7.1f}",
        flush=True,
    )


def _fetched(cache: Path) -> Iterator[Path]:
    cache.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        if not [*cache.glob(f"{package}-*")]:
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", package]
            try:
                # Some build themselves before they can be had.
                subprocess.run([*command, "-d", str(cache)], capture_output=True, check=True, timeout=120)
            except subprocess.SubprocessError:
                print(f"{package}: cannot be had here", file=sys.stderr)
        yield from sorted(cache.glob(f"{package}-*"))


def _tried(collection: Path, jobs: int) -> Result:
    with tempfile.TemporaryDirectory(prefix="byte-safety-") as temporary:
        site = Path(temporary, "site")
        site.mkdir()
        _gather(collection, site, Path(temporary))
        before = _sums(site)
        settings, cache = from_mapping(SETTINGS, source="benchmark"), Path(temporary, "cache")
        pages = sum(Path(name).suffix.lower() in {".html", ".htm"} for name in before)
        start = time.perf_counter()
        first = link(site, settings, jobs=jobs, cache=cache) if pages else None
        second = link(site, settings, jobs=jobs, cache=cache) if pages else None
        if pages:
            unlink(site, jobs=jobs)
        seconds = time.perf_counter() - start
        after = _sums(site)
        lost = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        return Result(
            name=str(collection),
            files=len(before),
            pages=pages,
            changed=len(first.changed) if first else 0,
            second=len(second.changed) + len(second.written) if second else 0,
            lost=tuple(f"{collection}: {name}" for name in sorted(lost)),
            seconds=seconds,
        )


def _gather(collection: Path, site: Path, scratch: Path) -> None:
    """Put a collection's files into ``site``; tests become pages of their own."""
    root = collection
    if collection.is_file() and collection.name.endswith(ARCHIVES):
        root = scratch / "unpacked"
        if collection.suffix == ".zip":
            with zipfile.ZipFile(collection) as archive:
                archive.extractall(root)
        else:
            with tarfile.open(collection) as archive:
                archive.extractall(root, filter="data")
    for path in sorted(root.rglob("*")):
        if path.is_symlink() or not path.is_file() or ".git" in path.relative_to(root).parts:
            continue
        to = site / path.relative_to(root)
        to.parent.mkdir(parents=True, exist_ok=True)
        for number, data in enumerate(_inputs(path)):
            to.with_name(f"{to.name}.{number}.html").write_bytes(data)
        if path.suffix.lower() in PAGES - {".html", ".htm"}:
            to = to.with_name(f"{to.name}.html")
        shutil.copyfile(path, to)


def _inputs(path: Path) -> Iterator[bytes]:
    """Yield the pages that a file of tests holds."""
    if path.suffix == ".dat":
        yield from TREE_TEST.findall(path.read_bytes())
    elif path.suffix == ".testcase":
        yield path.read_bytes()
    elif path.suffix == ".test":
        try:
            tests = json.loads(path.read_bytes())
        except ValueError:
            return
        for group in ("tests", "xmlViolationTests"):
            for test in tests.get(group, ()) if isinstance(tests, dict) else ():
                text = test.get("input")
                if isinstance(text, str):
                    if test.get("doubleEscaped"):
                        text = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), text)
                    # Tokens of a page's body, and a page so that there is a place for everything.
                    yield text.encode("utf-8", "surrogatepass")
                    yield f"<html><head><title>t</title></head><body><main>{text}".encode("utf-8", "surrogatepass")


def _sums(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


if __name__ == "__main__":
    sys.exit(main())
