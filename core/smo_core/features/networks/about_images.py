"""Rules on images: what a tag says of one, against what lies in the output folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from smo_core.features.networks.files import EXTENSIONS, NAMES, ImageFile, format_named, weigh
from smo_core.features.networks.network import Network
from smo_core.features.networks.rule import Hit, Look, agree
from smo_core.features.networks.showing import resolved
from smo_core.features.networks.shown import Shown
from smo_core.urls import is_web

_OG, _X = ("property", "og:image"), ("name", "twitter:image")
_ADDRESSES = (_OG, ("property", "og:image:url"), ("property", "og:image:secure_url"), _X)
_ALTS = (("property", "og:image:alt"), ("name", "twitter:image:alt"))


def image_missing(look: Look) -> Iterator[Hit]:
    """Find pages that name no image."""
    if look.shown and not any(look.first(key).strip() for key in _ADDRESSES):
        yield Hit(message="The page names no image.")


def image_not_found(look: Look) -> Iterator[Hit]:
    """Find images that the output folder does not hold."""
    for address, shown in _by_address(look).items():
        file = shown[0].file
        if file is not None and file.where == "missing":
            yield Hit(message=f"{address} is not in the site: there is no file {file.path}.", line=_line(look, address))


def image_not_absolute(look: Look) -> Iterator[Hit]:
    """Find image addresses that lead nowhere outside the site."""
    for statement, line in look.said(*_ADDRESSES):
        if statement.value.strip() and not is_web(statement.value.strip()):
            yield Hit(message=f"{statement.key[1]} is not absolute: {statement.value.strip()[:120]}", line=line)


def image_insecure(look: Look) -> Iterator[Hit]:
    """Find images by http."""
    for statement, line in look.said(*_ADDRESSES):
        if statement.value.strip().lower().startswith("http://"):
            yield Hit(message=f"{statement.key[1]} is not https: {statement.value.strip()[:120]}", line=line)


def image_format(look: Look) -> Iterator[Hit]:
    """Find formats that a network does not take."""
    yield from _refused(
        look,
        lambda file, n: bool(n.picture.formats) and file.format not in n.picture.formats,
        lambda file: f"The image is {NAMES.get(file.format, 'of no known format')}",
        "does not take it",
        "do not take it",
    )


def image_heavy(look: Look) -> Iterator[Hit]:
    """Find images that weigh too much."""
    yield from _refused(
        look,
        lambda file, n: 0 < n.picture.heaviest < file.weight,
        lambda file: f"The image weighs {weigh(file.weight)}",
        "takes at most {heaviest}",
        "take at most {heaviest}",
    )


def image_small(look: Look) -> Iterator[Hit]:
    """Find images too small to be shown."""
    yield from _refused(
        look,
        lambda file, n: file.width > 0 and (file.width < n.picture.width or file.height < n.picture.height),
        lambda file: f"The image is {file.size}",
        "wants {least}",
        "want {least}",
    )


def image_long(look: Look) -> Iterator[Hit]:
    """Find images whose sides are too unequal."""
    yield from _refused(
        look,
        lambda file, n: (
            n.picture.ratio > 0
            and file.width > 0
            and max(file.width, file.height) > n.picture.ratio * min(file.width, file.height)
        ),
        lambda file: f"The image is {file.size}",
        "takes at most {ratio}",
        "take at most {ratio}",
    )


def image_mislabelled(look: Look) -> Iterator[Hit]:
    """Find images that are not what their name or og:image:type says."""
    file = _file(look)
    if file is None or not file.format:
        return
    for said, what in ((format_named(file.path), "its name ends in"), (_media_type(look), "og:image:type says")):
        if said and said != file.format and (what.startswith("og") or said in {*NAMES, *EXTENSIONS}):
            true = NAMES.get(file.format, file.format)
            yield Hit(message=f"The image is {true}, but {what} {said}.", line=look.line(_OG))


def image_size_wrong(look: Look) -> Iterator[Hit]:
    """Find sizes in tags that are not the file's."""
    file = _file(look)
    said = tuple(look.first(("property", f"og:image:{side}")).strip() for side in ("width", "height"))
    if file is not None and file.width and all(said) and said != (str(file.width), str(file.height)):
        message = f"The tags say {said[0]} × {said[1]}, the image is {file.size}."
        yield Hit(message=message[:200], line=look.line(("property", "og:image:width")))


