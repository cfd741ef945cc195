"""Links: whether they lead somewhere, and whether readers can tell where to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote, urlsplit

from smo_core.audit.finders.meta import hit
from smo_core.audit.rule import Hit
from smo_core.audit.site import Aim, Built, Link, Look, Wanted
from smo_core.html.inventory import Spot
from smo_core.problems import nearest

# These are judged by the rules on pictures.
_PICTURES = frozenset(("img", "source"))
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x20]")
_SOURCES = (".md", ".markdown", ".rst", ".adoc", ".ipynb")
_SENT = frozenset(("", "#", "#!"))
_MAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_PHONE = re.compile(r"\+?[0-9().;=a-z*#-]{3,}", re.IGNORECASE)
_GENERIC = frozenset((
    "here", "click here", "click", "this", "this page", "this link", "link", "more", "read more", "learn more",
    "details", "see here", "page", "hier", "mehr", "weiterlesen", "ici", "cliquez ici", "en savoir plus",
    "lire la suite", "aquí", "leer más", "clique aqui", "saiba mais", "qui", "clicca qui", "klik hier",
    "lees meer", "tutaj", "здесь", "тут", "подробнее",
))  # fmt: skip
# Comparing a name with more others than this takes too long.
_COMPARED = 2000
_ODD = re.compile(r"[A-Z_\s]|[^\x00-\x7f]|%20|//")


def target_missing(look: Look) -> Iterator[Hit]:
    """L01: a link, script, stylesheet, frame or film whose target is not in the site."""
    seen: set[str] = set()
    for reference in look.unplain:
        url, spot = reference.url, reference.spot
        if spot.tag in _PICTURES or url in seen or not url or spot.tag in {"form", "input"} or _said_elsewhere(spot):
            continue
        seen.add(url)
        aim = reference.aim
        if aim.kind == "missing" and not look.ground.other_case(aim.key) and not _source(aim):
            near = f"mailto:{url}" if _MAIL.fullmatch(url) else look.ground.nearest(aim.key)
            yield hit(
                f"{_what(spot)} leads to {url}, which is not there.", spot, url, f"Did you mean {near}?" if near else ""
            )
        elif aim.kind == "folder":
            yield hit(f"{_what(spot)} leads to the folder {url}, which has no index.html.", spot, url)


def _said_elsewhere(spot: Spot) -> bool:
    """Whether another rule judges this element: canonical links, translations, feeds."""
    rel = spot.get("rel").lower().split()
    return spot.tag == "link" and bool({"canonical", "alternate", "preconnect", "dns-prefetch"} & {*rel})


def _what(spot: Spot) -> str:
    names = {
        "a": "A link",
        "area": "A link",
        "script": "A script",
        "link": "An element of the head",
        "iframe": "A frame",
    }
    return names.get(spot.tag, f"A {spot.tag} element")


def fragment_here(look: Look) -> Iterator[Hit]:
    """L02: a link to a place of its own page that is not there."""
    ids = frozenset(look.inventory.ids)
    for link in look.distinct:
        spot, href, aim = link.spot, link.url, link.aim
        if aim.fragment and aim.kind == "file" and aim.key == look.key and not _lands(aim.fragment, href, ids):
            wanted = Wanted(target=look.key, fragment=aim.fragment, href=href, line=spot.line, column=spot.column)
            yield _lost(wanted, ids)


def fragment(built: Built) -> Iterator[tuple[str, Hit]]:
    """L02: a link to a place of another page that is not there."""
    for key, sheet in built.sheets.items():
        for wanted in sheet.wanted:
            other = built.sheets.get(wanted.target)
            if other is not None and not other.moved and not _lands(wanted.fragment, wanted.href, other.ids):
                yield key, _lost(wanted, other.ids)


def _lands(fragment: str, href: str, ids: Collection[str]) -> bool:
    """Whether a fragment has a place: an id, a name, or the top (HTML, "Scrolling to a fragment")."""
    raw = href.partition("#")[2].partition(":~:")[0]
    # "#/a/b" and "#!a" are addresses for a script, not for a place.
    return fragment in ids or raw in ids or fragment.lower() == "top" or fragment.startswith(("/", "!"))


def _lost(wanted: Wanted, ids: Collection[str]) -> Hit:
    near = nearest(wanted.fragment, sorted(ids)) if len(ids) <= _COMPARED else ""
    return Hit(
        message=f"{wanted.href}: {wanted.target} has no place named {wanted.fragment}.",
        about=wanted.href,
        hint=f"Did you mean #{near}?" if near else "",
        line=wanted.line,
        column=wanted.column,
    )


def letter_case(look: Look) -> Iterator[Hit]:
    """L03: a link that only a file system that does not tell A from a can follow."""
    seen: set[str] = set()
    for reference in look.unplain:
        url = reference.url
        if reference.spot.tag in _PICTURES or url in seen:
            continue
        seen.add(url)
        aim = reference.aim
        if aim.kind == "missing" and (other := look.ground.other_case(aim.key)):
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
    bare = [link for link in look.distinct if link.aim.kind == "file" and _bare(link.url, link.aim.key)]
    if not bare or any(_bare(spot.get("href"), look.key) for spot in look.inventory.rel("canonical")):
        return
    for link in bare:
        yield hit(f"{link.url} leaves out the ending of {link.aim.key}; only some servers add it.", link.spot, link.url)


@lru_cache(maxsize=1 << 16)
def _bare(url: str, key: str) -> bool:
    """Whether an address names a page without its ending."""
    name = url.partition("#")[0].partition("?")[0].rpartition("/")[2]
    return bool(name) and unquote(name) + key[key.rfind(".") :] == key.rpartition("/")[2]


def script_scheme(look: Look) -> Iterator[Hit]:
    """L05: a link that runs code or holds a document."""
    for link in look.doubtful:
        spot, href = link.spot, link.url
        if scheme(href) in {"javascript", "data", "vbscript"}:
            yield hit(f"A link with {scheme(href)}: {href[:60]}", spot, href[:200])


@lru_cache(maxsize=1 << 16)
def scheme(url: str) -> str:
    """Return an address's scheme as a browser sees it: control characters and blanks inside are dropped."""
    found = _SCHEME.match(_CONTROL.sub("", url[:400]))
    return found[1].lower() if found else ""


