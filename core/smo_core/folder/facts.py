"""Built pages → facts: what a head and the content's own markup say about a page.

Title, description, image and dates come from Open Graph, plain meta tags and hAtom, in
that order; the site's name from og:site_name or from what most titles end or begin with; its
address from the settings or from the canonical links that the pages agree on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from smo_core.dates import iso
from smo_core.html.head import Head
from smo_core.html.page import Reading
from smo_core.html.refresh import destination
from smo_core.model import Content, Facts, Image, Page
from smo_core.robots import forbids_indexing
from smo_core.settings import Settings
from smo_core.text import clean, without_name
from smo_core.urls import INDEX, absolute, index_of, is_web, location_of, resolve, with_slash
from smo_core.vocabulary import Kind

_BETWEEN = re.compile(r"(?<!\s)\s++(?:[–—|·•»~]|--?|::?)\s++(?=\S)")
_COLON = re.compile(r"(?<=\w):\s++(?=\S)")
_MOST = 0.6
_NEARLY_ALL = 0.9
_FEW = 3


def site_url(readings: Mapping[str, Reading]) -> str:
    """Return the address that most canonical links agree on, else most absolute links of the content, else ""."""
    heads = {key: reading.head for key, reading in readings.items()}
    return canonical_address(heads) or _agreed(_links_between(readings))


def canonical_address(heads: Mapping[str, Head]) -> str:
    """Return the address of the site that most canonical links agree on, "" when they do not."""
    said = ((key, head.said.get(("link", "canonical"), "")) for key, head in heads.items())
    return _agreed((url, _called(location_of(key))) for key, url in said if url)


def _called(location: str) -> set[str]:
    """Return what a page is called in addresses; many servers want neither a slash behind it nor an ending."""
    whole = quote(location)
    return {whole, whole.removesuffix("/").removesuffix(".html")} if whole else {whole}


def _links_between(readings: Mapping[str, Reading]) -> Iterator[tuple[str, set[str]]]:
    """Yield absolute links with the locations of this site that they end in."""
    locations: set[str] = set()
    for reading in readings.values():
        for url in {urldefrag(link.href).url for link in reading.content.links if is_web(link.href)}:
            locations = locations or {quote(location_of(key)) for key in readings}
            steps = urlsplit(url).path.lstrip("/").split("/")
            tails = {"/".join(steps[at:]) for at in range(len(steps))} - {""}
            if found := tails & locations:
                yield url, found


def _agreed(urls: Iterable[tuple[str, set[str]]]) -> str:
    """Return what stands before the locations in most of the URLs, "" without a majority of at least three."""
    votes: Counter[str] = Counter()
    total = 0
    for url, tails in urls:
        if is_web(url):
            total += 1
            votes.update({url[: len(url) - len(tail)] for tail in tails if url.endswith(f"/{tail}")})
    best = min(votes, key=lambda start: (-votes[start], len(start), start), default="")
    return with_slash(best) if best and votes[best] * 2 > total and votes[best] >= min(_FEW, total) else ""


def site_name(readings: Mapping[str, Reading]) -> str:
    """Return the site's name as og:site_name gives it, else the ending that most titles share, else their beginning.

    A beginning, or a whole title that most pages have, must be that of the home page as well: else it may be a
    section. Where there is no home page, nearly all have it.
    """
    said = Counter(
        name for r in readings.values() if (name := clean(r.head.said.get(("property", "og:site_name"), "")))
    )
    if said:
        return min(said, key=lambda name: (-said[name], name))
    titles = [r.title for r in readings.values()]
    cuts = [list(_BETWEEN.finditer(title)) for title in titles]
    ending = _shared(title[found[-1].end() :] if found else "" for title, found in zip(titles, cuts, strict=True))
    return ending or _beginning(titles, readings.get(INDEX))


def _beginning(titles: Sequence[str], home: Reading | None) -> str:
    """Return what titles begin with: before a sign, else before a colon, as names may have one of their own."""
    for sign in (_BETWEEN, _COLON):
        cuts = [(title, sign.search(title)) for title in titles]
        if home is None:
            name = _shared((title[: cut.start()] if cut else "" for title, cut in cuts), _NEARLY_ALL)
        else:
            name = _shared(title[: cut.start()] if cut else title for title, cut in cuts)
        if name and (home is None or home.title.startswith(name)):
            return name
    return ""


def _shared(names: Iterable[str], most: float = _MOST) -> str:
    """Return the name that most pages have, "" where there is none or they are too few to tell."""
    known = list(names)
    votes = Counter(filter(None, known))
    best = min(votes, key=lambda name: (-votes[name], name), default="")
    return best if len(known) >= _FEW and votes[best] >= most * len(known) else ""


def pages(readings: Mapping[str, Reading], settings: Settings) -> dict[str, Page]:
    """Return the pages of a folder by key. ``settings`` holds the site's final address and name.

    Pages that only send readers on are none; the pages where they lead know of them. Nor are those of which
    every reference leads to another site.
    """
    index = index_of((key, location_of(key)) for key in readings)
    bases = bases_of(readings, settings.site_url)
    moves = _moves(readings, settings.site_url, index, bases)
    staying = {key: r for key, r in readings.items() if key not in moves and bases.get(key, "") is not None}
    order = _order(staying, settings.site_url, index, bases)
    former: dict[str, list[str]] = {}
    for key in sorted(moves):
        former.setdefault(_followed(key, moves), []).append(key)
    return {
        key: Page(
            facts=_facts(
                key,
                r,
                settings,
                index,
                base=_meant_from(key, bases),
                order=order.get(key),
                former=tuple(former.get(key, ())),
            ),
            content=_own(r),
        )
        for key, r in sorted(staying.items())
    }


def _own(reading: Reading) -> Content:
    """Return what a page says of itself: pictures and first paragraphs in a list are those of what it lists."""
    return replace(reading.content, lead="", images=()) if reading.several else reading.content


def bases_of(readings: Mapping[str, Reading], site_url: str) -> dict[str, str | None]:
    """Return the keys of the pages that say from where their references are meant (``<base href>``) → that location.

    None for one outside of the site.
    """
    said = ((key, reading.head.said.get(("base", ""), "")) for key, reading in readings.items())
    return {key: resolve(href, base=location_of(key), site_url=site_url) for key, href in said if href}


def _meant_from(key: str, bases: Mapping[str, str | None]) -> str:
    """Return the location from which a page's references are meant."""
    base = bases.get(key)
    return location_of(key) if base is None else base