def image_size_unsaid(look: Look) -> Iterator[Hit]:
    """Find images without their size."""
    if look.first(_OG) and not all(look.first(("property", f"og:image:{side}")) for side in ("width", "height")):
        yield Hit(message="og:image:width and og:image:height are not given.", line=look.line(_OG))


def image_alt_missing(look: Look) -> Iterator[Hit]:
    """Find images without a text for those who do not see them."""
    if look.first(_OG) and not any(look.first(key).strip() for key in _ALTS):
        yield Hit(message="og:image:alt is missing.", line=look.line(_OG))


def images_differ(look: Look) -> Iterator[Hit]:
    """Find pages that show X another image than the rest."""
    ours, theirs = look.first(_OG).strip(), look.first(_X).strip()
    if ours and theirs and ours != theirs:
        yield Hit(message="og:image and twitter:image name different images.", line=look.line(_X))


def card_small(look: Look) -> Iterator[Hit]:
    """Find images shown small because nobody asked for a large card."""
    networks = tuple(s.network for s in look.shown if s.card == "small" and s.network.picture.large == "card")
    if networks:
        message = f"{agree(networks, 'shows', 'show')} the image small: twitter:card is not summary_large_image."
        yield Hit(message=message, line=look.line(("name", "twitter:card"), _OG), networks=networks)


def _refused(
    look: Look,
    test: Callable[[ImageFile, Network], bool],
    fact: Callable[[ImageFile], str],
    one: str,
    many: str,
) -> Iterator[Hit]:
    """Yield a hit for each image and demand, with the networks that make it."""
    groups: dict[tuple[str, str, str, str], list[Network]] = {}
    for address, shown in _by_address(look).items():
        for card in shown:
            file = card.file
            if file is not None and file.where == "here" and test(file, card.network):
                demand = _demand(card.network)
                key = (address, fact(file), one.format(**demand), many.format(**demand))
                groups.setdefault(key, []).append(card.network)
    for (address, found, single, plural), networks in groups.items():
        message = f"{found}; {agree(networks, single, plural)}."
        yield Hit(message=message, line=_line(look, address), networks=tuple(networks))


def _demand(network: Network) -> dict[str, str]:
    needs = network.picture
    least = f"{needs.width} × {needs.height}" if needs.height else f"{needs.width} pixels of width"
    return {"heaviest": weigh(needs.heaviest), "least": f"at least {least}", "ratio": f"{needs.ratio:g}:1"}


def _by_address(look: Look) -> dict[str, list[Shown]]:
    """Return the cards by the image that they ask for by a social tag; icons are nobody's choice."""
    found: dict[str, list[Shown]] = {}
    for shown in look.shown:
        if shown.image and any(w.part == "image" and ":" in w.source for w in shown.won):
            found.setdefault(shown.image, []).append(shown)
    return found


def _file(look: Look) -> ImageFile | None:
    """Return the file behind the first og:image, None when it was not measured."""
    address = resolved(look.first(_OG), look.seen)
    return next((s.file for s in look.shown if s.image == address and s.file and s.file.where == "here"), None)


def _line(look: Look, address: str) -> int:
    return next((n for s, n in look.said(*_ADDRESSES) if resolved(s.value, look.seen) == address), 0)


def _media_type(look: Look) -> str:
    said = look.first(("property", "og:image:type")).strip().lower().removeprefix("image/").split("+")[0]
    return EXTENSIONS.get(said, said)
