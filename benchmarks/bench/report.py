"""The tables as Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bench.cases import Case
from bench.runner import Cost

_OTHERS = (
    ("relatedness.py", "how good related pages are, beside other methods", "python benchmarks/relatedness.py"),
    ("see_also.py", "makes a collection for it of any built site", "python benchmarks/see_also.py SITE --out FILE"),
    ("relatedness_scale.py", "time and memory of ranking alone", "python benchmarks/relatedness_scale.py 1000 10000"),
    ("audit.py", "what an audit takes, and whether it agrees, beside link checkers", "python benchmarks/audit.py"),
    ("report.py", "the report of large sites", "python benchmarks/report.py"),
    ("share_weight.py", "bytes that the share bar adds", "python benchmarks/share_weight.py"),
    ("byte_safety.py", "every page restored to the byte", "python benchmarks/byte_safety.py"),
    ("crash_safety.py", "runs killed at random moments", "python benchmarks/crash_safety.py"),
    ("hostile.py", "hostile strings in every output", "python benchmarks/hostile.py"),
    ("giants.py", "huge and broken pages", "python benchmarks/giants.py"),
    ("mutants.py", "small changes of the code that tests notice", "python benchmarks/mutants.py"),
    ("reproducible.py", "two builds, one wheel", "python benchmarks/reproducible.py"),
)


def table(case: Case, costs: Mapping[str, Cost], failed: Mapping[str, str], rounds: int) -> list[str]:
    """Return one case as lines of Markdown."""
    base = costs.get(case.base)
    lines = [
        f"## {case.title}",
        "",
        f"| | CPU s | wall s | peak MB | CPU ÷ {case.base} | CPU ms a page beyond it |",
        "| --- | --: | --: | --: | --: | --: |",
    ]
    for job in case.jobs:
        if (cost := costs.get(job.name)) is None:
            lines.append(f"| {job.name} | failed: {failed.get(job.name, '').replace('|', '/')} | | | | |")
            continue
        ratio = f"{cost.cpu / base.cpu:.2f}" if base else ""
        more = f"{(cost.cpu - base.cpu) / case.pages * 1000:.1f}" if base else ""
        lines.append(f"| {job.name} | {cost.cpu:.2f} | {cost.wall:.2f} | {cost.peak:.0f} | {ratio} | {more} |")
    day, load = datetime.now(tz=UTC).date().isoformat(), os.getloadavg()[2]
    return [*lines, "", f"{day}, {rounds} {'round' if rounds == 1 else 'rounds'}, load {load:.1f}.", ""]


def tables_in(text: str, families: Iterable[str]) -> dict[str, list[str]]:
    """Return the tables of an earlier RESULTS.md that are of some families: title → lines."""
    wanted = tuple(f"{family}," for family in families)
    sections = [one for one in ("\n" + text).split("\n## ")[1:] if one.casefold().startswith(wanted)]
    return {one.partition("\n")[0]: f"## {one}".split("\n") for one in sections}


def document(tables: list[str], *, how: str, versions: Mapping[str, str], refused: Mapping[str, str]) -> str:
    """Return the whole of RESULTS.md."""
    cores = os.cpu_count() or 1
    lines = [
        "# What it costs",
        "",
        f"Written by `{how}`; do not edit. Medians of CPU time of whole processes and their children; each round runs every",
        f"row of a table once. {_processor()}, {cores} cores, {platform.system()}.",
        "Where the load was above the cores, the machine had other work: trust ratios, not seconds.",
        "",
        "Each tool does its own work: a ratio says what a user pays, not who does the same thing faster.",
        "",
        *tables,
        "## Versions",
        "",
        ", ".join(f"{name} {version}" for name, version in versions.items()) + ".",
        "",
    ]
    if refused:
        lines += ["Not installed: " + "; ".join(f"{name} ({why})" for name, why in refused.items()) + ".", ""]
    lines += ["## Other measurements", "", "| file | measures | command |", "| --- | --- | --- |"]
    lines += [f"| `{name}` | {what} | `{command}` |" for name, what, command in _OTHERS]
    return "\n".join(lines) + "\n"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text(encoding="utf-8").splitlines() if information.is_file() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "") or platform.machine()
