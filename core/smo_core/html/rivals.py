"""Which of a head's own statements give way to ours.

With ``existing: replace`` all that say the same thing. With ``keep`` those that are
defective, that contradict one another, or that describe another page.
"""

from __future__ import annotations

from collections.abc import Sequence

from smo_core.html.defects import defect
from smo_core.html.head import Head, Key, Statement
from smo_core.model import HeadTag
from smo_core.vocabulary import Existing

# Several tags of one name each say something of their own; an author's name has many spellings.
_REPEATABLE = frozenset({"article:tag", "article:author", "og:locale:alternate", "fediverse:creator", "author"})
# What describes a picture belongs to the picture: it comes and goes with it.
_GROUPS = ("og:image", "og:video", "twitter:image", "twitter:player")
# X reads these first; we write them only where there is no Open Graph, but answer for both.
_TWINS: dict[Key, Key] = {
    ("name", f"twitter:{name}"): ("property", f"og:{name}") for name in ("title", "description", "image")
}


def rivals(tags: Sequence[HeadTag], head: Head, existing: Existing, address: str) -> list[Statement]:
    """Return the statements that give way; ``address`` is the one that the page will have in the end."""
    ours = _values(tags)
    groups = {group(key) for key in ours} - {""}
    same = [s for s in head.statements if _is_rival(s, ours, groups)]
    if existing == "replace":
        return same
    bad = {s for s in same if s.key in ours and (defect(s.key[1], s.value, ours[s.key]) or _repeats_site(s, ours))}
    if any(s.key[1] == "og:url" and address and s.value != address for s in same):
        # Open Graph with another address describes another page, most often the site's home.
        bad |= {s for s in same if s.key[1].startswith("og:")}
    disputed = _disputed(same)
    bad |= {s for s in same if s.key in disputed}
    sound = {s.key for s in same if s not in bad}
    lost = {group(s.key) for s in bad if s.key[1] in _GROUPS} - {""}
    return [s for s in same if (s in bad and s.key not in sound) or group(s.key) in lost]


def group(key: Key) -> str:
    """Return the picture or film that a statement belongs to, "" for all others."""
    if not key[1].startswith(_GROUPS):
        return ""
    name = ":".join(key[1].split(":", 2)[:2])
    return name if name in _GROUPS else ""


def belongs_to(key: Key) -> set[str]:
    """Return the groups of the head with which a tag of ours comes and goes."""
    # X shows the image of Open Graph when it has none of its own, and then this text.
    return ({group(key)} - {""}) | ({"og:image"} if key[1] == "twitter:image:alt" else set())


def _values(tags: Sequence[HeadTag]) -> dict[Key, str]:
    """Return what we say by key, and what we say of its twin where we do not say it ourselves."""
    ours: dict[Key, str] = {}
    for tag in tags:
        ours.setdefault(tag.key, dict(tag.attributes).get("href" if tag.tag == "link" else "content", ""))
    return {**{twin: ours[key] for twin, key in _TWINS.items() if key in ours}, **ours}


def _is_rival(statement: Statement, ours: dict[Key, str], groups: set[str]) -> bool:
    certain = statement.end > statement.start and statement.key[0] != "jsonld"
    return certain and (statement.key in ours or group(statement.key) in groups)


def _repeats_site(statement: Statement, ours: dict[Key, str]) -> bool:
    """Whether a title names the site too, which networks show beside it: ``Install - The Site``."""
    title, site = ours.get(statement.key, ""), ours.get(("property", "og:site_name"), "")
    if statement.key[1] not in {"og:title", "twitter:title"} or not (title and site):
        return False
    between = statement.value.removeprefix(title).removesuffix(site)
    return statement.value == f"{title}{between}{site}" and between.strip() in {"-", "–", "—", "|", "·", "•", ":", "»"}


def _disputed(statements: Sequence[Statement]) -> set[Key]:
    """Return the keys that are said twice with different words: of two, neither is the theme's word."""
    first: dict[Key, str] = {}
    return {
        s.key
        for s in statements
        if first.setdefault(s.key, s.value) != s.value and s.key[1] not in _REPEATABLE and not group(s.key)
    }
