"""Crash safety: kill -9 in the middle of work, hundreds of times, and look at what is left.

    python benchmarks/crash_safety.py [--moments 60] [--case link ...] [--seed 1]

Each case is a piece of work that writes: linking in place with and without worker processes,
linking into another folder, unlinking, drawing cards into a cold cache, and, where Pelican is
installed, a build with the plugin. Each moment forks a process that does the work and kills it: at a time
drawn at random over how long the work takes, or at one of its file operations, drawn at random too.
Then all of this must hold:

- every file is the old one, the new one, or (if it is of ours) not there: none is torn;
- the next run ends well, and the folder is what an uninterrupted run makes of it, to the byte;
- no temporary file is left, nor a process.

Exit code 1 if not. Linux and macOS.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from smo_core.features.cards import with_cards
from smo_core.folder import link, linking, scan, unlink
from smo_core.folder.linking import survey_folder
from smo_core.settings import from_mapping

WORDS = [
    "tea",
    "kettle",
    "water",
    "leaf",
    "cup",
    "steam",
    "green",
    "black",
    "white",
    "morning",
    "garden",
    "river",
    "stone",
    "copper",
    "slow",
    "quick",
]
WRITING = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.utime", "shutil.rmtree"}
Sums = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Work to kill. ``prepare`` makes a fresh folder to work in; ``hosted`` says that a host writes there too."""

    name: str
    prepare: Callable[[Path], None]
    work: Callable[[Path], None]
    hosted: bool = False


def main() -> int:
    """Run the cases, print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", action="append", choices=[case.name for case in CASES])
    chosen = parser.parse_args()
    pick, failures, total = random.Random(chosen.seed), [], 0
    print(f"{'case':14} {'moments':>7} {'killed':>7} {'half done':>9} {'temporaries':>11} {'failures':>8}")
    for case in CASES:
        if chosen.case is None or case.name in chosen.case:
            found, killed = _tried(case, chosen.moments, pick)
            failures += found
            total += killed
    print(f"killed {total} times, {len(failures)} failures")
    for failure in failures[:40]:
        print(f"  {failure}")
    return int(bool(failures))


def _tried(case: Case, moments: int, pick: random.Random) -> tuple[list[str], int]:
    with tempfile.TemporaryDirectory(prefix="crash-safety-") as temporary:
        fresh, whole, work = (Path(temporary, name) for name in ("fresh", "whole", "work"))
        fresh.mkdir()
        case.prepare(fresh)
        shutil.copytree(fresh, whole, symlinks=True)
        started = time.perf_counter()
        operations = _run(case, whole, counting=True)
        seconds = time.perf_counter() - started
        old, new = _sums(fresh), _sums(whole)
        # Twice is once: what the next run makes of a whole folder is the yardstick for that of a torn one.
        _run(case, whole)
        new_again = _sums(whole)
        failures = [] if new == new_again else [f"{case.name}: a second run changes {_differing(new, new_again)}"]
        killed = half = litter = 0
        for number in range(moments):
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(fresh, work, symlinks=True)
            at = pick.randint(1, operations) if number % 2 else 0
            died = _run(case, work, at=at, after=pick.uniform(0, seconds * 1.05)) == -1
            killed += died
            left = _sums(work)
            half += left not in (old, new)
            litter += any(_is_litter(name) for name in left)
            where = f"{case.name} killed at {f'operation {at}' if at else 'a random time'} ({number})"
            failures += [f"{where}: {name} is torn" for name in _torn(left, old, new) if not case.hosted]
            if _run(case, work) != 0:
                failures.append(f"{where}: the next run fails")
            failures += [f"{where}: {name} is broken" for name in _broken(work)]
            after = _sums(work)
            if after != new_again:
                failures.append(f"{where}: the next run leaves {_differing(new_again, after)}")
        print(f"{case.name:14} {moments:7} {killed:7} {half:9} {litter:11} {len(failures):8}", flush=True)
        return failures, killed


def _run(case: Case, folder: Path, *, at: int = 0, after: float = 0.0, counting: bool = False) -> int:
    """Do the work in a process of its own; return 0, or -1 if it was killed; counting, its file operations."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.close(reading)
        _become(case, folder, at, counting, writing)
    os.close(writing)
    if after and not at:
        time.sleep(after)
        # Every other time with its workers, every other time alone: then they must end by themselves.
        with suppress(ProcessLookupError):
            (os.killpg if int(after * 1e6) % 2 else os.kill)(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    if os.WIFSIGNALED(status):
        return -1
    return int(said or 0) if counting and not status else status


def _become(case: Case, folder: Path, at: int, counting: bool, writing: int) -> None:  # noqa: FBT001 - ours alone
    count = 0

    def watch(event: str, details: tuple[object, ...]) -> None:
        nonlocal count
        if event in WRITING and (event != "open" or _writes(details)):
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)

    if at or counting:
        sys.addaudithook(watch)
    code = 1
    try:
        case.work(folder)
        os.write(writing, str(count).encode())
        code = 0
    except BaseException as error:  # noqa: BLE001 - this process ends here
        print(f"  {case.name}: {type(error).__name__}: {error}", file=sys.stderr)
    finally:
        os._exit(code)


