"""Pages as generators write them, and folders compared to the byte."""

from __future__ import annotations

from hashlib import sha256

import pytest

from smo_core.settings import from_mapping

PLAIN = {"share": {"targets": ["email"], "labels": "text"}}


@pytest.fixture
def settings():
    """Return a function that makes settings with a short share bar."""
    return lambda **options: from_mapping(PLAIN | options, source="test")


@pytest.fixture
def page():
    """Return a function that makes a well-formed page."""

    def make(
        title="Kettles", body="<p>Water boils in a kettle, and then there is tea.</p>", head="", attributes=' lang="en"'
    ):
        return (
            f"<!DOCTYPE html>\n<html{attributes}>\n"
            f'<head>\n<meta charset="utf-8">\n<title>{title}</title>\n{head}</head>\n'
            f"<body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
        )

    return make


@pytest.fixture
def site(page):
    """Three pages that link to each other, and files that are no pages."""
    return {
        "index.html": page("Home", '<p>See <a href="tea.html">tea</a> and <a href="a/water.html">water</a> here.</p>'),
        "tea.html": page("Tea", '<p>Tea needs <a href="a/water.html">boiling water</a> and green leaves.</p>'),
        "a/water.html": page("Water", '<p>Water boils in a kettle for <a href="../tea.html">green tea</a> leaves.</p>'),
        "style.css": "main { color: red }",
        "feed.xml": "<html><head></head><main></main></html>",
        "notes.html.txt": "<html><head></head></html>",
        "a/data.json": "{}",
    }


@pytest.fixture
def sums():
    """Return a function that gives the SHA-256 of each file below a folder, and the folders."""

    def of(root):
        found = {}
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            link = str(path.readlink()) if path.is_symlink() else None
            found[name] = link or (sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder")
        return found

    return of
