"""What an audit takes beside link checkers, as a table; and whether it agrees with one of them.

    python benchmarks/audit.py SITE... [--pages 1000 3000 10000] [--rounds 3] [--out FILE]
        [--linkinator PATH/TO/cli.js] [--html-proofer PROGRAM] [--linkchecker PROGRAM] [--limit 3600]
    python benchmarks/audit.py SITE... --agree --linkinator PATH/TO/cli.js

For each number of pages, that many pages of the sites are copied, site by site, with their pictures and
styles, below one start page that links to every page, so that crawlers find them all. Then every tool
works on that folder, in turns, as a process of its own. CPU is that of the process and all that it
began; the peak is the sum of what all its processes take at one moment, shared memory counted
once (PSS, Linux), looked at five times a second. A tool that takes more CPU seconds than the limit is stopped, and the
table says so. The audit judges by all its rules, the others look at links alone, within the site.

With ``--agree``, every pair of page and missing target that linkinator finds and the audit
does not, or the other way round, is printed for each site as it is.
"""

from __future__ import annotations

import argparse
import json
import os
import posixpath
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from smo_core.audit import Audit
from smo_core.folder.auditing import audit
from smo_core.settings import Settings

_LINKS = ("L01", "L03", "L15", "I01", "I07")
_START = "index.html"
_PAGES = (".html", ".htm")
_TICK = 0.2
_CLOCK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one run took: seconds of all processors and of the clock, MB at most; or that it was stopped, or did not do its work."""

    cpu: float
    wall: float
    peak: float
    stopped: bool = False
    failed: bool = False


def mixed(roots: Sequence[Path], size: int, into: Path) -> int:
    """Copy so many pages of the sites, with all else that lies beside them; return how many there are."""
    names: list[str] = []
    for number, root in enumerate(roots):
        for file in sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink()):
            page = file.suffix.lower() in _PAGES
            if page and len(names) == size - 1:
                continue
            key = f"site{number}/{file.relative_to(root).as_posix()}"
            target = into / key
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
            names += [key] if page else []
        if len(names) == size - 1:
            break
    links = "\n".join(f'<li><a href="{quote(name)}">{quote(name)}</a>' for name in names)
    start = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>All pages</title></head><body><ul>{links}'
    )
    (into / _START).write_text(start, encoding="utf-8")
    return len(names) + 1


def tools(options: argparse.Namespace, root: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each tool that is there, and its command for a folder."""
    smo = "from smo_core.cli.main import main; main()"
    settings = ["--jobs", str(options.jobs), "--fail-on", "never"]
    yield f"smo audit, {options.jobs} workers", [sys.executable, "-c", smo, "audit", str(root), *settings]
    if options.linkinator:
        skip = ["--skip", "^(?!http://localhost)"]
        yield "linkinator", ["node", str(options.linkinator), str(root), "--recurse", "--format", "json", *skip]
    if options.html_proofer:
        yield "html-proofer", [options.html_proofer, "--disable-external", "--allow-hash-href", str(root)]
    if options.linkchecker:
        # Larger pages, such as the start page of many, would not be looked into.
        settings_file = root.with_suffix(".linkchecker")
        settings_file.write_text("[checking]\nmaxfilesizeparse=100000000\n", encoding="ascii")
        only = [
            "-f",
            str(settings_file),
            "--ignore-url",
            "!^file:",
            "--no-status",
            "--no-warnings",
            "-t",
            "0",
            "-o",
            "none",
        ]
        yield "LinkChecker", [options.linkchecker, *only, (root / _START).as_uri()]
        settings_file.unlink()


def run(command: Sequence[str], limit: float) -> Cost:
    """Run a command to its end, or to a limit of CPU seconds."""
    before = os.times()
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        peak, cpu, stopped = 0.0, 0.0, False
        while process.poll() is None:
            family = [process.pid, *_descendants(process.pid)]
            peak = max(peak, sum(map(_memory, family)))
            cpu = max(cpu, sum(map(_processors, family)))
            if cpu > limit and not stopped:
                stopped = True
                for one in family:
                    _end(one)
            time.sleep(_TICK)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    # One is how checkers say that they have found something.
    failed = not stopped and process.returncode not in {0, 1}
    taken = time.perf_counter() - start
    return Cost(cpu=max(used, cpu), wall=taken, peak=peak / 1000, stopped=stopped, failed=failed)