def empty(look: Look) -> Iterator[Hit]:
    """L06: a link that leads nowhere."""
    for link in look.links:
        spot, href = link.spot, link.url
        # The top of the page is a place when the link says so.
        if (
            href in _SENT
            and spot.place == "content"
            and spot.get("role") != "button"
            and not (href and "top" in spot.name.lower())
        ):
            yield hit(f"The link {spot.name[:60]!r} leads nowhere (href={href!r}).", spot, spot.name[:100])


def generic(look: Look) -> Iterator[Hit]:
    """L07: a link whose text says nothing about where it leads."""
    for link in look.distinct:
        spot, href = link.spot, link.url
        if _says_nothing(spot.name) and spot.place == "content":
            yield hit(f"The link text {spot.name!r} does not say where it leads.", spot, href)


@lru_cache(maxsize=1 << 14)
def _says_nothing(name: str) -> bool:
    return name.strip(" .…»→>").casefold() in _GENERIC


def nameless(look: Look) -> Iterator[Hit]:
    """L08: a link that a screen reader can only spell."""
    for link in look.links:
        spot, href = link.spot, link.url
        if spot.name or not href or spot.place == "ours":
            continue
        if spot.get("aria-hidden") != "true" and spot.get("tabindex") != "-1":
            yield hit(f"The link to {href} has no text.", spot, href)


def absolute_own(look: Look) -> Iterator[Hit]:
    """L09: a link to a page of the site by its whole address: previews and moves lead readers away."""
    if not look.ground.site_url:
        return
    for link in look.doubtful:
        spot, href, aim = link.spot, link.url, link.aim
        if (
            spot.place == "content"
            and href.startswith(("http://", "https://", "//"))
            and aim.kind in {"file", "folder", "missing"}
        ):
            yield hit(f"{href} is a page of this site, named by its whole address.", spot, href)


def local(look: Look) -> Iterator[Hit]:
    """L10: a link to the author's own machine or network."""
    for link in look.doubtful:
        spot, href, aim = link.spot, link.url, link.aim
        if aim.kind == "elsewhere" and (scheme(href) == "file" or private(href)):
            found = hit(f"{href} works only on its author's own machine or network.", spot, href)
            # A text that shows the address tells readers to open it on their own machine.
            yield replace(found, severity="info") if _shows(spot, href) else found


def _shows(spot: Spot, href: str) -> bool:
    """Whether a link to a host shows which one it is, and no other port than its own."""
    try:
        parts = urlsplit(href)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    shown = re.search(rf"{re.escape(host)}(?::(\d+))?", spot.name, re.IGNORECASE) if host else None
    return shown is not None and shown[1] in {None, str(port)}


