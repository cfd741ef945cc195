"""A page's own settings, from its front matter."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.problems import SettingsError
from smo_core.settings import page_settings


def test_most_pages_have_none():
    """Front matter without ``smo`` is the default."""
    assert page_settings({"title": "x", "smoke": 1}, source="a.md") == page_settings({}, source="b.md")


@pytest.mark.parametrize("meta", [{"smo": False}, {"smo": "no"}, {"smo_enabled": "false"}, {"smo": {"enabled": False}}])
def test_a_page_can_be_switched_off(meta):
    """In each of the ways a host's front matter allows."""
    assert page_settings(meta, source="a.md").enabled is False


@pytest.mark.parametrize(
    "meta",
    [
        {"smo": {"related": {"pin": ["a.md", "b.md"]}, "meta": {"image_alt": "A kettle"}}},
        {"smo_related_pin": "a.md, b.md", "smo_meta_image_alt": "A kettle"},
        {"smo": {"related": {"pin": "a.md,b.md"}}, "smo_meta": {"image_alt": "A kettle"}},
        {"smo_related_pin": ["a.md", "b.md"], "smo": {"meta": {"image_alt": "A kettle"}}},
    ],
)
def test_levels_may_be_written_flat(meta):
    """``smo_related_pin`` is ``smo: related: pin``."""
    page = page_settings(meta, source="a.md")
    assert (page.related.pin, page.meta.image_alt) == (("a.md", "b.md"), "A kettle")


def test_flat_keys_of_one_part_add_up():
    """Each flat key is one setting."""
    page = page_settings({"smo_related_pin": "a", "smo_related_block": "b", "smo_share": "no"}, source="a.md")
    assert (page.related.pin, page.related.block, page.share.enabled) == (("a",), ("b",), False)


def test_problems_name_the_page_and_the_nearest_setting():
    """A slip in front matter is told with the page it is on."""
    with pytest.raises(SettingsError, match=r"a\.md") as error:
        page_settings({"smo_relatd_pin": "a"}, source="a.md")
    assert error.value.problems[0].message == "there is no such setting"


@given(
    st.dictionaries(
        st.sampled_from(["smo", "smo_share", "smo_related_pin", "smo_related", "smo_"]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.text()
        | st.lists(st.text())
        | st.dictionaries(st.text(), st.text()),
    )
)
def test_any_front_matter_gives_settings_or_problems(meta):
    """No other exception leaves the door."""
    with suppress(SettingsError):
        page_settings(meta, source="a.md")