def _end(process: int) -> None:
    try:
        os.kill(process, 9)
    except ProcessLookupError:
        return


def _descendants(process: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _descendants(child)


def _memory(process: int) -> float:
    """Return what a process takes in KB, its part of what it shares."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(float(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _processors(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0
    # Its own, and what its children took that have ended.
    return sum(map(int, fields[11:15])) / _CLOCK


def table(size: int, costs: Mapping[str, Sequence[Cost]]) -> Iterator[str]:
    """Yield the lines of a table: medians, and how many times the first row's CPU each takes."""
    yield f"## {size:,} pages"
    yield ""
    yield "| | CPU s | wall s | peak MB | CPU ÷ audit |"
    yield "| --- | --: | --: | --: | --: |"
    first = 0.0
    for name, found in costs.items():
        cpu, wall, peak = (statistics.median(getattr(cost, part) for cost in found) for part in ("cpu", "wall", "peak"))
        first = first or cpu
        if any(cost.stopped for cost in found):
            yield f"| {name} | not finished within {cpu:.0f} | > {wall:.0f} | {peak:.0f} | > {cpu / first:.0f} |"
        elif any(cost.failed for cost in found):
            yield f"| {name} | failed | | | |"
        else:
            yield f"| {name} | {cpu:.1f} | {wall:.1f} | {peak:.0f} | {cpu / first:.1f} |"
    yield ""


def beside(options: argparse.Namespace) -> list[str]:
    """Measure all tools on all sizes, in turns; return the lines of the result."""
    load = os.getloadavg()[0]
    lines = [f"Medians of {options.rounds} rounds, in turns; {os.cpu_count()} cores, load before: {load:.1f}.", ""]
    for size in options.pages:
        with tempfile.TemporaryDirectory() as folder:
            # LinkChecker gives up root's rights, and must still get in.
            Path(folder).chmod(0o755)
            count = mixed(options.sites, size, Path(folder))
            costs: dict[str, list[Cost]] = {}
            for _ in range(options.rounds):
                for name, command in tools(options, Path(folder)):
                    # What did not end in time will not do so the next time.
                    if not any(cost.stopped or cost.failed for cost in costs.get(name, ())):
                        costs.setdefault(name, []).append(run(command, options.limit))
                        print(count, name, costs[name][-1], file=sys.stderr, flush=True)
            lines += table(count, costs)
    return lines


def compare(root: Path, checker: Path, jobs: int) -> None:
    """Print where linkinator and the audit disagree on targets within the site."""
    found = audit(root, Settings(), jobs=jobs, today="2026-01-01")
    skip = "^(https?://(?!localhost)|ftp:|mailto:)"
    command = ["node", checker, ".", "--recurse", "--format", "json", "--skip", skip]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False)
    theirs = set()
    for link in json.loads(done.stdout)["links"]:
        if link["state"] == "BROKEN" and "://" not in link["url"]:
            page = ((link.get("parent") or "").strip("./") and link["parent"].rstrip("/")) or _START
            page = f"{page}/{_START}" if (root / page).is_dir() else page
            theirs.add((page.lstrip("/"), _path(link["url"]).lstrip("/")))
    ours = set(_missing(found))
    print(f"{root}: agreed on {len(ours & theirs)}")
    for which, pairs in (("ours", ours - theirs), ("linkinator's", theirs - ours)):
        print(f"  only {which}: {len(pairs)}")
        for page, target in sorted(pairs)[:20]:
            print(f"    {page} -> {target}")


def _missing(found: Audit) -> Iterator[tuple[str, str]]:
    for finding in found.findings:
        if finding.rule in _LINKS and "://" not in finding.about:
            path = posixpath.join("/", posixpath.dirname(finding.page), _path(finding.about))
            yield finding.page, posixpath.normpath(path).lstrip("/")


def _path(url: str) -> str:
    return unquote(url.partition("#")[0].partition("?")[0])


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sites", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, nargs="*", default=[1_000, 3_000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--limit", type=float, default=3_600)
    parser.add_argument("--linkinator", type=Path)
    parser.add_argument("--html-proofer", default=shutil.which("htmlproofer"))
    parser.add_argument("--linkchecker", default=shutil.which("linkchecker"))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--agree", action="store_true")
    options = parser.parse_args()
    if options.agree:
        for site in options.sites:
            compare(site, options.linkinator, options.jobs)
        return
    text = "\n".join(beside(options))
    print(text)
    if options.out:
        options.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
