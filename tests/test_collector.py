"""Work during which Python's collector of circular garbage waits."""

from __future__ import annotations

import gc

import pytest

from smo_core.collector import give_back, look_again, pass_over, paused


@pytest.fixture(autouse=True)
def collecting():
    """Leave the collector as other tests expect it."""
    yield
    gc.enable()
    gc.unfreeze()


def test_the_collector_waits_and_works_again_afterwards():
    with paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_an_error():
    @paused()
    def fail() -> None:
        message = "on purpose"
        raise ValueError(message)

    with pytest.raises(ValueError, match="on purpose"):
        fail()
    assert gc.isenabled()


def test_a_pause_within_a_pause_ends_with_the_outer_one():
    with paused():
        with paused():
            pass
        assert not gc.isenabled()


def test_whoever_switched_it_off_keeps_it_off():
    gc.disable()
    with paused():
        pass
    assert not gc.isenabled()


def test_what_is_passed_over_is_looked_at_again():
    """Garbage in a circle stays while it is passed over, and goes afterwards."""
    circle: list[object] = []
    circle.append(circle)
    pass_over()
    assert gc.get_freeze_count() > 0
    assert not any(one is circle for one in gc.get_objects())
    del circle
    look_again()
    assert gc.get_freeze_count() == 0
    assert gc.collect() > 0


def test_what_was_freed_is_given_back_where_the_system_takes_it(monkeypatch):
    """A C library that knows no such thing is no error."""
    give_back()
    monkeypatch.setattr("ctypes.CDLL", lambda _: object())
    give_back()
