"""Change the code in small ways and see whether the tests notice: mutation testing by mutmut.

usage: mutants.py [MODULE …]     default: placing, choosing what stands for a page, head tags, fusion, lists, reasons

Needs mutmut 3 beside this package. Works on a copy in ``build/mutants``, with few examples for each law, and prints
how many changes were noticed and each that was not: those need a test, or make no difference that can be seen.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
WORK = ROOT / "build" / "mutants"
MODULES = (
    "smo_core/html/place.py",
    "smo_core/choose.py",
    "smo_core/features/meta/emitters.py",
    "smo_core/graph/fusion.py",
    "smo_core/graph/lists.py",
    "smo_core/graph/signals/phrased.py",
    "smo_core/graph/signals/said.py",
    "smo_core/graph/signals/shared.py",
)
# The tests of these modules alone: each change runs those that reach it.
TESTS = (
    "tests/html/test_place.py",
    "tests/html/test_place_in_page.py",
    "tests/html/test_prose.py",
    "tests/test_choose.py",
    "tests/features/test_meta.py",
    "tests/graph/test_fusion.py",
    "tests/graph/test_ranker.py",
    "tests/graph/test_related.py",
    "tests/graph/test_phrased.py",
    "tests/graph/test_said.py",
    "tests/graph/test_shared.py",
)
# Stands below the tests' own conftest. A law that a change breaks need not be broken by the smallest example: to look
# for it takes minutes. A loop that a change made endless is ended by the system, for it may be one of C; mutmut's own
# limit is many times what all tests take. What the code remembers is from before the change.
_CONFTEST = """

import functools
import gc
import signal

settings.register_profile("mutants", settings.get_profile("suite"), max_examples=15, derandomize=True, database=None,
                          phases=("explicit", "generate"))
settings.load_profile("mutants")


def pytest_sessionstart():
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper):
            one.cache_clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol():
    signal.setitimer(signal.ITIMER_PROF, 20)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
"""


def main() -> None:
    """Prepare the copy, run mutmut in it, and print what was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", default=MODULES, metavar="MODULE")
    modules = parser.parse_args().modules
    shutil.rmtree(WORK, ignore_errors=True)
    ignored = shutil.ignore_patterns("__pycache__")
    # mutmut knows a module by its path below ``src``.
    shutil.copytree(ROOT / "core", WORK / "src", ignore=ignored)
    for name in ("smo_mkdocs", "smo_pelican"):
        shutil.copytree(ROOT / name, WORK / "src" / name, ignore=ignored)
    shutil.copytree(ROOT / "tests", WORK / "tests", ignore=ignored)
    shared = WORK / "tests" / "conftest.py"
    shared.write_text(shared.read_text(encoding="utf-8") + _CONFTEST, "utf-8")
    asked = json.dumps([f"src/{module}" for module in modules])
    (WORK / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\naddopts = "-q -p no:cacheprovider"\n'
        f'[tool.mutmut]\nsource_paths = ["src"]\nonly_mutate = {asked}\n'
        f"pytest_add_cli_args_test_selection = {json.dumps(TESTS)}\n"
        "timeout_multiplier = 4\ntrack_dependencies = false\nuse_git_change_detection = false\n",
        "utf-8",
    )
    # It must be there before Python first looks for it.
    (WORK / "mutants" / "src").mkdir(parents=True)
    environ = {**os.environ, "PYTHONPATH": str(WORK / "mutants" / "src")}
    with (WORK / "mutmut.log").open("wb") as out:
        subprocess.run([sys.executable, "-m", "mutmut", "run"], cwd=WORK, env=environ, stdout=out, check=True)
    for module in modules:
        print("\n".join(_told(WORK / "mutants" / "src" / module, module)))


def _told(made: Path, module: str) -> Iterator[str]:
    codes = json.loads(made.with_suffix(".py.meta").read_text(encoding="utf-8"))["exit_code_by_key"]
    lost = [name for name, code in codes.items() if code in {0, 33, None}]
    yield f"{module}: {len(codes) - len(lost)} of {len(codes)} changes noticed"
    source = made.read_text(encoding="utf-8")
    functions = {
        node.name: ast.get_source_segment(source, node) or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
    }
    for name in (key.rpartition(".")[2] for key in lost):
        before, after = functions.get(re.sub(r"\d+$", "orig", name), ""), functions.get(name, "")
        changed = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
        yield f"  {name}"
        yield from (
            f"    {line}" for line in changed if not line.startswith(("---", "+++", "@@")) and "def " not in line
        )


if __name__ == "__main__":
    main()
