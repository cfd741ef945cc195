"""One page as rules look at it: every address in it followed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from smo_core.audit.ground import Aim, Ground, Way
from smo_core.features.networks.files import ImageFile
from smo_core.html.inventory import Inventory
from smo_core.html.spot import Spot

_PICTURES = frozenset(("img", "source", "input"))

# A named tuple's own way takes twice as long, and there are a million of them.
_new = tuple.__new__


class Link(NamedTuple):
    """An address in a page, as written, in which element's which attribute, and where it leads.

    What ``aim`` and all after it say is explained at :class:`Way`.
    """

    url: str
    spot: Spot
    attribute: str
    aim: Aim
    plain: bool = False
    page: bool = False
    bare: bool = False
    odd: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One page as rules look at it.

    ``text`` is its HTML; ``images`` what lies at each address of a picture that the head
    names, by that address; ``valid`` whether every byte was a letter; ``base`` is the address
    from which relative links are meant. ``links`` are those that can be followed, with where they lead,
    ``names`` what each is called aloud, ``distinct`` the first link to each address: a menu says the same thing
    many times; ``placed`` are those of the distinct links that ask for a place in a page.
    ``unplain`` are all addresses and ``doubtful`` the distinct links that are
    not plain: most are, and most rules have nothing to say of them. ``pictures`` are the addresses of pictures.
    ``marked`` says that something of ours may stand on the page. In ``remembered`` rules keep what several of them
    ask for.
    """

    key: str
    base: str
    text: str
    inventory: Inventory
    ground: Ground
    images: Mapping[str, ImageFile] = field(default_factory=dict)
    valid: bool = True
    marked: bool = True
    links: tuple[Link, ...] = ()
    names: tuple[str, ...] = ()
    distinct: tuple[Link, ...] = ()
    placed: tuple[Link, ...] = ()
    unplain: tuple[Link, ...] = ()
    doubtful: tuple[Link, ...] = ()
    pictures: tuple[Link, ...] = ()
    remembered: dict[str, Any] = field(default_factory=dict, compare=False)

    def aim(self, url: str) -> Aim:
        """Return where an address in this page leads."""
        return self.ground.aim(url, self.base)


def look_at(  # noqa: PLR0913 - the parts of a page
    key: str,
    text: str,
    inventory: Inventory,
    ground: Ground,
    *,
    images: Mapping[str, ImageFile] = MappingProxyType({}),
    valid: bool = True,
) -> Look:
    """Return a page as rules look at it: every address in it followed once."""
    base = ground.base(key, inventory.base)
    known = ground.ways(base)

    def found(url: str) -> Way:
        way = ground.way(url, base)
        if _is_of_folder(url):
            known[url] = way
        return way

    links: list[Link] = []
    distinct: dict[str, Link] = {}
    for href, spot in inventory.followed:
        url = href.strip()
        link = _new(Link, (url, spot, "href", *(known.get(url) or found(url))))
        links.append(link)
        if url not in distinct:
            distinct[url] = link
    others: list[Link] = []
    for href, attribute, spot in inventory.references:
        url = href.strip()
        others.append(_new(Link, (url, spot, attribute, *(known.get(url) or found(url)))))
    return Look(
        key=key,
        base=base,
        text=text,
        inventory=inventory,
        ground=ground,
        images=images,
        valid=valid,
        marked=inventory.marked,
        links=tuple(links),
        names=tuple([spot.name for _, spot in inventory.followed]),
        distinct=tuple(distinct.values()),
        placed=tuple([link for link in distinct.values() if link.aim.fragment]),
        unplain=tuple(sorted([link for link in (*links, *others) if not link.plain], key=_position)),
        doubtful=tuple([link for link in distinct.values() if not link.plain]),
        pictures=tuple([link for link in others if link.spot.tag in _PICTURES or link.attribute == "poster"]),
    )


def _position(link: Link) -> tuple[int, int]:
    return link.spot.position


def _is_of_folder(url: str) -> bool:
    """Whether an address means the same from all pages of a folder."""
    # "http:#top" is a page's own place, too.
    return url[:1] not in {"", "#", "?"} and not (":" in url[4:6] and "//" not in url)
