"""Dates: ISO 8601, never more exact than their source."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smo_core.dates import iso

zones = st.none() | st.builds(timezone, st.integers(-14 * 60, 14 * 60).map(lambda m: timedelta(minutes=m)))
moments = st.datetimes(timezones=zones)


@given(moments)
@example(datetime(2026, 1, 2, 0, 0, 0, 500_000))  # noqa: DTZ001 - pages say times without a zone
def test_what_is_iso_stays_as_it_is(moment):
    """Reading back what was written changes nothing."""
    once = iso(moment)
    assert once is not None
    assert iso(once) == once


@given(moments)
def test_the_moment_stays_the_same_to_the_second(moment):
    """Nothing but fractions of a second is lost, and no zone is invented."""
    written = iso(moment)
    if "T" in written:
        assert datetime.fromisoformat(written) == moment.replace(microsecond=0)
        assert datetime.fromisoformat(written).tzinfo is None or moment.tzinfo is not None
    else:
        assert written == moment.date().isoformat()


@given(st.dates())
def test_dates_are_written_as_dates(day):
    """A date has no time."""
    assert iso(day) == day.isoformat()


@given(st.text(st.characters()) | st.none() | st.integers() | st.floats() | st.binary() | st.lists(st.text()))
def test_nothing_raises(value):
    """Whatever a page claims to be its date is a date or None."""
    found = iso(value)
    assert found is None or iso(found) == found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-03-04", "2026-03-04"),
        (" 2026-03-04\n", "2026-03-04"),
        ("2026-03-04T00:00:00", "2026-03-04"),
        ("2026-03-04T00:00:00Z", "2026-03-04"),
        ("2026-03-04T00:00:00+00:00", "2026-03-04"),
        ("2026-03-04 10:20", "2026-03-04T10:20:00"),
        ("2026-03-04T10:20:30Z", "2026-03-04T10:20:30+00:00"),
        ("2026-03-04T00:00:00+02:00", "2026-03-04T00:00:00+02:00"),
        ("2026-02-30", None),
        ("04.03.2026", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_as_pages_write_them(written, expected):
    """Midnight is what hosts make of a plain date; what is no date is None."""
    assert iso(written) == expected


def test_objects_of_hosts_are_read_like_text():
    """YAML and Pelican hand over objects."""
    assert iso(date(2026, 3, 4)) == "2026-03-04"
    assert iso(datetime(2026, 3, 4, tzinfo=UTC)) == "2026-03-04"
    assert iso(True) is None  # noqa: FBT003 - a wrong value on purpose


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-06-08 10:00:00 +0000 UTC", "2026-06-08T10:00:00+00:00"),
        ("2026-06-08 10:00:00 +0200 CEST", "2026-06-08T10:00:00+02:00"),
        ("2026-06-08 10:00:00.5 -0300 -03", "2026-06-08T10:00:00-03:00"),
        ("2026-06-08 10:00:00 +0530", "2026-06-08T10:00:00+05:30"),
        ("2026-06-08 00:00:00 +0000 UTC", "2026-06-08"),
        ("2026-06-08 UTC", None),
        ("2026-06-08 +0000", None),
        ("2026-06-08 10:00:00 +0000 Coordinated Universal Time", None),
    ],
)
def test_times_as_go_and_ruby_write_them_are_read(written, said):
    """Themes put them into the head as they come."""
    assert iso(written) == said
