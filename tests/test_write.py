"""Writing: a file is the old one or the new one, never something between."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from smo_core.problems import InputError
from smo_core.write import write, write_pieces

LONG_AGO = 1_000_000_000
not_as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to the superuser"
)


def names(root):
    return [path.name for path in root.iterdir()]


def refuse(*_):
    raise OSError(28, "No space left on device")


def test_a_new_file_and_its_folders_are_made(tmp_path):
    """Missing folders are no obstacle."""
    path = tmp_path / "a" / "b" / "page.html"
    assert write(path, b"new") is True
    assert path.read_bytes() == b"new"
    assert names(path.parent) == ["page.html"]


def test_an_unchanged_file_is_not_touched(tmp_path):
    """Tools that look at times see no change where there is none."""
    path = tmp_path / "page.html"
    path.write_bytes(b"same")
    os.utime(path, (LONG_AGO, LONG_AGO))
    before = path.stat()
    assert write(path, b"same") is False
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize("old", [b"same length", b"other", b""])
def test_a_changed_file_is_replaced(tmp_path, old):
    """Also by content of the same length, and an empty file."""
    path = tmp_path / "page.html"
    path.write_bytes(old)
    assert write(path, b"Same length") is True
    assert path.read_bytes() == b"Same length"


@pytest.mark.parametrize("method", ["replace", "chmod"])
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, method):
    """When the last step fails, the old bytes are there and no temporary file is."""
    path = tmp_path / "page.html"
    if method == "replace":
        path.write_bytes(b"old")
    monkeypatch.setattr(Path, method, refuse)
    with pytest.raises(InputError, match=r"page\.html: cannot write: No space left"):
        write(path, b"new")
    assert names(tmp_path) == (["page.html"] if method == "replace" else [])
    assert method == "chmod" or path.read_bytes() == b"old"


def test_an_interruption_leaves_no_temporary_file(tmp_path, monkeypatch):
    """Ctrl-C at the worst moment is no reason for litter."""

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "page.html", b"new")
    assert names(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o664])
def test_mode_bits_stay(tmp_path, mode):
    """Who may read a page is its owner's decision."""
    path = tmp_path / "page.html"
    path.write_bytes(b"old")
    path.chmod(mode)
    write(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_a_new_file_gets_the_mode_of_any_new_file(tmp_path):
    """A web server may read what was added, as it may read the rest."""
    (tmp_path / "any").touch()
    write(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "any").stat().st_mode


@pytest.mark.parametrize("name", ["x" * 200 + ".html", "日本語.html", " .html", "a\nb.html"])
def test_odd_and_long_names_can_be_written(tmp_path, name):
    """The temporary file's name fits wherever the file's own name fits."""
    assert write(tmp_path / name, b"new")
    assert (tmp_path / name).read_bytes() == b"new"


def test_a_folder_in_the_way_is_an_input_error(tmp_path):
    """What cannot be written is said in our words, with the path."""
    (tmp_path / "page.html").mkdir()
    with pytest.raises(InputError, match=r"page\.html"):
        write(tmp_path / "page.html", b"new")
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="file"):
        write(tmp_path / "file" / "page.html", b"new")


@not_as_root
def test_a_read_only_folder_is_an_input_error(tmp_path):
    """Permission denied is told, not thrown."""
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(InputError, match="Permission denied"):
            write(tmp_path / "page.html", b"new")
    finally:
        tmp_path.chmod(0o700)


def test_a_file_that_is_known_to_differ_is_not_read(tmp_path, monkeypatch):
    """Who has just read it need not have it read again; its mode stays as ever."""
    path = tmp_path / "page.html"
    path.write_bytes(b"old")
    path.chmod(0o600)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert write(path, b"new", differs=True)
    monkeypatch.undo()
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o600)


def test_what_is_no_file_is_written_into(tmp_path):
    """A pipe or a device, such as one that forgets everything, stays what it is."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert write(pipe, b"said")
        assert os.read(reader, 100) == b"said"
        assert stat.S_ISFIFO(pipe.lstat().st_mode)
    finally:
        os.close(reader)


@pytest.mark.parametrize("old", [None, b"", b"old", b"one", b"onetw", b"oneTWO", b"onetwo", b"onetwothree"])
def test_pieces_are_written_as_the_whole_of_them_would_be(tmp_path, old):
    """New, changed, and the same: then the file is not touched."""
    path = tmp_path / "a" / "out.csv"
    if old is not None:
        path.parent.mkdir()
        path.write_bytes(old)
        path.chmod(0o640)
        os.utime(path, (LONG_AGO, LONG_AGO))
    assert write_pieces(path, iter((b"one", b"two"))) is (old != b"onetwo")
    assert path.read_bytes() == b"onetwo"
    assert names(path.parent) == ["out.csv"]
    if old is not None:
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert (path.stat().st_mtime == LONG_AGO) == (old == b"onetwo")


def test_pieces_that_a_file_holds_already_touch_nothing(tmp_path):
    """Not even a temporary file is made."""
    path = tmp_path / "out.csv"
    path.write_bytes(b"onetwo")
    os.utime(tmp_path, (LONG_AGO, LONG_AGO))
    assert write_pieces(path, iter((b"one", b"two"))) is False
    assert tmp_path.stat().st_mtime == LONG_AGO


def test_what_fails_between_two_pieces_leaves_the_old_file_and_nothing_else(tmp_path):
    """Whoever reads the file meets the old one or the new one."""

    def pieces():
        yield b"half"
        message = "no more"
        raise RuntimeError(message)

    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError, match="no more"):
        write_pieces(path, pieces())
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["out.csv"]


def test_pieces_go_into_what_is_no_file(tmp_path):
    """A pipe is written into, not replaced."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert write_pieces(path, iter((b"one", b"two"))) is True
        assert os.read(reader, 100) == b"onetwo"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(path.stat().st_mode)
