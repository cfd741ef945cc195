"""A broken address in a source → the address that is right, where there is exactly one.

Nothing is guessed: a target that was moved must be the only one of its name, a fragment the only
one that differs by signs alone, and the new address must lead where it is said to lead.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

from smo_core.audit.ground import Aim, Ground
from smo_core.audit.written.sources import HOST, Sources
from smo_core.audit.written.thing import Thing
from smo_core.urls import location_of, relative

Style = Literal["path", "pelican", "sphinx", "address"]
_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
_SOURCES = (".md", ".markdown", ".rst")
_BUILT = re.compile(r"(?:/index)?\.html?$|/$")
_SIGNS = re.compile(r"[\W_]+")
# Names that many pages have say nothing about which one is meant.
_COMMON = frozenset(("index", "readme", "_index", "default", "main"))
_LEAST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mender:
    """What is known when a source is mended: its name, its page, how its generator writes links.

    ``ids`` gives the ids of a page by its key, ``there`` says whether a file lies in the folder of sources.
    """

    name: str
    key: str
    base: str
    style: Style
    ground: Ground
    sources: Sources
    ids: Callable[[str], Collection[str]]
    there: Callable[[str], bool]

    def mended(self, rule: str, thing: Thing, url: str) -> str | None:
        """Return the right address in place of a thing's, None where there is none for certain.

        ``url`` is the address as the built page has it.
        """
        aim = self.ground.aim(url, self.base)
        if rule == "L02":
            return self._fragment(thing, aim)
        if rule in {"L09", "S02", "L11"}:
            return self._encrypted(thing)
        if rule == "L04":
            if aim.kind == "file" and aim.slash:
                return self._with(thing, path=f"{_path(thing.value)}/")
            return self._lead(thing, aim.key, self.sources.names.get(aim.key)) if aim.kind == "file" else None
        if rule in {"L03", "I07"}:
            return self._recased(thing, aim)
        return self._found(thing, aim)

    def _with(self, thing: Thing, *, path: str | None = None, fragment: str | None = None) -> str:
        """Return a thing's address with another path or fragment; its query stays."""
        match = _PARTS.fullmatch(thing.value)
        old, query, place = match.groups("") if match else (thing.value, "", "")
        return (old if path is None else path) + query + (place if fragment is None else f"#{fragment}")

    def _fragment(self, thing: Thing, aim: Aim) -> str | None:
        """Return the address with the only place whose name is the same but for signs and letter case."""
        if aim.kind != "file":
            return None
        wanted = _SIGNS.sub("", aim.fragment.casefold())
        found = [one for one in sorted(self.ids(aim.key)) if _SIGNS.sub("", one.casefold()) == wanted]
        return self._with(thing, fragment=quote(found[0], safe=_SAFE)) if wanted and len(found) == 1 else None

    def _encrypted(self, thing: Thing) -> str | None:
        home = urlsplit(self.ground.site_url)
        said = urlsplit(thing.value)
        if home.scheme == "https" and said.scheme == "http" and said.hostname == home.hostname and said.port is None:
            return "https" + thing.value[len("http") :]
        return None

    def _recased(self, thing: Thing, aim: Aim) -> str | None:
        """Return the address with the letters of the only file that differs from it by their case alone."""
        names = {aim.key.casefold(), f"{aim.key}.html".casefold(), aim.key.rstrip("/").casefold()}
        found = {path for name in names for path in self.ground.meant.folded.get(name, ())}
        if len(found) != 1:
            return None
        there = found.pop().split("/")
        source = self.sources.names.get("/".join(there)) or self.sources.names.get("/".join([*there, "index.html"]))
        path = _path(thing.value)
        prefix = match[0] if (match := HOST.match(path)) else ""
        written = path[len(prefix) :].split("/")
        right = source.split("/") if source and path.lower().endswith(_SOURCES) else there
        steps = [step for step in written if step not in {"", ".", ".."}]
        if len(steps) > len(right):
            return None
        new = [_recased(old, step) for old, step in zip(steps, right[len(right) - len(steps) :], strict=True)]
        if None in new:
            return None
        left = iter(new)
        return self._with(
            thing, path=prefix + "/".join(s if s in {"", ".", ".."} else str(next(left)) for s in written)
        )

    def _found(self, thing: Thing, aim: Aim) -> str | None:
        """Return the address of what a missing target became: beside the source, else the only one of its name."""
        joined = self._joined(thing.value)
        name = self._beside(joined) or self._named(aim.key)
        if name is not None:
            return self._lead(thing, self.sources.keys[name], name)
        file = posixpath.basename(aim.key)
        files = self.ground.meant.folded.get(joined.casefold(), ()) if self.style in {"path", "pelican"} else ()
        files = files or (self.ground.meant.names.get(file, ()) if "." in file else ())
        return self._lead(thing, files[0], None) if len(files) == 1 else None

    def _joined(self, address: str) -> str:
        """Return the path in the folder of sources that an address means there, "" for none."""
        path = unquote(_path(address))
        if HOST.match(path) or "://" in path or not path:
            return ""
        joined = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(self.name), path)
        return posixpath.normpath(joined) + ("/" if joined.endswith("/") else "")

    def _beside(self, joined: str) -> str | None:
        """Return the only source that a path means whose ending is missing, or built, or in other letters."""
        stem = _BUILT.sub("", joined)
        names = {joined, *(f"{stem}{middle}{ending}" for ending in _SOURCES for middle in ("", "/index"))}
        exact = [name for name in sorted(names) if name in self.sources.keys]
        folded = {name.casefold() for name in names}
        found = exact or [name for name in self.sources.keys if name.casefold() in folded]
        return found[0] if joined and len(found) == 1 else None

    def _named(self, path: str) -> str | None:
        """Return the only source of a missing target's name, wherever it is now."""
        stem = _stem(path)
        if len(stem) < _LEAST or stem in _COMMON:
            return None
        found = [name for name in self.sources.keys if _stem(name) == stem]
        # A page without a source may be what is meant.
        others = [key for key in self.ground.files if key.endswith(".html") and _stem(key) == stem]
        known = {self.sources.keys[name] for name in found}
        return found[0] if len(found) == 1 and set(others) <= known else None

    def _lead(self, thing: Thing, key: str, name: str | None) -> str | None:
        """Return how this source leads to a page (with the name of its source) or to a file."""
        path = _path(thing.value)
        host = HOST.match(path)
        if host:
            target = name or key
            rooted = host[2] or not self.there(target)
            new = f"{host[1]}/{target}" if rooted else host[1] + _quoted(posixpath.relpath(target, self._folder))
            sound = name is not None or self.there(key)
        elif "://" in path:
            new = self.ground.address(key)
            sound = bool(self.ground.site_url)
        elif not thing.raw and (self.style == "path" or (self.style == "pelican" and path.lower().endswith(_SOURCES))):
            new = relative(name or key, base=self.name)
            sound = name is not None or self.there(key)
        else:
            new = (
                f"/{quote(location_of(key))}"
                if path.startswith("/")
                else relative(location_of(key), base=location_of(self.key))
            )
            sound = self.ground.aim(new, self.base).key == key
        fragment = self.ground.aim(thing.value, self.base).fragment
        if not sound or (fragment and fragment not in self.ids(key)):
            return None
        return self._with(thing, path=new)

    @property
    def _folder(self) -> str:
        return posixpath.dirname(self.name) or "."


_SAFE = "/:@!$&'()*+,;=-._~?"


def _quoted(path: str) -> str:
    return quote(path, safe=_SAFE)


def _path(address: str) -> str:
    match = _PARTS.fullmatch(address)
    return match[1] if match else address


def _stem(path: str) -> str:
    """Return the name of a page or source, without its ending and the name that stands for its folder."""
    bare = _BUILT.sub("", path)
    for ending in _SOURCES:
        bare = bare.removesuffix(ending)
    name = posixpath.basename(bare)
    return posixpath.basename(posixpath.dirname(bare)) if name.lower() in _COMMON else name


def _recased(old: str, new: str) -> str | None:
    """Return a step of a path in the letters of another, None where more than their case differs."""
    for ending in ("", ".html", ".htm"):
        stem = new.removesuffix(ending)
        if unquote(old).casefold() == stem.casefold():
            return _quoted(stem) if "%" in old else stem
    return None
