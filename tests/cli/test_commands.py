"""What each command prints, for people and for programs."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pytest

from smo_core.cli.main import COMMANDS, EXIT_IO
from smo_core.features.share.targets import TARGETS
from smo_core.graph.export import FORMATS
from smo_core.settings import json_schema

KEYS = {"index.html", "tea.html", "a/water.html"}
HEAVY = ("networkx", "scipy", "numpy", "pydantic", "rich", "turbohtml", "jinja2")


def rows(out):
    """Return the names and values of a printed table."""
    cells = (line.split("│") for line in out.splitlines() if line.count("│") > 2)
    return {name.strip(): value.strip() for _, name, value, _ in cells}


class TestHelp:
    """Help is instant."""

    def test_it_lists_every_command(self, smo):
        """In the order of the table, and the exit codes with them."""
        text = smo("--help").stdout
        assert [name for line in text.splitlines() for name in COMMANDS if line.strip().startswith(f"{name} ")] == list(
            COMMANDS
        )

    def test_it_runs_as_a_module(self, process, place):
        """Where no script is on the path: the same words, and the same exit codes."""
        code = "import runpy; runpy.run_module('smo_core', run_name='__main__', alter_sys=True)"
        assert process("--help", code=code).stdout.startswith("Usage: python -m smo_core [OPTIONS] COMMAND")
        assert process("link", place / "nowhere", code=code).returncode == EXIT_IO

    @pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["link", "--help"], ["graph", "--help"]])
    def test_it_loads_nothing_heavy(self, process, arguments):
        """No graph library, no validator, no parser, no terminal painter."""
        code = (
            "import sys\nfrom smo_core.cli import main\ntry:\n    main()\nexcept SystemExit as stop:\n"
            f"    print([n for n in {HEAVY!r} if n in sys.modules], stop.code, file=sys.stderr)\n"
        )
        assert process(*arguments, code=code).stderr.strip() in {"[] 0", "[] None"}


class TestLink:
    """``smo link``."""

    def test_json_is_one_document(self, smo, place):
        """Summary, changed pages, files written, findings; nothing else on standard output."""
        (place / "site/bad.html").write_bytes(b"<main>\xff</main>")
        result = smo("link", "site", "--json")
        found = json.loads(result.stdout)
        assert set(found) == {"dry_run", "summary", "changed", "written", "findings"}
        assert set(found["changed"]) >= KEYS
        assert [f["rule"] for f in found["findings"] if f["page"] == "bad.html"] == ["invalid-encoding"]
        assert found["summary"]["Pages"] == "4"

    def test_a_dry_run_says_the_same_and_does_nothing(self, smo, place):
        """What would change is what then changes."""
        before = (place / "site/tea.html").read_bytes()
        dry = json.loads(smo("link", "site", "--json", "--dry-run").stdout)
        assert (place / "site/tea.html").read_bytes() == before
        assert not (place / "site/smo").exists()
        assert "Would do in site" in smo("link", "site", "--dry-run").stdout
        assert dry["changed"] == json.loads(smo("link", "site", "--json").stdout)["changed"]

    def test_the_table_counts_what_was_done(self, smo):
        """And the second time that nothing was."""
        first, second = rows(smo("link", "site").stdout), rows(smo("link", "site").stdout)
        assert (first["Pages"], first["Content links"], first["Files changed"]) == ("3", "3", "3")
        assert (second["Pages"], second["Files changed"], second["Files of ours written"]) == ("3", "0", "0")
        assert rows(smo("link", "site", "--out", "copy").stdout)["Files written"] == "3"

    def test_hostile_names_do_not_paint_the_terminal(self, smo, place):
        """Square brackets are no markup of ours, and escape sequences are not passed on."""
        (place / "site/[red]x[bold].html").write_bytes(b"<main>\xff</main>")
        (place / "site/\x1b[31mx.html").write_bytes(b"<main>\xff</main>")
        out = smo("link", "site").stdout
        assert "[red]x[bold].html" in out
        assert "\x1b" not in out

    def test_many_findings_of_one_rule_are_summed_up(self, smo, place):
        """Ten are shown, the others counted."""
        for i in range(15):
            (place / f"site/{i}.html").write_bytes(b"<main>\xff</main>")
        out = smo("link", "site").stdout
        assert out.count("[invalid-encoding]") == 10
        assert "… and 5 more of invalid-encoding" in out

    def test_unlink_undoes_it(self, smo, place):
        """In words and as JSON."""
        before = {path: path.read_bytes() for path in (place / "site").rglob("*.html")}
        smo("link", "site")
        dry = json.loads(smo("unlink", "site", "--json", "--dry-run").stdout)
        assert (set(dry["changed"]), dry["dry_run"]) == (KEYS, True)
        assert "Restored 3 pages in site" in smo("unlink", "site").stdout
        assert {path: path.read_bytes() for path in before} == before
        assert not (place / "site/smo").exists()


class TestGraph:
    """``smo graph``."""

    @pytest.mark.parametrize("form", FORMATS)
    def test_each_format_is_read_by_a_program_of_others(self, smo, form):
        """networkx, the csv module, or plain text search for dot."""
        text = smo("graph", "site", "--format", form).stdout
        edges = {("index.html", "tea.html"), ("tea.html", "a/water.html"), ("a/water.html", "tea.html")}
        if form == "dot":
            assert all(f'"{key}" [label=' in text for key in KEYS)
            assert all(f'"{a}" -> "{b}"' in text for a, b in edges)
            return
        if form == "csv":
            rows = list(csv.DictReader(io.StringIO(text)))
            assert {row["page"] for row in rows} == KEYS
            assert {(row["page"], row["links_to"]) for row in rows} == edges
            return
        data = io.BytesIO(text.encode())
        readers = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
        graph = nx.node_link_graph(json.loads(text), edges="edges") if form == "json" else readers[form](data)
        assert (set(graph), set(graph.edges)) == (KEYS, edges)

    @pytest.mark.parametrize("form", FORMATS)
    def test_the_same_site_gives_the_same_bytes(self, process, place, form):
        """In another process with another hash seed, and in a file as on the screen."""
        first = process("graph", "site", "--format", form, "--output", "one")
        second = process("graph", "site", "--format", form)
        assert (first.stdout, first.stderr, second.stderr) == ("", "", "")
        assert (place / "one").read_bytes() == second.stdout.encode()

    def test_it_changes_nothing_and_ignores_what_was_placed(self, smo, place):
        """Before and after ``smo link`` the graph is the same: related links are no content."""
        before = smo("graph", "site").stdout
        smo("link", "site")
        linked = (place / "site/tea.html").read_bytes()
        assert smo("graph", "site").stdout == before
        assert (place / "site/tea.html").read_bytes() == linked


class TestLists:
    """``smo targets`` and ``smo schema``."""

    def test_targets_as_json_are_the_table(self, smo):
        """Every target in its order, with the state it is in."""
        found = json.loads(smo("targets", "--json").stdout)
        assert [target["id"] for target in found] == [target.id for target in TARGETS]
        assert all({"label", "status", "verified", "family"} <= set(target) for target in found)

    def test_targets_for_people_name_them_all(self, smo):
        """Also on a narrow terminal."""
        out = smo("targets").stdout
        assert [t.id for t in TARGETS if t.id[:8] not in out] == []

    def test_the_schema_is_that_of_the_settings(self, smo):
        """As one JSON document."""
        assert json.loads(smo("schema").stdout) == json_schema()


@pytest.mark.parametrize("option", ["-o", "--out", "--output"])
@pytest.mark.parametrize(
    "command",
    [("graph", "--format", "csv"), ("audit", "--format", "json", "--fail-on", "never"), ("report",), ("preview",)],
)
def test_what_a_command_writes_goes_where_one_says_however_one_says_it(smo, place, command, option):
    """Nobody remembers which of them has which."""
    name, *more = command
    assert smo(name, "site", *more, option, "made").exit_code == 0
    assert (place / "made").stat().st_size > 100
