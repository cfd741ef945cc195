"""Sites to build: real text out of the package registries, at any number of pages."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

# Its documentation is Markdown and comes with the package: ninety long pages by many hands.
_MARKDOWN = "npm@11.21.2"
# Package of Debian → the folder of its HTML; large sites by generators of many kinds.
DEBIAN = {
    "postgresql-doc-15": "usr/share/doc/postgresql-doc-15/html",
    "python-scipy-doc": "usr/share/doc/python-scipy-doc/html",
    "openjdk-17-doc": "usr/share/doc/openjdk-17-jre-headless/api",
    "rust-doc": "usr/share/doc/rust-doc/html",
    "cppreference-doc-en-html": "usr/share/cppreference/doc/html/en",
}
_LINK = re.compile(r"!?\[([^\]]*+)\]\([^)]*+\)")


@cache
def sections(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return title and text of every section of the real documentation, fetched once into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (found := sorted(folder.glob("npm-*.tgz"))):
        subprocess.run(["npm", "pack", _MARKDOWN, "--silent"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        found = sorted(folder.glob("npm-*.tgz"))
    parts: list[tuple[str, str]] = []
    with tarfile.open(found[-1]) as archive:
        members = sorted(
            (m for m in archive if "docs/content" in m.name and m.name.endswith(".md")), key=lambda m: m.name
        )
        for member in members:
            file = archive.extractfile(member)
            text = file.read().decode("utf-8") if file else ""
            for piece in re.split(r"^#{2,3} ", text.partition("\n---")[2], flags=re.MULTILINE)[1:]:
                title, _, body = piece.partition("\n")
                if len(body) > 200:
                    parts.append((title.strip(" #`"), _LINK.sub(r"\1", body).replace("<", "&lt;").strip()))
    return tuple(parts)


def write_markdown(folder: Path, count: int, cache_folder: Path, *, pelican: bool = False) -> None:
    """Write ``count`` pages: each some real sections, chosen by a seed, with links to three other pages."""
    if folder.exists():
        return
    chance, pool = random.Random(7), sections(cache_folder)
    folder.mkdir(parents=True)
    for number in range(count):
        chosen = chance.sample(pool, 6)
        title = f"{chosen[0][0]} {number}"
        links = [
            f"[{chosen[i][0]}]({'{filename}' if pelican else ''}page-{chance.randrange(count)}.md)" for i in range(3)
        ]
        body = "\n\n".join(f"## {name}\n\n{text}" for name, text in chosen)
        head = (
            f"Title: {title}\nDate: 2026-01-{number % 28 + 1:02}\nTags: {chosen[1][0].split()[0]}, {chosen[2][0].split()[0]}\n\n"
            if pelican
            else f"# {title}\n\n"
        )
        name = "index.md" if number == 0 and not pelican else f"page-{number}.md"
        (folder / name).write_text(f"{head}See {', '.join(links)}.\n\n{body}\n", encoding="utf-8")
    if not pelican:
        shutil.copy(folder / "index.md", folder / "page-0.md")


def html_site(package: str, corpora: Path) -> Path | None:
    """Return a folder of real built HTML of Debian, fetched if it is not there; None where that is impossible."""
    root = corpora / package / DEBIAN[package]
    if not root.is_dir() and shutil.which("apt-get") and shutil.which("dpkg"):
        corpora.mkdir(parents=True, exist_ok=True)
        subprocess.run(["apt-get", "download", "-qq", package], cwd=corpora, check=False)
        for archive in corpora.glob(f"{package}_*.deb"):
            subprocess.run(["dpkg", "-x", archive, corpora / package], check=False)
    return root if root.is_dir() else None


def first_pages(sources: Mapping[str, Path], target: Path, count: int) -> int:
    """Make ``target`` the first pages of some sites, each by name; return how many there are.

    ``sources`` maps the folder that a site gets in it, "" for none, to where it is.
    """
    shutil.rmtree(target, ignore_errors=True)
    done = 0
    for name, source in sources.items():
        done += _copied(source, target / name, count - done)
    return done


def _copied(source: Path, target: Path, count: int) -> int:
    pages = [path for path in sorted(source.rglob("*.html")) if path.is_file() and not path.is_symlink()][:count]
    for path in pages:
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return len(pages)
