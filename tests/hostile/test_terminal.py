"""Whatever pages and files are called, a terminal only shows it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent))

from attacks import built
from judge import unsafe_signs

from smo_core.cli import main
from smo_core.model import Finding
from smo_core.tally import told

EVIL = "\x1b[31mred\x1b]0;title\x07\x9b2J\x85\x7f[bold]x[/bold]\\[/]\u202eturned\u2066"
NAME = "a\x1b[31m\x9b2J\u202e.html"


@pytest.fixture
def site(folder):
    """Pages with hostile titles in files with hostile names."""
    if os.name == "nt":
        pytest.skip("no such file names")
    page = built(1, EVIL)
    return folder(
        {"p1.html": page, "index.html": page.replace("p2.html", NAME), NAME: page, f"{NAME[:-5]}/b.html": page}
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("link", "{}"),
        ("link", "{}", "--dry-run"),
        ("link", "{}", "--json"),
        ("link", "{}", "--fail-on", "info"),
        ("check", "{}"),
        ("check", "{}", "--json"),
        ("check", "{}", "--sarif"),
        ("check", "{}", "--page", "p1.html"),
        ("check", "{}", "--page", "nowhere"),
        ("unlink", "{}"),
        ("unlink", "{}", "--json"),
        ("graph", "{}"),
    ],
)
def test_no_command_prints_what_a_terminal_obeys(site, monkeypatch, arguments):
    """Nor does JSON, where such signs are written as escapes, and read back as they were."""
    monkeypatch.chdir(site.parent)
    if arguments[0] == "unlink":
        CliRunner().invoke(main, ["link", str(site)])
    done = CliRunner().invoke(main, [argument.format(site) for argument in arguments])
    assert done.exit_code in {0, 1, 3}, done.output
    assert unsafe_signs(done.output) == set()
    if "--json" in arguments or "--sarif" in arguments:
        json.loads(done.stdout)


@pytest.mark.parametrize("form", ["csv", "dot", "graphml", "gexf"])
def test_a_graph_is_data_unless_somebody_looks_at_it(site, monkeypatch, form):
    """Printed to a terminal it is made harmless; into a pipe or a file it goes as it is."""
    piped = CliRunner().invoke(main, ["graph", str(site), "--format", form])
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    shown = CliRunner().invoke(main, ["graph", str(site), "--format", form])
    assert unsafe_signs(shown.stdout) == set()
    assert shown.stdout.startswith(piped.stdout[:10])


@pytest.mark.parametrize("command", ["link", "unlink"])
def test_an_error_message_names_a_file_without_obeying_it(site, monkeypatch, command):
    """The path of a file that cannot be written stands in the message."""
    monkeypatch.setattr("smo_core.write._replacing", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    (site / "smo").mkdir()
    (site / "smo" / "manifest.json").write_text(json.dumps({"made_by": "smo-suite", "files": ["smo/manifest.json"]}))
    if command == "unlink":
        for path in site.rglob("*.html"):
            path.write_bytes(path.read_bytes().replace(b"<article>", b'<article><i data-smo-placed="x">x</i>'))
    done = CliRunner().invoke(main, [command, str(site)])
    assert done.exit_code == 3
    assert "cannot write" in done.output
    assert unsafe_signs(done.output) == set()


def test_what_hosts_log_is_harmless():
    """Findings name pages and quote titles."""
    line = told(Finding(rule="x", severity="warning", message=f"Page {EVIL}", hint=EVIL, page=NAME))
    assert unsafe_signs(line) == set()
