"""Killed at any file operation, a run leaves whole files, and the next run ends as if nothing had been."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time

import pytest

from smo_core.folder import link, scan, unlink
from smo_core.problems import InputError
from smo_core.write import is_temporary

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
    # A child of a process with threads may not take their locks; ours takes none.
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]
WRITING = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.utime"}
MOMENTS = 14


@pytest.fixture
def settings(settings):
    """Settings with a file of ours beside the stylesheet."""
    return lambda **options: settings(site_url="https://example.org/", **options)


def run(work, at=0):
    """Do the work in a child that is killed at its file operation ``at``; return how many it came to, None if killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        count = 0

        def watch(event, details):
            nonlocal count
            if event in WRITING and (event != "open" or (details[2] or 0) & (os.O_WRONLY | os.O_RDWR)):
                count += 1
                if count == at:
                    os.kill(os.getpid(), signal.SIGKILL)

        code = 1
        try:
            sys.addaudithook(watch)
            work()
            os.write(writing, str(count).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or status == 0
    return int(said) if said else None


def works(root, settings, out):
    """What can be killed: each with the folder in which it writes."""
    cache = root.with_name(f"{root.name}-cache")
    return {
        "link": (lambda: link(root, settings(), jobs=1, cache=cache), root),
        "out": (lambda: link(root, settings(), out=out, jobs=1, cache=cache), out),
        "relink": (lambda: link(root, settings(related=False, assets="more/smo"), jobs=1, cache=cache), root),
        "unlink": (lambda: unlink(root, jobs=1), root),
    }


@pytest.mark.parametrize("name", ["link", "out", "relink", "unlink"])
def test_no_file_is_torn_and_the_next_run_mends_all(folder, settings, site, sums, tmp_path, name):  # noqa: PLR0913, PLR0917 - its fixtures
    """At moments spread over the whole run."""
    out = tmp_path / "out"

    def fresh(number):
        root = folder(site, f"site-{number}")
        shutil.rmtree(out, ignore_errors=True)
        if name in {"relink", "unlink"}:
            link(root, settings(), jobs=1)
        return root, *works(root, settings, out)[name]

    _, work, place = fresh("whole")
    old = sums(place) if place.exists() else {}
    count = run(work)
    new = sums(place)
    work()
    assert sums(place) == new
    killed = 0
    for number in range(MOMENTS):
        _, work, place = fresh(number)
        killed += run(work, at=1 + number * count // MOMENTS) is None
        left = sums(place) if place.exists() else {}
        for path, digest in left.items():
            whole = digest in {old.get(path), new.get(path), "folder"}
            assert whole or is_temporary(path.rpartition("/")[2]) or path.endswith("smo/manifest.json"), path
        work()
        assert sums(place) == new
    assert killed == MOMENTS


@pytest.mark.parametrize("at", range(1, 26, 4))
def test_a_killed_run_can_be_taken_back(folder, settings, site, sums, at):
    """Whatever was done until then: after ``unlink`` the folder is as it was."""
    root = folder(site)
    before = sums(root)
    run(lambda: link(root, settings(), jobs=1), at=at)
    unlink(root, jobs=1)
    assert sums(root) == before


def test_what_looks_nearly_like_our_temporary_file_stays(folder, settings, site):
    """Only names that are exactly ours are swept away; a link of that name loses nothing behind it."""
    near = {".smo-tmp": "x", "a.12345678.smo-tmp": "x", ".a.1234567.smo-tmp": "x", ".a.12345678.smo-tmp.txt": "x"}
    root = folder({**site, **near, ".tea.html.abcd_123.smo-tmp": "half a pa", "a/.x.abcdefgh.smo-tmp": ""})
    link(root, settings(), jobs=1)
    left = {path.relative_to(root).as_posix() for path in root.rglob("*") if "smo-tmp" in path.name}
    assert left == {*near}


def test_two_runs_at_once(folder, settings, site, sums):
    """The second is refused with a message, the first is not disturbed, and nothing is half done."""
    root = folder(site)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        from smo_core.folder.alone import alone_in

        with alone_in(root):
            os.write(writing, b"held")
            time.sleep(60)
        os._exit(0)
    assert os.read(reading, 4) == b"held"
    before = sums(root)
    for second in (link, unlink):
        with pytest.raises(InputError, match="another run is at work"):
            second(root, *([settings()] if second is link else []))
    scan(root, jobs=1)  # looking is free
    link(root, settings(), dry_run=True, jobs=1)
    assert sums(root) == before
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    link(root, settings(), jobs=1)
    for end in (reading, writing):
        os.close(end)


def test_workers_end_when_the_run_is_killed(folder, settings, site, page):
    """They would wait for work forever, and keep the folder locked."""
    root = folder({**site, **{f"p/{n}.html": page(f"Tea {n}") for n in range(320)}})
    child = os.fork()
    if child == 0:
        link(root, settings(related=False), jobs=2, progress=lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        os._exit(0)
    os.waitpid(child, 0)
    link(root, settings(related=False), jobs=1)


def test_a_file_that_changes_while_the_site_is_read_is_left_alone(folder, settings, site):
    """Where its old text could be opened says nothing about the new one."""
    root = folder(site)

    def rewrite(step, done, total):
        if step == "Reading" and done == total:
            (root / "tea.html").write_text("<p>" + site["tea.html"])

    report = link(root, settings(), jobs=1, progress=rewrite)
    assert [(f.rule, f.page) for f in report.findings if f.severity == "error"] == [("changed-meanwhile", "tea.html")]
    assert (root / "tea.html").read_text() == "<p>" + site["tea.html"]
    assert not [f for f in link(root, settings(), jobs=1).findings if f.severity == "error"]


def test_a_file_that_vanishes_while_the_site_is_read_costs_only_itself(folder, settings, site):
    """The others are done."""
    root = folder(site)

    def remove(step, done, total):
        if step == "Reading" and done == total:
            (root / "tea.html").unlink()

    report = link(root, settings(), jobs=1, progress=remove)
    assert [(f.rule, f.page) for f in report.findings if f.severity == "error"] == [("unwritable", "tea.html")]
    assert set(report.changed) == {"a/water.html", "index.html"}
    assert not (root / "tea.html").exists()


def test_a_clock_set_back_hides_no_change(folder, settings, site, tmp_path):
    """With ``--out``, a file of the same size and time as the old copy is copied again if it differs."""
    root, out = folder(site), tmp_path / "out"
    link(root, settings(), out=out, jobs=1)
    stamp = (root / "style.css").stat()
    (root / "style.css").write_text("main { color: tan }")
    os.utime(root / "style.css", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    link(root, settings(), out=out, jobs=1)
    assert (out / "style.css").read_text() == "main { color: tan }"


def test_nothing_is_written_through_symbolic_links(folder, settings, site, tmp_path):
    """Neither our own files in place, nor anything in a folder of the output that has become a link."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "keep.css").write_text("mine")
    root, out = folder(site), tmp_path / "out"
    link(root, settings(), out=out, jobs=1)
    (root / "smo").symlink_to(outside)
    with pytest.raises(InputError, match="symbolic link"):
        link(root, settings(), jobs=1)
    (root / "smo").unlink()
    for path in (out / "a").iterdir():
        path.unlink()
    (out / "a").rmdir()
    (out / "a").symlink_to(outside)
    (out / "style.css").unlink()
    (out / "style.css").symlink_to(outside / "keep.css")
    link(root, settings(), out=out, jobs=1)
    assert {path.name: path.read_text() for path in outside.iterdir()} == {"keep.css": "mine"}
    assert (out / "style.css").read_text() == site["style.css"]


def test_a_manifest_reaches_nothing_through_a_link(folder, site, tmp_path):
    """A forged list of our files cannot name what lies behind a link."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "keep.txt").write_text("mine")
    forged = '{"made_by": "smo-suite", "files": ["behind/keep.txt", "smo/manifest.json"]}'
    root = folder({**site, "smo/manifest.json": forged})
    (root / "behind").symlink_to(outside)
    unlink(root, jobs=1)
    assert (outside / "keep.txt").read_text() == "mine"
