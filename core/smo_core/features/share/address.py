"""The URL that shares a page: a target's pattern, filled with what the page says."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from smo_core.features.share.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PLACEHOLDER: Final = re.compile(
    r"\{(url|title|words|text|description|tags_comma|tags_space|tag|hashtag|via|image|site)\}"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_LINE_BREAK: Final = re.compile(r"\r\n?|\n")


def share_url(target: Target, fields: Mapping[str, str]) -> str:
    """Return the URL that shares a page to `target`, not yet escaped for HTML.

    `fields` holds plain, unencoded values under the names of the placeholders;
    absent means empty: `words` then are the title, and `text` is words, space,
    url. Every value is percent-encoded, a space as `%20`, a lone
    surrogate as U+FFFD. A query or fragment parameter all of whose placeholders
    are empty is left out; the literal parts of the pattern stay.
    """
    return filled(target.pattern, fields)


def filled(pattern: str, fields: Mapping[str, str]) -> str:
    """Return a pattern filled as :func:`share_url` fills that of a target."""
    parts = _apart(pattern)
    values = _encoded(fields, parts.names, mail=pattern.startswith("mailto:"))
    if parts.whole is not None and len(values) == len(parts.names):
        # The ordinary case: nothing is left out.
        return _filled(parts.whole, values)
    return _apart_filled(parts, values)


def _apart_filled(parts: _Parts, values: Mapping[str, str]) -> str:
    shared = _joined(_filled(parts.path, values), "?", _parameters(parts.query, values))
    inner = _joined(_filled(parts.route, values), "?", _parameters(parts.rest, values)) if parts.route else None
    return _joined(shared, "#", _parameters(parts.rest, values) if inner is None else inner)


_Pieces = tuple[str, ...]  # Text, name, text, name, and so on.


class _Parts(NamedTuple):
    """A pattern taken apart: a fragment may be bare parameters (#text=…) or a route with some (#/new?…).

    ``whole`` is all of it in one, None where something of it is left out in any case.
    """

    names: tuple[str, ...]
    whole: _Pieces | None
    path: _Pieces
    query: tuple[_Pieces, ...]
    route: _Pieces | None
    rest: tuple[_Pieces, ...]


@lru_cache(maxsize=1024)
def _apart(pattern: str) -> _Parts:
    address, _, fragment = pattern.partition("#")
    path, _, query = address.partition("?")
    route, mark, rest = fragment.rpartition("?")
    parts = _Parts(
        tuple(dict.fromkeys(_PLACEHOLDER.findall(pattern))),
        _pieces(pattern),
        _pieces(path),
        tuple(map(_pieces, query.split("&"))),
        _pieces(route) if mark else None,
        tuple(map(_pieces, rest.split("&"))),
    )
    named = {name: f"{{{name}}}" for name in parts.names}
    return parts if _apart_filled(parts, named) == pattern else parts._replace(whole=None)


def _pieces(part: str) -> _Pieces:
    return tuple(_PLACEHOLDER.split(part))


def _encoded(fields: Mapping[str, str], names: Iterable[str], *, mail: bool) -> dict[str, str]:
    """Return the values of those names that have one, encoded; a page has more of them than a pattern takes."""
    found = {name: value for name in names if (value := _value(fields, name))}
    if mail:
        # RFC 6068, section 5: line breaks in a body are %0D%0A, and headers,
        # where the title goes, should have none.
        found = {name: _LINE_BREAK.sub(" " if name == "title" else "\r\n", value) for name, value in found.items()}
    return {name: _quoted(value) for name, value in found.items()}


def _value(fields: Mapping[str, str], name: str) -> str:
    if name in fields:
        return fields[name]
    if name == "words":
        return fields.get("title", "")
    if name == "text":
        return " ".join(filter(None, (_value(fields, "words"), fields.get("url", ""))))
    return ""


@lru_cache(maxsize=1024)
def _quoted(value: str) -> str:
    # quote() cannot encode a lone surrogate, which sloppy decoding of a file
    # name or a JSON escape can leave in a title.
    return quote(_SURROGATE.sub("\ufffd", value), safe="")


def _filled(pieces: _Pieces, values: Mapping[str, str]) -> str:
    if len(pieces) == 1:
        return pieces[0]
    return "".join([values.get(one, "") if at % 2 else one for at, one in enumerate(pieces)])


def _parameters(parameters: Iterable[_Pieces], values: Mapping[str, str]) -> str:
    return "&".join([_filled(pieces, values) for pieces in parameters if not _is_void(pieces, values)])


def _is_void(pieces: _Pieces, values: Mapping[str, str]) -> bool:
    return len(pieces) > 1 and not any(values.get(name) for name in pieces[1::2])


def _joined(head: str, mark: str, tail: str) -> str:
    return f"{head}{mark}{tail}" if tail else head
