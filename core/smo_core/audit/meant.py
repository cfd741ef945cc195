"""What a path that is not there may have meant: the same in other letter case, or the most like it."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property

from smo_core.audit.likeness import Names
from smo_core.urls import INDEX

_REMEMBERED = 20_000


class Meant:
    """The paths of a site's files and folders, to choose from; tables of them are made when somebody asks."""

    def __init__(self, files: Collection[str], folders: Collection[str]) -> None:
        """Take the paths relative to the root, with forward slashes."""
        self.files = files
        self.folders = folders
        self._near: dict[str, str] = {}
        self._compared: dict[str, Names] = {}
        self._cases: dict[str, str] = {}

    @cached_property
    def folded(self) -> Mapping[str, tuple[str, ...]]:
        """Paths by what they are with all letters small."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted((*self.files, *(folder for folder in self.folders if folder))):
            found[path.casefold()].append(path)
        return {name: tuple(paths) for name, paths in found.items()}

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Paths by their last part, to find where something went."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted(self.files):
            found[posixpath.basename(path.removesuffix(f"/{INDEX}"))].append(path)
        return {name: tuple(paths) for name, paths in found.items()}

    def other_case(self, path: str) -> str:
        """Return the path that differs from ``path`` in letter case alone, "" for none."""
        if path not in self._cases:
            if len(self._cases) >= _REMEMBERED:
                self._cases.clear()
            self._cases[path] = self._other_case(path)
        return self._cases[path]

    def _other_case(self, path: str) -> str:
        for name in (path, f"{path}.html", f"{path.rstrip('/')}"):
            for found in self.folded.get(name.casefold(), ()):
                if found != name:
                    return found
        return ""

    def nearest(self, path: str) -> str:
        """Return the path most like one that is missing, "" when none is near."""
        if path not in self._near:
            self._near[path] = self._nearest(path)
        return self._near[path]

    def _nearest(self, path: str) -> str:
        # The index of a folder is called as the folder is.
        path = path.rstrip("/").removesuffix(f"/{INDEX}")
        name = posixpath.basename(path)
        if name in self.names:
            steps = {*path.split("/")}
            return min(self.names[name], key=lambda found: (-len(steps.intersection(found.split("/"))), found))
        folder = posixpath.dirname(path)
        beside = self._beside(folder).nearest(_bare(name), 0.8)
        return beside or (self._anywhere.nearest(_bare(name), 0.85) if name else "")

    def _beside(self, folder: str) -> Names:
        if folder not in self._compared:
            # Of two with one name the first stays.
            paths = reversed(self._by_folder.get(folder, ()))
            self._compared[folder] = Names({_bare(posixpath.basename(path)): path for path in paths})
        return self._compared[folder]

    @cached_property
    def _anywhere(self) -> Names:
        return Names({_bare(name): paths[0] for name, paths in reversed([*self.names.items()])})

    @cached_property
    def _by_folder(self) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted(self.files):
            found[posixpath.dirname(path.removesuffix(f"/{INDEX}"))].append(path.removesuffix(f"/{INDEX}"))
        return {folder: tuple(paths) for folder, paths in found.items()}


def _bare(name: str) -> str:
    """Return a name without the ending that nearly all pages have: in short names it would count for too much."""
    return name.removesuffix(".html")
