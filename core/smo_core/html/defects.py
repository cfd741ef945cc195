"""What themes get wrong in a tag: recognised by rule, so that it can be put right.

Each rule is one defect seen in a theme in use. A tag that is merely different from ours is
not defective; it is the theme's word, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape

from smo_core.robots import forbids_indexing
from smo_core.urls import is_web

_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?")
_ADDRESSES = frozenset(
    {"canonical", "og:url", "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "og:video"}
)
_DATES = frozenset({"article:published_time", "article:modified_time"})


def _void(_: str, theirs: str, __: str) -> bool:
    """Nothing, or a template language's word for nothing: ``content="None"``."""
    return theirs.strip().lower() in {"", "none", "null", "undefined", "nil", "false"}


def _twice_escaped(_: str, theirs: str, ours: str) -> bool:
    """Escaped twice: readers would see ``&amp;``."""
    return theirs != ours and unescape(theirs) == ours


def _cut_by_quote(_: str, theirs: str, ours: str) -> bool:
    """Not escaped at all: the first quote of the text ended the attribute."""
    rest = ours[len(theirs) :]
    return ours.startswith(theirs) and rest[:1] in {'"', "'"}


def _no_date(name: str, theirs: str, _: str) -> bool:
    """Not ISO 8601: no reader understands it."""
    return name in _DATES and not _ISO.fullmatch(theirs.strip())


def _no_address(name: str, theirs: str, _: str) -> bool:
    """Not an absolute web address: nobody outside the site can follow it."""
    return (name in _ADDRESSES or name.startswith("alternate:")) and not is_web(theirs)


def _unencrypted(name: str, theirs: str, ours: str) -> bool:
    """Without encryption, which some networks refuse, where the same address has it."""
    return name in _ADDRESSES and theirs.startswith("http:") and ours == f"https:{theirs[len('http:') :]}"


def _lets_in(name: str, theirs: str, ours: str) -> bool:
    """Lets crawlers in that the page's author keeps out."""
    return name == "robots" and forbids_indexing(ours) and not forbids_indexing(theirs)


DEFECTS: Mapping[str, Callable[[str, str, str], bool]] = {
    "void": _void,
    "twice-escaped": _twice_escaped,
    "cut-by-quote": _cut_by_quote,
    "no-date": _no_date,
    "no-address": _no_address,
    "unencrypted": _unencrypted,
    "lets-in": _lets_in,
}


def defect(name: str, theirs: str, ours: str) -> str:
    """Return the name of what is wrong with a theme's tag, "" when it is sound.

    ``name`` is the tag's (``og:url``), ``theirs`` its value as parsed, ``ours`` the value
    that we would give it.
    """
    return next((found for found, applies in DEFECTS.items() if applies(name, theirs, ours)), "")
