"""A site in a store gets and keeps the same bytes as in a folder."""

from __future__ import annotations

import re
from importlib.util import find_spec
from itertools import product

import pytest
from click.testing import CliRunner
from teas import files_in, pages, write_site

from smo_core.cli import main
from smo_core.folder import link, scan, unlink
from smo_core.folder.auditing import audit
from smo_core.folder.checking import check
from smo_core.problems import InputError, SmoError
from smo_core.settings import Settings
from smo_core.stores import is_local, listed, place_of, put, read_start

SITE = pages(9)


@pytest.fixture(params=["memory", "s3"])
def store(request):
    """Return the address of an empty folder in a store."""
    base = request.getfixturevalue(request.param)
    return f"{base}/{re.sub(r'[^a-z0-9]+', '-', request.node.name)}"


@pytest.fixture
def folder_and_store(tmp_path, store):
    """Return the same site in a folder and in a store."""
    return write_site(tmp_path / "site", SITE), write_site(place_of(store), SITE)


def test_link_places_the_same_bytes_and_unlink_takes_them_out(folder_and_store, tmp_path) -> None:
    here, there = folder_and_store
    reports = [link(root, Settings(), cache=tmp_path / "cache") for root in (here, there)]
    assert reports[0].changed == reports[1].changed
    assert len(reports[0].changed) >= 9
    assert reports[0].written == reports[1].written
    assert files_in(here) == files_in(there)
    again = link(there, Settings(), cache=tmp_path / "cache")
    assert (again.changed, again.written) == ((), ())
    assert unlink(there) == unlink(here)
    assert files_in(there) == SITE


@pytest.mark.parametrize(("source", "target"), list(product(("folder", "store"), repeat=2)))
def test_the_output_may_be_elsewhere(folder_and_store, store, tmp_path, source, target) -> None:
    here, there = folder_and_store
    link(here, Settings(), out=tmp_path / "expected", cache=tmp_path / "cache")
    out = tmp_path / "out" if target == "folder" else place_of(f"{store}-out")
    link(here if source == "folder" else there, Settings(), out=out, cache=tmp_path / "cache")
    assert files_in(out) == files_in(tmp_path / "expected")
    assert files_in(there) == SITE


def test_audit_and_check_find_the_same(folder_and_store) -> None:
    here, there = folder_and_store
    ours, theirs = (audit(root, Settings(), today="2026-01-01") for root in (here, there))
    assert ours.findings == theirs.findings
    assert any(finding.rule == "L01" for finding in ours.findings)
    assert check(here, Settings()).all_findings == check(there, Settings()).all_findings


@pytest.mark.parametrize(
    "command", [["audit", "--format", "json"], ["related", "--json"], ["graph"], ["check", "--json"]]
)
def test_commands_print_the_same(tmp_path, memory, command) -> None:
    name, *options = command
    here, there = write_site(tmp_path / "site", SITE), write_site(place_of(memory), SITE)
    texts = [CliRunner().invoke(main, [name, str(root), *options]).output for root in (here, there)]
    assert texts[0].replace(str(here), "SITE") == texts[1].replace(str(there), "SITE")
    assert "tea1.html" in texts[0]


def test_link_and_unlink_take_addresses(store, tmp_path, monkeypatch) -> None:
    root = write_site(place_of(store), SITE)
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["link", store]).exit_code == 0
    assert len(listed(root)) > len(SITE)
    done = CliRunner().invoke(main, ["unlink", store])
    assert f"in {store}" in done.output
    assert files_in(root) == SITE


def test_the_audit_repairs_pages_of_a_store(tmp_path, memory, monkeypatch) -> None:
    here, there = write_site(tmp_path / "site", SITE), write_site(place_of(memory), SITE)
    monkeypatch.chdir(tmp_path)
    for root in (here, there):
        CliRunner().invoke(main, ["audit", str(root), "--fix"])
    assert files_in(there) == files_in(here) != SITE


