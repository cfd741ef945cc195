"""How long an audit takes, and whether it agrees with an independent link checker.

    python benchmarks/audit.py SITE... [--mix 10000] [--linkinator PATH/TO/cli.js]

For each built site: pages, seconds (of the clock, and of all processors), the largest memory of the
main process and of a worker, findings by severity. ``--mix`` copies pages of all the sites into one site until
there are so many. With linkinator (npm, 7.6.1 runs on node 20), every pair of page and missing
target that one of the two finds and the other does not is printed.
"""

from __future__ import annotations

import argparse
import json
import posixpath
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from smo_core.audit import Audit
from smo_core.folder.auditing import audit
from smo_core.folder.scan import find
from smo_core.settings import Settings

_LINKS = ("L01", "L03", "L15", "I01", "I07")


def measure(root: Path, jobs: int) -> Audit:
    """Audit a site, and print what it took."""
    before = _processors()
    start = time.perf_counter()
    found = audit(root, Settings(), jobs=jobs, today="2026-01-01")
    seconds, busy = time.perf_counter() - start, _processors() - before
    memory = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(
        f"{root}: {len(found.pages)} pages, {seconds:.1f} s, {busy:.1f} s of processors, {memory[0]} + {memory[1]} MB"
    )
    print(f"  {dict(found.counts)}")
    return found


def _processors() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def mix(roots: Sequence[Path], size: int, into: Path) -> None:
    """Copy pages of all sites, in turns, until there are so many; each site keeps a folder of its own."""
    keys = [(root, number, key) for number, root in enumerate(roots) for key in find(root)]
    for number, (root, place, key) in enumerate(keys * (size // len(keys) + 1)):
        if number == size:
            return
        target = into / f"site{place}-{number // len(keys)}" / key
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / key, target)


def compare(found: Audit, checker: Path) -> None:
    """Print where an independent checker and the audit disagree on targets within the site."""
    start = time.perf_counter()
    command = [
        "node",
        checker,
        ".",
        "--recurse",
        "--format",
        "json",
        "--skip",
        "^(https?://(?!localhost)|ftp:|mailto:)",
    ]
    done = subprocess.run(command, cwd=found.root, capture_output=True, check=False)
    print(f"  linkinator: {time.perf_counter() - start:.1f} s")
    theirs = set()
    for link in json.loads(done.stdout)["links"]:
        if link["state"] == "BROKEN" and "://" not in link["url"]:
            page = ((link.get("parent") or "").strip("./") and link["parent"].rstrip("/")) or "index.html"
            page = f"{page}/index.html" if (found.root / page).is_dir() else page
            theirs.add((page.lstrip("/"), unquote(link["url"].partition("#")[0].partition("?")[0]).lstrip("/")))
    ours = {
        (f.page, posixpath.normpath(posixpath.join("/", posixpath.dirname(f.page), _path(f.about))).lstrip("/"))
        for f in found.findings
        if f.rule in _LINKS and "://" not in f.about
    }
    print(f"  agreed on {len(ours & theirs)}; only ours {len(ours - theirs)}; only linkinator's {len(theirs - ours)}")
    for which, pairs in (("ours", ours - theirs), ("linkinator's", theirs - ours)):
        for page, target in sorted(pairs)[:20]:
            print(f"    only {which}: {page} -> {target}")


def _path(url: str) -> str:
    return unquote(url.partition("#")[0].partition("?")[0])


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sites", nargs="+", type=Path)
    parser.add_argument("--mix", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--linkinator", type=Path)
    options = parser.parse_args()
    if options.mix:
        with tempfile.TemporaryDirectory() as folder:
            mix(options.sites, options.mix, Path(folder))
            measure(Path(folder), options.jobs)
        return
    for site in options.sites:
        found = measure(site, options.jobs)
        if options.linkinator:
            compare(found, options.linkinator)


if __name__ == "__main__":
    main()
