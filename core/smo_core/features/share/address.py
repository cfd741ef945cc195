"""The URL that shares a page: a target's pattern, filled with what the page says."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from smo_core.features.share.target import Target

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    values = _encoded(fields, mail=pattern.startswith("mailto:"))
    address, _, fragment = pattern.partition("#")
    path, _, query = address.partition("?")
    # A fragment may be bare parameters (#text=…) or a route with some (#/new?…).
    route, mark, rest = fragment.rpartition("?")
    shared = _joined(_filled(path, values), "?", _parameters(query, values))
    if not mark:
        return _joined(shared, "#", _parameters(rest, values))
    inner = _joined(_filled(route, values), "?", _parameters(rest, values))
    return _joined(shared, "#", inner)


def _encoded(fields: Mapping[str, str], *, mail: bool) -> dict[str, str]:
    texts = {name: value for name, value in fields.items() if value}
    if "words" not in fields and "title" in texts:
        texts["words"] = texts["title"]
    if "text" not in fields:
        texts["text"] = " ".join(texts[n] for n in ("words", "url") if n in texts)
    if mail:
        # RFC 6068, section 5: line breaks in a body are %0D%0A, and headers,
        # where the title goes, should have none.
        for name, value in texts.items():
            texts[name] = _LINE_BREAK.sub(" " if name == "title" else "\r\n", value)
    return {name: _quoted(value) for name, value in texts.items()}


@lru_cache(maxsize=1024)
def _quoted(value: str) -> str:
    # quote() cannot encode a lone surrogate, which sloppy decoding of a file
    # name or a JSON escape can leave in a title.
    return quote(_SURROGATE.sub("\ufffd", value), safe="")


@lru_cache(maxsize=1024)
def _pieces(part: str) -> tuple[str, ...]:
    """Return a part of a pattern, taken apart: text, name, text, name, and so on."""
    return tuple(_PLACEHOLDER.split(part))


def _filled(part: str, values: Mapping[str, str]) -> str:
    pieces = _pieces(part)
    return "".join([values.get(one, "") if at % 2 else one for at, one in enumerate(pieces)])


def _parameters(part: str, values: Mapping[str, str]) -> str:
    kept = (piece for piece in part.split("&") if not _is_void(piece, values))
    return "&".join(_filled(piece, values) for piece in kept)


def _is_void(parameter: str, values: Mapping[str, str]) -> bool:
    names = _pieces(parameter)[1::2]
    return bool(names) and not any(values.get(name) for name in names)


def _joined(head: str, mark: str, tail: str) -> str:
    return f"{head}{mark}{tail}" if tail else head