def _writes(details: tuple[object, ...]) -> bool:
    flags = details[2] if len(details) > 2 else 0
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def _sums(root: Path) -> Sums:
    return {
        path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in sorted(root.rglob("*"))
        # A font index holds times; a host's own cache is the host's; databases are looked at by _broken.
        if path.name != "fonts.json" and "__pycache__" not in path.parts and ".sqlite" not in path.name
    }


def _broken(root: Path) -> list[str]:
    """Return the databases that SQLite finds fault with: what is in them has no order, but it must be whole."""
    found = []
    for path in sorted(root.rglob("*.sqlite")):
        with closing(sqlite3.connect(path)) as base, suppress(sqlite3.Error):
            if base.execute("pragma integrity_check").fetchone() == ("ok",):
                continue
        found.append(path.relative_to(root).as_posix())
    return found


def _torn(left: Sums, old: Sums, new: Sums) -> list[str]:
    """Return the files that are neither old nor new; the manifest may also name more than there is."""
    return [
        name
        for name, digest in left.items()
        if digest not in {old.get(name), new.get(name)}
        and not _is_litter(name)
        and not name.endswith("smo/manifest.json")
        and digest != "folder"
    ]


def _is_litter(name: str) -> bool:
    return ".smo-tmp" in name or "/drawing-" in f"/{name}"


def _differing(one: Sums, other: Sums) -> list[str]:
    return [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)][:5]


SETTINGS = {"site_url": "https://example.org/", "cards": False}


def _site(folder: Path, pages: int = 40) -> None:
    pick = random.Random(7)
    (folder / "site" / "sub").mkdir(parents=True)
    for number in range(pages):
        words = " ".join(pick.choices(WORDS, k=400))
        links = " ".join(f'<a href="{pick.randrange(pages)}.html">{pick.choice(WORDS)}</a>' for _ in range(5))
        (folder / "site" / f"{number}.html").write_text(
            f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Page {number} on {words[:20]}</title>'
            f"</head>\n<body><main><h1>Page {number}</h1><p>{words} {links}</p></main></body></html>\n"
        )
    for number in range(5):
        (folder / "site" / "sub" / f"{number}.bin").write_bytes(pick.randbytes(200_000))


def _linked(folder: Path) -> None:
    _site(folder)
    link(folder / "site", from_mapping(SETTINGS, source="benchmark"), jobs=1, cache=folder / "cache")


def _link(folder: Path, jobs: int = 1, out: str = "") -> None:
    linking.pool.__globals__["_WORTH_A_POOL"] = 2
    settings = from_mapping(SETTINGS, source="benchmark")
    link(folder / "site", settings, out=folder / out if out else None, jobs=jobs, cache=folder / "cache")


def _draw(folder: Path) -> None:
    settings = from_mapping({**SETTINGS, "cards": True, "related": False}, source="benchmark")
    _, findings = 0, with_cards(survey_folder(scan(folder / "site", jobs=1), settings), folder / "cards").findings
    assert not findings, findings


def _pelican(folder: Path) -> None:
    from pelican import main as pelican

    sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - this process has nothing to say
    pelican(["-s", str(folder / "pelicanconf.py"), "--fatal", "errors"])


def _blog(folder: Path) -> None:
    (folder / "content").mkdir()
    for number in range(8):
        (folder / "content" / f"{number}.md").write_text(
            f"Title: Article {number}\nDate: 2026-01-0{number + 1}\nCategory: tea\n\nText of article {number} on tea.\n"
        )
    (folder / "pelicanconf.py").write_text(
        "PATH = 'content'\nOUTPUT_PATH = 'output'\nSITEURL = 'https://example.org'\nSITENAME = 'Tea'\n"
        "PLUGINS = ['smo_pelican']\nSMO = {'cards': False}\nTIMEZONE = 'UTC'\nFEED_ALL_ATOM = None\n"
        "CATEGORY_FEED_ATOM = None\nTRANSLATION_FEED_ATOM = None\nAUTHOR_FEED_ATOM = None\nAUTHOR_FEED_RSS = None\n"
    )


def _relink(folder: Path) -> None:
    """Link with other settings, so that every page changes and files of the first run go."""
    settings = from_mapping({**SETTINGS, "share": {"targets": ["email"]}, "related": False}, source="benchmark")
    link(folder / "site", settings, jobs=1, cache=folder / "cache")


CASES = (
    Case(name="link", prepare=_site, work=_link),
    Case(name="link-jobs", prepare=_site, work=lambda folder: _link(folder, jobs=2)),
    Case(name="link-out", prepare=_site, work=lambda folder: _link(folder, out="out")),
    Case(name="relink", prepare=_linked, work=_relink),
    Case(name="unlink", prepare=_linked, work=lambda folder: (unlink(folder / "site", jobs=1), None)[1]),
    *([Case(name="cards", prepare=lambda folder: _site(folder, 6), work=_draw)] if find_spec("typst") else []),
    *([Case(name="pelican", prepare=_blog, work=_pelican, hosted=True)] if find_spec("pelican") else []),
)


if __name__ == "__main__":
    sys.exit(main())
