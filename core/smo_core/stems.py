"""Words of many forms: what the forms of a word have in common, by language.

Stems are those of Snowball (https://snowballstem.org/). English has none: on the corpora that the ranking is tuned
on, cutting plurals, as :func:`smo_core.text.stem` does for all languages, finds as much.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from smo_core.text import stem as light

# Primary BCP 47 tags. The library may know fewer, if it is old.
STEMMERS: Mapping[str, str] = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """Return what gives a word in small letters as it is compared with others.

    ``language`` is a primary BCP 47 tag; one without a stemmer gets :func:`smo_core.text.stem`.
    """
    if language not in STEMMERS:
        return light
    import snowballstemmer  # noqa: PLC0415 - English sites never need it

    if STEMMERS[language] not in snowballstemmer.algorithms():
        return light
    stem: Callable[[str], str] = snowballstemmer.stemmer(STEMMERS[language]).stemWord
    return cache(lambda word: stem(word) if word.isalpha() else light(word))
