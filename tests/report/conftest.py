"""Sites made up for the report, and a browser that may not go online."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from plots import planted, report_on


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Return a function that writes the report on a site of so many pages, and returns the file."""
    folder = tmp_path_factory.mktemp("reports")
    known = {}

    def make(count):
        if count not in known:
            known[count] = folder / f"{count}.html"
            known[count].write_text(report_on(planted(count), date="2026-11-22"), encoding="utf-8")
        return known[count]

    return make


def complains(message):
    """Whether a message of the browser is about the page, and not about a test that looks at the canvas."""
    return message.type in {"error", "warning"} and not message.text.startswith("Canvas2D: Multiple readback")


@pytest.fixture
def visit(browser):
    """Return a function that opens a file offline. Nothing may be thrown, refused by the policy, or asked for."""
    contexts, trouble, asked = [], [], []

    def go(path, fragment="", **options):
        context = browser.new_context(offline=True, **{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda message: trouble.append(message.text) if complains(message) else None)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{path.as_uri()}#{fragment}" if fragment else path.as_uri())
        return page

    yield go
    for context in contexts:
        context.close()
    assert trouble == []
    assert [url for url in asked if not url.startswith("file:")] == []
    assert len(asked) == len(contexts)
