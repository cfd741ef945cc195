"""Whole numbers as letters: compressed, two thirds of what digits and commas take, and read at once."""

from __future__ import annotations

from collections.abc import Iterable

# The first 64 follow one another in ASCII, from "?" on; what no HTML or JSON minds but the backslash.
_FIRST, _SMALL = 63, 64
# All others stand in Unicode from here on: none of them is a control.
_OTHERS = 0x100
# Before half characters begin; from here on a number is two letters, the first of those for private use.
_WIDE, _PRIVATE, _BITS = 0xD000, 0xE000, 15
_LARGEST = (0xF900 - _PRIVATE) << _BITS


def letters(numbers: Iterable[int]) -> str:
    """Return numbers from 0 on as letters, one each up to 53,247, two beyond. Raises ValueError above 209,715,199."""
    return "".join(map(_letter, numbers))


def signed(numbers: Iterable[int]) -> str:
    """Return numbers of either sign as :func:`letters`: 0, -1, 1, -2, 2 and so on are 0, 1, 2, 3, 4."""
    return letters(number * 2 if number >= 0 else -number * 2 - 1 for number in numbers)


def _letter(number: int) -> str:
    if number < _SMALL:
        return chr(_FIRST + number)
    if number < _WIDE:
        return chr(_OTHERS + number)
    if number >= _LARGEST:
        message = f"{number} is too large for two letters"
        raise ValueError(message)
    return chr(_PRIVATE + (number >> _BITS)) + chr(_OTHERS + (number & ((1 << _BITS) - 1)))
