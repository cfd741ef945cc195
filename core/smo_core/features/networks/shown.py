"""What a network shows of a page: the card, where each part of it comes from, what is missing from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from smo_core.features.networks.files import ImageFile
from smo_core.features.networks.network import Field, Limit, Network, Part
from smo_core.model import Finding

Card = Literal["large", "small", "text", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Won:
    """The source that a network takes for one part of its card, its value, and its line, 0 for none."""

    part: Field
    source: str
    value: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A text that a network shows only in part: what it keeps, how long it is, how long it may be."""

    part: Field
    kept: str
    length: int
    limit: Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One network's card of one page.

    Texts are whole, on one line; ``cut`` tells which are shown in part. ``image`` is the
    address that the network asks for, ``file`` what lies there; ``dropped`` why it shows
    no image all the same. ``card`` is "none" when it shows nothing but the link, for the
    reason in ``refused``.
    """

    network: Network
    title: str
    description: str
    image: str
    url: str
    site: str
    card: Card
    won: tuple[Won, ...] = ()
    cut: tuple[Cut, ...] = ()
    file: ImageFile | None = None
    dropped: str = ""
    refused: str = ""
    problems: tuple[Finding, ...] = ()

    @property
    def host(self) -> str:
        """The host that the card names."""
        return host(self.url)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the card shows, from the top: the network's parts that have something to show."""
        there = {
            "image": bool(self.image) and not self.dropped and self.card != "text",
            "site": bool(self.site),
            "host": bool(self.host),
            "title": bool(self.title),
            "description": bool(self.description),
        }
        return tuple(part for part in self.network.parts if there[part])

    def text(self, part: Field) -> str:
        """Return a part's text as it is shown, with an ellipsis where it is cut."""
        kept = next((cut.kept for cut in self.cut if cut.part == part), None)
        whole: str = getattr(self, part)
        return whole if kept is None else f"{kept}…"


def host(url: str) -> str:
    """Return the host of an address as cards name it, "" when there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
