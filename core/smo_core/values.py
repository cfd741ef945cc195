"""Frozen dataclasses that are made in a fifth of the time.

:func:`dataclasses.dataclass` writes the source of six functions for each class and compiles it, half a
millisecond a class, at each start. Comparing, showing and refusing to change are the same for all classes, so
here they are closures; only ``__init__`` is compiled. To everybody the result is a dataclass:
``fields``, ``replace``, ``asdict``, matching, copies and pickles work as ever.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Sequence
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

_Fields = Sequence[dataclasses.Field[Any]]
_Functions = tuple[Callable[..., Any], ...]


class _Factory:
    """Stands for a default that is made anew for each value."""

    def __repr__(self) -> str:
        return "<factory>"


_FACTORY = _Factory()

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Callable[[type], type]:
        """Return what makes a class a frozen dataclass with slots, see :func:`dataclasses.dataclass`."""
        if not (frozen and slots):
            message = "values are frozen and have slots"
            raise TypeError(message)

        def decorate(cls: type) -> type:
            if any(map(dataclasses.is_dataclass, cls.__mro__[1:])) or hasattr(cls, "__post_init__"):
                return dataclasses.dataclass(frozen=True, slots=True, kw_only=kw_only)(cls)
            return _finished(dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls))

        return decorate


def _finished(cls: Any) -> type:  # noqa: ANN401 - a class whose attributes are not known
    """Return a dataclass that has fields and slots with all the rest of a frozen one."""
    fields = dataclasses.fields(cls)
    for function in (*_shown_and_compared(fields), *_carried(fields), *_guarded(cls, fields), _init(cls, fields)):
        # What a class says itself stays; one that says only how it is compared has no hash of its own.
        if cls.__dict__.get(function.__name__) is None:
            function.__qualname__ = f"{cls.__qualname__}.{function.__name__}"
            setattr(cls, function.__name__, function)
    for name in ("init", "repr", "eq", "frozen"):
        setattr(cls.__dataclass_params__, name, True)
    return cls  # type: ignore[no-any-return]


def _shown_and_compared(fields: _Fields) -> _Functions:
    shown = [field.name for field in fields if field.repr]
    compared = _values([field.name for field in fields if field.compare])
    hashed = _values([field.name for field in fields if (field.compare if field.hash is None else field.hash)])

    @recursive_repr()
    def __repr__(self: Any) -> str:  # noqa: ANN401, N807 - any value; the names that Python has for them
        values = ", ".join([f"{name}={getattr(self, name)!r}" for name in shown])
        return f"{self.__class__.__qualname__}({values})"

    def __eq__(self: Any, other: object) -> bool:  # noqa: ANN401, N807
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: ANN401, N807
        return hash(hashed(self))

    return __repr__, __eq__, __hash__


def _carried(fields: _Fields) -> _Functions:
    """Return what copies and pickles a value."""
    state = _values([field.name for field in fields])

    def __getstate__(self: Any) -> list[object]:  # noqa: ANN401, N807
        return list(state(self))

    def __setstate__(self: Any, values: Sequence[object]) -> None:  # noqa: ANN401, N807
        for field, value in zip(fields, values, strict=True):
            object.__setattr__(self, field.name, value)

    return __getstate__, __setstate__


def _guarded(cls: Any, fields: _Fields) -> _Functions:  # noqa: ANN401 - a class
    """Return what refuses to change a value."""
    names = frozenset(field.name for field in fields)

    def __setattr__(self: object, name: str, value: object) -> None:  # noqa: N807
        if type(self) is cls or name in names:
            message = f"cannot assign to field {name!r}"
            raise dataclasses.FrozenInstanceError(message)
        super(cls, self).__setattr__(name, value)

    def __delattr__(self: object, name: str) -> None:  # noqa: N807
        if type(self) is cls or name in names:
            message = f"cannot delete field {name!r}"
            raise dataclasses.FrozenInstanceError(message)
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


def _values(names: Sequence[str]) -> Callable[[Any], tuple[object, ...]]:
    """Return what gives the values of some fields as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _init(cls: Any, fields: _Fields) -> Any:  # noqa: ANN401 - a class, a function
    """Return ``__init__``: each field is set by its slot, as setting is refused."""
    known: dict[str, object] = {"_FACTORY": _FACTORY}
    plain: list[str] = []
    by_name: list[str] = []
    lines: list[str] = []
    for field in fields:
        name, value, given = field.name, field.name, field.name
        if field.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = field.default_factory
            given, value = f"{name}=_FACTORY", f"_make_{name}() if {name} is _FACTORY else {name}"
        elif field.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = field.default
            given = f"{name}=_default_{name}"
        known[f"_set_{name}"] = cls.__dict__[name].__set__
        lines.append(f"  _set_{name}(_self, {value})")
        (by_name if field.kw_only else plain).append(given)
    given = ", ".join(["_self", *plain, *(["*", *by_name] if by_name else [])])
    body = "\n".join(lines) or "  pass"
    source = f"def _made({', '.join(known)}):\n def __init__({given}):\n{body}\n return __init__"
    space: dict[str, Any] = {}
    exec(source, sys.modules[cls.__module__].__dict__, space)  # noqa: S102 - of names of fields alone
    init = space["_made"](**known)
    init.__annotations__ = {**{field.name: field.type for field in fields}, "return": None}
    return init
