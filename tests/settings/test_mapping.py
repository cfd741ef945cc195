"""Settings from any mapping: shorthands, checks, and every problem at once."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smo_core.problems import SettingsError
from smo_core.settings import CustomTarget, Settings, from_mapping, page_settings


def problems(call, *args, **kwargs):
    with pytest.raises(SettingsError) as error:
        call(*args, **kwargs)
    return error.value.problems


def test_nothing_gives_the_defaults():
    """Without settings everything has its default."""
    assert from_mapping({}, source="x") == Settings()


def test_every_problem_is_told_at_once():
    """Three mistakes cost one run, not three."""
    found = problems(
        from_mapping,
        {"shar": {}, "related": {"count": "many", "weights": {"links": -1}}, "site_url": "example.org"},
        source="mkdocs.yml",
    )
    assert {p.path for p in found} == {"shar", "related.count", "related.weights.links", "site_url"}
    seen = {p.path: p.seen for p in found}
    assert seen["related.count"] == "'many'"
    assert seen["related.weights.links"] == "-1"


@pytest.mark.parametrize("value", [False, "false", "no", "off", "No", " OFF ", {"enabled": False}])
@pytest.mark.parametrize("part", ["meta", "share", "related", "backlinks"])
def test_a_part_is_switched_off_in_any_usual_way(part, value):
    """YAML has booleans, Pelican's front matter only words."""
    assert getattr(from_mapping({part: value}, source="x"), part).enabled is False
    assert getattr(page_settings({"smo": {part: value}}, source="x"), part).enabled is False


@pytest.mark.parametrize("value", [True, "true", "yes", "on", {}])
def test_a_part_is_switched_on_likewise(value):
    """What is on by default may be said."""
    assert from_mapping({"share": value}, source="x") == Settings()


@pytest.mark.parametrize("value", ["maybe", 1, 0, None, [], ""])
def test_what_is_neither_on_nor_off_is_a_problem(value):
    """A part is a mapping or a switch."""
    assert [p.path for p in problems(from_mapping, {"share": value}, source="x")] == ["share"]


@pytest.mark.parametrize("value", ["a, b", ["a", "b"], ("a", "b"), " a ,b,, "])
def test_lists_may_be_written_with_commas(value):
    """A list where the format has lists, else text with commas."""
    settings = from_mapping({"exclude": value, "share": {"targets": value}}, source="x")
    assert settings.exclude == settings.share.targets == ("a", "b")


def test_a_target_may_be_described():
    """A place to share to that the suite does not know is a mapping among names."""
    own = {"id": "own", "label": "Own", "url": "https://own.example/?u={url}"}
    targets = from_mapping({"share": {"targets": ["x", own]}}, source="x").share.targets
    assert targets == ("x", CustomTarget(**own))


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"url": "javascript:alert(1)//{url}"}, "url"),
        ({"url": "https://own.example/"}, "url"),
        ({"id": "Own Target"}, "id"),
        ({"label": ""}, "label"),
        ({"svg": 'M0 0"/><script>'}, "svg"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_described_target_is_checked(change, path):
    """What goes into a page's markup is no place for surprises; the path says which target it is."""
    own = {"id": "own", "label": "Own", "url": "https://own.example/?u={url}"} | change
    found = problems(from_mapping, {"share": {"targets": ["x", own]}}, source="x")
    assert [p.path for p in found] == [f"share.targets.1.{path}"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("https://a.example", "https://a.example/"), ("http://a.example/b/", "http://a.example/b/"), ("", "")],
)
def test_the_address_ends_in_a_slash(value, expected):
    """Relative references resolve below it."""
    assert from_mapping({"site_url": value}, source="x").site_url == expected


@pytest.mark.parametrize("assets", ["../up", "/root", "a//b", "a/", "a b", "", "a/../b", "a\n"])
def test_the_assets_folder_cannot_leave_the_site(assets):
    """Files are only ever added below the site's root."""
    assert [p.path for p in problems(from_mapping, {"assets": assets}, source="x")] == ["assets"]


@given(
    st.dictionaries(
        st.text() | st.sampled_from(["share", "related", "meta"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda v: st.lists(v) | st.dictionaries(st.text(), v),
        ),
    )
)
@example({"CustomTarget": None})
@example({"str": 1, "share": {"function-x": 1}})
def test_any_mapping_gives_settings_or_problems(data):
    """No other exception leaves the door."""
    with suppress(SettingsError):
        from_mapping(data, source="x")
