"""``link``: what it writes, what it leaves alone, what it refuses."""

from __future__ import annotations

import json
import os
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest

from smo_core.folder import link, unlink
from smo_core.problems import InputError

not_as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to the superuser"
)


def marks(root):
    return {
        p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file() and b"data-smo-placed" in p.read_bytes()
    }


def test_pages_get_additions_and_other_files_stay(folder, settings, site, sums):
    """Only HTML is changed, and our files stand in one folder of their own."""
    root = folder(site)
    before = sums(root)
    report = link(root, settings())
    after = sums(root)
    assert report.changed == ("a/water.html", "index.html", "tea.html")
    assert marks(root) == set(report.changed)
    assert set(after) - set(before) == {"smo", *report.written}
    assert {name for name in before if after[name] != before[name]} == set(report.changed)


def test_everything_written_is_in_the_manifest(folder, settings, site):
    """So that it can be taken out again, and nothing else is."""
    root = folder(site)
    report = link(root, settings(assets="static/smo"))
    listed = json.loads((root / "static/smo/manifest.json").read_text())["files"]
    assert (
        sorted(listed) == sorted(report.written) == sorted(p.relative_to(root).as_posix() for p in root.rglob("smo/*"))
    )
    unlink(root, assets="static/smo")
    assert not (root / "static").exists()


def test_files_no_longer_made_are_removed(folder, settings, site):
    """A feature that is switched off takes its file with it."""
    root = folder(site)
    link(root, settings())
    assert (root / "smo/related.json").is_file()
    link(root, settings(related=False))
    assert not (root / "smo/related.json").exists()


def test_pages_no_longer_included_lose_what_they_had(folder, settings, site):
    """Excluding a page restores it."""
    root = folder(site)
    link(root, settings())
    link(root, settings(exclude="tea.html"))
    assert (root / "tea.html").read_text() == site["tea.html"]
    link(root, settings(enabled=False))
    assert marks(root) == set()


def test_a_dry_run_writes_nothing_and_says_what_it_would(folder, settings, site, sums, tmp_path):
    """In place and into another folder."""
    root = folder(site)
    before = sums(root)
    dry = link(root, settings(), dry_run=True)
    link(root, settings(), dry_run=True, out=tmp_path / "out")
    assert sums(root) == before
    assert not (tmp_path / "out").exists()
    assert dry.changed == link(root, settings()).changed
    linked = sums(root)
    changed, gone = unlink(root, dry_run=True)
    assert sums(root) == linked
    assert (changed, gone) == unlink(root)


@pytest.fixture(scope="module")
def many():
    """Return 320 pages that name and link each other: enough for several processes to be used."""
    dice = random.Random(7)
    words = ["kettle", "tea", "water", "leaf", "cup", "steam", "cord", "lid", "green", "black", "boil", "wait"]
    pages = {}
    for i in range(320):
        text = " ".join(dice.choices(words, k=30))
        links = " ".join(f'<a href="p{dice.randrange(320):03}.html">more</a>' for _ in range(3))
        pages[f"p{i:03}.html"] = (
            f"<!doctype html><html lang=en><head><title>{dice.choice(words)} {i}</title></head><body><main><h1>{i}</h1>"
            f"<p>{text}.</p><p>{links}</p></main></body></html>"
        )
    return pages


def test_one_process_and_four_give_the_same_bytes(folder, settings, many, sums):
    """Also when the pages were made in another order."""
    backwards = dict(reversed(many.items()))
    one, four = folder(many, name="one"), folder(backwards, name="four")
    a = link(one, settings(), jobs=1)
    b = link(four, settings(), jobs=4)
    assert sums(one) == sums(four)
    assert (a.changed, a.written, a.findings) == (b.changed, b.written, b.findings)
    assert unlink(one, jobs=1) == unlink(four, jobs=4)
    assert sums(one) == sums(four)


def test_progress_is_told_to_the_end(folder, settings, site):
    """Each step counts from one to all."""
    seen = []
    link(folder(site), settings(), progress=lambda *step: seen.append(step))
    assert seen == [(step, i, 3) for step in ("Reading", "Writing") for i in (1, 2, 3)]


@not_as_root
def test_a_read_only_site_is_told(folder, settings, site):
    """Permission denied is a finding for each page or an input error, never a traceback."""
    root = folder(site)
    root.chmod(0o500)
    try:
        with pytest.raises(InputError):
            link(root, settings())
    finally:
        root.chmod(0o700)


def test_workers_plan_what_this_process_plans(folder, page, settings, tmp_path, monkeypatch):
    """Pages, report and summary are the same, whoever works: this process, a pool, or an executor."""
    links = "".join(f'<p>See also <a href="{n}.html">page {n}</a> of this site.</p>' for n in range(5))
    root = folder({f"{n}.html": page(f"Page {n}", links) for n in range(7)} | {"bad.html": "<frameset><frame src=x>"})
    copies = [tmp_path / name for name in ("alone", "pool", "executor")]
    for copy in copies:
        shutil.copytree(root, copy)
    runs = [link(copies[0], settings(), jobs=1, cache=tmp_path / "one")]
    monkeypatch.setattr(import_module("smo_core.folder.pool"), "_WORTH_A_POOL", 2)
    runs.append(link(copies[1], settings(), jobs=2, cache=tmp_path / "two"))
    with ThreadPoolExecutor(2) as executor:
        runs.append(link(copies[2], settings(), executor=executor, cache=tmp_path / "three"))
        assert link(copies[2], settings(), executor=executor, cache=tmp_path / "three").changed == ()
    assert link(copies[1], settings(), jobs=2, cache=tmp_path / "two").changed == ()
    told = [(run.rows, run.findings, run.changed, run.written) for run in runs]
    assert told[0] == told[1] == told[2]
    first, *others = [
        {file.relative_to(copy): file.read_bytes() for file in sorted(copy.rglob("*")) if file.is_file()}
        for copy in copies
    ]
    assert others == [first, first]
    assert len(runs[0].changed) == 7


def test_pages_that_are_not_asked_for_count_but_stay(folder, page, settings, tmp_path):
    """The summary is of the site; only the pages that are named are written."""
    root = folder({f"{n}.html": page(f"Page {n}") for n in range(3)})
    before = (root / "1.html").read_bytes()
    run = link(root, settings(), jobs=1, cache=tmp_path / "c", only=["0.html"])
    assert run.changed == ("0.html",)
    assert dict(run.rows)["Pages with head tags"] == "3"
    assert (root / "1.html").read_bytes() == before


@pytest.mark.parametrize(
    "more", [{}, {"tea.html": "<html><head><title>Tea</title></head><body><p>Tea.</p></body></html>"}]
)
def test_a_folder_of_which_no_file_is_a_page_is_told(folder, settings, more):
    """A branch of redirects alone: the counts are noughts, and somebody wonders why."""
    to = '<html><head><meta http-equiv="refresh" content="0; url=https://other.example/{}"></head></html>'
    root = folder({**{f"{name}.html": to.format(name) for name in "abc"}, **more})
    found = [(one.rule, one.severity) for one in link(root, settings()).findings if one.rule == "no-pages"]
    assert found == ([] if more else [("no-pages", "warning")])
