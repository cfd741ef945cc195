"""The ``smo`` command, run in this process or in one of its own, in a folder with a small site."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from smo_core.cli import main

PAGE = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{0}</title></head><body><main><h1>{0}</h1>\n'
    '<p>{0} and <a href="{1}">what belongs to it</a>: water boils in a kettle for green tea.</p></main></body></html>\n'
)


@pytest.fixture
def place(folder, monkeypatch):
    """Return the folder in which commands run; the built site is in ``site``."""
    root = folder(
        {
            "site/index.html": PAGE.format("Home", "tea.html"),
            "site/tea.html": PAGE.format("Tea", "a/water.html"),
            "site/a/water.html": PAGE.format("Water", "../tea.html"),
        },
        name="place",
    )
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def smo(place):
    """Return a function that runs ``smo`` in this process."""
    del place
    return lambda *args: CliRunner().invoke(main, [str(arg) for arg in args], catch_exceptions=False)


@pytest.fixture
def process(place):
    """Return a function that runs ``smo`` as the shell does."""
    code = "import sys; from smo_core.cli import main; sys.argv[0] = 'smo'; main()"

    def run(*args, code=code):
        command = [sys.executable, "-W", "error", "-c", code, *map(str, args)]
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "COLUMNS": "200"}
        return subprocess.run(
            command, cwd=place, capture_output=True, encoding="utf-8", errors="replace", env=environment, check=False
        )

    return run
