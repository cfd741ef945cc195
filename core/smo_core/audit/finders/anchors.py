"""Links as readers meet them: whether they can tell where each leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from smo_core.audit.finders.meta import hit
from smo_core.audit.look import Link, Look
from smo_core.audit.rule import Hit
from smo_core.html.spot import Spot

_SENT = frozenset(("", "#", "#!"))

_PERMALINKS = frozenset(("anchor", "anchor-link", "headerlink", "heading-anchor", "permalink"))

_GENERIC = frozenset((
    "here", "click here", "click", "this", "this page", "this link", "link", "more", "read more", "learn more",
    "details", "see here", "page", "hier", "mehr", "weiterlesen", "ici", "cliquez ici", "en savoir plus",
    "lire la suite", "aquí", "leer más", "clique aqui", "saiba mais", "qui", "clicca qui", "klik hier",
    "lees meer", "tutaj", "здесь", "тут", "подробнее",
))  # fmt: skip


def empty(look: Look) -> Iterator[Hit]:
    """L06: a link that leads nowhere."""
    for link in look.links:
        spot, href = link.spot, link.url
        # The top of the page is a place when the link says so.
        if (
            href in _SENT
            and spot.place == "content"
            and spot.get("role") != "button"
            and not (href and "top" in spot.name.lower())
        ):
            yield hit(f"The link {spot.name[:60]!r} leads nowhere (href={href!r}).", spot, spot.name[:100])


def generic(look: Look) -> Iterator[Hit]:
    """L07: a link whose text says nothing about where it leads."""
    silent = {name for name in {*look.names} if _says_nothing(name)}
    for link in look.distinct if silent else ():
        spot, href = link.spot, link.url
        if spot.name in silent and spot.place == "content":
            yield hit(f"The link text {spot.name!r} does not say where it leads.", spot, href)


@lru_cache(maxsize=1 << 14)
def _says_nothing(name: str) -> bool:
    return name.strip(" .…»→>").casefold() in _GENERIC


def nameless(look: Look) -> Iterator[Hit]:
    """L08: a link that a screen reader can only spell."""
    for link in look.links if "" in look.names else ():
        spot, href = link.spot, link.url
        if spot.name or not href or spot.place == "ours":
            continue
        if not spot.hidden and spot.get("tabindex") != "-1" and not _marks_a_place(spot, href):
            yield hit(f"The link to {href} has no text.", spot, href)


def _marks_a_place(spot: Spot, href: str) -> bool:
    """Whether a link is a place of its own page, or a permalink to one: style sheets give those their sign."""
    if not href.startswith("#"):
        return False
    return href[1:] in {spot.get("id"), spot.get("name")} or not _PERMALINKS.isdisjoint(spot.get("class").split())


def nofollow(look: Look) -> Iterator[Hit]:
    """L19: a link within the site that search engines are told not to follow."""
    for link in look.distinct:
        spot, href, aim = link.spot, link.url, link.aim
        if (
            aim.kind == "file"
            and spot.has("rel")
            and aim.key != look.key
            and "nofollow" in spot.get("rel").lower().split()
        ):
            yield hit(f"The link to {href} has nofollow.", spot, href)


def one_text(look: Look) -> Iterator[Hit]:
    """L20: one link text that leads to several places."""
    names = [*map(str.casefold, look.names)]
    named: dict[str, list[Link]] = {
        name: [] for name, count in Counter(names).items()
        if count > 1 and len(name) > 1 and not name.isdigit()
    }  # fmt: skip
    for name, link in zip(names, look.links, strict=True):
        if name in named:
            named[name].append(link)
    for name, links in named.items():
        # Most links of one name lead to one address, in a menu and beside it.
        if all(link.url == links[0].url for link in links):
            continue
        targets: dict[tuple[str, str], Spot] = {}
        for spot, href, aim in ((link.spot, link.url, link.aim) for link in links):
            if spot.place == "content" and aim.kind != "nowhere" and href not in _SENT:
                where = (aim.key, aim.fragment) if aim.kind == "file" else (href, "")
                targets.setdefault(where, spot)
        if len({key for key, _ in targets}) > 1:
            second = list(targets.values())[1]
            yield hit(f"The text {second.name!r} leads to {len(targets)} different places.", second, name)
