"""Addresses of links: whether others can follow them, and whether they are well written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote, urlsplit

from smo_core.audit.finders.meta import hit
from smo_core.audit.ground import odd_sign, path_of
from smo_core.audit.look import Look
from smo_core.audit.rule import Hit
from smo_core.html.spot import Spot
from smo_core.urls import location_of

_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)

_CONTROL = re.compile("[\x00-\x20]")

_MAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")

_PHONE = re.compile(r"\+?[0-9().;=a-z*#-]{3,}", re.IGNORECASE)


def script_scheme(look: Look) -> Iterator[Hit]:
    """L05: a link that runs code or holds a document."""
    for link in look.doubtful:
        spot, href = link.spot, link.url
        if scheme(href) in {"javascript", "data", "vbscript"}:
            yield hit(f"A link with {scheme(href)}: {href[:60]}", spot, href[:200])


def scheme(url: str) -> str:
    """Return an address's scheme as a browser sees it: control characters and blanks inside are dropped."""
    return _scheme(url) if ":" in url else ""


@lru_cache(maxsize=1 << 16)
def _scheme(url: str) -> str:
    found = _SCHEME.match(_CONTROL.sub("", url[:400]))
    return found[1].lower() if found else ""


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
    return _private_host(host)


@lru_cache(maxsize=1 << 12)
def _private_host(host: str) -> bool:
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


def is_mail(text: str) -> bool:
    """Whether a text is a mail address."""
    return _MAIL.fullmatch(text) is not None


def mail_or_phone(look: Look) -> Iterator[Hit]:
    """L12: a mail or telephone link that no program understands."""
    for link in look.doubtful:
        spot, href = link.spot, link.url
        kind, rest = scheme(href), href.partition(":")[2].strip()
        if kind == "mailto":
            people, _, fields = rest.partition("?")
            names = [name for name in people.replace("%20", " ").replace("%40", "@").split(",") if name.strip()]
            if (not names and not fields) or any(not is_mail(name.strip()) for name in names):
                yield hit(f"{href} is no mail address.", spot, href)
        elif kind == "tel" and not _PHONE.fullmatch(rest.replace("%20", "").replace(" ", "")):
            yield hit(f"{href} is no telephone number.", spot, href)


def odd_address(look: Look) -> Iterator[Hit]:
    """L13: an address of the site's own with signs that are easily mistyped or garbled.

    What a page's own address has is told once, of that page; of links to it what they alone have.
    """
    own = location_of(look.key)
    if sign := odd_sign(own):
        yield hit(f"The address of this page, {own}, has {_named(sign)}.", about=own)
    told = set()
    for link in look.distinct:
        if link.odd and link.spot.place == "content" and not (link.page and unquote(link.odd) in link.aim.key):
            path = path_of(link.url)
            if path not in told:
                told.add(path)
                yield hit(f"The address {path} has {_named(link.odd)}.", link.spot, path)


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
