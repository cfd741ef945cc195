"""URL arithmetic, the only place for it.

A *location* is a URL path relative to the site's root, percent-decoded and without a
leading slash: ``""``, ``guide/``, ``guide/start.html``.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import quote, unquote, unquote_plus, urljoin, urlsplit, urlunsplit

INDEX = "index.html"
# What RFC 3986 allows in a path besides letters and digits.
_PATH_SAFE = "/:@!$&'()*+,;=-._~"
# A path in which nothing is to be encoded.
_SAFE = re.compile(rf"[A-Za-z0-9{re.escape(_PATH_SAFE)}]*+")
# Names without anything that means something in a URL; a first dot may be a step.
_NAME = "[A-Za-z0-9_~-][A-Za-z0-9._~-]*+"
_PLAIN = re.compile(rf"((?:\.\./)*+)({_NAME}(?:/{_NAME})*+/?+)(?:[#?].*+)?+\Z", re.DOTALL)
_PLAIN_FOLDER = re.compile(rf"(?:{_NAME}/)++")
_OTHER = re.compile(r"https?://([A-Za-z0-9.-]++)(?=[/?#]|\Z)")
_PLAIN_SITE = re.compile(rf"https?://([A-Za-z0-9.-]++(?::[0-9]{{1,4}})?)/(?:{_NAME}/)*+")


def location_of(path: str) -> str:
    """Return the location at which a plain web server shows the output file ``path``."""
    if not path.endswith(INDEX):
        return path
    folder, name = posixpath.split(path)
    if name != INDEX:
        return path
    return f"{folder}/" if folder else ""


def published_at(location: str, key: str) -> str:
    """Return the location of an output file: as its host says, unless the file is not there.

    A page can be saved elsewhere than its generator's links lead to; readers find it where it is.
    """
    plain = location_of(key)
    return location if location.rstrip("/") in {name.rstrip("/") for name in spellings(key, plain)} else plain


def parent(location: str) -> str:
    """Return the folder that a location stands in: ``guide/`` for ``guide/start/`` and ``guide/start.html``."""
    folder, _, _ = location.rstrip("/").rpartition("/")
    return f"{folder}/" if folder else ""


def with_slash(url: str) -> str:
    """Return ``url`` so that relative references resolve below it."""
    return url if not url or url.endswith("/") else f"{url}/"


def absolute(site_url: str, location: str) -> str | None:
    """Return the absolute URL of ``location``, or None when the site has no address."""
    return with_slash(site_url) + _quoted(location) if site_url else None


def _quoted(path: str) -> str:
    """Return a path percent-encoded; half a character, as an invalid byte is decoded, is U+FFFD to a browser."""
    if _SAFE.fullmatch(path):
        return path
    try:
        return quote(path, safe=_PATH_SAFE)
    except UnicodeEncodeError:
        return quote(path.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), safe=_PATH_SAFE)


def is_web(url: str) -> bool:
    """Whether ``url`` is an absolute http(s) URL with a host."""
    # Of most links of a page this is told at once, where to take them apart takes twenty times as long.
    if ":" not in url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def with_query(url: str, parameters: Mapping[str, str]) -> str:
    """Return ``url`` with these query parameters, which replace those of the same name; its fragment stays last."""
    if not parameters:
        return url
    address, mark, fragment = url.partition("#")
    path, _, query = address.partition("?")
    kept = [pair for pair in query.split("&") if pair and unquote_plus(pair.partition("=")[0]) not in parameters]
    added = [f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in parameters.items()]
    return f"{path}?{'&'.join([*kept, *added])}{mark}{fragment}"


def resolve(href: str, *, base: str, site_url: str = "") -> str | None:
    """Return the location that ``href`` leads to from location ``base``.

    None when it leads outside the site, nowhere (``#top``, empty) or cannot be understood.
    Query and fragment are dropped: they do not name another page.
    """
    if href.startswith("#"):
        return None
    other = _OTHER.match(href)
    if other is not None and (home := _host(site_url)) and other[1].casefold() != home:
        return None
    found = _resolved_plainly(href, base, site_url)
    return found if found is not None else _resolved(href, base, site_url)


def same_for_folder(href: str) -> bool:
    """Whether ``href`` surely leads to one place from all pages of a folder, with any fragment or none."""
    return _PLAIN.match(href) is not None or _OTHER.match(href) is not None


def names_host(href: str) -> bool:
    """Whether ``href`` surely names its host, so that it leads to one place wherever it stands."""
    return _OTHER.match(href) is not None


def _resolved_plainly(href: str, base: str, site_url: str) -> str | None:
    """Return what :func:`resolve` does, many times as fast, for references of plain names; None for all others."""
    plain = _PLAIN.match(href)
    if plain is None:
        return None
    folders = _folders(base[: base.rfind("/") + 1], site_url)
    ups, rest = plain.end(1) // 3, plain[2]
    if folders is None or ups > len(folders):
        return None
    return "/".join((*folders[: len(folders) - ups], rest))


@lru_cache(maxsize=64)
def _host(site_url: str) -> str:
    """Return the host that the site's address names, that of none for none, "" when it is not plain."""
    plain = _PLAIN_SITE.fullmatch(with_slash(site_url) or "http://site.invalid/")
    return plain[1].casefold() if plain else ""


@lru_cache(maxsize=1024)
def _folders(folder: str, site_url: str) -> tuple[str, ...] | None:
    """Return the steps of a folder of the site, None unless its name and the site's address are plain."""
    if (site_url and not _PLAIN_SITE.fullmatch(site_url)) or (folder and not _PLAIN_FOLDER.fullmatch(folder)):
        return None
    return tuple(folder.split("/")[:-1])


def joined(base: str, href: str) -> str:
    """Return what :func:`urllib.parse.urljoin` does, but as browsers do it (WHATWG, URL Standard).

    A semicolon is a sign like others, and a backslash in a path is a slash.
    """
    if "\\" in href:
        path = re.match(r"[^?#]*", href)[0]  # type: ignore[index] # it always matches
        href = path.replace("\\", "/") + href[len(path) :]
    return urljoin(base, href.replace(";", "%3B"))


def _resolved(href: str, base: str, site_url: str) -> str | None:
    try:
        # Any absolute base will do for the arithmetic; the real one lets absolute links
        # to the own site be recognised.
        root = with_slash(site_url) or "http://site.invalid/"
        target = urlsplit(joined(root + _quoted(base), href.strip()))
        home = urlsplit(root)
    except ValueError:
        return None
    if not href.split("#", maxsplit=1)[0].strip() or target.scheme not in {"http", "https"}:
        return None
    if target.netloc.casefold() != home.netloc.casefold() or not target.path.startswith(home.path):
        return None
    return unquote(target.path[len(home.path) :])


def relative(target: str, *, base: str) -> str:
    """Return the shortest relative reference that leads from location ``base`` to ``target``."""
    start, behind = base.rfind("/") + 1, target.rfind("/") + 1
    if base[:start] == target[:behind]:
        path = target[behind:]
    else:
        here, there = base[:start].split("/")[:-1], target[:behind].split("/")[:-1]
        common = 0
        for one, other in zip(here, there, strict=False):
            if one != other:
                break
            common += 1
        path = "../" * (len(here) - common) + "".join(f"{step}/" for step in there[common:]) + target[behind:]
    # A first segment with a colon would read as a scheme, and "" as this very page.
    href = _quoted(path) or "./"
    return f"./{href}" if ":" in href and ":" in href.split("/")[0] else href


def spellings(key: str, location: str) -> tuple[str, ...]:
    """Return the locations under which links may name the page ``key``, surest first."""
    plain = location_of(key)
    bare = plain.rstrip("/")
    stem = bare.removesuffix(".html")
    return tuple(dict.fromkeys((location, key, plain, bare, location.rstrip("/"), stem)))


def index_of(pages: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return location → key for ``(key, location)`` pairs; the surest spelling wins.

    A page's own location always beats another page's looser spelling of the same text.
    """
    pairs = sorted(pages)
    ranked = [spellings(key, location) for key, location in pairs]
    found: dict[str, str] = {}
    for rank in range(max(map(len, ranked), default=0)):
        for (key, _), names in zip(pairs, ranked, strict=True):
            if rank < len(names):
                found.setdefault(names[rank], key)
    return MappingProxyType(found)


def tidy(url: str) -> str:
    """Return an absolute URL with percent-encoded what may not stand raw, what is encoded kept."""
    parts = urlsplit(url.strip().encode("utf-8", "ignore").decode())
    return urlunsplit(
        parts._replace(path=quote(parts.path, safe=f"{_PATH_SAFE}%"), query=quote(parts.query, safe=f"{_PATH_SAFE}%?"))
    )
