"""Autoreload and caches: several builds in one process, nothing doubled and nothing stale."""

from __future__ import annotations

import pytest

KETTLE = "install-the-kettle.html"
BOIL = "boil-water.html"
ALL = ["share", "related", "backlinks"]
EDITED = (
    "Title: Boil tea\nDate: 2026-03-05\nCategory: kitchen\nSlug: boil-water\nTags: water\n\n"
    "See [steam]({filename}steam.md), no more.\n"
)


def edit(project):
    """Change one article's title and links."""
    project.write({"content/boil.md": EDITED})
    project.later("content/boil.md")


def assert_each_block_once(site):
    for key in site.pages:
        names = site.blocks(key)
        assert len(names) == len(set(names)), key


def test_a_second_run_of_the_same_object_sees_edits(project):
    """As ``-r`` does after an edit of content: the result equals a first build of the edited sources."""
    project.build(None)
    pelican = project.pelican()
    first = project.run(pelican)
    edit(project)
    second = project.run(pelican)
    assert BOIL in first.links(KETTLE, "backlinks")
    assert BOIL not in second.links(KETTLE, "backlinks")
    assert "Boil tea" in second.block("steam.html", "backlinks").get_text()
    assert b"Boil water" not in second.files["smo/related.json"]
    assert_each_block_once(second)
    assert second.files == project.build().files


def test_a_touched_settings_file_registers_again_without_doubling(project):
    """``-r`` makes a new Pelican object and calls register() anew; each block still stands once."""
    first = project.build()
    for _ in range(3):
        project.pelican()
    again = project.rebuild()
    assert again.files == first.files
    assert again.blocks(KETTLE) == ALL


def test_edited_settings_count_at_the_next_build(project):
    """Settings edited, broken, and mended are each those of the next build."""
    first = project.build()
    assert project.rebuild({"share": {"enabled": False}}).blocks(KETTLE) == ALL[1:]
    broken = project.rebuild({"share": {"enabled": 7}})
    assert broken.blocks(KETTLE) == []
    assert project.rebuild().files == first.files


def test_a_plugin_taken_out_of_the_settings_is_out(project):
    """Handlers of an earlier build in the process do nothing for a site without the plugin."""
    plain = project.build(None)
    project.build()
    assert project.rebuild(None).files == plain.files


def test_output_that_is_not_deleted_is_not_placed_into_twice(project):
    """Pelican writes over the files of the last build, and so do we."""
    first = project.build(DELETE_OUTPUT_DIRECTORY=False)
    assert project.rebuild(DELETE_OUTPUT_DIRECTORY=False).files == first.files


@pytest.mark.parametrize("layer", ["reader", "generator"])
def test_with_cached_content_the_site_is_the_same(project, layer):
    """CACHE_CONTENT, both layers: cold and warm cache, then an edit, all know what an uncached build knows."""
    # With the layer "generator" Pelican itself cannot resolve links from articles to pages any more.
    project.write(
        {
            "content/boil.md": EDITED.replace("{filename}steam.md), no more", "{filename}kettle.md), too").replace(
                "tea", "water"
            )
        }
    )
    config = {"CACHE_CONTENT": True, "LOAD_CONTENT_CACHE": True, "CONTENT_CACHING_LAYER": layer}
    uncached = project.build()
    assert project.build(**config).files == uncached.files
    warm = project.build(**config)
    assert {key: warm.blocks(key) for key in warm.pages} == {key: uncached.blocks(key) for key in uncached.pages}
    assert warm.files["smo/related.json"] == uncached.files["smo/related.json"]
    edit(project)
    edited = project.build(**config)
    assert BOIL not in edited.links(KETTLE, "backlinks")
    assert edited.files["smo/related.json"] == project.build().files["smo/related.json"]
    assert_each_block_once(edited)


@pytest.mark.parametrize("layer", ["reader", "generator"])
def test_bytes_outside_placed_elements_stay_with_a_warm_cache(project, layer):
    """What a cache does to Pelican's own output it does with and without us alike."""
    config = {"CACHE_CONTENT": True, "LOAD_CONTENT_CACHE": True, "CONTENT_CACHING_LAYER": layer}
    project.build(None, **config)
    plain = project.build(None, **config)
    site = project.build(**config)
    assert {key: site.bare(key) for key in site.pages} == {key: plain.html(key) for key in plain.pages}
    assert site.log() == plain.log()
    assert site.blocks(KETTLE) == ALL


def test_a_build_inside_a_build_does_not_disturb_it(project):
    """A subsite builds between two signals of the main site, with settings of its own."""
    from pelican import signals

    plain = project.build()
    inner = {}

    def nested(_):
        signals.all_generators_finalized.disconnect(nested)
        out = str(project.root / "output-fr")
        inner["site"] = project.rebuild(
            {"share": {"enabled": False}}, OUTPUT_PATH=out, SITEURL="https://blog.example/notes/fr"
        )

    signals.all_generators_finalized.connect(nested)
    outer = project.rebuild()
    assert inner["site"].blocks(KETTLE) == ALL[1:]
    assert inner["site"].said(KETTLE, "canonical") == ["https://blog.example/notes/fr/install-the-kettle.html"]
    assert outer.files == plain.files