@lru_cache(maxsize=1 << 14)
def private(url: str) -> bool:
    """Whether an address names a host that the internet cannot reach."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return False
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal", ".lan", ".home.arpa")):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_private or address.is_loopback or address.is_link_local


def insecure(look: Look) -> Iterator[Hit]:
    """L11: a link to another site over plain HTTP."""
    for link in look.doubtful:
        spot, href, aim = link.spot, link.url, link.aim
        if (
            href.lower().startswith("http://")
            and aim.kind == "elsewhere"
            and not private(href)
            and spot.place != "ours"
        ):
            yield hit(f"{href} is not encrypted.", spot, href)


def mail_or_phone(look: Look) -> Iterator[Hit]:
    """L12: a mail or telephone link that no program understands."""
    for link in look.doubtful:
        spot, href = link.spot, link.url
        kind, rest = scheme(href), href.partition(":")[2].strip()
        if kind == "mailto":
            people, _, fields = rest.partition("?")
            names = [name for name in people.replace("%20", " ").replace("%40", "@").split(",") if name.strip()]
            if (not names and not fields) or any(not _MAIL.fullmatch(name.strip()) for name in names):
                yield hit(f"{href} is no mail address.", spot, href)
        elif kind == "tel" and not _PHONE.fullmatch(rest.replace("%20", "").replace(" ", "")):
            yield hit(f"{href} is no telephone number.", spot, href)


def odd_address(look: Look) -> Iterator[Hit]:
    """L13: an address of the site's own with signs that are easily mistyped or garbled."""
    for link in look.distinct:
        spot, href, aim = link.spot, link.url, link.aim
        if aim.kind != "file" or spot.place != "content":
            continue
        path, sign = _odd(href)
        if sign:
            yield hit(f"The address {path} has {_named(sign)}.", spot, path)


@lru_cache(maxsize=1 << 14)
def _odd(href: str) -> tuple[str, str]:
    """Return the path of an address, and the first sign in it that is odd, "" for none."""
    path = href.partition("#")[0].partition("?")[0]
    path = path.partition("://")[2].partition("/")[2] if "://" in path else path
    found = _ODD.search(path)
    return path, found[0] if found else ""


def _named(sign: str) -> str:
    names = {"_": "an underscore", "//": "a double slash", "%20": "a space"}
    return names.get(sign) or (
        "a space" if sign.isspace() else "a capital letter" if sign.isascii() else "letters beyond ASCII"
    )


def repeated_query(look: Look) -> Iterator[Hit]:
    """L14: a query that gives one name twice."""
    for link in look.doubtful:
        spot, href, aim = link.spot, link.url, link.aim
        if "?" in href and aim.kind != "nowhere":
            names = Counter(name for name, _ in parse_qsl(urlsplit(href).query, keep_blank_values=True))
            twice = [name for name, count in names.items() if count > 1 and not name.endswith("[]")]
            if twice:
                yield hit(f"The query of {href} has {twice[0]} more than once.", spot, href)


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
    for reference in look.unplain:
        url = reference.url
        if url.startswith("//") or scheme(url):
            continue
        if reference.aim.kind == "outside" or _climbs(look, url):
            yield hit(f"{url} leads above the site's root.", reference.spot, url)


def _climbs(look: Look, url: str) -> bool:
    """Whether a relative address has more steps up than there are folders: browsers stop at the root, disks do not."""
    if url.startswith("/") or "../" not in f"{url}/" or look.inventory.base:
        return False
    depth = look.key.count("/")
    for step in url.partition("#")[0].partition("?")[0].split("/"):
        depth += -1 if step == ".." else 0 if step in {"", "."} else 1
        if depth < 0:
            return True
    return False


def nofollow(look: Look) -> Iterator[Hit]:
    """L19: a link within the site that search engines are told not to follow."""
    for link in look.distinct:
        spot, href, aim = link.spot, link.url, link.aim
        if "rel" not in spot.attributes:
            continue
        if aim.kind == "file" and aim.key != look.key and "nofollow" in spot.get("rel").lower().split():
            yield hit(f"The link to {href} has nofollow.", spot, href)


def one_text(look: Look) -> Iterator[Hit]:
    """L20: one link text that leads to several places."""
    names = [link.spot.name.casefold() for link in look.links]
    named: dict[str, list[Link]] = {
        name: [] for name, count in Counter(names).items()
        if count > 1 and len(name) > 1 and not name.isdigit()
    }  # fmt: skip
    for name, link in zip(names, look.links, strict=True):
        if name in named:
            named[name].append(link)
    for name, links in named.items():
        targets: dict[tuple[str, str], Spot] = {}
        for spot, href, aim in ((link.spot, link.url, link.aim) for link in links):
            if spot.place == "content" and aim.kind != "nowhere" and href not in _SENT:
                where = (aim.key, aim.fragment) if aim.kind == "file" else (href, "")
                targets.setdefault(where, spot)
        if len({key for key, _ in targets}) > 1:
            second = list(targets.values())[1]
            yield hit(f"The text {second.name!r} leads to {len(targets)} different places.", second, name)