def test_what_a_store_tells_browsers_stays(s3, tmp_path) -> None:
    root = write_site(place_of(f"{s3}/told"), SITE)
    fs, base = root.fs, root.path
    page, other = f"{base}/p0/tea0.html", f"{base}/p0/tea1.html"
    fs.pipe_file(page, SITE["p0/tea0.html"], ContentType="text/html; charset=utf-8", CacheControl="max-age=60")
    out = place_of(f"{s3}/told-out")
    link(root, Settings(), out=out, cache=tmp_path / "cache")
    link(root, Settings(), cache=tmp_path / "cache")
    for folder in (base, out.path):
        head = fs.call_s3("head_object", Bucket="teas", Key=f"{folder}/p0/tea0.html".removeprefix("teas/"))
        assert (head["ContentType"], head["CacheControl"]) == ("text/html; charset=utf-8", "max-age=60")
    assert fs.info(other)["ContentType"] == "text/html"
    assert fs.info(f"{base}/smo/smo.css")["ContentType"] == "text/css"


def test_a_file_that_is_not_ours_is_never_overwritten(store, tmp_path) -> None:
    root = write_site(place_of(store), {**SITE, "smo/smo.css": b"theirs"})
    with pytest.raises(InputError, match="is not ours"):
        link(root, Settings(), cache=tmp_path / "cache")
    assert files_in(root) == {**SITE, "smo/smo.css": b"theirs"}


def test_nothing_of_a_store_leaves_the_output_folder(memory, tmp_path) -> None:
    root = write_site(place_of(memory), {**SITE, "a/b.html": SITE["p0/tea0.html"]})
    for name in ("../slip.html", "p0/../../slip.txt", "a/./dot.html", "back\\..\\slip.html"):
        root.fs.store[f"{root.path}/{name}"] = root.fs.store[f"{root.path}/p0/tea0.html"]
    elsewhere, out = tmp_path / "elsewhere", tmp_path / "out"
    elsewhere.mkdir()
    out.mkdir()
    (out / "a").symlink_to(elsewhere)
    link(root, Settings(), out=out, cache=tmp_path / "cache")
    assert files_in(elsewhere) == {}
    assert (out / "a/b.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "elsewhere", "out"]
    assert not [key for key in files_in(out) if "slip" in key or "dot" in key]


def test_an_output_inside_the_site_is_refused(store, tmp_path) -> None:
    root = write_site(place_of(store), SITE)
    with pytest.raises(InputError, match="lies inside"):
        link(root, Settings(), out=root / "out", cache=tmp_path / "cache")


def test_a_store_without_pages_is_one_clear_error(store) -> None:
    with pytest.raises(InputError, match="no HTML file here"):
        scan(place_of(store))


def test_a_bucket_that_is_not_there_is_one_clear_error(s3) -> None:
    del s3
    result = CliRunner().invoke(main, ["audit", "s3://nobody-has-this/site"])
    assert result.exit_code == 3
    assert "s3://nobody-has-this/site" in result.output


def test_putting_the_same_again_is_no_change(store) -> None:
    place = place_of(store) / "a.html"
    assert [put(place, b"one"), put(place, b"one"), put(place, b"two")] == [True, False, True]
    assert [read_start(place, count) for count in (2, 9)] == [b"tw", b"two"]
    put(place, b"")
    assert read_start(place, 9) == b""


def test_a_file_address_is_a_plain_path(tmp_path) -> None:
    assert place_of(tmp_path.as_uri()) == tmp_path
    assert is_local(place_of(tmp_path.as_uri()))


@pytest.mark.parametrize("name", ["nosuch://bucket/site", "gs://bucket/site"])
def test_a_store_that_cannot_be_used_is_one_clear_error(name) -> None:
    pytest.importorskip("upath")
    if name.startswith("gs") and find_spec("gcsfs"):
        pytest.skip("there is a package for it here")
    with pytest.raises(SmoError, match=f"{name}: this store cannot be used"):
        place_of(name)
