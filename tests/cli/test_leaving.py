"""How the process of a command ends: at once, but never before all is said and done."""

from __future__ import annotations

import subprocess
import sys

import pytest

RUN = "import sys, atexit; sys.argv[0] = 'smo'; from smo_core.cli import main; {} ; sys.exit(main())"


def smo(*arguments, first="pass"):
    code = RUN.format(first)
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--help"], 0), (["graph", "SITE"], 0), (["graph", "nowhere"], 3), (["nothing"], 2)]
)
def test_it_ends_with_its_exit_code_and_all_of_its_output(tmp_path, arguments, code):
    """Through a pipe, where output waits in a buffer to the end."""
    for number in range(60):
        page = f"<main><p>Page {number} and <a href={number + 1}.html>the next</a></p></main>"
        (tmp_path / f"{number}.html").write_text(page, encoding="utf-8")
    done = smo(*(str(tmp_path) if one == "SITE" else one for one in arguments))
    assert done.returncode == code
    assert bool(done.stdout) == (code == 0)
    assert bool(done.stderr) == (code != 0)
    assert arguments[0] != "graph" or code or done.stdout.count('"source"') == 59


def test_what_others_want_to_do_at_the_end_is_done():
    """Functions registered by what a command loads run before the process ends."""
    assert smo("--version", first="atexit.register(print, 'bye')").stdout.endswith("bye\n")


def test_a_process_that_is_called_by_python_goes_on():
    """Only the shell's command ends so."""
    first = "main(['--version'], standalone_mode=False); print('still here'); sys.argv[1:] = ['--version']"
    done = smo(first=first)
    assert done.stdout.count("smo, version") == 2
    assert "still here" in done.stdout
