"""What a run remembers saves work, and never changes what comes out."""

import shutil
import sqlite3
from importlib import import_module

import pytest
from msgspec.msgpack import Decoder

from smo_core.enrich import FEATURES
from smo_core.features.base import Feature
from smo_core.features.cards import no_additions
from smo_core.folder import link, unchanged
from smo_core.folder.cache import Cache, digest, opened

TEXT = Decoder(str)
MARKED = "<!doctype html><html lang=en><head><title>{0}</title></head><body><main><h1>{0}</h1><p>Words about {0} and tea.</p>{1}</main></body></html>"
BARE = (
    "<title>{0}</title><body><div class=top>Site</div><div><h1>{0}</h1><p>Only {0} says so, in some words.</p>{1}</div>"
)


@pytest.fixture(params=[MARKED, BARE], ids=["marked", "unmarked"])
def site(request, folder):
    """A small site, with a content region and without."""
    links = {
        "a": "<a href=b.html>B</a><img src=p.png>",
        "b": "<a href=c.html>C</a>",
        "c": "",
        "d": "<a href=a.html>A</a>",
    }
    return folder({f"{name}.html": request.param.format(name, more) for name, more in links.items()})


@pytest.fixture
def run(tmp_path, settings):
    """Link a folder with a cache that lasts as long as the test."""
    return lambda root, **options: link(root, settings(), jobs=1, cache=tmp_path / "cache", **options)


@pytest.fixture
def last(tmp_path, settings):
    """Ask for the last run, as the command does."""
    return lambda root, **own: unchanged(root, settings(**own), cache=tmp_path / "cache")


def contents(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_a_second_run_reads_no_page_again(site, run, monkeypatch):
    """Not even those that the first one wrote to: what was placed is not read."""
    before = run(site)
    for module, name in (("scan", "read_page"), ("scan", "read_parts"), ("placing", "placed")):
        monkeypatch.setattr(import_module(f"smo_core.folder.{module}"), name, None)
    assert (again := run(site)).changed == ()
    assert (again.findings, dict(again.site.pages)) == (before.findings, dict(before.site.pages))


@pytest.mark.parametrize("change", ["edit", "add", "remove", "touch"])
def test_with_a_cache_the_same_comes_out_as_without(site, run, tmp_path, settings, change):
    """Whatever happened in between."""
    run(site)
    page = site / "b.html"
    if change == "edit":
        page.write_bytes(
            page.read_bytes().replace(b"b and tea", b"b and cocoa").replace(b"Only b says", b"Just b says")
        )
    elif change == "add":
        (site / "e.html").write_text(MARKED.format("e", "<a href=b.html>B</a>"))
    elif change == "remove":
        page.unlink()
    else:
        page.touch()
    fresh = shutil.copytree(site, tmp_path / "fresh")
    warm, cold = run(site), link(fresh, settings(), jobs=1, cache=tmp_path / "other")
    assert contents(site) == contents(fresh)
    assert (warm.changed, warm.written, warm.findings) == (cold.changed, cold.written, cold.findings)


def test_into_another_folder_too(site, run, tmp_path):
    """There the source stays, and the other folder is compared as well."""
    out = tmp_path / "out"
    run(site, out=out)
    made = contents(out)
    assert run(site, out=out).changed == ()
    (out / "a.html").write_text("somebody else's")
    assert run(site, out=out).changed == ("a.html",)
    assert contents(out) == made


class TestLastRun:
    """When nothing has changed, nothing is done but to say so."""

    def test_says_what_was_said(self, site, run, last):
        """The same rows and findings as the run that it stands for."""
        assert last(site) is None
        report = run(site)
        assert last(site).findings == report.findings
        assert dict(last(site).rows)["Pages"] == "4"

    @pytest.mark.parametrize(
        "change",
        [
            lambda root: (root / "a.html").write_text("<title>new</title>"),
            lambda root: (root / "new.html").write_text("<title>new</title>"),
            lambda root: (root / "a.html").unlink(),
            lambda root: (root / "smo" / "smo.css").write_text(""),
            lambda root: (root / "smo" / "smo.css").unlink(),
            lambda root: (root / "p.png").write_bytes(b"GIF89a\x00\x04\x00\x04"),
        ],
        ids=["edited", "added", "removed", "css edited", "css removed", "picture"],
    )
    def test_holds_only_while_all_is_as_it_was(self, site, run, last, change):
        """Pages, our own files, and the pictures that were measured."""
        run(site)
        change(site)
        assert last(site) is None

    def test_times_do_not_matter(self, site, run, last):
        """A clock can be wrong; contents are compared."""
        run(site)
        for path in site.rglob("*.html"):
            path.touch()
        assert last(site) is not None

    def test_other_settings_are_another_run(self, site, run, last):
        """They may say other things."""
        run(site)
        assert last(site, site_name="Other") is None

    def test_a_template_that_changed(self, site, tmp_path, settings):
        """Files that settings name are part of them."""
        own = tmp_path / "own"
        own.mkdir()
        chosen = settings(templates=own)
        link(site, chosen, jobs=1, cache=tmp_path / "cache")
        assert unchanged(site, chosen, cache=tmp_path / "cache") is not None
        (own / "share.html").write_text("<p>mine</p>")
        assert unchanged(site, chosen, cache=tmp_path / "cache") is None

    def test_another_packages_feature_that_changed(self, site, run, last, tmp_path, monkeypatch):
        """Its code and its templates are compared like a site's own."""
        (tmp_path / "theirs").mkdir()
        (tmp_path / "theirs" / "theirs.css").write_text("")
        theirs = Feature(name="theirs", page=no_additions, folder=tmp_path / "theirs")
        for name in ("folder.recall", "enrich"):
            module = import_module(f"smo_core.{name}")
            monkeypatch.setattr(module, "installed_features", lambda: (*FEATURES, theirs))
        run(site)
        assert last(site) is not None
        (tmp_path / "theirs" / "theirs.css").write_text("a {}")
        assert last(site) is None

    def test_a_dry_run_is_not_remembered(self, site, run, last):
        """It wrote nothing, so there is something to do."""
        run(site, dry_run=True)
        assert last(site) is None


class TestFile:
    """The file is a convenience: it can be anything, and be gone."""

    @pytest.mark.parametrize("junk", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 200])
    def test_one_that_cannot_be_used_is_begun_anew(self, site, run, last, tmp_path, junk):
        """Cut off, or another program's."""
        run(site)
        (file,) = (tmp_path / "cache" / "folders").glob("*.sqlite")
        file.write_bytes(junk)
        assert run(site).changed == ()
        assert last(site) is not None

    def test_entries_that_cannot_be_read_are_none(self, site, run, last, tmp_path):
        """Whatever is in them."""
        report = run(site)
        (file,) = (tmp_path / "cache" / "folders").glob("*.sqlite")
        with sqlite3.connect(file) as base:
            base.execute("update entry set data = ?", (b"\xc1junk",))
        base.close()
        assert last(site) is None
        again = run(site)
        assert (again.changed, again.findings) == ((), report.findings)

    def test_where_none_can_be_kept_it_does_without(self, site, tmp_path, settings):
        """A file stands where the folder should be."""
        (tmp_path / "cache").write_text("in the way")
        with opened(tmp_path / "cache" / "folders", site) as cache:
            assert cache.empty
        assert link(site, settings(), jobs=1, cache=tmp_path / "cache").changed

    def test_what_a_run_has_no_use_for_is_forgotten(self, tmp_path):
        """Pages that are gone take no room."""
        for names in ("ab", "b"):
            cache = Cache(tmp_path / "c.sqlite")
            for name in names:
                if cache.get("k", name, b"1", TEXT) is None:
                    cache.put("k", name, b"1", name)
            cache.save()
            cache.close()
        cache = Cache(tmp_path / "c.sqlite")
        entries = [("a", b"1"), ("b", b"1"), ("b", b"2")]
        assert [cache.get("k", *entry, TEXT) for entry in entries] == [None, "b", None]
        cache.close()

    def test_parts_of_a_digest_cannot_run_together(self):
        """Two texts are not one."""
        assert digest(b"ab", b"c") != digest(b"a", b"bc")


