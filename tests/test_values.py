"""Values are dataclasses to everybody, however they were made."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import field
from typing import Any

import pytest

from smo_core.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fast:
    """A value."""

    name: str
    count: int = 3
    more: tuple[str, ...] = ()
    made: dict[str, int] = field(default_factory=dict, compare=False)
    hidden: str = field(default="x", repr=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """A value."""

    name: str
    count: int = 3
    more: tuple[str, ...] = ()
    made: dict[str, int] = field(default_factory=dict, compare=False)
    hidden: str = field(default="x", repr=False)


@dataclass(frozen=True, slots=True)
class Placed:
    """A value made by places."""

    x: int
    y: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """A value that says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class One:
    """A value that says one thing, and how it is shown."""

    key: str

    def __repr__(self) -> str:
        """Return the key alone."""
        return self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeper(Fast):
    """A value with more to say."""

    depth: int = 0


def told(call: Any, *arguments: Any, **named: Any) -> str:
    """Return what an error says, without the name of the class."""
    with pytest.raises(Exception, match=r".") as raised:
        call(*arguments, **named)
    return f"{raised.type.__name__}: {raised.value}".replace("Slow", "Fast")


def test_a_value_is_what_the_standard_library_makes() -> None:
    assert str(inspect.signature(Fast)) == str(inspect.signature(Slow))
    assert Fast.__init__.__annotations__ == Slow.__init__.__annotations__
    assert repr(Fast(name="a")) == repr(Slow(name="a")).replace("Slow", "Fast")
    assert Fast.__match_args__ == Slow.__match_args__
    assert Fast.__slots__ == Slow.__slots__
    assert [f.name for f in dataclasses.fields(Fast)] == [f.name for f in dataclasses.fields(Slow)]
    assert repr(Fast.__dataclass_params__) == repr(Slow.__dataclass_params__)
    assert Fast.__init__.__qualname__ == "Fast.__init__"
    assert Fast.__doc__ == "A value."
    assert not hasattr(Fast(name="a"), "__dict__")


def test_values_are_equal_and_hashed_by_what_is_compared() -> None:
    assert Fast(name="a", made={"x": 1}) == Fast(name="a")
    assert Fast(name="a") != Fast(name="b")
    assert Fast(name="a") != Slow(name="a")
    assert hash(Fast(name="a", made={"x": 1})) == hash(Fast(name="a")) == hash(Slow(name="a"))
    assert len({Empty(), Empty()}) == 1
    assert hash(One(key="a")) == hash(("a",))
    assert Fast(name="a") == Fast(name="a", made={})
    assert Fast(name="a").made is not Fast(name="a").made


def test_values_are_replaced_copied_carried_and_taken_apart() -> None:
    one = Fast(name="a", more=("b",), made={"c": 1})
    assert dataclasses.replace(one, count=4) == Fast(name="a", count=4, more=("b",))
    assert dataclasses.asdict(one) == dataclasses.asdict(Slow(name="a", more=("b",), made={"c": 1}))
    assert pickle.loads(pickle.dumps(one)) == copy.copy(one) == copy.deepcopy(one) == one
    assert pickle.loads(pickle.dumps(one)).made == {"c": 1}
    assert pickle.loads(pickle.dumps(Empty())) == Empty()
    match Placed(1, 2):
        case Placed(x, y):
            assert (x, y) == (1, 2)
        case _:
            pytest.fail("a value matches its own form")


def test_values_do_not_change() -> None:
    assert told(setattr, Fast(name="a"), "count", 1) == told(setattr, Slow(name="a"), "count", 1)
    assert told(delattr, Fast(name="a"), "count") == told(delattr, Slow(name="a"), "count")
    assert told(setattr, Fast(name="a"), "nothing", 1).startswith("FrozenInstanceError")


def test_what_is_missing_or_unknown_is_an_error() -> None:
    assert told(Fast) == told(Slow)
    assert told(Fast, "a") == told(Slow, "a")
    assert told(Fast, name="a", colour="b") == told(Slow, name="a", colour="b")


def test_a_class_keeps_what_it_says_itself_and_may_be_inherited_from() -> None:
    assert repr(One(key="a")) == "a"
    assert Deeper(name="a", depth=2) == Deeper(name="a", depth=2) != Deeper(name="a")
    assert dataclasses.replace(Deeper(name="a"), depth=1).depth == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        Deeper(name="a").name = "b"  # type: ignore[misc]

    class Open(Fast):
        """A class of its own, with room for more."""

    room: Any = Open(name="a")
    room.more_to_say = 1
    assert room.more_to_say == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        room.count = 1


def test_only_frozen_values_with_slots_are_made() -> None:
    with pytest.raises(TypeError):
        dataclass(frozen=False, slots=True)
