"""One page as rules look at it: every address in it followed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from smo_core.audit.ground import Aim, Ground
from smo_core.features.networks.files import ImageFile
from smo_core.html.inventory import Inventory, Spot
from smo_core.html.marks import MARK

_PICTURES = frozenset(("img", "source", "input"))

# A named tuple's own way takes twice as long, and there are a million of them.
_new = tuple.__new__


class Link(NamedTuple):
    """An address in a page, as written, in which element's which attribute, and where it leads.

    ``plain`` says that it is a relative path, without a query, to a file that is there.
    """

    url: str
    spot: Spot
    attribute: str
    aim: Aim
    plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One page as rules look at it.

    ``text`` is its HTML; ``images`` what lies at each address of a picture that the head
    names, by that address; ``valid`` whether every byte was a letter; ``base`` is the address
    from which relative links are meant. ``references`` are all addresses with where they lead,
    ``links`` those that can be followed, ``distinct`` the first link to each address: a menu
    says the same thing many times. ``unplain`` are the references and ``doubtful`` the distinct links that are
    not plain: most are, and most rules have nothing to say of them. ``pictures`` are the references of pictures.
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
    references: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    distinct: tuple[Link, ...] = ()
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
    references = []
    for url, attribute, spot in inventory.references:
        stripped = url.strip()
        way = known.get(stripped)
        if way is None:
            way = ground.way(stripped, base)
            if _is_of_folder(stripped):
                known[stripped] = way
        references.append(_new(Link, (stripped, spot, attribute, *way)))
    links = tuple([link for link in references if link.spot.tag == "a"])
    distinct: dict[str, Link] = {}
    for link in links:
        distinct.setdefault(link.url, link)
    return Look(
        key=key,
        base=base,
        text=text,
        inventory=inventory,
        ground=ground,
        images=images,
        valid=valid,
        marked=MARK in text,
        references=tuple(references),
        links=links,
        distinct=tuple(distinct.values()),
        unplain=tuple([link for link in references if not link.plain]),
        doubtful=tuple([link for link in distinct.values() if not link.plain]),
        pictures=tuple([link for link in references if link.spot.tag in _PICTURES or link.attribute == "poster"]),
    )


def _is_of_folder(url: str) -> bool:
    """Whether an address means the same from all pages of a folder."""
    # "http:#top" is a page's own place, too.
    return url[:1] not in {"", "#", "?"} and not (":" in url[4:6] and "//" not in url)
