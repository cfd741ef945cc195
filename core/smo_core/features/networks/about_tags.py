"""Rules on addresses, and on how tags are written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote

from smo_core.features.networks.network import name_of
from smo_core.features.networks.rule import Hit, Look, agree, minding, names
from smo_core.html.head import Key
from smo_core.text import clean
from smo_core.urls import is_web

_CANONICAL, _OG_URL = ("link", "canonical"), ("property", "og:url")
_DATES = tuple(("property", f"article:{name}") for name in ("published_time", "modified_time", "expiration_time"))
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_LOCALE = re.compile(r"[a-z]{2,3}_[A-Z]{2}")
_LOCALES = (("property", "og:locale"), ("property", "og:locale:alternate"))
# Names of which several on one page are meant.
_SEVERAL = re.compile(r"og:(?:image|video|audio|locale:alternate|see_also)|article:(?:tag|author)|book:|music:|video:")


def address_missing(look: Look) -> Iterator[Hit]:
    """Find pages that do not say where they are."""
    missing = [name_of(key) for key in (_CANONICAL, _OG_URL) if not look.first(key).strip()]
    if missing:
        yield Hit(message=f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing.")


def address_not_absolute(look: Look) -> Iterator[Hit]:
    """Find addresses that cannot be followed from outside."""
    for statement, line in look.said(_CANONICAL, _OG_URL):
        value = statement.value.strip()
        if value and not is_web(value):
            yield Hit(message=f"{name_of(statement.key)} is not absolute: {value[:120]}", line=line)


def address_insecure(look: Look) -> Iterator[Hit]:
    """Find addresses by http."""
    for statement, line in look.said(_CANONICAL, _OG_URL):
        if statement.value.strip().lower().startswith("http://"):
            yield Hit(message=f"{name_of(statement.key)} is not https: {statement.value.strip()[:120]}", line=line)


def address_differs(look: Look) -> Iterator[Hit]:
    """Find pages that give two addresses."""
    canonical, told = look.first(_CANONICAL).strip(), look.first(_OG_URL).strip()
    if canonical and told and canonical != told:
        message = f"og:url is {told[:120]}, but the canonical address is {canonical[:120]}."
        yield Hit(message=message, line=look.line(_OG_URL))


def address_elsewhere(look: Look) -> Iterator[Hit]:
    """Find pages that say they are somewhere else."""
    canonical, here = look.first(_CANONICAL).strip(), look.seen.address
    if canonical and here and is_web(canonical) and _bare(canonical) != _bare(here):
        message = f"The canonical address is {canonical[:120]}; the page will be at {here[:120]}."
        yield Hit(message=message, line=look.line(_CANONICAL))


def _bare(url: str) -> str:
    return unquote(url.partition("://")[2]).removesuffix("index.html").removesuffix(".html").rstrip("/")


def tag_contradicts(look: Look) -> Iterator[Hit]:
    """Find tags that are there twice and say different things."""
    for key, values, line in _repeated(look):
        if len(set(values)) > 1:
            message = f"{name_of(key)} is there {len(values)} times, with {len(set(values))} different values."
            yield Hit(message=message, line=line)


def tag_repeated(look: Look) -> Iterator[Hit]:
    """Find tags that are there twice and say the same."""
    for key, values, line in _repeated(look):
        if len(set(values)) == 1:
            yield Hit(message=f"{name_of(key)} is there {len(values)} times.", line=line)


def _repeated(look: Look) -> Iterator[tuple[Key, list[str], int]]:
    """Yield what is said more than once though it should not, its values, and the line of the second."""
    found: defaultdict[Key, list[tuple[str, int]]] = defaultdict(list)
    for statement, line in zip(look.seen.head.statements, look.seen.lines, strict=True):
        kind, name = statement.key
        social = name.startswith(("og:", "twitter:", "article:")) and not _SEVERAL.match(name)
        if social or statement.key in {("name", "description"), _CANONICAL, ("title", "")} or kind == "title":
            found[statement.key].append((clean(statement.value), line))
    for key, said in found.items():
        if len(said) > 1:
            yield key, [value for value, _ in said], said[1][1]


def og_by_name(look: Look) -> Iterator[Hit]:
    """Find og: tags that some readers do not recognise."""
    networks = minding(look, lambda shown: shown.network.strict)
    wrong = _wrong(look, "og:", "name")
    if wrong:
        who = f"; {agree(networks, 'does', 'do')} not see them" if networks else ""
        message = f"{len(wrong)} og: tags are written with name=, not property={who}."
        yield Hit(message=message, line=wrong[0], networks=networks)


def x_by_property(look: Look) -> Iterator[Hit]:
    """Find twitter: tags that some readers do not recognise."""
    if wrong := _wrong(look, "twitter:", "property"):
        yield Hit(message=f"{len(wrong)} twitter: tags are written with property=, not name=.", line=wrong[0])


def _wrong(look: Look, prefix: str, attribute: str) -> list[int]:
    return [
        line
        for statement, line in zip(look.seen.head.statements, look.seen.lines, strict=True)
        if statement.key[1].startswith(prefix) and statement.attribute == attribute
    ]


def head_late(look: Look) -> Iterator[Hit]:
    """Find tags so far down that a network stops reading before them."""
    late = [
        (end, line)
        for statement, end, line in zip(look.seen.head.statements, look.seen.ends, look.seen.lines, strict=True)
        if statement.key[1].startswith("og:")
    ]
    for shown in look.shown:
        beyond = [line for end, line in late if shown.network.reads and end > shown.network.reads]
        if beyond:
            message = (
                f"{len(beyond)} og: tags stand behind the first {shown.network.reads // 1000} KB; "
                f"{shown.network.label} does not read that far."
            )
            yield Hit(message=message, line=beyond[0], networks=(shown.network,))


def tags_too_many(look: Look) -> Iterator[Hit]:
    """Find heads with more tags than a network puts up with."""
    count = len({s.key[1] for s in look.seen.head.statements if s.key[1].startswith("og:")})
    networks = minding(look, lambda shown: 0 < shown.network.tags < count)
    if networks:
        message = f"There are {count} different og: tags; {agree(networks, 'reads', 'read')} none of them."
        yield Hit(message=message, networks=networks)


def tags_astray(look: Look) -> Iterator[Hit]:
    """Find social tags outside the head."""
    if strays := look.seen.strays:
        yield Hit(message=f"{len(strays)} social tags stand outside the head.", line=strays[0])


def tags_unquoted(look: Look) -> Iterator[Hit]:
    """Find tags without quotes."""
    if lines := look.seen.unquoted:
        yield Hit(message=f"{len(lines)} social tags have no quotes around their value.", line=lines[0])


def date_unreadable(look: Look) -> Iterator[Hit]:
    """Find dates that are not ISO 8601."""
    for statement, line in look.said(*_DATES):
        if not _ISO.fullmatch(statement.value.strip()):
            yield Hit(message=f"{statement.key[1]} is no ISO 8601 date: {clean(statement.value)[:60]}", line=line)


def locale_unreadable(look: Look) -> Iterator[Hit]:
    """Find locales that are not written as Open Graph wants them."""
    for statement, line in look.said(*_LOCALES):
        if statement.value.strip() and not _LOCALE.fullmatch(statement.value.strip()):
            yield Hit(message=f"{statement.key[1]} is not of the form en_US: {clean(statement.value)[:60]}", line=line)


def card_refused(look: Look) -> Iterator[Hit]:
    """Find pages for which a network that wants certain tags shows no card."""
    for shown in look.shown:
        if shown.network.gate and shown.refused:
            yield Hit(
                message=f"{names((shown.network,))} shows only a link: {shown.refused}.", networks=(shown.network,)
            )
