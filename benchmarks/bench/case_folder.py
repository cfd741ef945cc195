"""A folder of built HTML: the bare limit, ours cold and warm, audit, related, and Pagefind."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.cases import Case, Place, gone
from bench.content import first_pages, html_site
from bench.runner import Job

_QUICK = ((("postgresql-doc-15",), 300), (("postgresql-doc-15",), 1_169))
_SIZES = (
    (("postgresql-doc-15",), 300),
    (("python-scipy-doc",), 2_000),
    (("openjdk-17-doc",), 5_000),
    (("openjdk-17-doc",), 10_000),
)
# A third of the first one's pages only send readers on.
_FULL = ((("rust-doc", "openjdk-17-doc", "cppreference-doc-en-html", "python-scipy-doc"), 50_000),)
_LIMIT = "read, hash, parse"


def cases(place: Place) -> Iterator[Case]:
    """Yield a case for each size that there is a real site of."""
    for packages, most in _QUICK if place.quick else (*_SIZES, *(_FULL if place.full else ())):
        found = {package: html_site(package, place.corpora) for package in packages}
        for package in (package for package, source in found.items() if source is None):
            print(f"{package}: not to be had here")
        sources = {package if len(packages) > 1 else "": source for package, source in found.items() if source}
        if len(sources) < len(packages):
            continue
        work = place.folder / "folder" / f"{packages[0]}-{most}"
        work.mkdir(parents=True, exist_ok=True)
        count = first_pages(sources, work / "site", most)
        title = f"Folder, {count} pages of {', '.join(packages)}"
        yield Case(title=title, pages=count, base=_LIMIT, jobs=tuple(_jobs(place, work)))


def _jobs(place: Place, work: Path) -> Iterator[Job]:
    smo, python = place.environments.program("folder", "smo"), place.environments.program("folder", "python")
    if smo is None or python is None:
        return
    settings = work / "smo.toml"
    settings.write_text('site_url = "https://bench.example/"\n[cards]\nenabled = false\n', encoding="utf-8")
    site, placed = str(work / "site"), str(work / "placed")
    link = (smo, "link", placed, "--config", str(settings), "--fail-on", "never", "--jobs", "1")
    yield Job(name=_LIMIT, command=(python, str(Path(__file__).with_name("limit.py")), site), folder=work)
    yield Job(name="smo graph", command=(smo, "graph", site, "--jobs", "1", "--format", "csv"), folder=work)
    yield Job(name="smo link, cold", command=link, folder=work, before=partial(_afresh, work))
    # Straight after the cold one, in the same round: nothing has changed since.
    yield Job(name="smo link, again", command=link, folder=work)
    yield Job(name="smo related", command=(smo, "related", site, "--json", "--jobs", "1"), folder=work)
    audit = (smo, "audit", placed, "--format", "json", "--fail-on", "never", "--jobs", "1")
    yield Job(name="smo audit", command=audit, folder=work)
    if place.environments.program("pagefind", "python"):
        pagefind = (place.environments.program("pagefind", "python") or sys.executable, "-m", "pagefind")
        command = (*pagefind, "--site", site, "--output-path", str(work / "index"), "--force-language", "en")
        yield Job(name="Pagefind", command=command, folder=work, before=partial(gone, work / "index"))


def _afresh(work: Path) -> None:
    gone(work / ".cache")
    gone(work / "placed")
    shutil.copytree(work / "site", work / "placed")
