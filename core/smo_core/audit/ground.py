"""What is known before any page is read: files and the address of the site, and where an address in a page leads."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from smo_core.audit.meant import Meant
from smo_core.urls import INDEX, absolute, joined, location_of, with_slash

_NOWHERE = "http://site.invalid/"
# The base address of a page of which nobody can say where its references lead.
UNKNOWN = "http://elsewhere.invalid/"

_REMEMBERED = 20_000

_FOLDERS = 16

# What sets an address apart from a plain relative path.
_SPECIAL = re.compile(r"[:?%\\\x00-\x20]|^/|//")

_ODD = re.compile(r"[A-Z_\s]|[^\x00-\x7f]|%20|//")

_PAGES = (".html", ".htm", ".xhtml")

_UNPLAIN = re.compile(r"[:?\\]|^/")

_TAKEN = re.compile(r"[:?\\]")

# An address of another host, or of the site's own, in which nothing is to be put right.
_HOSTED = re.compile(r"https?://([A-Za-z0-9.-]+)(?:[/?#][^\x00-\x20;\\]*)?")

# Where an address leads to a path, a fragment is a place there.
_WITH_PLACES = frozenset(("file", "missing", "folder"))

# Endings that servers add, and folders' indexes, in the order that they are tried.
_ENDINGS = ("", ".html", ".htm")

_INDEXES = (INDEX, "index.htm", "index.xhtml")


# A named tuple's own way takes twice as long.
_new = tuple.__new__


class Aim(NamedTuple):
    """Where an address leads.

    ``kind`` is "file" (``key`` is its path in the site), "missing" (``key`` is the path
    that is not there), "folder" (there, without an index), "elsewhere" (another host or
    scheme), "outside" (the same host, above the site), or "nowhere" (not understood). ``slash``
    says that a slash is missing at the end.
    """

    kind: Literal["file", "missing", "folder", "elsewhere", "outside", "nowhere"]
    key: str = ""
    fragment: str = ""
    slash: bool = False


class Way(NamedTuple):
    """What an address says wherever it stands in a folder.

    ``plain`` is a relative path, without a query, to a file that is there; ``page`` leads to a page of the site,
    ``bare`` to one whose ending it leaves out. ``odd`` is the first sign in it that is easily mistyped or
    garbled, where it leads to a file of the site, "" for none.
    """

    aim: Aim
    plain: bool = False
    page: bool = False
    bare: bool = False
    odd: str = ""


class Ground:
    """What is known before any page is read: every file with its size, the site's address, globs of its lists."""

    def __init__(self, files: Mapping[str, int], site_url: str = "", lists: Sequence[str] = ()) -> None:
        """Take the files by path relative to the root, with forward slashes, and their sizes in bytes."""
        self.lists = tuple(lists)
        self.files = files
        self.site_url = with_slash(site_url)
        self._root = self.site_url or _NOWHERE
        self._home = urlsplit(self._root)
        self._aims: dict[str, Aim] = {}
        self._absolute: dict[str, Aim] = {}
        self._ways: dict[str, dict[str, Way]] = {}
        # What the page that was asked about last says of itself, by its base address.
        self._own: dict[str, Way] = {}

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Every file's path; workers name files by their places in it."""
        return tuple(self.files)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The place of each path in :attr:`paths`."""
        return {path: number for number, path in enumerate(self.files)}

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds a file, and the folders around it."""
        found = {""}
        for path in self.files:
            folder = posixpath.dirname(path)
            while folder not in found:
                found.add(folder)
                folder = posixpath.dirname(folder)
        return frozenset(found)

    @cached_property
    def meant(self) -> Meant:
        """What a path that is not there may have meant."""
        return Meant(self.files, self.folders)

    def address(self, key: str) -> str:
        """Return the address at which a browser shows the file ``key``."""
        return absolute(self._root, location_of(key)) or self._root

    def base(self, key: str, base: str = "") -> str:
        """Return the address from which a page's relative links are meant, its base element considered.

        ``UNKNOWN``, which is elsewhere, where the base element names a folder that is not in the site, and
        nobody says where the site will be: what lies there cannot be told.
        """
        own = self.address(key)
        if not base:
            return own
        try:
            meant = joined(own, base)
            here = urlsplit(meant)
        except ValueError:
            return UNKNOWN
        lost = not self.site_url and here.netloc == self._home.netloc
        return UNKNOWN if lost and unquote(posixpath.dirname(here.path)).strip("/") not in self.folders else meant

    def aim(self, url: str, base: str) -> Aim:
        """Return where ``url`` leads when it stands in a page whose base address is ``base``."""
        url = url.strip(" \t\r\n\f")
        plain, _, fragment = url.partition("#")
        # The plain relative addresses of menus are most of a site's links, and need no full parser.
        if not _SPECIAL.search(plain) and base.startswith(self._root):
            path = _below(base[len(self._root) :], plain)
            if path is not None:
                return self._known(path, _place(fragment) if fragment else "")
        # Where an absolute address leads does not depend on the page that it stands in.
        if "://" not in url[:12]:
            return self._aim(url, base)
        found = self._absolute.get(url)
        if found is None:
            if len(self._absolute) >= _REMEMBERED:
                self._absolute.clear()
            found = self._absolute[url] = self._aim(url, base)
        return found

    def ways(self, base: str) -> dict[str, Way]:
        """Return what is known of ways from the folder of ``base``, by address, for the caller to fill.

        A menu says the same on all pages of a folder. An address that is meant from the page itself, such
        as ``#top``, must not be filled in.
        """
        folder = base[: base.rfind("/") + 1]
        found = self._ways.get(folder)
        if found is None or len(found) >= _REMEMBERED:
            if len(self._ways) >= _FOLDERS:
                self._ways.clear()
            found = self._ways[folder] = {}
        return found

    def way(self, url: str, base: str) -> Way:
        """Return what an address says in a page with this base address."""
        path, _, fragment = url.partition("#")
        if not fragment or ".." in fragment or _SPECIAL.search(path):
            return self._way(url, base)
        # Many places of one page are asked for: what is said of them differs in their names alone.
        known = self.ways(base) if path else self._own
        name = path or base
        whole = known.get(name)
        if whole is None:
            if not path:
                self._own.clear()
            whole = known[name] = self._way(path, base)
        aim = whole.aim
        if aim.kind not in _WITH_PLACES:
            return self._way(url, base)
        place = _new(Aim, (aim.kind, aim.key, _place(fragment), aim.slash))
        plain = whole.plain and not _TAKEN.search(fragment)
        return _new(Way, (place, plain, whole.page, whole.bare, whole.odd))

    def _way(self, url: str, base: str) -> Way:
        aim = self.aim(url, base)
        if aim.kind != "file":
            return Way(aim)
        plain = not (aim.slash or _UNPLAIN.search(url))
        if plain and ".." in url:
            plain = url.count("..") <= base.count("/", len(self._root))
        odd = odd_sign(path_of(url))
        return Way(aim, plain, aim.key.endswith(_PAGES), is_bare(url, aim.key), odd)

    def _known(self, path: str, fragment: str) -> Aim:
        found = self._aims.get(path)
        if found is None:
            found = self._aims[path] = self._file(path, "")
        if not fragment:
            return found
        return Aim(found.kind, found.key, fragment, found.slash)

    def _aim(self, url: str, base: str) -> Aim:
        hosted = _HOSTED.fullmatch(url)
        if hosted and hosted[1].lower() != self._home.hostname:
            return Aim(kind="elsewhere", fragment=url.partition("#")[2])
        try:
            target = urlsplit(joined(base, url))
            host = target.hostname or ""
            _ = target.port
        except ValueError:
            return Aim(kind="nowhere")
        if target.scheme not in {"http", "https"} or host != (self._home.hostname or ""):
            return Aim(kind="elsewhere", fragment=target.fragment)
        fragment = _place(target.fragment)
        if not target.path.startswith(self._home.path):
            bare = f"{target.path}/" == self._home.path
            return self._file("", fragment, slash=True) if bare else Aim(kind="outside", key=target.path)
        return self._file(unquote(target.path[len(self._home.path) :]), fragment)

    def _file(self, path: str, fragment: str, *, slash: bool = False) -> Aim:
        bare = path.rstrip("/")
        if path and not path.endswith("/"):
            for ending in _ENDINGS:
                if path + ending in self.files:
                    return Aim(kind="file", key=path + ending, fragment=fragment)
            slash = True
        if bare in self.folders:
            for index in _INDEXES:
                key = f"{bare}/{index}" if bare else index
                if key in self.files:
                    return Aim(kind="file", key=key, fragment=fragment, slash=slash)
            return Aim(kind="folder", key=path, fragment=fragment)
        return Aim(kind="missing", key=path, fragment=fragment)


