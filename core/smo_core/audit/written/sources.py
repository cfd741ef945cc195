"""The sources of a site as a whole: which page each becomes, and where addresses written in them lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import cached_property
from html import unescape
from urllib.parse import unquote

from smo_core.audit.ground import Ground

# How Pelican writes that a path is one of the sources' folder.
HOST = re.compile(r"([{|](?:filename|static|attach|index)[}|])(/?)")
SCHEME = re.compile(r"(?<![\w+.-])[A-Za-z][\w+.-]*+:|//")
Aimed = tuple[str, str]


class Sources:
    """The sources of a site: the page that each becomes, by the source's name, and the other way round."""

    def __init__(self, names: Mapping[str, str], ground: Ground) -> None:
        """Take the name of each page's source, by page key; names are relative to the sources' folder."""
        self.names = names
        self.ground = ground

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """Page keys by source name."""
        return {name: key for key, name in self.names.items()}

    def aim(self, address: str, name: str) -> Aimed | None:
        """Return page or file, and fragment, to which an address in a source leads, None for other hosts."""
        address = unescape(address.strip())
        if (found := HOST.match(address)) is not None:
            path, rooted = address[found.end(1) :], bool(found[2])
        elif SCHEME.match(address):
            return self._built(address, "")
        else:
            path, rooted = address, address.startswith("/")
        path, _, fragment = path.partition("#")
        path = unquote(path.partition("?")[0])
        if not path:
            return self.keys.get(name, name), unquote(fragment)
        joined = path.lstrip("/") if rooted else posixpath.join(posixpath.dirname(name), path)
        joined = posixpath.normpath(joined)
        return self.keys.get(joined, joined), unquote(fragment)

    def _built(self, url: str, key: str) -> Aimed | None:
        aim = self.ground.aim(url, self.ground.address(key))
        return (aim.key.rstrip("/"), aim.fragment) if aim.kind in {"file", "missing", "folder"} else None
