"""Exit codes, and what is said on which stream."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from smo_core.cli.main import COMMANDS

INVALID = b"<html><head><title>x</title></head><body><main>\xff\xfe\xfd</main></body></html>"


class TestInAProcess:
    """As a shell or a CI job sees it."""

    def test_done_is_0(self, process):
        """Nothing on standard error, no traceback."""
        done = process("link", "site")
        assert (done.returncode, done.stderr) == (0, "")
        assert "Files changed" in done.stdout

    def test_findings_are_1_at_the_level_asked_for(self, process, place):
        """A warning fails only who asks for it."""
        (place / "site/bad.html").write_bytes(INVALID)
        address = ("--site-url", "https://example.org/")
        assert process("link", "site", *address).returncode == 0
        failed = process("link", "site", *address, "--fail-on", "warning")
        assert failed.returncode == 1
        assert "bad.html" in failed.stdout

    def test_bad_settings_are_2(self, process, place):
        """Every problem is on standard error, none on standard output."""
        (place / "smo.toml").write_text("shar = false\n[related]\ncount = 'many'\n")
        done = process("link", "site")
        assert (done.returncode, done.stdout) == (2, "")
        assert "2 problems" in done.stderr
        assert "shar (line 1): there is no such setting. Did you mean 'share'?" in done.stderr
        assert "Traceback" not in done.stderr

    def test_a_missing_folder_is_3(self, process):
        """The message names it and what to do."""
        done = process("link", "nowhere")
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.startswith("Error: nowhere: this does not exist.")

    @pytest.mark.skipif(os.name == "nt", reason="Windows has other pipes")
    def test_a_closed_pipe_is_no_traceback(self, place):
        """``smo graph site | head`` is an everyday thing."""
        reading, writing = os.pipe()
        os.close(reading)
        code = "from smo_core.cli import main; main()"
        command = [sys.executable, "-c", code, "graph", "site"]
        done = subprocess.run(command, cwd=place, stdout=writing, stderr=subprocess.PIPE, check=False)
        os.close(writing)
        assert done.stderr == b""

    @pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
    def test_output_that_the_terminal_cannot_show_is_no_traceback(self, process, place, encoding):
        """A title in another script does not end the run where the console has an old encoding."""
        (place / "site/ü–日本.html").write_bytes(INVALID)
        code = f"import sys; sys.stdout.reconfigure(encoding={encoding!r}); from smo_core.cli import main; main()"
        for arguments in (
            ["link", "site"],
            ["link", "site", "--json"],
            ["graph", "site"],
            ["graph", "site", "--format", "csv"],
        ):
            done = process(*arguments, code=code)
            assert "Traceback" not in done.stderr, arguments


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["lnk", "site"], 2, "Did you mean 'link'?"),
        (
            ["zzz"],
            2,
            "Valid: audit, check, explain, graph, link, preview, related, report, schema, suggest, targets, unlink.",
        ),
        (["link", "site", "--dryrun"], 2, "--dry-run"),
        (["link", "site", "--fail-on", "warn"], 2, "warning"),
        (["link"], 2, "SITE"),
        (["link", "site", "--jobs", "-1"], 2, "--jobs"),
        (["link", "site", "--site-url", "example.org"], 2, "must be an absolute address"),
        (["graph", "site", "--format", "xml"], 2, "graphml"),
        (["link", "site", "--config", "missing.toml"], 3, "missing.toml: cannot read the settings"),
        (["unlink", "nowhere"], 3, "does not exist"),
        (["graph", "nowhere"], 3, "does not exist"),
        (["graph", "site/tea.html"], 3, "is not a folder"),
        (["graph", "site", "--output", "site"], 3, "cannot write"),
        (["link", "site", "--out", "site/out"], 3, "inside the folder"),
        (["targets"], 0, "bluesky"),
        (["schema"], 0, "$defs"),
        (["--version"], 0, "smo, version "),
        (["-h"], 0, "Exit codes"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_each_mistake_has_its_code_and_its_cure(smo, arguments, code, said):
    """0 done, 2 bad usage or settings, 3 input or output trouble."""
    result = smo(*arguments)
    assert result.exit_code == code
    assert said in (result.output if code else result.stdout)


@pytest.mark.parametrize("level", ["error", "warning", "info", "never"])
def test_each_level_fails_from_its_severity_on(smo, place, level):
    """An invalid byte is a warning, a frameset page a piece of information."""
    (place / "site/bad.html").write_bytes(INVALID)
    run = ("link", "site", "--site-url", "https://example.org/", "--fail-on", level)
    assert smo(*run).exit_code == (1 if level in {"warning", "info"} else 0)
    (place / "site/bad.html").write_text("<frameset><frame src=tea.html></frameset>")
    assert smo(*run).exit_code == (1 if level == "info" else 0)
    (place / "site/bad.html").unlink()
    assert smo(*run).exit_code == 0


def test_strict_settings_fail_on_warnings(smo, place):
    """What the site's owner asks for holds without an option."""
    (place / "smo.toml").write_text("strict = true\nsite_url = 'https://example.org/'\n")
    assert smo("link", "site").exit_code == 0
    (place / "site/bad.html").write_bytes(INVALID)
    assert smo("link", "site").exit_code == 1


@pytest.mark.parametrize("text", ["[tool]\nother = 1\n", "tool = 5\n", "[[", "", "[tool.smo]\nsite_name = 'Own'\n"])
def test_somebody_elses_pyproject_is_no_trouble(smo, place, text):
    """Only our own table is read, in whatever file lies about."""
    (place / "pyproject.toml").write_text(text)
    assert smo("link", "site").exit_code == 0
    assert ('content="Own"' in (place / "site/tea.html").read_text()) == ("Own" in text)


def test_settings_beside_the_site_are_found_and_can_be_named(smo, place):
    """smo.toml before pyproject.toml, ``--config`` before both, ``--site-url`` on top."""
    (place / "pyproject.toml").write_text("[tool.smo]\nsite_name = 'Project'\n")
    (place / "smo.toml").write_text("site_name = 'Own'\n")
    (place / "other.toml").write_text("site_name = 'Other'\nsite_url = 'https://a.example'\n")
    smo("link", "site")
    assert 'og:site_name" content="Own"' in (place / "site/tea.html").read_text()
    smo("link", "site", "--config", "other.toml", "--site-url", "https://b.example")
    text = (place / "site/tea.html").read_text()
    assert 'og:site_name" content="Other"' in text
    assert "https://b.example/tea.html" in text
    assert "a.example" not in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_describes_its_options(smo, command):
    """No option is without a word on what it does."""
    result = smo(command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: main {command}")
    options = [line.strip() for line in result.stdout.splitlines() if line.strip().startswith("-")]
    assert [line for line in options if "  " not in line and len(line) < 30] == []
