"""What all tests share: the flag that rewrites golden sites, and sites written from a few lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

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
