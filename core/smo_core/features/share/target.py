"""What is known of one share target: its address, its looks, how much it takes, and since when that is known.

Placeholders of a pattern:

    {url} {title} {description} {image} {site}    as the page has them
    {words}                      what is said about the page: its own text for
                                 networks, else its title, shortened to fit
    {text}                       words, url and hashtags in one: for services whose
                                 compose box takes a single text and no separate link
    {tags_comma} {tags_space}    hashtags without their sign, joined
    {tag} {hashtag}              the first of them, without and with its sign
    {via}                        an account name without "@"

Signal, WeChat and KakaoTalk have no share URL, and Gemini takes no prefilled
question: readers reach those by the browser's own share sheet, the QR code or
"copy link".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Family = Literal[
    "social",
    "messaging",
    "bookmark",
    "fediverse",
    "regional",
    "mail",
    "read-later",
    "ai",
]
Status = Literal["alive", "closed", "unverified"]
Unit = Literal["graphemes", "characters", "weighted", "emoji-bytes"]
Tags = Literal["none", "text", "list", "apart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much a service lets a text hold, and how it counts."""

    size: int
    """The most it takes."""
    source: str
    """Where that is documented."""
    unit: Unit = "graphemes"
    """What it counts; see :mod:`smo_core.features.share.room`."""
    link: int | None = None
    """What the address counts, whatever its length; 0 where it stands apart, None where it counts as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One place a page can be shared to; the row every share link is built from."""

    id: str
    """Name in settings and in `data-target`, kebab-case: `hacker-news`."""
    label: str
    """Proper name, as the service writes it: `Hacker News`."""
    family: Family
    """Which sentence introduces it (share on, send by, save to, ask)."""
    pattern: str
    """Share URL with placeholders; see the module's docstring."""
    icon: str
    """Name of one of our icons."""
    colour: str
    """Brand colour, `#rrggbb`."""
    source: str
    """Where the pattern is documented, or which software is known to use it."""
    status: Status = "alive"
    """`closed`: the service is gone. `unverified`: nobody could confirm it."""
    instead: tuple[str, ...] = ()
    """Ids of living alternatives; never empty when closed."""
    on_server: str = ""
    """Pattern on a server of the reader's choice, for federated services.

    `{server}` is its host; `share_url` leaves it in place for the browser.
    """
    example: str = ""
    """A server that readers may know, for federated services."""
    room: Room | None = None
    """How much text fits, None where no limit is known that a title could meet."""
    tags: Tags = "none"
    """Where hashtags go: into the text, into the post by a parameter of their own (`list`), or beside it (`apart`)."""
    path: str = ""
    """Path data of the icon of a site's own target."""
    verified: str = "2026-11-22"
    """ISO date on which the pattern was last compared with `source`."""
    note: str = ""
    """What a maintainer or author should know."""
