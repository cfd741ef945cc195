"""Nobody else's file is overwritten, and nothing is done by halves."""

from __future__ import annotations

import json

import pytest

from smo_core.folder import link, unlink
from smo_core.problems import InputError


@pytest.mark.parametrize("name", ["smo/smo.css", "smo/related.json", "smo/manifest.json"])
def test_a_foreign_file_at_our_path_stops_before_anything_is_written(folder, settings, site, sums, name):
    """Whatever the file, also one that happens to be called like our manifest."""
    root = folder(site | {name: '{"mine": true}'})
    before = sums(root)
    with pytest.raises(InputError, match="not ours"):
        link(root, settings())
    assert sums(root) == before


@pytest.mark.parametrize("name", ["smo/smo.css", "smo/related.json"])
def test_a_foreign_file_in_the_source_is_not_lost_in_the_copy(folder, settings, site, tmp_path, name):
    """With ``--out`` the clash is in the source."""
    root = folder(site | {name: "mine"})
    with pytest.raises(InputError, match="not ours"):
        link(root, settings(), out=tmp_path / "out")


@pytest.mark.parametrize("name", ["smo", "smo/smo.css/x"])
def test_a_file_or_folder_in_the_way_stops_before_pages_are_changed(folder, settings, site, sums, name):
    """Pages that name a stylesheet which cannot be written would be worse than none."""
    root = folder(site | {name: "mine"})
    before = sums(root)
    with pytest.raises(InputError):
        link(root, settings())
    assert sums(root) == before


@pytest.mark.parametrize("files", [["/etc/passwd"], ["../outside.txt"], ["a/../../outside.txt"], [5]])
def test_a_forged_manifest_removes_nothing_outside(folder, settings, site, tmp_path, files):
    """A manifest can be edited; what it says is not trusted."""
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    root = folder(
        site | {"smo/manifest.json": json.dumps({"made_by": "smo-suite", "files": [*files, "smo/manifest.json"]})}
    )
    link(root, settings())
    unlink(root)
    assert outside.read_text() == "mine"


@pytest.mark.parametrize("text", ["", "[]", "null", '{"made_by": "smo-suite", "files": null}', "\xff"])
def test_a_broken_manifest_is_no_crash(folder, settings, site, text):
    """Linking works or refuses; it never falls over."""
    root = folder(site | {"smo/manifest.json": text.encode("latin-1")})
    try:
        link(root, settings())
    except InputError as error:
        assert "not ours" in str(error)  # noqa: PT017 - refusing is one of two right answers


@pytest.mark.parametrize("call", [link, unlink])
@pytest.mark.parametrize("name", ["missing", "file.html"])
def test_a_folder_that_is_none_is_an_input_error(tmp_path, settings, call, name):
    """The message says what to do."""
    (tmp_path / "file.html").touch()
    with pytest.raises(InputError, match="Name the folder"):
        call(tmp_path / name, *([settings()] if call is link else []))


def test_a_folder_without_pages_is_an_input_error(folder, settings):
    """Most likely it is the wrong folder."""
    with pytest.raises(InputError, match="no HTML file"):
        link(folder({"a.txt": "x"}), settings())
