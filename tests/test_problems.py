"""How errors read: where, what was seen, what to do, the nearest valid name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.problems import InputError, Problem, SettingsError, SmoError, did_you_mean, nearest

NAMES = ("share", "related", "backlinks", "meta")


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem(path="a.b", message="is odd"), "a.b: is odd"),
        (Problem(path="a", message="is odd", seen="5", line=3), "a (line 3): is odd, got 5"),
        (Problem(path="a", message="is odd", cure="Drop it."), "a: is odd. Drop it."),
        (Problem(path="a", message="is odd", seen="'x'", cure="Drop it."), "a: is odd, got 'x'. Drop it."),
    ],
)
def test_a_problem_is_one_line(problem, line):
    """Place, trouble, what was seen, cure: in this order, leaving out what there is not."""
    assert str(problem) == line


def test_all_problems_are_told_under_their_source():
    """One error holds every problem, one on each line."""
    problems = [Problem(path="a", message="is odd"), Problem(path="b", message="is even")]
    error = SettingsError(problems, source="smo.toml")
    assert str(error).splitlines() == ["smo.toml: 2 problems in the settings", "  a: is odd", "  b: is even"]
    assert error.problems == tuple(problems)
    assert "1 problem in" in str(SettingsError(problems[:1], source="x"))


@pytest.mark.parametrize("child", [InputError, SettingsError])
def test_every_error_of_ours_has_one_parent(child):
    """Callers catch one class."""
    assert issubclass(child, SmoError)


@pytest.mark.parametrize(
    ("name", "expected"), [("shara", "share"), ("SHARE", "share"), ("backlink", "backlinks"), ("zzz", ""), ("", "")]
)
def test_the_nearest_name_is_found_whatever_its_case(name, expected):
    """A slip of the finger is understood; what is far from all names is not."""
    assert nearest(name, NAMES) == expected


def test_a_suggestion_is_the_nearest_name_or_all_of_them():
    """There is always something to choose from."""
    assert did_you_mean("metta", NAMES) == "Did you mean 'meta'?"
    assert did_you_mean("zzz", NAMES) == "Valid: backlinks, meta, related, share."


def test_a_name_that_is_only_understood_is_offered_and_not_listed():
    """An old name that somebody meant is worth an answer; who looks for a name is shown the good ones."""
    assert did_you_mean("twiter", NAMES, other=["twitter"]) == "Did you mean 'twitter'?"
    assert did_you_mean("zzz", NAMES, other=["twitter"]) == "Valid: backlinks, meta, related, share."


@given(st.text(), st.lists(st.text(min_size=1), max_size=5))
def test_a_suggestion_is_always_a_valid_name(name, valid):
    """Nothing is suggested that does not exist."""
    assert nearest(name, valid) in {*valid, ""}
