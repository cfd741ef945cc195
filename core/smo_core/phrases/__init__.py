"""The words of the interface, one TOML file per language.

Precedence, first wins: the site's own wording, the exact language, its shorter
tags (`fr-CA`, then `fr`), English. Sentences are kept whole, because grammar
around a service's name differs between languages.

To add a language, copy `en.toml`, translate the values, keep the {placeholders}.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LANGUAGES: Final[tuple[str, ...]] = (
    "ar",
    "de",
    "en",
    "es",
    "fr",
    "he",
    "hi",
    "it",
    "ja",
    "ko",
    "nl",
    "pl",
    "pt",
    "ru",
    "uk",
    "zh",
)
"""Languages that have a file, by their BCP 47 primary tag."""

_DEFAULT: Final = "en"
_FORMER_TAGS: Final = MappingProxyType({"iw": "he", "ji": "yi"})

_RTL_LANGUAGES: Final = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
_RTL_SCRIPTS: Final = frozenset(("adlm", "arab", "hebr", "nkoo", "syrc", "thaa"))


def phrases(language: str, overrides: Mapping[str, str] = {}) -> Mapping[str, str]:
    """Return every phrase of the interface in the nearest language there is.

    `language` is a BCP 47 tag in any case, `_` accepted for `-`; an unknown or
    empty one gives English. `overrides` win over the files. Values may hold
    {placeholders} for `str.format`; the result cannot be changed.
    """
    spoken = _spoken(_normal(language))
    if not overrides:
        return spoken
    return MappingProxyType({**spoken, **overrides})


@lru_cache(maxsize=1024)
def direction(language: str) -> Literal["ltr", "rtl"]:
    """Return the direction the language is written in, for the `dir` attribute.

    A script in the tag decides (`az-Arab` is rtl, `ar-Latn` ltr), else the
    language; unknown ones are ltr.
    """
    primary, *rest = _normal(language).split("-")
    for subtag in rest:
        if len(subtag) == 1:  # extensions and private use follow; no script there
            break
        if len(subtag) == 4 and subtag.isalpha():  # noqa: PLR2004 - ISO 15924
            return "rtl" if subtag in _RTL_SCRIPTS else "ltr"
    return "rtl" if primary in _RTL_LANGUAGES else "ltr"


def _normal(language: str) -> str:
    primary, *rest = language.strip().lower().replace("_", "-").split("-")
    return "-".join((_FORMER_TAGS.get(primary, primary), *rest))


@cache
def _spoken(tag: str) -> Mapping[str, str]:
    known = (shorter for shorter in _shortened(tag) if shorter in LANGUAGES)
    return _read(next(known, _DEFAULT))


def _shortened(tag: str) -> Iterator[str]:
    """Yield the tag, then it without its last part, and so on (RFC 4647, 3.4)."""
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


@cache
def _read(language: str) -> Mapping[str, str]:
    file = files("smo_core.phrases") / f"{language}.toml"
    own: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))
    fallback = {} if language == _DEFAULT else _read(_DEFAULT)
    return MappingProxyType({**fallback, **own})