def _place(fragment: str) -> str:
    """Return the id that a fragment asks for."""
    plain = unquote(fragment) if "%" in fragment else fragment
    return plain.partition(":~:")[0] if ":" in plain else plain


def path_of(url: str) -> str:
    """Return the path of an address as it is written, without scheme and host."""
    path = url.partition("#")[0].partition("?")[0]
    return path.partition("://")[2].partition("/")[2] if "://" in path else path


def odd_sign(path: str) -> str:
    """Return the first sign of a path that is easily mistyped or garbled, "" where there is none."""
    found = _ODD.search(path)
    return found[0] if found else ""


def is_bare(url: str, key: str) -> bool:
    """Whether an address names a file without its ending."""
    name = url.partition("#")[0].partition("?")[0].rpartition("/")[2]
    return bool(name) and unquote(name) + key[key.rfind(".") :] == key.rpartition("/")[2]


def _below(base: str, path: str) -> str | None:
    """Return a relative path joined to a location, None where it leaves the site's root or needs decoding."""
    if "%" in base or "?" in base:
        return None
    if not path:
        return base
    if path[0] != "." and "/." not in path:
        return base[: base.rfind("/") + 1] + path
    steps = base.split("/")[:-1]
    for step in path.split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps) + (
        "/" if path.endswith((".", "..")) and path.rsplit("/", maxsplit=1)[-1] in {".", ".."} and steps else ""
    )
