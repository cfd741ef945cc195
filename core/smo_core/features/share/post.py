"""What is said about a page to one target: its words, its link, its hashtags, as far as they fit.

The words are the page's own for that target, else the page's own for all, else its title.
Where not all fits, hashtags go first, the last before the first; then the words are cut.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from smo_core import choose
from smo_core.features.share.room import count, fitted
from smo_core.features.share.target import Room, Target
from smo_core.model import Page, Site
from smo_core.text import clean
from smo_core.urls import with_query

_DEFAULT = "default"
_TWO = 2
# Between letters of one word: underscore, the joiners of Persian and Indic words, the Catalan point.
_JOINING = "_\u200c\u200d\u00b7"
_APOSTROPHES = str.maketrans("", "", "'’\u02bc")


def fields(site: Site, page: Page, target: Target, words: Mapping[str, str]) -> dict[str, str]:
    """Return the values of a pattern's placeholders, unencoded; ``words`` are the phrases of the page's language."""
    own = choose.options(page).share.text
    proper = choose.title(page)
    title = own.get(target.id) or proper
    url = campaigned(site, page, target)
    said = own.get(target.id) or own.get(_DEFAULT) or proper
    if target.family == "ai" and target.id not in own:
        said, url = words["ai_question"].format(title=proper, url=url), ""
    tagged = page.facts.tags and target.tags != "none"
    tags = hashtags(page.facts.tags)[: site.settings.share.hashtags] if tagged else ()
    pattern, room = target.pattern, target.room
    via = account(site, page) if "{via}" in pattern else ""
    said, tags = fit(_lines(said), url, tags, target, via=via)
    image = choose.image(site, page) if "{image}" in pattern else None
    return {
        "url": url,
        "title": fitted(_lines(title), room.size, room.unit) if room and room.link == 0 else _lines(title),
        "words": said,
        "text": " ".join(filter(None, (said, url, *_signed(tags, target)))),
        "description": choose.description(site, page) if "{description}" in pattern else "",
        "tags_comma": ",".join(tags),
        "tags_space": " ".join(tags),
        "tag": tags[0] if tags else "",
        "hashtag": f"#{tags[0]}" if tags else "",
        "via": via,
        "image": image.src if image else "",
        "site": site.settings.site_name,
    }


def _signed(tags: Collection[str], target: Target) -> tuple[str, ...]:
    return tuple(f"#{tag}" for tag in tags) if tags and target.tags == "text" else ()


def fit(words: str, url: str, tags: tuple[str, ...], target: Target, *, via: str = "") -> tuple[str, tuple[str, ...]]:
    """Return as much of the words, and as many of the hashtags, as the target takes beside the address."""
    room = target.room
    if room is None:
        return words, tags
    taken = _address(room, url) + (count(f" via @{via}", room.unit) if via else 0)
    kept = tags
    if tags and target.tags in {"text", "list"}:
        weights = [count(f" #{tag}", room.unit) for tag in tags]
        left = room.size - taken - count(words, room.unit)
        while kept and sum(weights[: len(kept)]) > left:
            kept = kept[:-1]
        taken += sum(weights[: len(kept)])
    return fitted(words, room.size - taken, room.unit), kept


def _address(room: Room, url: str) -> int:
    """Return what the address takes, with the blank before it."""
    if room.link == 0 or not url:
        return 0
    return 1 + (count(url, room.unit) if room.link is None else room.link)


@lru_cache(maxsize=1024)
def hashtags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return tags as networks take them: letters, marks and digits of any script; several words in CamelCase.

    What has no letter, or lost all but one to punctuation (``C++``), is no hashtag; of two
    that differ in case only, the first stays.
    """
    made: dict[str, str] = {}
    for tag in filter(None, map(_hashtag, tags)):
        made.setdefault(tag.casefold(), tag)
    return tuple(made.values())


def _hashtag(tag: str) -> str:
    words = list(_words(unicodedata.normalize("NFC", tag)))
    joined = "".join(word[:1].upper() + word[1:] for word in words) if len(words) > 1 else "".join(words)
    whole = len(joined) >= _TWO or joined == tag.strip()
    return joined if whole and any(unicodedata.category(char)[0] == "L" for char in joined) else ""


def _words(tag: str) -> Iterator[str]:
    tag = tag.translate(_APOSTROPHES)
    kept = "".join(char if unicodedata.category(char)[0] in "LMN" or char in _JOINING else " " for char in tag)
    return (word.strip(_JOINING) for word in kept.split() if word.strip(_JOINING))


def account(site: Site, page: Page) -> str:
    """Return the account on X that a post names: of the first author who has one, else of the site; without "@"."""
    known = site.settings.authors
    own = (known[name].x for name in choose.authors(site, page) if name in known)
    return (next(filter(None, own), "") or site.settings.meta.x_site).lstrip("@")


def campaigned(site: Site, page: Page, target: Target) -> str:
    """Return the page's address as it is shared with a target: with the campaign's parameters, if there are any."""
    campaign = site.settings.share.campaign
    if not campaign:
        return page.facts.url or ""
    chosen = ((name, by_target.get(target.id, by_target.get(_DEFAULT, ""))) for name, by_target in campaign.items())
    values = {name: value.replace("{target}", target.id) for name, value in chosen if value}
    return with_query(page.facts.url or "", values)


@lru_cache(maxsize=64)
def _lines(text: str) -> str:
    """Return a text without control characters or needless blanks; its line breaks are meant."""
    return "\n".join(clean(line) for line in text.splitlines()).strip()
