"""What stands on a card, decided without drawing it: strings, direction, colours.

A page with an image of its own needs no card; one that the public shall not find gets none.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from smo_core import choose
from smo_core.model import Page, Site
from smo_core.paths import matches
from smo_core.phrases import direction
from smo_core.settings import CardColours
from smo_core.text import clean

WIDTH, HEIGHT = 1200, 630
# What a card can show at most is far less; longer strings only cost time.
_LONGEST = 600
_MOST_AUTHORS = 3
# The least contrast at which text can be read by nearly everybody (WCAG 2.2, 1.4.3).
READABLE = 4.5
_REGIONS = {"hans": "CN", "hant": "TW"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """A card's colours as ``#rrggbb``: the three chosen, and those that follow from them."""

    background: str
    text: str
    muted: str
    accent: str
    label: str
    on_accent: str
    on_accent_muted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSpec:
    """Everything about one page that its card shows; "" where nothing is known.

    ``date`` is ISO 8601, day only: the one way to write it that every reader understands.
    ``language`` is a primary subtag, ``region`` a country of the language tag or of its script.
    """

    title: str
    section: str
    authors: str
    date: str
    description: str
    site: str
    language: str
    region: str
    direction: str
    colours: Colours


def wanted(site: Site, page: Page) -> bool:
    """Whether a page gets a card: public content without an image of its own."""
    facts, own = page.facts, choose.options(page)
    settings = site.settings
    return (
        facts.public
        and facts.kind != "list"
        and own.enabled
        and own.meta.enabled
        and own.cards.enabled
        and choose.own_image(site, page) is None
        and not matches(page.key, settings.exclude)
        and not matches(page.key, settings.cards.exclude)
    )


def spec_of(site: Site, page: Page, colours: Colours) -> CardSpec:
    """Return what a page's card shows."""
    settings, facts = site.settings, page.facts
    tag = choose.language(site, page)
    title = choose.title(page)[:_LONGEST]
    section = clean(facts.section[-1])[:_LONGEST] if facts.section else ""
    name = clean(settings.site_name)[:_LONGEST]
    return CardSpec(
        title=title,
        section=section if section not in {title, name} else "",
        authors=_named(choose.authors(site, page)),
        date=_day(facts.published),
        description=choose.description(site, page)[:_LONGEST] if settings.cards.description else "",
        # The home page of a blog is called as the blog is: said once, it is said better.
        site=name if name != title else "",
        language=_primary(tag),
        region=_region(tag),
        direction=_direction(tag, title),
        colours=colours,
    )


def _named(authors: tuple[str, ...]) -> str:
    shown = ", ".join(clean(author) for author in authors[:_MOST_AUTHORS])
    more = len(authors) - _MOST_AUTHORS
    return f"{shown} +{more}" if more > 0 else shown[:_LONGEST]


def _day(published: str | None) -> str:
    return published[:10] if published and re.match(r"\d{4}-\d\d-\d\d", published) else ""


def _primary(tag: str) -> str:
    primary = tag.partition("-")[0].lower()
    return primary if re.fullmatch(r"[a-z]{2,3}", primary) else ""


def _region(tag: str) -> str:
    for part in tag.split("-")[1:]:
        if re.fullmatch(r"[A-Za-z]{2}", part):
            return part.upper()
        if part.lower() in _REGIONS:
            return _REGIONS[part.lower()]
    return ""


def _direction(tag: str, title: str) -> str:
    """Return the language's direction; a title wholly in the other one has its own."""
    strong = [way for letter in title if (way := unicodedata.bidirectional(letter)) in {"L", "R", "AL"}]
    backwards = sum(way != "L" for way in strong)
    if not strong or 0 < backwards < len(strong):
        return direction(tag)
    return "rtl" if backwards else "ltr"


def colours_of(chosen: CardColours) -> Colours:
    """Return the colours with those that follow: paler text, labels, and text on the accent."""
    ink = max(("#ffffff", "#000000"), key=lambda colour: contrast(colour, chosen.accent))
    return Colours(
        background=chosen.background.lower(),
        text=chosen.text.lower(),
        muted=_paler(chosen.text, chosen.background),
        accent=chosen.accent.lower(),
        label=(chosen.accent if contrast(chosen.accent, chosen.background) >= READABLE else chosen.text).lower(),
        on_accent=ink,
        on_accent_muted=_paler(ink, chosen.accent),
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _parts(colour))]  # noqa: PLR2004 - sRGB
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _paler(ink: str, ground: str) -> str:
    """Return ``ink`` mixed with its ground, as pale as can still be read."""
    for share in (0.35, 0.28, 0.2, 0.12, 0.06):
        pairs = zip(_parts(ink), _parts(ground), strict=True)
        mixed = "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
        if contrast(mixed, ground) >= READABLE:
            return mixed
    return ink.lower()


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
