"""From a page's head to a network's card: pure, one function for all rows of the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urljoin

from smo_core.features.networks.files import NAMES, ImageFile, weigh
from smo_core.features.networks.network import FIELDS, Field, Limit, Network, Picture, Source, name_of
from smo_core.features.networks.seen import Seen
from smo_core.features.networks.shown import Card, Cut, Shown, Won, host
from smo_core.graphemes import graphemes, length
from smo_core.text import clean
from smo_core.urls import is_web

_GATE: tuple[Source, ...] = (("property", "og:type"), ("property", "og:title"), ("property", "og:description"))


def show(network: Network, seen: Seen, files: Mapping[str, ImageFile]) -> Shown:
    """Return what the network will show of the page.

    ``files`` maps image addresses, as :func:`resolved` gives them, to what lies there.
    """
    heard = _heard(network, seen)
    won = {part: found for part in FIELDS if (found := _first(network, part, heard, seen))}
    texts = {part: clean(won[part].value) if part in won else "" for part in FIELDS}
    image = resolved(texts["image"], seen)
    file = files.get(image) if image else None
    dropped = _dropped(network, texts["image"], image, file)
    refused = _refused(network, texts, heard)
    card: Card = "none" if refused else "text"
    if not refused and image and not dropped and "image" in network.parts:
        card = "large" if _large(network, heard, seen, file) else "small"
    cuts = (_cut(network.title_limit, "title", texts), _cut(network.description_limit, "description", texts))
    return Shown(
        network=network,
        title=texts["title"],
        description=texts["description"],
        image=image,
        url=texts["url"] or seen.address,
        site=texts["site"],
        card=card,
        won=tuple(won.values()),
        cut=tuple(cut for cut in cuts if cut is not None),
        file=file,
        dropped=dropped,
        refused=refused,
    )


def resolved(src: str, seen: Seen) -> str:
    """Return an address as a reader of the page resolves it; as written when it cannot be."""
    try:
        return urljoin(seen.address, src.strip()) if src.strip() else ""
    except ValueError:
        return src.strip()


def _heard(network: Network, seen: Seen) -> dict[Source, int]:
    """Return what the network hears of the head: by key, the statement's place."""
    heard: dict[Source, int] = {}
    names: set[str] = set()
    deaf = False
    for place, statement in enumerate(seen.head.statements):
        kind, name = key = statement.key
        if network.reads and seen.ends[place] > network.reads:
            break
        if network.strict and statement.attribute not in {"", kind}:
            continue
        if network.tags and name.startswith("og:") and statement.value:
            deaf = deaf or len(names) >= network.tags
            names.add(name)
        if key in heard and not network.last:
            continue
        if statement.value.strip() or (network.blanks and kind in {"property", "name"}):
            heard[key] = place
    return {key: place for key, place in heard.items() if not (deaf and key[1].startswith("og:"))}


def _first(network: Network, part: Field, heard: Mapping[Source, int], seen: Seen) -> Won | None:
    sources: Sequence[Source] = getattr(network, part)
    there = [source for source in sources if source in heard]
    if network.earliest:
        social = [source for source in there if source[0] in {"property", "name"} and ":" in source[1]]
        there = [min(social, key=lambda source: heard[source])] if social else there
    for source in sources:
        if source in there:
            value = seen.head.statements[heard[source]].value
            value = resolved(value, seen) if part == "url" and network.relative else value
            if part != "url" or _own(network, value, seen):
                return Won(part=part, source=name_of(source), value=value, line=seen.lines[heard[source]])
        elif value := _beyond(source, seen):
            return Won(part=part, source=name_of(source), value=value)
    return None


def _own(network: Network, url: str, seen: Seen) -> bool:
    """Whether the network accepts a page's word for its address."""
    return is_web(url) and (network.id != "mastodon" or not seen.address or host(url) == host(seen.address))


def _beyond(source: Source, seen: Seen) -> str:
    """Return a source that is not in the head: the address, the heading, structured data."""
    kind, name = source
    if kind == "structured":
        return seen.structured.get(name, "")
    return {"address": seen.address, "heading": seen.heading}.get(kind, "")


def _dropped(network: Network, src: str, image: str, file: ImageFile | None) -> str:
    """Return why the network shows no image although the page names one, "" when it shows it."""
    if not src:
        return ""
    if not is_web(src) and not (network.relative and is_web(image)):
        return "its address is not absolute"
    return "" if file is None else next(_objections(network.picture, file), "")


def _objections(needs: Picture, file: ImageFile) -> Iterator[str]:
    """Yield what a network has against a file; one that was not measured gets the benefit of the doubt."""
    if file.where == "missing":
        yield "the site does not hold it"
    if file.where != "here":
        return
    if needs.formats and file.format not in needs.formats:
        yield f"it is {NAMES.get(file.format, 'of no known format')}"
    if 0 < needs.heaviest < file.weight:
        yield f"it weighs {weigh(file.weight)}, more than {weigh(needs.heaviest)}"
    if file.width and (file.width < needs.width or file.height < needs.height):
        least = f"{needs.width} × {needs.height}" if needs.height else f"{needs.width} pixels wide"
        yield f"it is {file.size}, less than {least}"
    if needs.ratio and file.width and max(file.width, file.height) > needs.ratio * min(file.width, file.height):
        yield f"it is {file.size}, longer than {needs.ratio:g}:1"


def _refused(network: Network, texts: Mapping[Field, str], heard: Mapping[Source, int]) -> str:
    """Return why the network shows no card at all, "" when it shows one."""
    if network.gate and ("name", "twitter:card") not in heard and not all(key in heard for key in _GATE):
        return "there is no twitter:card, nor all of og:type, og:title and og:description"
    if not texts["title"]:
        return "it finds no title"
    limit = network.fatal_site
    if limit is not None and measure(texts["site"], limit) > limit.most:
        return f"og:site_name has {measure(texts['site'], limit)} bytes, more than {limit.most}"
    return ""


def _large(network: Network, heard: Mapping[Source, int], seen: Seen, file: ImageFile | None) -> bool:
    needs = network.picture
    if needs.large == "card":
        place = heard.get(("name", "twitter:card"))
        said = "" if place is None else seen.head.statements[place].value
        return said.strip().lower() in {"summary_large_image", "player"}
    if needs.large == "width":
        return file is None or not file.width or file.width >= needs.large_width
    return needs.large == "always"


def _cut(limit: Limit | None, part: Field, texts: Mapping[Field, str]) -> Cut | None:
    text = texts[part]
    if limit is None or measure(text, limit) <= limit.most:
        return None
    return Cut(part=part, kept=_keep(text, limit), length=measure(text, limit), limit=limit)


def measure(text: str, limit: Limit) -> int:
    """Return how long a text is in the limit's unit."""
    return length(text) if limit.unit == "graphemes" else len(text.encode("utf-8", "replace"))


def _keep(text: str, limit: Limit) -> str:
    """Return as many whole characters of the text as fit, with the ellipsis."""
    kept: list[str] = []
    room = limit.most - (1 if limit.unit == "graphemes" else 3)
    for character in graphemes(text):
        room -= measure(character, limit)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept).rstrip()
