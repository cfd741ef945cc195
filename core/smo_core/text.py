"""Plain text: cleaning, cutting at a sentence, and words for comparing pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import chain

# No-break spaces are meant: French sets one before a question mark. One space alone is no match,
# for most of a text is words with one between them.
_BREAKS = r"\t-\r\x1c-\x1f\x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000"
_BLANKS = re.compile(rf"[{_BREAKS}][{_BREAKS} ]*+| [{_BREAKS} ]++")
# C0 and C1 controls, lone surrogates, noncharacters, and what is for private use: the icons of a font that only the
# page has. The joiners inside emoji and Indic words stay.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff]")
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।](?:[\"'”’»)\]」』]*+)(?=\s|$)|[。！？](?=.)")
_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f"
WORDS = re.compile(rf"[{_CJK}]++|[^\W_]++(?:['’][^\W\d_]++)?")
# Stretches that hold such words: where texts are cut, names_with_underscores stay whole.
PIECES = re.compile(rf"[{_CJK}]++|\w++(?:['’][^\W\d_]++)?")
# A word as search engines count it, without a form.
_WRITTEN = re.compile(r"\w\w+")
# Articles and pronouns that French, Italian and Catalan write together with the next word: "l'image", "dell'arte".
_ARTICLE = r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|un|dagl|dall|degl|dell|all|nell|sull|coll|quell|quest)['’]"
_ELIDED = re.compile(rf"{_ARTICLE}(?=\w\w)", re.IGNORECASE)
_ELIDED_BEFORE = re.compile(rf"(?<!\w){_ARTICLE}$", re.IGNORECASE)
_LONGEST_ARTICLE = 7
# What themes set between the name of a site and that of a page.
_JOINING = frozenset("-\u2010\u2013\u2014~/")
_BETWEEN = f" |\u00b7\u2022:\u00bb\u00ab{''.join(sorted(_JOINING))}"
_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
SHORTEST = 2


def clean(text: str) -> str:
    """Return ``text`` on one line, without control characters, lone surrogates or icons of a page's own fonts."""
    if not text:
        return ""
    flat = text.replace("\n", " ")
    if flat.isprintable():
        # The ordinary case, many times faster than the rule for all others: its only blanks are spaces.
        return " ".join(flat.split()) if "  " in flat else flat.strip(" ")
    return blanks_as_one(text).strip()


def blanks_as_one(text: str) -> str:
    """Return ``text`` as :func:`clean` does, but with a blank at its ends where there was one."""
    flat = text.replace("\n", " ")
    if not flat.isprintable():
        flat = flat.replace("\t", " ")
        if not flat.replace("\xa0", "").replace("\u200b", "").isprintable():
            return _BLANKS.sub(" ", _UNWANTED.sub("", text))
    # No other blanks and no controls: many times faster than the rule.
    while "  " in flat:
        flat = flat.replace("  ", " ")
    return flat


# Besides controls, the marks that turn the direction of all that follows on a line, and half characters.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def harmless(text: str) -> str:
    r"""Return ``text`` with everything that a terminal would obey written as ``\u001b``; lines and tabs stay.

    In a JSON document that changes nothing of what it says: there, such signs stand in strings only.
    """
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def cut(text: str, limit: int) -> str:
    """Return at most ``limit`` characters of ``text``: whole sentences, else whole words and an ellipsis.

    A sentence end counts only in the second half, so that the answer is never a mere stub.
    Combining marks and joiners stay with the letter they belong to.
    """
    if len(text) <= limit:
        return text
    window = text[: limit + 1]
    ends = [match.end() for match in _SENTENCE_END.finditer(window) if match.end() <= limit]
    if ends and ends[-1] * 2 >= limit:
        return text[: ends[-1]].rstrip()
    stop = limit - 1
    space = window.rfind(" ", 0, stop + 1)
    if space * 2 >= limit:
        stop = space
    while stop > 0 and joins(text, stop):
        stop -= 1
    return text[:stop].rstrip(" ,;:–—-、，；：") + "…"


def without_name(title: str, site: str) -> str:
    """Return a page's title without the name of the site, which themes set before or behind it, with a sign between.

    Capitals are as good as small letters.
    """
    name = site.casefold()
    if name and title[: len(site)].casefold() == name:
        rest = title[len(site) :]
        own = rest.lstrip(_BETWEEN)
        if own and _divides(rest[: len(rest) - len(own)]):
            return own
    if name and title[-len(site) :].casefold() == name:
        rest = title[: -len(site)]
        own = rest.rstrip(_BETWEEN)
        if own and _divides(rest[len(own) :]):
            return own
    return title


