"""A full disk, a folder that may not be written: a clear refusal, whole files, and nothing left over."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from smo_core.folder import link, unlink
from smo_core.problems import InputError

as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount") or not shutil.which("setpriv"),
    reason="needs to mount a small file system, or to become somebody else",
)
COMMAND = "import sys; from smo_core.cli import main; sys.exit(main())"


@pytest.fixture
def small(tmp_path):
    """Return a function that gives a file system of a few kilobytes."""
    mounted = []

    def mount(size):
        place = tmp_path / f"disk-{size}"
        place.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", place], check=False)
        if done.returncode:
            pytest.skip("this machine lets nobody mount")
        mounted.append(place)
        return place

    yield mount
    for place in mounted:
        subprocess.run(["umount", place], check=False)


@pytest.fixture
def open_to_all(site):
    """A site in a folder that everybody may enter: those of pytest are closed to others."""
    with tempfile.TemporaryDirectory(prefix="smo-open-") as temporary:
        Path(temporary).chmod(0o755)
        for name, data in site.items():
            path = Path(temporary, "site", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(data)
        yield Path(temporary, "site")


def smo(*arguments, user=0):
    """Run the command as a user of that number."""
    become = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"] if user else []
    command = [*become, sys.executable, "-c", COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "HOME": "/nowhere"})


@as_root
@pytest.mark.parametrize("room", range(32, 96, 8))
def test_a_full_disk_tears_nothing(folder, settings, site, sums, small, room):  # noqa: PLR0913, PLR0917 - its fixtures
    """At whatever point the space ends: files are whole, and all can be taken back."""
    disk = small(room)
    root = disk / "site"
    shutil.copytree(folder(site), root)
    before = sums(root)
    try:
        report = link(root, settings(), jobs=1)
        wrong = [finding for finding in report.findings if finding.severity == "error"]
    except InputError as error:
        assert "No space left on device" in str(error)  # noqa: PT017 - refusing is one of two right answers
        wrong = []
    assert all("No space left on device" in finding.message for finding in wrong)
    assert not [path for path in root.rglob("*") if path.name.endswith(".smo-tmp")]
    left = sums(root)
    assert all(left[name] == digest for name, digest in before.items() if not name.endswith(".html"))
    # Room again, as when somebody has tidied up.
    subprocess.run(["mount", "-o", "remount,size=4m", disk], check=True)
    unlink(root, jobs=1)
    assert sums(root) == before


@as_root
@pytest.mark.parametrize("command", ["link", "unlink"])
def test_a_read_only_file_system_is_refused(folder, settings, site, sums, small, command):  # noqa: PLR0913, PLR0917 - its fixtures
    """Before anything is done, with the system's own reason."""
    disk = small(4096)
    root = disk / "site"
    shutil.copytree(folder(site), root)
    if command == "unlink":
        link(root, settings(), jobs=1)
    before = sums(root)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    done = smo(command, root)
    assert (done.returncode, "Read-only file system" in done.stderr) == (3, True), done
    assert "Traceback" not in done.stderr
    assert sums(root) == before


@as_root
@pytest.mark.parametrize("command", ["link", "unlink"])
def test_somebody_else_is_refused(open_to_all, settings, sums, command):
    """A user who may read the folder but not write: exit code 3, one line, nothing done."""
    root = open_to_all
    if command == "unlink":
        link(root, settings(), jobs=1)
    before = sums(root)
    if subprocess.run(["setpriv", "--reuid=65534", "--clear-groups", sys.executable, "-c", ""], check=False).returncode:
        pytest.skip("that user may not run this Python")
    done = smo(command, root, user=65534)
    assert (done.returncode, "Permission denied" in done.stderr) == (3, True), done
    assert "Traceback" not in done.stderr
    assert sums(root) == before


@as_root
def test_a_page_that_may_not_be_read_costs_only_itself(open_to_all):
    """The folder is the user's, one file in it is not."""
    root = open_to_all
    for path in (root, *root.rglob("*")):
        os.chown(path, 65534, 65534)
    os.chown(root / "tea.html", 0, 0)
    (root / "tea.html").chmod(0o600)
    done = smo("link", root, user=65534)
    if "smo_core" in done.stderr:
        pytest.skip("that user may not read this package")
    assert done.returncode == 1, done
    assert "tea.html: The file cannot be read: Permission denied." in done.stdout
    assert "data-smo-placed" in Path(root, "index.html").read_text()