def _moves(
    readings: Mapping[str, Reading], site_url: str, index: Mapping[str, str], bases: Mapping[str, str | None]
) -> dict[str, str]:
    """Return the keys of the pages that send readers elsewhere → the key of the page there, "" outside the site."""
    moves: dict[str, str] = {}
    for key, reading in readings.items():
        if href := destination(reading.head.said.get(("http-equiv", "refresh"), "")):
            target = resolve(href, base=_meant_from(key, bases), site_url=site_url)
            there = index.get(target, "") if target is not None else ""
            # A page that loads itself again stays what it is.
            if there != key:
                moves[key] = there
    return moves


def _followed(key: str, moves: Mapping[str, str]) -> str:
    """Return the key of the page where the way from a page ends, "" where it leaves the site or never ends."""
    passed = set[str]()
    while key in moves and key not in passed:
        passed.add(key)
        key = moves[key]
    return "" if key in moves else key


def _order(
    readings: Mapping[str, Reading], site_url: str, index: Mapping[str, str], bases: Mapping[str, str | None]
) -> dict[str, int]:
    """Return the place of each page in the chains that ``<link rel="next">`` makes, a gap between any two of them."""
    following: dict[str, str] = {}
    reached: set[str] = set()
    for key, reading in sorted(readings.items()):
        href = reading.head.said.get(("link", "next"), "")
        target = resolve(href, base=_meant_from(key, bases), site_url=site_url) if href else None
        then = index.get(target) if target is not None else None
        # What two pages call their next is a crossing, not a way; the first keeps it.
        if then is not None and then != key and then not in reached:
            following[key] = then
            reached.add(then)
    places: dict[str, int] = {}
    place = 0
    for start in sorted(following.keys() - reached):
        here: str | None = start
        while here is not None:
            places[here] = place
            place += 1
            here = following.get(here)
        place += 1
    return places


