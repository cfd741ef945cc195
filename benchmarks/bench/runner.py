"""Measure child processes, turn about: what one costs is what the system says of it when it ends."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# A process counts the memory of the one that started it as its own peak, so a small one starts them all. Its figures
# are of the child and all that it waited for: no other process's time gets in.
_LAUNCHER = """
import json, os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[2:])
_, status, used = os.wait4(process.pid, 0)
wall = time.perf_counter() - start
process.returncode = code = os.waitstatus_to_exitcode(status)
with open(sys.argv[1], "w") as out:
    json.dump([code, used.ru_utime + used.ru_stime, wall, used.ru_maxrss], out)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing to measure: its name in the table, its command, and what must be so before it runs."""

    name: str
    command: Sequence[str]
    folder: Path
    before: Callable[[], object] = lambda: None
    environ: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """CPU and wall seconds of a process and its children, and the peak of the largest in megabytes."""

    cpu: float
    wall: float
    peak: float


def once(job: Job) -> Cost:
    """Return what one run costs. Raises RuntimeError with the end of its output when it fails."""
    job.before()
    environ = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1767225600", **job.environ}
    # With it each run would compile all of the suite anew, which no user's does.
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    log, measured = job.folder / ".bench.log", job.folder / ".bench.json"
    with log.open("wb") as out:
        subprocess.run(
            [sys.executable, "-I", "-S", "-c", _LAUNCHER, measured, *job.command],
            cwd=job.folder, env=environ, stdout=out, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
    said = log.read_text(encoding="utf-8", errors="replace")[-600:]
    code, cpu, wall, peak = json.loads(measured.read_text(encoding="utf-8")) if measured.is_file() else (1, 0, 0, 0)
    log.unlink()
    measured.unlink(missing_ok=True)
    if code or "Traceback (most recent call last)" in said:
        message = f"{job.name}: exit {code}: {said}"
        raise RuntimeError(message)
    return Cost(cpu=cpu, wall=wall, peak=peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def turn_about(jobs: Sequence[Job], rounds: int) -> tuple[dict[str, Cost], dict[str, str]]:
    """Return the median cost of each job, and why those that failed did.

    A round runs each job once, so that a busy machine meets them all alike.
    """
    costs: dict[str, list[Cost]] = {job.name: [] for job in jobs}
    failed: dict[str, str] = {}
    for number in range(rounds):
        for job in jobs:
            if job.name in failed:
                continue
            try:
                cost = once(job)
            except (RuntimeError, OSError) as error:
                failed[job.name] = " ".join(str(error).split())[:300]
                print(f"  {job.name}: failed: {failed[job.name]}", flush=True)
                continue
            costs[job.name].append(cost)
            print(f"  round {number + 1}: {job.name}: {cost.cpu:.2f} s CPU, {cost.wall:.2f} s wall", flush=True)
    return {name: _median(found) for name, found in costs.items() if found and name not in failed}, failed


def _median(found: Sequence[Cost]) -> Cost:
    middle = {name: statistics.median(getattr(cost, name) for cost in found) for name in Cost.__slots__}
    return Cost(**middle)
