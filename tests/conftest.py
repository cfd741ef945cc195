"""What all tests share: the flag that rewrites golden sites, and sites written from a few lines."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# The one without windows comes first: tests take half as long in it.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")  # fmt: skip
# A slow or busy machine is no failure of a law.
settings.register_profile("suite", deadline=None, print_blob=True)
settings.load_profile("suite")


def pytest_addoption(parser):
    """Add ``--golden-update``, which rewrites what the golden tests expect."""
    parser.addoption("--golden-update", action="store_true", help="Rewrite tests/golden/*/expected.")


@pytest.fixture
def folder(tmp_path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Return a function that writes files by path into a fresh folder and returns it."""

    def write(files: Mapping[str, str | bytes], name: str = "site") -> Path:
        root = tmp_path / name
        root.mkdir()
        for path, data in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data.encode() if isinstance(data, str) else data)
        return root

    return write


@pytest.fixture(autouse=True)
def _without_cards(request, monkeypatch) -> None:
    """Draw cards only where they are what is tested: elsewhere they cost time, and fonts differ by machine."""
    if "cards" not in request.path.name:
        monkeypatch.setattr("smo_core.features.cards.draw.available", lambda: False)


def found_browser() -> str:
    """Return the path of a Chromium, from SMO_BROWSER or the PATH; empty if there is none."""
    named = os.environ.get("SMO_BROWSER", "")
    return (shutil.which(named) or "") if named else next(filter(None, map(shutil.which, CHROMIUMS)), "")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests. Without one they fail; SMO_BROWSER=none says that this is meant."""
    if os.environ.get("SMO_BROWSER") == "none":
        pytest.skip("SMO_BROWSER=none")
    path = found_browser()
    if not path:
        pytest.fail(
            f"no browser: install one of {', '.join(CHROMIUMS)}, or name it in SMO_BROWSER (none skips these tests)"
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()
