"""Sites that hold the same pages several times, in other languages or versions: which pages belong together.

``1.0/install/`` and ``2.0/install/`` say the same of two releases. Readers of one want more of the same release, and
not the page that they just read once more.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from smo_core.model import Page

# How generators and their hosts name the folder of a version: 1.2, v3, release-0.4, stable, dev, PR12.
_VERSION = re.compile(
    r"(?<!\d)v?\d++(?:\.(?:\d++|x))++[-.+\w]*+|v\d++|(?:release|version|rel|ver)[-_.]?v?\d[-.\w]*+|stable|latest|current|main|"
    r"master|trunk|dev|devel|develop|development|next|nightly|unstable|edge|canary|snapshot|pre-?release|pr-?\d++",
    re.IGNORECASE,
)
_PREVIEW = re.compile(r"pr-?\d++", re.IGNORECASE)
# The names of the version that readers are led to, and of those that are not yet for them.
_FIRST, _LAST = ("stable", "latest", "current"), re.compile(r"[a-z-]+", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
# What differs between the titles of one page in two versions.
_NUMBERED = re.compile(r"\bv?\d[-.+\w]*+")
# Fewer pages in common are a habit of naming, as index.html is.
_LEAST = 5
_SHARE = 0.5


@lru_cache(maxsize=256)
def main_language(tag: str) -> str:
    """Return the primary language of a BCP 47 tag, however it is written: regions of one language count as one."""
    return tag.replace("_", "-").split("-")[0].casefold()


@dataclass(frozen=True, slots=True)
class _Folder:
    """The folder of a version: what it lies in, its name, and the rest of the key of each page with its title."""

    around: str
    name: str
    pages: frozenset[tuple[str, str]]

    @property
    def standing(self) -> tuple[int, list[int], str]:
        """What the versions in one folder are ordered by, the one that readers are led to last."""
        name = self.name.casefold()
        if name in _FIRST:
            return (2, [-_FIRST.index(name)], name)
        if _LAST.fullmatch(name):
            return (0, [], name)
        return (1, [int(number) for number in _NUMBER.findall(name)[:4]], name)


def apart(pages: Mapping[str, Page], default: str = "") -> dict[tuple[str, str], dict[str, Page]]:
    """Return the pages that belong together, by main language and folder of version; groups and keys are in order.

    ``default`` is the language of pages that do not say theirs, ``""`` the folder of the current version.
    """
    edition = editions({key: page.facts.title for key, page in pages.items()})
    groups: defaultdict[tuple[str, str], dict[str, Page]] = defaultdict(dict)
    for key in sorted(pages):
        groups[main_language(pages[key].facts.language or default), edition.get(key, "")][key] = pages[key]
    return dict(sorted(groups.items()))


def editions(titles: Mapping[str, str]) -> dict[str, str]:
    """Return the folder of its version for each page of a version other than the current one.

    ``titles`` are those of all pages by key. A folder holds a version if it is called like one and
    half of its pages, and at least five, are found under the same title in another such
    folder or without one. The current version, to which all other pages of the site
    belong, is the pages without such a folder where they are the same, else ``stable``, ``latest``
    or ``current``, else the highest number.
    """
    folders = _folders(titles)
    if not folders:
        return {}
    families: defaultdict[str, list[_Folder]] = defaultdict(list)
    for folder in folders:
        families[folder.around].append(folder)
    found: dict[str, str] = {}
    every = Counter(page for folder in folders for page in folder.pages)
    for around, family in families.items():
        plain = frozenset(_plain(titles, around, family))
        known = plain.union(page for page, times in every.items() if times > 1)
        members = [one for one in family if _is_copy(one, known)]
        public = [one for one in members if not _PREVIEW.fullmatch(one.name)]
        current = max(public, key=lambda one: one.standing, default=None)
        if current is not None and _is_copy(current, plain):
            current = None
        for one in members:
            if one is not current:
                place = f"{around}{one.name}/"
                found |= dict.fromkeys((f"{place}{rest}" for rest, _ in one.pages), place)
    return found


def _folders(titles: Mapping[str, str]) -> list[_Folder]:
    pages: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for key, title in titles.items():
        place = _version_in(key)
        if place is not None:
            around, name = place
            pages[place].add((key[len(around) + len(name) + 1 :], _said(title)))
    return [_Folder(around, name, frozenset(found)) for (around, name), found in sorted(pages.items())]


def _version_in(key: str) -> tuple[str, str] | None:
    """Return the folder around the first folder of a key that is called like a version, and the name of that."""
    start = 0
    while (end := key.find("/", start)) >= 0:
        name = key[start:end]
        if _VERSION.fullmatch(name):
            return key[:start], name
        start = end + 1
    return None


def _plain(titles: Mapping[str, str], around: str, family: Iterable[_Folder]) -> Iterator[tuple[str, str]]:
    """Yield what lies beside the folders of the versions as it lies in them."""
    for rest in {rest for one in family for rest, _ in one.pages}:
        title = titles.get(f"{around}{rest}")
        if title is not None:
            yield rest, _said(title)


def _is_copy(folder: _Folder, known: frozenset[tuple[str, str]]) -> bool:
    return len(folder.pages & known) >= max(_LEAST, _SHARE * len(folder.pages))


def _said(title: str) -> str:
    """Return a title without the numbers that differ between versions."""
    return " ".join(_NUMBERED.sub(" ", title.casefold()).split())
