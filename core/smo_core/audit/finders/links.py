"""Where links lead: whether something is there, and whether every server finds it."""

from __future__ import annotations

from collections.abc import Iterator

from smo_core.audit.finders.addresses import is_mail, scheme
from smo_core.audit.finders.meta import hit
from smo_core.audit.ground import UNKNOWN, Aim, is_bare
from smo_core.audit.look import Look
from smo_core.audit.rule import Hit
from smo_core.html.spot import Spot

# These are judged by the rules on pictures.
_PICTURES = frozenset(("img", "source"))

_NAMES = {
    "a": "A link",
    "area": "A link",
    "script": "A script",
    "link": "An element of the head",
    "iframe": "A frame",
}

_JUDGED = frozenset(("canonical", "alternate", "preconnect", "dns-prefetch"))

_SOURCES = (".md", ".markdown", ".rst", ".adoc", ".ipynb")


def target_missing(look: Look) -> Iterator[Hit]:
    """L01: a link, script, stylesheet, frame or film whose target is not in the site."""
    if look.base == UNKNOWN:
        message = f"References on this page are meant from {look.inventory.base} (<base href>), which is not there."
        yield hit(message, about=look.inventory.base, hint="Say where the site will be (--site-url), or take it out.")
    seen: set[str] = set()
    for reference in look.unplain:
        aim = reference.aim
        if aim.kind not in {"missing", "folder"}:
            continue
        url, spot = reference.url, reference.spot
        if spot.tag in _PICTURES or url in seen or not url or spot.tag in {"form", "input"} or _said_elsewhere(spot):
            continue
        seen.add(url)
        if aim.kind == "missing" and not (look.ground.meant.other_case(aim.key) or _source(aim) or _leaves(look, url)):
            near = f"mailto:{url}" if is_mail(url) else look.ground.meant.nearest(aim.key)
            yield hit(
                f"{_what(spot)} leads to {url}, which is not there.", spot, url, f"Did you mean {near}?" if near else ""
            )
        elif aim.kind == "folder":
            yield hit(f"{_what(spot)} leads to the folder {url}, which has no index.html.", spot, url)


def _said_elsewhere(spot: Spot) -> bool:
    """Whether another rule judges this element: canonical links, translations, feeds."""
    return spot.tag == "link" and not _JUDGED.isdisjoint(spot.get("rel").lower().split())


def _what(spot: Spot) -> str:
    return _NAMES.get(spot.tag) or f"A {spot.tag} element"


def letter_case(look: Look) -> Iterator[Hit]:
    """L03: a link that only a file system that does not tell A from a can follow."""
    seen: set[str] = set()
    for reference in look.unplain:
        aim, url = reference.aim, reference.url
        if aim.kind != "missing" or reference.spot.tag in _PICTURES or url in seen:
            continue
        seen.add(url)
        if other := look.ground.meant.other_case(aim.key):
            yield hit(
                f"{url} differs from the file {other} in upper and lower case.", reference.spot, url, f"Write {other}."
            )


def slash(look: Look) -> Iterator[Hit]:
    """L04: a link that a server must send on: a folder without its slash."""
    for link in look.doubtful:
        spot, href, aim = link.spot, link.url, link.aim
        if aim.slash and aim.kind == "file":
            yield hit(f"{href} lacks the slash at its end; servers redirect it.", spot, href)


def sent_on(look: Look) -> Iterator[Hit]:
    """L04: a link that only some servers follow, or that they send on."""
    yield from slash(look)
    yield from ending(look)


def ending(look: Look) -> Iterator[Hit]:
    """L04: a link without the ending of its page; a site whose own addresses have none knows what its server does."""
    bare = [link for link in look.distinct if link.bare]
    if not bare or any(is_bare(spot.get("href"), look.key) for spot in look.inventory.rel("canonical")):
        return
    for link in bare:
        yield hit(f"{link.url} leaves out the ending of {link.aim.key}; only some servers add it.", link.spot, link.url)


def _source(aim: Aim) -> bool:
    """Whether a missing target is a source file, for which there is a rule of its own."""
    return aim.kind == "missing" and aim.key.lower().endswith(_SOURCES)


def source_file(look: Look) -> Iterator[Hit]:
    """L15: a link to a source file in place of the page that is made of it."""
    for link in look.doubtful:
        spot, href, aim = link.spot, link.url, link.aim
        if _source(aim):
            stem = aim.key.rpartition(".")[0].removesuffix("index").rstrip("/")
            built = next(
                (f for f in (f"{stem}/index.html", f"{stem}.html", "index.html") if f in look.ground.files), ""
            )
            yield hit(f"{href} is a source file, not a page.", spot, href, f"Link to {built}." if built else "")


def escapes(look: Look) -> Iterator[Hit]:
    """L16: a relative link that climbs out of the site."""
    seen: set[str] = set()
    for reference in look.unplain:
        url = reference.url
        if url in seen or url.startswith("//") or scheme(url):
            continue
        if reference.aim.kind == "outside" or _leaves(look, url):
            seen.add(url)
            yield hit(f"{url} leads above the site's root.", reference.spot, url)


def _leaves(look: Look, url: str) -> bool:
    """Whether a relative address has more steps up than there are folders: browsers stop at the root, disks do not."""
    if url.startswith("/") or "../" not in f"{url}/" or look.inventory.base:
        return False
    depth = look.key.count("/")
    for step in url.partition("#")[0].partition("?")[0].split("/"):
        depth += -1 if step == ".." else 0 if step in {"", "."} else 1
        if depth < 0:
            return True
    return False
