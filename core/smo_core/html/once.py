"""What is found out when it is asked for first, and then known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - used as a decorator, as functools.cached_property is
    """A property that is worked out once for each object.

    As :class:`functools.cached_property`, which up to Python 3.11 takes a lock each time; of a page, that is
    asked for some forty times, by one thread.
    """

    def __init__(self, function: Callable[[Any], T]) -> None:
        """Take what works it out."""
        self._function = function
        self._name = function.__name__
        self.__doc__ = function.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> once[T]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object | None, owner: type) -> once[T] | T:
        """Return the value; from then on the object itself has it by that name."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._function(instance)
        return value
