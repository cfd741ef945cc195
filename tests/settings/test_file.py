"""Settings from TOML files, with the line of each problem."""

from __future__ import annotations

import pytest

from smo_core.problems import InputError, SettingsError
from smo_core.settings import Settings, from_file

SMO_TOML = """\
site_name = "Kettles"

[share]
preset = "blog"
labels = "textt"

[related]
counts = 3
weights = { links = -1 }
"""


def problems(call, *args, **kwargs):
    with pytest.raises(SettingsError) as error:
        call(*args, **kwargs)
    return error.value.problems


@pytest.fixture
def file(tmp_path):
    """Return a function that writes a settings file."""

    def write(text, name="smo.toml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_problems_have_the_line_they_stand_in(file):
    """The editor can jump there."""
    found = problems(from_file, file(SMO_TOML))
    assert {p.path: p.line for p in found} == {"share.labels": 5, "related.counts": 8, "related.weights.links": 9}
    assert "Did you mean 'text'?" in {p.path: p.cure for p in found}["share.labels"]


def test_a_line_that_is_not_sure_is_not_told(file):
    """Two settings of one name in different tables: no line is better than a wrong one."""
    text = "[share]\nenabled = true\n[related]\nenabled = 'perhaps'\n"
    assert [p.line for p in problems(from_file, file(text))] == [None]


def test_pyproject_has_its_own_table(file):
    """``[tool.smo]`` is read, the other tools' tables are not."""
    text = "[tool.other]\nshare = 5\n[tool.smo]\nsite_name = 'Kettles'\n[tool.smo.share]\nenabled = false\n"
    settings = from_file(file(text, "pyproject.toml"))
    assert (settings.site_name, settings.share.enabled) == ("Kettles", False)


def test_pyproject_without_our_table_gives_the_defaults(file):
    """Nothing said is nothing set."""
    assert from_file(file("[project]\nname = 'x'\n", "pyproject.toml")) == Settings()


def test_a_scalar_for_our_table_is_told(file):
    """A value where a table belongs is a mistake of ours to tell."""
    assert len(problems(from_file, file("[tool]\nsmo = 5\n", "pyproject.toml"))) == 1


def test_a_scalar_for_all_tools_is_not_ours(file):
    """What others did to pyproject.toml is no crash: there is no table for us."""
    assert from_file(file("tool = 5\n", "pyproject.toml")) == Settings()


@pytest.mark.parametrize("text", ["share = [", "= 1", b"\xff\xfe", "a = 1\na = 2"])
def test_broken_toml_is_an_input_error_with_the_files_name(file, text):
    """Where the file breaks is the parser's to say, which file it is ours."""
    with pytest.raises(InputError, match=r"smo\.toml: this is not valid TOML"):
        from_file(file(text))


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_file_that_cannot_be_read_is_an_input_error(tmp_path, name):
    """Missing, or a folder."""
    with pytest.raises(InputError, match="cannot read the settings"):
        from_file(tmp_path / name)


def test_a_byte_order_mark_is_no_obstacle(file):
    """Windows' Notepad writes one."""
    assert from_file(file("\ufeffsite_name = 'Kettles'\n")).site_name == "Kettles"


def test_templates_are_found_beside_the_file(file, tmp_path):
    """A relative folder is meant from the settings, not from where the command runs."""
    ours = tmp_path / "ours"
    ours.mkdir()
    assert from_file(file("templates = 'ours'\n")).templates == ours
    assert from_file(file(f"templates = '{ours}'\n")).templates == ours
