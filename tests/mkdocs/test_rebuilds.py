"""``serve`` and ``--dirty``: one plugin object, several builds, nothing doubled and nothing stale."""

from __future__ import annotations

import os
import time

import pytest

INSTALL = "guide/install/index.html"
ALL = ["share", "related", "backlinks"]


def assert_each_block_once(site):
    for key in site.pages:
        names = site.blocks(key)
        assert len(names) == len(set(names)), key


def test_three_rebuilds_with_an_added_a_renamed_and_a_deleted_page(project):
    """Each rebuild of ``serve`` equals a first build of the same sources."""
    project.configure({})
    project.rebuild(first=True, serve=True)

    project.write({"docs/clean.md": "# Clean the kettle\n\nOut with the [scale](guide/boil.md) in the water.\n"})
    added = project.rebuild(serve=True)
    assert "clean/" in added.related
    assert "../../clean/" in added.links("guide/boil/index.html", "backlinks")

    (project.root / "docs/clean.md").rename(project.root / "docs/descale.md")
    renamed = project.rebuild(serve=True)
    assert "descale/" in renamed.related
    assert b"clean/" not in renamed.files["smo/related.json"]
    assert "../../clean/" not in renamed.links("guide/boil/index.html", "backlinks")

    (project.root / "docs/descale.md").unlink()
    deleted = project.rebuild(serve=True)
    assert b"descale/" not in deleted.files["smo/related.json"]

    for site in (added, renamed, deleted):
        assert site.log() == []
        assert site.blocks("guide/boil/index.html") == ALL
        assert_each_block_once(site)
    fresh = project.rebuild(first=True, serve=True)
    assert same(deleted) == same(fresh)


def same(site):
    """Return the files of a build but the compressed sitemap, which holds the time."""
    return {key: data for key, data in site.files.items() if not key.endswith(".gz")}


def test_the_same_plugin_object_serves_all_rebuilds(project):
    """The tests of this file rest on the host's keeping the object; hold that it does."""
    from mkdocs.config import load_config

    project.configure({})
    project.rebuild(first=True, serve=True)
    path = str(project.root / "mkdocs.yml")
    assert load_config(path).plugins["smo"] is load_config(path).plugins["smo"]


def test_an_edited_setting_counts_at_the_next_rebuild(project):
    """Settings that were edited, also to broken and back, are those of the next build."""
    project.configure({})
    project.rebuild(first=True, serve=True)
    project.configure({"share": {"enabled": False}})
    assert project.rebuild(serve=True).blocks(INSTALL) == ALL[1:]
    project.configure({"share": {"enabled": 7}})
    with pytest.raises(SystemExit):
        project.rebuild(serve=True)
    project.configure({})
    assert project.rebuild(serve=True).blocks(INSTALL) == ALL


def test_an_edited_template_counts_at_the_next_rebuild(project):
    """A site's own template is read again when it changed."""
    project.write({"own/share.html": "<p>first</p>"}).configure({"templates": "own"})
    assert project.rebuild(first=True, serve=True).block(INSTALL, "share").get_text() == "first"
    project.write({"own/share.html": "<p>second</p>"})
    later(project, "own/share.html")
    assert project.rebuild(serve=True).block(INSTALL, "share").get_text() == "second"


def later(project, name):
    """Give a file a date after the last build's, whatever the clock's resolution."""
    stamp = time.time() + 60
    os.utime(project.root / name, (stamp, stamp))


def edit(project):
    """Change one page, so that it no longer links to the page about installing."""
    text = "---\ntags: [water]\n---\n# Boil water\n\nFill the kettle, then see its [parts](../parts.md).\n"
    project.write({"docs/guide/boil.md": text})
    later(project, "docs/guide/boil.md")


@pytest.mark.parametrize("new_process", [False, True], ids=["serve --dirty", "build --dirty"])
def test_a_dirty_rebuild_knows_the_whole_site(project, new_process):
    """One page changed: the lists and the published data are those of a full build."""
    project.write({"docs/hidden.md": "---\nrobots: noindex\n---\n# Water kettle\n\n[Boil](guide/boil.md) water.\n"})
    project.configure({})
    project.rebuild(first=True)
    edit(project)
    dirty = project.rebuild(first=new_process, dirty=True)
    full = project.rebuild(first=True)
    assert dirty.blocks("guide/boil/index.html") == full.blocks("guide/boil/index.html") == ALL
    # The rest of the page cannot be compared: the host itself prints "None" for titles it did not read.
    assert {name: str(dirty.block("guide/boil/index.html", name)) for name in ALL} == {
        name: str(full.block("guide/boil/index.html", name)) for name in ALL
    }
    assert dirty.files["smo/related.json"] == full.files["smo/related.json"]


@pytest.mark.parametrize("new_process", [False, True], ids=["serve --dirty", "build --dirty"])
def test_pages_that_a_dirty_rebuild_does_not_write_stay_as_they_were(project, new_process):
    """Unchanged pages keep the bytes of the last build, with each block once."""
    project.configure({})
    before = project.rebuild(first=True)
    edit(project)
    dirty = project.rebuild(first=new_process, dirty=True)
    unchanged = set(before.pages) - {"guide/boil/index.html", "404.html"}
    assert {key: dirty.html(key) for key in unchanged} == {key: before.html(key) for key in unchanged}
    assert_each_block_once(dirty)


def test_a_failed_rebuild_leaves_nothing_behind(project):
    """After a build that our own gate stopped, the next good one is like a first one."""
    project.configure({})
    first = project.rebuild(first=True, serve=True)
    project.configure({"strict": True, "share": {"targets": ["mastadon"]}})
    with pytest.raises(SystemExit):
        project.rebuild(serve=True)
    project.configure({})
    assert same(project.rebuild(serve=True)) == same(first)
