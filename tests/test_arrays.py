"""Loading numpy: its threads sleep, and nobody else sees how that was asked for."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_SAY = """
import os, sys
from smo_core import arrays
seen = []
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "numpy":
            seen.append(os.environ.get("OPENBLAS_THREAD_TIMEOUT"))
sys.meta_path.insert(0, Finder())
arrays.load()
arrays.load()
print(seen, "numpy" in sys.modules, os.environ.get("OPENBLAS_THREAD_TIMEOUT"))
"""


@pytest.mark.parametrize(
    ("said", "expected"), [(None, "['4'] True None"), ("20", "[] False 20")], ids=["nothing said", "said by the user"]
)
def test_its_threads_are_told_to_sleep_unless_the_user_said_otherwise(said, expected):
    environ = {name: value for name, value in os.environ.items() if name != "OPENBLAS_THREAD_TIMEOUT"}
    environ |= {} if said is None else {"OPENBLAS_THREAD_TIMEOUT": said}
    told = subprocess.run([sys.executable, "-c", _SAY], env=environ, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == expected
