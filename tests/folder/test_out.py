"""``--out`` writes a second site beside the first, and leaves the first as it was."""

from __future__ import annotations

import pytest

from smo_core.folder import link
from smo_core.problems import InputError


def test_the_source_stays_and_the_rest_is_copied(folder, settings, site, sums, tmp_path):
    """The result is what linking in place would give."""
    root, twin, out = folder(site), folder(site, name="twin"), tmp_path / "new" / "out"
    before = sums(root)
    link(root, settings(), out=out)
    link(twin, settings())
    assert sums(root) == before
    assert sums(out) == sums(twin)


def test_again_it_writes_nothing(folder, settings, site, tmp_path):
    """Files copied once are not copied again."""
    root, out = folder(site), tmp_path / "out"
    link(root, settings(), out=out)
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    again = link(root, settings(), out=out)
    assert (again.changed, again.written) == ((), ())
    assert times == {path: path.stat().st_mtime_ns for path in out.rglob("*")}


def test_pages_that_get_nothing_are_copied_too(folder, settings, site, tmp_path):
    """Excluded, not for search engines, or without a head: the site is whole."""
    extra = {
        "404.html": site["tea.html"],
        "f.html": "<frameset><frame src=x></frameset>",
        "e.html": "",
        "g.htm": "<p>x",
    }
    root = folder(site | extra)
    link(root, settings(), out=tmp_path / "out")
    assert {name for name in extra if (tmp_path / "out" / name).is_file()} == set(extra)


def test_modes_and_empty_folders_are_copied(folder, settings, site, tmp_path):
    """The copy serves as the source did."""
    root = folder(site)
    (root / "empty").mkdir()
    (root / "style.css").chmod(0o640)
    (root / "tea.html").chmod(0o640)
    link(root, settings(), out=tmp_path / "out")
    assert (tmp_path / "out/empty").is_dir()
    modes = {name: (tmp_path / "out" / name).stat().st_mode & 0o777 for name in ("style.css", "tea.html")}
    assert modes == {"style.css": 0o640, "tea.html": 0o640}


@pytest.mark.parametrize("inside", ["", "out", "a/out"])
def test_a_folder_within_the_source_is_refused(folder, settings, site, sums, inside):
    """It would be read as part of the site the next time."""
    root = folder(site)
    before = sums(root)
    with pytest.raises(InputError, match="inside the folder"):
        link(root, settings(), out=root / inside)
    assert sums(root) == before
