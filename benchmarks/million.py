"""How memory and time grow with the number of pages, and what that makes for a million.

    python benchmarks/million.py [PAGES ...] [--jobs 2] [--steps audit,related,link] [--scheduler ADDRESS]

Synthetic pages of some 4 KB with 5 content links each (words drawn as in natural language, so
that most are rare), written below --folder (default: a temporary one). Every step runs in a
process of its own; printed are seconds of the clock and of all processors, the largest memory of the main
process and of a worker, and the disk's part. Cards are off. From two or more sizes, the last
line of each step says what the largest two make for 1,000,000 pages if growth goes on straight:
an extrapolation, no measurement.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from itertools import accumulate
from pathlib import Path

_STEPS = ("audit", "related", "link")
_MILLION = 1_000_000
_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    '<link rel="canonical" href="https://million.example/{key}"><meta name="description" content="{title} in short">'
    '<link rel="stylesheet" href="/style.css"></head><body><nav><a href="/index.html">Home</a>{menu}</nav>'
    "<main><h1>{title}</h1>{text}</main><footer>The same on every page</footer></body></html>\n"
)


def make(count: int, root: Path) -> None:
    """Write so many pages, the same for every run."""
    chance = random.Random(count)
    words = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in ("a", "ei", "o", "u", "ya") for c in _ENDINGS]
    shares = list(accumulate(1 / (rank + 2) for rank in range(len(words))))
    for number in range(count):
        key = _key(number)
        # Mostly near by, as links are; each tenth anywhere.
        near = [
            chance.randrange(count) if chance.random() < 0.1 else (number + chance.randrange(1, 60)) % count
            for _ in range(5)
        ]
        parts = [" ".join(chance.choices(words, cum_weights=shares, k=60)) for _ in near]
        text = "".join(
            f'<p>{part} <a href="/{_key(to)}">{part[:24]}</a>.</p>' for part, to in zip(parts, near, strict=True)
        )
        menu = "".join(f'<a href="/{_key(at)}">Part {at}</a>' for at in range(0, min(count, 2000), 200))
        title = " ".join(chance.choices(words, cum_weights=shares, k=4)).capitalize() + f" {number}"
        path = root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_PAGE.format(title=title, key=key, menu=menu, text=text), encoding="utf-8")


_ENDINGS = ("n", "r", "s", "st", "l", "m", "nd", "ck", "tion", "ment", "ling", "ter", "na", "ro", "sei", "dulo", "via")


def _key(number: int) -> str:
    return f"{number // 10_000}/{number // 100 % 100}/page{number}.html" if number else "index.html"


def run(step: str, root: Path, jobs: int, scheduler: str) -> dict[str, float]:
    """Do one step in this process; return what it took."""
    from smo_core.folder import link, scan
    from smo_core.folder.auditing import audit
    from smo_core.folder.linking import survey_folder
    from smo_core.settings import from_mapping

    settings = from_mapping({"cards": {"enabled": False}, "site_url": "https://million.example/"}, source=__file__)
    marks: dict[str, float] = {}
    start = time.perf_counter()

    def progress(name: str, done: int, total: int) -> None:
        if done == total:
            marks[name.lower()] = time.perf_counter() - start

    if scheduler:
        from smo_core.folder.cluster import dask

        opened = dask(scheduler)
    else:
        opened = nullcontext(None)
    with opened as executor:
        start = time.perf_counter()
        if step == "audit":
            audit(root, settings, jobs=jobs, executor=executor, today="2026-01-01", progress=progress)
        elif step == "related":
            found = scan(root, jobs=jobs, executor=executor, progress=progress)
            site = survey_folder(found, settings)
            for key in site.related:
                site.related[key]
        else:
            link(root, settings, jobs=jobs, executor=executor, cache=root.parent / "cache", progress=progress)
        seconds = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "seconds": seconds,
        "processors": sum(one.ru_utime + one.ru_stime for one in used),
        "main_kb": used[0].ru_maxrss,
        "worker_kb": used[1].ru_maxrss,
        **marks,
    }


def extrapolate(rows: Sequence[tuple[int, dict[str, float]]]) -> str:
    """Return what the two largest sizes make for a million pages on a straight line."""
    (few, less), (many, more) = sorted(rows, key=lambda row: row[0])[-2:]

    def at(name: str) -> float:
        return more[name] + (more[name] - less[name]) / (many - few) * (_MILLION - many)

    each = (more["main_kb"] - less["main_kb"]) / (many - few)
    return (
        f"  {each:.2f} KB of the main process for each page; a straight line through {few:,} and {many:,} pages gives "
        f"for 1,000,000: {at('seconds') / 60:.0f} min, {at('main_kb') / 1e6:.1f} GB + {at('worker_kb') / 1e6:.1f} GB a worker"
    )


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", type=int, default=[10_000, 20_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--steps", default=",".join(_STEPS))
    parser.add_argument("--scheduler", default="")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(run(options.one, options.folder, options.jobs, options.scheduler)))
        return
    rows: dict[str, list[tuple[int, dict[str, float]]]] = {}
    for count in options.pages:
        folder = Path(tempfile.mkdtemp(dir=options.folder))
        try:
            make(count, folder / "site")
            for step in options.steps.split(","):
                own = [
                    "--one",
                    step,
                    "--folder",
                    folder / "site",
                    "--jobs",
                    str(options.jobs),
                    "--scheduler",
                    options.scheduler,
                ]
                done = subprocess.run([sys.executable, __file__, *own], capture_output=True, text=True, check=True)
                took = json.loads(done.stdout.splitlines()[-1])
                rows.setdefault(step, []).append((count, took))
                print(
                    f"{count:>9,} {step:8}" + "".join(f" {name} {value:,.1f}" for name, value in took.items()),
                    flush=True,
                )
        finally:
            shutil.rmtree(folder)
    for step, taken in rows.items():
        if len(taken) > 1:
            print(f"{step}:\n{extrapolate(taken)}")


if __name__ == "__main__":
    main()
