"""Answers about the same objects, given again: what several features ask of one page is found out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_TWO = 2


def remembered(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Return a decorator that keeps the last answers of a pure function of objects which never change.

    Objects are told apart by identity: comparing a whole page would take longer than the
    answer does. At most ``most`` answers are kept, and with them the objects they are about.
    """

    def around(function: Callable[P, T]) -> Callable[P, T]:
        kept: dict[int | tuple[int, ...], tuple[tuple[object, ...], T]] = {}

        @wraps(function)
        def ask(*args: P.args, **kwargs: P.kwargs) -> T:
            if kwargs:
                return function(*args, **kwargs)
            # Asked some sixty times for each page, nearly always of one or two objects.
            count = len(args)
            key = id(args[0]) if count == 1 else (id(args[0]), id(args[1])) if count == _TWO else tuple(map(id, args))
            known = kept.get(key)
            if known is None:
                if len(kept) >= most:
                    kept.clear()
                # The objects are kept too: an id is unique only as long as its object lives.
                known = kept[key] = (args, function(*args, **kwargs))
            return known[1]

        return ask

    return around