def _divides(signs: str) -> bool:
    """Whether blanks and signs stand between two names: a dash or a slash without blanks stands inside of one."""
    bare = signs.strip()
    return bool(bare) and (not _JOINING.issuperset(bare) or (signs[0] == signs[-1] == " "))


def joins(text: str, at: int) -> bool:
    """Whether cutting before position ``at`` would tear one visible character apart."""
    here, before = text[at], text[at - 1]
    return (
        unicodedata.combining(here) != 0
        or unicodedata.category(here) in {"Mn", "Mc", "Me", "Sk"}
        or "\u200d" in {here, before}
        or "\ufe00" <= here <= "\ufe0f"
        or "\U000e0020" <= here <= "\U000e007f"
        or (_is_flag_half(here) and _is_flag_half(before) and _flag_halves_before(text, at) % 2 == 1)
    )


def _is_flag_half(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _flag_halves_before(text: str, at: int) -> int:
    """Return how many regional indicators stand directly before ``at``; two of them make one flag."""
    start = at
    while start > 0 and _is_flag_half(text[start - 1]):
        start -= 1
    return at - start


def folded(text: str) -> list[str]:
    """Return the words of ``text`` in order, one form each; scripts without spaces give single signs."""
    return [*chain.from_iterable(map(_folds, WORDS.findall(text)))]


def folded_spans(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the :func:`folded` words of ``text``, and for each where it starts and ends in it."""
    found: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in WORDS.finditer(text):
        folds = _folds(match[0])
        found += folds
        start, end = match.span()
        start += elided(match[0])
        spans += [(start, end)] if len(folds) == 1 else [(at, at + 1) for at in range(start, end)]
    return found, spans


@lru_cache(maxsize=200_000)
def _folds(token: str) -> tuple[str, ...]:
    """Return the word that a stretch of letters is compared as, or its single signs where words are not spaced."""
    return tuple(token) if _is_cjk(token) else (stem(token[elided(token) :].casefold()),)


def _is_cjk(token: str) -> bool:
    """Whether a stretch of letters is of a script that is written without spaces."""
    # Compiled when the first letter of another script asks: so many signs take milliseconds.
    return not token.isascii() and re.match(rf"[{_CJK}]", token) is not None


def elided(token: str) -> int:
    """Return how many characters of a stretch of letters are the article before the word, with its apostrophe."""
    found = _ELIDED.match(token)
    return found.end() if found else 0


def elided_before(text: str, at: int) -> bool:
    """Whether an article with its apostrophe stands directly before a place in a text."""
    return _ELIDED_BEFORE.search(text, max(0, at - _LONGEST_ARTICLE - 1), at) is not None


def spoken(text: str) -> list[str]:
    """Return the words of ``text`` as they are written, digits alone left out."""
    return [token[elided(token) :] for token in WORDS.findall(text) if not token.isdigit()]


def stem(word: str) -> str:
    """Return ``word`` without the commonest plural and possessive endings."""
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) > 4 and word.endswith("ies"):  # noqa: PLR2004 - shorter words are no plurals ("dies")
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):  # noqa: PLR2004
        return word[:-1]
    return word


def words(text: str, root: Callable[[str], str] = stem) -> list[str]:
    """Return the words of ``text`` as they are compared: folded, light plurals removed, or by another ``root``.

    Scripts written without spaces give overlapping pairs of characters; camelCase names
    give their parts as well as the whole.
    """
    return [word for token in WORDS.findall(text) for word in forms(token, root)]


@lru_cache(maxsize=200_000)
def forms(token: str, root: Callable[[str], str] = stem) -> tuple[str, ...]:
    """Return the words that one stretch of letters stands for."""
    if _is_cjk(token):
        return tuple(token[i : i + 2] for i in range(max(1, len(token) - 1)))
    token = token[elided(token) :]
    parts = _CAMEL.split(token)
    found = [root(part.casefold()) for part in parts if len(part) >= SHORTEST] if len(parts) > 1 else []
    return (*found, root(token.casefold())) if len(token) >= SHORTEST else tuple(found)


def written(piece: str, root: Callable[[str], str] = stem) -> tuple[str, ...]:
    """Return the words of one stretch as they are written, in small letters; their ``root`` if a language gives it.

    Names with underscores and inner capitals are one word each. Scripts without spaces give pairs, as in :func:`forms`.
    """
    if _is_cjk(piece):
        return forms(piece)
    found = _WRITTEN.findall(piece.casefold())
    return tuple(found if root is stem else map(root, found))
