"""Locks: one run at a time in a folder, and no file in it for that."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from smo_core.lock import alone, locked
from smo_core.problems import InputError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="tested where folders can be locked")
HOLDER = """
import sys, time
from pathlib import Path
from smo_core.lock import locked
with locked(Path(sys.argv[1]), shared=sys.argv[2] == "shared"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder():
    """Return a function that lets another process lock a folder, and gives that process."""
    running = []

    def hold(folder, how="alone"):
        process = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder), how], stdout=subprocess.PIPE)
        running.append(process)
        assert process.stdout.readline() == b"held\n"
        return process

    yield hold
    for process in running:
        process.kill()
        process.communicate()


def test_a_second_run_is_refused_and_told_why(tmp_path, holder):
    """The message names the folder and says what to do."""
    holder(tmp_path)
    with pytest.raises(InputError, match=rf"{tmp_path}: another run is at work.*Wait"), locked(tmp_path, patience=0):
        pass
    assert not alone(tmp_path)


def test_a_run_that_is_about_to_end_is_waited_for(tmp_path, holder):
    """A moment's patience."""
    process = holder(tmp_path)
    started = time.monotonic()
    process.send_signal(signal.SIGKILL)
    with locked(tmp_path, patience=30):
        assert time.monotonic() - started < 30


def test_a_killed_run_holds_nothing(tmp_path, holder):
    """The system lets go of the lock however the process ends; there is no file to delete by hand."""
    process = holder(tmp_path)
    process.kill()
    process.wait()
    assert alone(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_readers_do_not_keep_each_other_out_but_a_writer(tmp_path, holder):
    """Shared locks go together."""
    holder(tmp_path, "shared")
    with locked(tmp_path, shared=True, patience=0):
        pass
    with pytest.raises(InputError), locked(tmp_path, patience=0):
        pass


def test_other_folders_are_free(tmp_path, holder):
    """Also one inside."""
    (tmp_path / "a").mkdir()
    holder(tmp_path)
    assert alone(tmp_path / "a")


def test_one_folder_by_two_names_is_one(tmp_path, holder):
    """A symbolic link to it is the same folder."""
    (tmp_path / "site").mkdir()
    (tmp_path / "link").symlink_to("site")
    holder(tmp_path / "site")
    assert not alone(tmp_path / "link")


def test_a_folder_that_is_not_there_needs_no_lock(tmp_path):
    """Its absence is somebody else's message."""
    with locked(tmp_path / "none"):
        pass
    assert alone(tmp_path / "none")


def test_a_file_system_without_locks_stops_nobody(tmp_path, monkeypatch):
    """As some network file systems are."""

    def refuse(*_):
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    with locked(tmp_path, patience=0):
        pass
