"""Work on a Dask cluster: the same bytes as on one machine, and no page is lost with a worker."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from click.testing import CliRunner
from teas import Deadly, files_in, pages, write_site

from smo_core.cli import main
from smo_core.folder import chunks, link
from smo_core.folder.auditing import audit
from smo_core.folder.cluster import dask
from smo_core.folder.pool import over, pool
from smo_core.problems import InputError
from smo_core.settings import from_mapping
from smo_core.stores import place_of

distributed = pytest.importorskip("distributed")
SITE = pages(402)
SETTINGS = from_mapping({"cards": {"enabled": False}}, source="these tests")


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """Return what one machine makes of the site: its files, the report, the audit before."""
    folder = tmp_path_factory.mktemp("expected")
    root = write_site(folder / "site", SITE)
    found = audit(root, SETTINGS, today="2026-01-01", jobs=1)
    report = link(root, SETTINGS, jobs=1, cache=folder / "cache")
    return files_in(root), report, found


@pytest.fixture
def site(tmp_path):
    """Return the site in a folder of its own."""
    return write_site(tmp_path / "site", SITE)


def test_link_in_place_gives_the_same_bytes_and_report(site, expected, executor, tmp_path) -> None:
    files, report, _ = expected
    ours = link(site, SETTINGS, executor=executor, cache=tmp_path / "cache")
    assert files_in(site) == files
    assert (ours.changed, ours.written, ours.findings) == (report.changed, report.written, report.findings)
    assert link(site, SETTINGS, executor=executor, cache=tmp_path / "cache").changed == ()


def test_audit_finds_the_same(site, expected, executor) -> None:
    found = audit(site, SETTINGS, today="2026-01-01", executor=executor)
    assert found.findings == expected[2].findings
    assert found.pages == expected[2].pages
    assert found.findings


def test_commands_take_the_cluster(site, cluster, tmp_path, monkeypatch) -> None:
    there = ["--executor", "dask", "--scheduler", cluster.scheduler_address]
    for command in (["audit", "--format", "json"], ["related", "--json"]):
        texts = [CliRunner().invoke(main, [command[0], str(site), *command[1:], *more]).output for more in ([], there)]
        assert texts[0] == texts[1]
        assert "tea1.html" in texts[0]
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["link", str(site), "--out", "out", *there])
    assert done.exit_code == 0, done.output
    assert len(files_in(tmp_path / "out")) > len(SITE)


@pytest.mark.parametrize(
    ("module", "name"), [("smo_core.folder.scan", "_read"), ("smo_core.folder.linking", "apply")], ids=["read", "write"]
)
def test_a_worker_that_is_killed_costs_a_retry_and_no_page(  # noqa: PLR0913, PLR0917 - fixtures
    module, name, site, expected, cluster, tmp_path, monkeypatch
) -> None:
    mark = tmp_path / "died"
    monkeypatch.setattr(import_module(module), name, Deadly(module, name, "p4/tea220.html", mark))
    with dask(cluster.scheduler_address) as executor:
        ours = link(site, SETTINGS, executor=executor, cache=tmp_path / "cache")
    assert mark.is_dir()
    files, report, _ = expected
    assert files_in(site) == files
    assert (ours.changed, ours.written, ours.findings) == (report.changed, report.written, report.findings)


def test_a_page_that_kills_every_worker_ends_in_one_clear_error(site, tmp_path, monkeypatch) -> None:
    """Three tries are the scheduler's, as many again ours; what kills them all is named."""
    monkeypatch.setattr(chunks, "_TRIES", 2)
    monkeypatch.setattr(
        import_module("smo_core.folder.scan"), "_read", Deadly("smo_core.folder.scan", "_read", "p4/tea220.html")
    )
    monkeypatch.setitem(import_module("dask.config").config["distributed"]["scheduler"], "allowed-failures", 0)
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0") as cluster,
        dask(cluster.scheduler_address) as executor,
        pytest.raises(InputError, match=r"pages \(.*\) came back from no worker in 2 tries"),
    ):
        link(site, SETTINGS, executor=executor, cache=tmp_path / "cache")
    assert files_in(site) == SITE


def test_any_executor_will_do(site, expected, tmp_path) -> None:
    with ThreadPoolExecutor(2) as executor:
        link(site, SETTINGS, executor=executor, cache=tmp_path / "cache")
    assert files_in(site) == expected[0]


class Losing(ThreadPoolExecutor):
    """An executor that loses every task the first time, after it was done."""

    def __init__(self) -> None:
        """Begin with two threads."""
        super().__init__(2)
        self.seen = set()

    def submit(self, fn, /, *args):
        def lose():
            done = fn(*args)
            task = str((args[2], args[-1]))
            if task not in self.seen:
                self.seen.add(task)
                message = "gone"
                raise ConnectionError(message)
            return done

        return super().submit(lose)


def test_a_chunk_that_was_written_and_then_lost_is_no_change_by_somebody_else(site, expected, tmp_path) -> None:
    files, report, _ = expected
    with Losing() as executor:
        ours = link(site, SETTINGS, executor=executor, cache=tmp_path / "cache")
    assert files_in(site) == files
    assert (ours.changed, ours.findings) == (report.changed, report.findings)


def test_a_worker_with_other_code_is_refused(site, monkeypatch) -> None:
    monkeypatch.setattr(chunks, "code", iter([b"ours", b"theirs"] * 9).__next__)
    with ThreadPoolExecutor(1) as executor, pytest.raises(InputError, match="another version"):
        audit(site, SETTINGS, executor=executor)


def test_only_few_chunks_are_on_their_way_at_once(site) -> None:
    class Counting(ThreadPoolExecutor):
        workers = 1
        sent = 0

        def submit(self, fn, /, *args):
            Counting.sent += 1
            return super().submit(fn, *args)

    with Counting(1) as executor, pool(site, 0, 9000, executor=executor) as crew:
        results = iter(over(crew, str.upper, ["a"] * 9000))
        assert next(results) == "A"
        assert Counting.sent <= 3
        assert len(list(results)) == 8999
    assert Counting.sent == 18


def test_memory_is_refused_to_other_processes(memory) -> None:
    root = write_site(place_of(memory), SITE)
    with ThreadPoolExecutor(1) as executor, pytest.raises(InputError, match="only this process sees"):
        audit(root, SETTINGS, executor=executor)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--executor", "dask"], 2, "go together"),
        (["--scheduler", "tcp://127.0.0.1:1"], 2, "go together"),
        (["--executor", "dask", "--scheduler", "tcp://127.0.0.1:1"], 3, "no Dask scheduler answers there"),
    ],
)
def test_each_mistake_has_its_code_and_its_cure(site, options, code, said, monkeypatch) -> None:
    monkeypatch.setattr("smo_core.folder.cluster._PATIENCE", 1)
    result = CliRunner().invoke(main, ["audit", str(site), *options])
    assert result.exit_code == code
    assert said in result.output


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("distributed", ["audit", ".", "--executor", "dask", "--scheduler", "tcp://127.0.0.1:1"]),
        ("upath", ["audit", "s3://b/c"]),
    ],
)
def test_without_the_extra_the_error_says_what_to_install(module, arguments, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert 'pip install "smo-suite[cluster]"' in result.output
