"""An element of a built page → the thing in its source that it was made of, None where that is not certain.

Of several things that are the same, the first element is made of the first, the second of the second.
That holds only when a page and its source have as many; where they have not (an include, a macro,
a theme that repeats a link) nothing is said.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from html import unescape
from urllib.parse import unquote, urlsplit

from smo_core.audit.written.sources import Aimed, Sources
from smo_core.audit.written.thing import Thing, bare, line_of
from smo_core.html.inventory import Inventory
from smo_core.html.spot import Spot

_MARK = re.compile(r"[{|](?:filename|static|attach|index)[}|]")
_TWICE = re.compile(r"(?<=[^#])(#[^#]++)\1\Z")
_TITLES = frozenset(("og:title", "twitter:title"))
_DESCRIPTIONS = frozenset(("description", "og:description", "twitter:description"))
_PICTURES = frozenset(("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"))
_FOLLOWED = frozenset(("area", "link", "script", "iframe", "video", "audio", "embed", "track", "object", "source"))
# Cut descriptions begin like what they were cut from.
_ENOUGH = 40


class Trace:
    """One page and its source."""

    def __init__(  # noqa: PLR0913 - the parts of a page and its source
        self, *, key: str, inventory: Inventory, name: str, text: str, things: Sequence[Thing], sources: Sources
    ) -> None:
        """Take the page's key and inventory, the source's name and text, and the things in it."""
        self.key = key
        self.inventory = inventory
        self.name = name
        self.text = text
        self.things = things
        self.sources = sources
        self.base = sources.ground.base(key, inventory.base)
        self._fields = {thing.name: thing for thing in reversed(things) if thing.kind == "field"}

    def line(self, thing: Thing | None) -> int | None:
        """Return the line of a thing in the source."""
        return None if thing is None else line_of(self.text, thing.start)

    def spot(self, line: int | None, column: int | None, about: str) -> Spot | None:
        """Return the element that a finding speaks of."""
        if line is None:
            return None
        here = self._spots.get((line, column or 0), [])
        return next((spot for spot in here if address_of(spot) == about), here[0] if here else None)

    @cached_property
    def _spots(self) -> Mapping[tuple[int, int], list[Spot]]:
        found = self.inventory
        parts = (found.anchors, found.images, found.headings, found.titles, found.metas, found.links)
        spots = [spot for part in parts for spot in part]
        spots += [reference.spot for reference in found.references]
        places: defaultdict[tuple[int, int], list[Spot]] = defaultdict(list)
        for spot in (*spots, *(spot for _, spot in found.repeated)):
            places[spot.line, spot.column].append(spot)
        return places

    def made_of(self, spot: Spot | None) -> Thing | None:
        """Return the thing that an element was made of."""
        if spot is None:
            return None
        if spot.tag == "a":
            return self._among(spot, self.inventory.anchors, self._links(address_of(spot), "link"), _called)
        if spot.tag == "img":
            same = [one for one in self.inventory.images if address_of(one) == address_of(spot)]
            return self._among(spot, same, self._links(address_of(spot), "picture"), _shown)
        if re.fullmatch("h[1-6]", spot.tag):
            words = bare(spot.text)
            same = [one for one in self.inventory.headings if bare(one.text) == words]
            return self._among(spot, same, [t for t in self.things if t.kind == "heading" and bare(t.value) == words])
        if spot.tag in _FOLLOWED and spot.place != "head":
            url = address_of(spot)
            spots = {_at(one.spot): one.spot for one in self.inventory.references if one.url.strip() == url}
            return self._among(spot, [*spots.values()], [*self._links(url, "link"), *self._links(url, "picture")])
        return self._of_head(spot)

    def alike(self, spot: Spot) -> list[Spot]:
        """Return an element and all others that ask for the same: a finding speaks of the first only."""
        url = address_of(spot)
        some = {"a": self.inventory.anchors, "img": self.inventory.images}.get(spot.tag, ())
        return [
            spot,
            *(one for one in some if _at(one) != _at(spot) and one.place == "content" and address_of(one) == url),
        ]

    def _links(self, url: str, kind: str) -> list[Thing]:
        """Return the things of a kind that lead where an address of the built page leads."""
        # Pelican writes the fragment of a link that it cannot follow twice.
        plain = _TWICE.sub(r"\1", _MARK.sub("", unquote(url)))
        aimed = self._aim(url)
        return [
            thing
            for thing in self.things
            if thing.kind == kind
            and (
                _MARK.sub("", unquote(unescape(thing.value))) == plain
                or (aimed is not None and self.sources.aim(thing.value, self.name) == aimed)
            )
        ]

    def _aim(self, url: str) -> Aimed | None:
        aim = self.sources.ground.aim(url, self.base)
        return (aim.key.rstrip("/"), aim.fragment) if aim.kind in {"file", "missing", "folder"} else None

    def _among(
        self, spot: Spot, spots: Sequence[Spot], things: Sequence[Thing], called: Callable[[Spot], str] | None = None
    ) -> Thing | None:
        """Return the thing that stands among things where the element stands among elements like it."""
        if spot.tag == "a":
            spots = [one for one in spots if address_of(one) == address_of(spot)]
        spots = [one for one in spots if one.place == "content"]
        if not spots or not things:
            return None
        # A menu may say first what the content says too.
        spot = next((one for one in spots if _at(one) == _at(spot)), spots[0])
        if len(spots) != len(things) and called is not None:
            words = called(spot)
            spots = [one for one in spots if called(one) == words]
            things = [thing for thing in things if bare(thing.text) == words]
        if len(spots) == len(things):
            return things[next(at for at, one in enumerate(spots) if _at(one) == _at(spot))]
        return things[0] if len({line_of(self.text, thing.start) for thing in things}) == 1 else None

    def _of_head(self, spot: Spot) -> Thing | None:
        if spot.tag == "title":
            return self._title(spot.text)
        if spot.tag != "meta":
            return None
        name, said = (spot.get("property") or spot.get("name")).strip().lower(), spot.get("content")
        if name in _TITLES:
            return self._title(said)
        if name in _DESCRIPTIONS:
            return next(
                (f for n in ("description", "summary") if (f := self._fields.get(n)) and _begins(f.value, said)), None
            )
        if name in _PICTURES:
            file = posixpath.basename(unquote(urlsplit(said).path))
            return next(
                (f for f in (self._fields.get("image"),) if f and file and posixpath.basename(f.value) == file), None
            )
        return None

    def _title(self, said: str) -> Thing | None:
        """Return the field or the heading that a title was made of; the site's name may stand around it."""
        words = bare(said)
        field = self._fields.get("title")
        top = next((thing for thing in self.things if thing.kind == "heading" and thing.name == "h1"), None)
        found = field or top
        return found if found is not None and (own := bare(found.value)) and f" {own} " in f" {words} " else None

    def tag(self, tag: str) -> Thing | None:
        """Return the place of a tag in the front matter."""
        for name in ("tags", "keywords"):
            field = self._fields.get(name)
            written = self.text[field.start : field.end] if field else ""
            if field and (found := re.search(rf"(?<!\w){re.escape(tag)}(?!\w)", written, re.IGNORECASE)):
                return Thing(
                    kind="field", name=name, value=tag, start=field.start + found.start(), end=field.start + found.end()
                )
        return None


def address_of(spot: Spot) -> str:
    """Return the address that an element asks for, as written."""
    return (spot.get("href") or spot.get("src") or spot.get("data") or spot.get("poster")).strip()


def _at(spot: Spot) -> tuple[int, int]:
    return spot.line, spot.column


def _called(spot: Spot) -> str:
    return bare(spot.text or spot.name)


def _shown(spot: Spot) -> str:
    return bare(spot.get("alt"))


def _begins(written: str, said: str) -> bool:
    a, b = bare(written), bare(said)
    return bool(b) and (a == b or (len(b) >= _ENOUGH and a.startswith(b)))