def _facts(  # noqa: PLR0913 - the last three by name
    key: str,
    reading: Reading,
    settings: Settings,
    index: Mapping[str, str],
    *,
    base: str,
    order: int | None,
    former: tuple[str, ...],
) -> Facts:
    head, said = reading.head, reading.head.said
    location = location_of(key)
    return Facts(
        key=key,
        location=location,
        url=_url(said.get(("link", "canonical"), ""), location, base, settings, index),
        title=_title(reading, settings.site_name, location),
        description=_text(head, "og:description") or _text(head, "description"),
        tags=_tags(reading),
        authors=_authors(reading),
        published=iso(_text(head, "article:published_time") or _text(head, "date") or reading.published),
        modified=iso(_text(head, "article:modified_time")),
        language=reading.language,
        translations=_translations(head, location, base, settings, index),
        order=order,
        moved_from=former,
        base=base if base != location else None,
        image=_image(head, settings),
        kind=_kind(location, reading),
        listing=reading.posts,
        robots=said.get(("name", "robots"), ""),
        noindex=forbids_indexing(said.get(("name", "robots"), ""), said.get(("name", "googlebot"), "")),
    )


def _url(canonical: str, location: str, base: str, settings: Settings, index: Mapping[str, str]) -> str | None:
    """Return the address that a page says it has, its own if it says none that there is."""
    if is_web(canonical):
        return canonical
    target = resolve(canonical, base=base, site_url=settings.site_url) if canonical else None
    known = index.get(target) if target is not None else None
    return absolute(settings.site_url, location if known is None else location_of(known))


def _text(head: Head, name: str) -> str:
    said = head.said.get(("property", name)) or head.said.get(("name", name))
    return clean(said) if said else ""


def _title(reading: Reading, name: str, location: str) -> str:
    """Return the title without the site's name: as networks are told, as the heading says, as the title says."""
    if told := _text(reading.head, "og:title"):
        return without_name(told, name)
    title = reading.title
    headings = [h for h in reading.content.headings if h.text]
    first = headings[0].text if headings else reading.heading
    # A table of contents before it may have a heading of its own.
    topmost = next((h.text for h in headings if h.level == 1), "")
    for heading in (first, topmost):
        # Themes that strip a title of its markup may change its blanks too.
        if heading and " ".join(heading.split()) in " ".join(title.split()):
            return heading
    # A theme that says the site's name alone says nothing of any page but the first.
    own = "" if first and location and title == name else without_name(title, name)
    return own or topmost or first


def _authors(reading: Reading) -> tuple[str, ...]:
    if name := _text(reading.head, "author"):
        return tuple(part for piece in name.split(",") if (part := piece.strip()))
    return reading.authors


def _tags(reading: Reading) -> tuple[str, ...]:
    listed = [
        clean(s.value) for s in reading.head.statements if s.key in {("property", "article:tag"), ("name", "tags")}
    ]
    keywords = _text(reading.head, "keywords").split(",")
    return tuple(dict.fromkeys(tag for tag in [*listed, *(k.strip() for k in keywords), *reading.tags] if tag))


def _image(head: Head, settings: Settings) -> Image | None:
    src = _text(head, "og:image") or _text(head, "twitter:image")
    if not src:
        return None
    try:
        return Image(src=urljoin(settings.site_url, src), alt=_text(head, "og:image:alt"))
    except ValueError:  # no address at all, such as one with half a bracket
        return None


def _translations(
    head: Head, location: str, base: str, settings: Settings, index: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    found = []
    for statement in head.statements:
        (group, name), href = statement.key, statement.value
        language = name.removeprefix("alternate:")
        if group == "link" and language != name and "/" not in language and language.lower() != "x-default":
            target = resolve(href, base=base, site_url=settings.site_url)
            key = index.get(target) if target is not None else None
            if key is not None or is_web(href):
                found.append((language, key or href))
    own = index.get(location)
    return tuple((language, target) for language, target in found if target != own)


def _kind(location: str, reading: Reading) -> Kind:
    kind: Literal["home", "list", "article", "page"]
    if not location:
        kind = "home"
    elif reading.several:
        kind = "list"
    elif _text(reading.head, "og:type") == "article" or reading.published:
        kind = "article"
    else:
        kind = "page"
    return kind