def test_what_is_laid_aside_during_a_run_is_kept_at_its_end_alone(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("smo_core.folder.cache._MANY", 2)
    file, decoder = tmp_path / "cache.sqlite", Decoder(int)
    first = Cache(file)
    for number in range(5):
        first.put("number", str(number), b"", number)
    second = Cache(file)
    assert second.empty
    first.save()
    first.close()
    assert [second.get("number", str(number), b"", decoder) for number in range(6)] == [0, 1, 2, 3, 4, None]
    second.put("number", "0", b"", 7)
    second.save()
    second.close()
    third = Cache(file)
    assert [third.get("number", str(number), b"", decoder) for number in range(5)] == [7, 1, 2, 3, 4]
    third.close()


def test_what_is_kept_can_be_made_good_for_something_else(tmp_path):
    """In the run that put it, before and after it was laid aside, and in a later one."""
    kept = Cache(tmp_path / "c.sqlite")
    kept.put("k", "new", b"1", "new")
    kept.put("k", "old", b"1", "old")
    kept.renew("k", "new", b"2")
    kept.save()
    kept.put("k", "aside", b"1", "aside")
    kept._lay_aside(kept._base)
    kept.renew("k", "aside", b"2")
    assert kept.get("k", "old", b"1", TEXT) == "old"
    kept.renew("k", "old", b"3")
    kept.renew("k", "nothing", b"3")
    assert kept.get("k", "new", b"2", TEXT) == "new"
    kept.save()
    kept.close()
    again = Cache(tmp_path / "c.sqlite")
    found = {
        key: [again.get("k", key, made_from, TEXT) for made_from in (b"1", b"2", b"3")] for key in ("new", "aside")
    }
    assert found == {"new": [None, "new", None], "aside": [None, "aside", None]}
    assert [again.get("k", "old", made_from, TEXT) for made_from in (b"1", b"3")] == [None, "old"]
    assert {*again.stamps("k")} == {"new", "aside", "old"}
    again.close()
    assert Cache().stamps("k") == {}
