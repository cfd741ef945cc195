"""Which fonts a card needs: for each page the fewest families that have all its characters.

Order of precedence: the family named in the settings, the carried one, the site's font
folders, the fonts of the system. System fonts are looked at only for characters that none of
the others has, as they differ from machine to machine. What was read of a font file is kept
in the cache by its path, size and time.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from smo_core.problems import InputError
from smo_core.write import write

FOLDER = Path(__file__).parent / "fonts"
CARRIED = "SMO Sans"
_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
_VERSION = 1
_REGULAR, _BOLD = 400, 700
_EMOJI = 0x1F000
# Words in a family's name that speak against it as a companion of a plain sans serif.
_ODD = ("serif", "mono", "condensed", "display", "kufi", "nastaliq", "rashi", "looped", "slanted", "math", "symbols")
# Which national form of Han characters a language reads, as font families name it.
_HAN = {
    "ja": ("jp",),
    "ko": ("kr",),
    "zh-TW": ("tc", "hk"),
    "zh-HK": ("hk", "tc"),
    "zh-MO": ("hk", "tc"),
    "zh": ("sc",),
}
_CJK = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font: where it lies, and what the typesetter calls it."""

    path: str
    index: int
    family: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The regular and the bold face of a family (one face may be both)."""

    name: str
    faces: tuple[Face, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The families for one page in the order they are asked, and the characters that none has."""

    families: tuple[Family, ...]
    missing: frozenset[str] = frozenset()

    @property
    def names(self) -> list[str]:
        """The families' names."""
        return [family.name for family in self.families]

    @property
    def files(self) -> tuple[str, ...]:
        """The font files, sorted."""
        return tuple(sorted({face.path for family in self.families for face in family.faces}))


class Library:
    """The fonts at hand, read as far as a site needs them.

    ``index`` is the file in the cache that remembers what was read; :meth:`save` writes it.
    """

    def __init__(self, index: Path, *, folders: Sequence[Path] = (), lead: str = "", system: bool = True) -> None:
        """Take up what earlier builds remembered."""
        self._index = index
        self._data = _load(index)
        self._before = _dumped(self._data)
        self._system = system
        self._chars: dict[Face, frozenset[str]] = {}
        self._system_families: tuple[Family, ...] | None = None
        self._usual_chars: frozenset[str] | None = None
        self._hashes: dict[str, str] = {}
        self._choices: dict[tuple[frozenset[str], str], Choice] = {}
        own = self._families_in(folders)
        self._lead = tuple(family for family in own if family.name.casefold() == lead.casefold()) if lead else ()
        self.lead_found = not lead or bool(self._lead)
        self._own = tuple(family for family in own if family not in self._lead)
        self._first = (*self._lead, _carried())

    def choose(self, characters: Iterable[str], language: str) -> Choice:
        """Return the families for a page with these characters, in this language (``zh-TW``)."""
        missing = frozenset(filter(_visible, frozenset(characters) - self._usual()))
        key = (missing, language)
        if key not in self._choices:
            self._choices[key] = self._filled(missing, language)
        return self._choices[key]

    def _filled(self, missing: frozenset[str], language: str) -> Choice:
        families, missing = self._fill(self._own, missing, language)
        if missing and self._system:
            more, missing = self._from_system(missing, language)
            taken = {family.name for family in (*self._first, *families)}
            families = (*families, *(family for family in more if family.name not in taken))
        return Choice(families=(*self._first, *_emoji_last(families)), missing=missing)

    def _fill(
        self, tier: tuple[Family, ...], missing: frozenset[str], language: str
    ) -> tuple[tuple[Family, ...], frozenset[str]]:
        """Return families that have what is missing, most of it first, and what is missing still.

        Families named after the scripts that are missing are asked before all others, so
        that hardly any font file needs to be read.
        """
        chosen: list[Family] = []
        hints = _hints(missing)
        named = tuple(family for family in tier if any(hint in _plain(family.name) for hint in hints))
        for group in (named, tier):
            while missing and group:
                best = min(group, key=lambda f: (-len(missing & self._of(f)), *_rank(f, language)))
                found = missing & self._of(best)
                if not found:
                    break
                chosen.append(best)
                missing -= found
        return tuple(chosen), missing

    def _from_system(self, missing: frozenset[str], language: str) -> tuple[tuple[Family, ...], frozenset[str]]:
        remembered: dict[str, Any] = self._data["system"]
        key = sha256("".join([language, "|", *sorted(missing)]).encode()).hexdigest()[:24]
        if key in remembered:
            families = tuple(_family(item) for item in remembered[key])
            files = {face.path for family in families for face in family.faces}
            if all(_stamp(path) in self._data["files"] for path in files):
                return families, frozenset()
        if self._system_families is None:
            self._system_families = _found(system=True)
        families, still = self._fill(self._system_families, missing, language)
        if not still:
            remembered[key] = [asdict(family) for family in families]
        return families, still

    def _families_in(self, folders: Sequence[Path]) -> tuple[Family, ...]:
        files = sorted({path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES})
        if not files:
            return ()
        key = sha256("\n".join(_stamp(str(path)) for path in files).encode()).hexdigest()[:24]
        remembered: dict[str, Any] = self._data["folders"]
        if key not in remembered:
            remembered[key] = [asdict(family) for family in _found(folders=folders)]
        return tuple(_family(item) for item in remembered[key])

    def _usual(self) -> frozenset[str]:
        """Return what the fonts have that stand first on every card."""
        if self._usual_chars is None:
            self._usual_chars = frozenset().union(*(self._of(family) for family in self._first))
        return self._usual_chars

    def _of(self, family: Family) -> frozenset[str]:
        """Return the characters that every face of the family has."""
        return frozenset.intersection(*(self._face(face) for face in family.faces))

    def _face(self, face: Face) -> frozenset[str]:
        if face not in self._chars:
            entry = self._entry(face.path)
            ranges = entry["ranges"].get(str(face.index))
            if ranges is None:
                ranges = entry["ranges"][str(face.index)] = _ranges(face)
            self._chars[face] = frozenset(chr(code) for first, last in ranges for code in range(first, last + 1))
        return self._chars[face]

    def fingerprint(self, path: str) -> str:
        """Return the hash of a font file's bytes."""
        if path not in self._hashes:
            entry = self._entry(path)
            if "hash" not in entry:
                entry["hash"] = sha256(Path(path).read_bytes()).hexdigest()
            self._hashes[path] = str(entry["hash"])
        return self._hashes[path]

    def _entry(self, path: str) -> dict[str, Any]:
        entry: dict[str, Any] = self._data["files"].setdefault(_stamp(path), {"ranges": {}})
        return entry

    def save(self) -> None:
        """Remember what was read, for the next build; an index that cannot be written is no loss."""
        if _dumped(self._data) != self._before:
            files = self._data["files"]
            self._data["files"] = {stamp: files[stamp] for stamp in files if _stamp(stamp.rsplit("|", 2)[0]) == stamp}
            try:
                write(self._index, _dumped(self._data))
            except InputError:
                return


def _visible(character: str) -> bool:
    """Whether a character needs a glyph: blanks, joiners and selectors do not."""
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"} and not (
        "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    )


def _hints(characters: frozenset[str]) -> tuple[str, ...]:
    """Return words that a family with these characters is likely to have in its name."""
    found: set[str] = set()
    for character in characters:
        script = unicodedata.name(character, "").partition(" ")[0]
        if ord(character) >= _EMOJI or unicodedata.category(character) == "So":
            found.add("emoji")
        elif script in _CJK:
            found |= {"cjk", "gothic", "hei", "pingfang", "hiragino", "meiryo", "han", "fallback"}
        elif script:
            found.add(script.casefold())
    return tuple(sorted(found))


def _rank(family: Family, language: str) -> tuple[int, int, int, int, str]:
    """Return how ill a family suits a page, to break ties: form of Han, oddity, no bold, not Noto, name."""
    name = _plain(family.name)
    wanted = _HAN.get(language) or _HAN.get(language.partition("-")[0], ())
    form = next((place for place, word in enumerate(wanted) if name.endswith(word)), len(wanted))
    odd = sum(word in name for word in _ODD)
    return form, odd, int(len(family.faces) == 1), int(not name.startswith("noto sans")), family.name


def _plain(name: str) -> str:
    return name.casefold()


def _emoji_last(families: tuple[Family, ...]) -> tuple[Family, ...]:
    # Emoji fonts have digits and signs of their own, which no sentence wants.
    return tuple(sorted(families, key=lambda family: "emoji" in _plain(family.name)))


def _carried() -> Family:
    faces = (("SMOSans-Regular.ttf", _REGULAR), ("SMOSans-Bold.ttf", _BOLD))
    return Family(
        name=CARRIED,
        faces=tuple(Face(path=str(FOLDER / name), index=0, family=CARRIED, weight=weight) for name, weight in faces),
    )


def _found(*, folders: Sequence[Path] = (), system: bool = False) -> tuple[Family, ...]:
    """Return the families of upright faces that the typesetter finds, by name."""
    import typst  # noqa: PLC0415 - part of an extra, and not needed while everything is remembered

    fonts = typst.Fonts(
        include_system_fonts=system,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )
    by_name: dict[str, list[tuple[float, Face]]] = {}
    for info in fonts.fonts():
        if info.path is not None and info.style == "normal":
            face = Face(path=str(info.path), index=info.index, family=info.family, weight=info.weight)
            by_name.setdefault(info.family, []).append((abs(info.stretch - 1), face))
    return tuple(
        Family(name=name, faces=_pair([face for width, face in faces if width == min(w for w, _ in faces)]))
        for name, faces in sorted(by_name.items())
    )


def _pair(faces: list[Face]) -> tuple[Face, ...]:
    ordered = sorted(faces, key=lambda face: (face.path, face.index))
    pair = [min(ordered, key=lambda face: abs(face.weight - weight)) for weight in (_REGULAR, _BOLD)]
    return tuple(dict.fromkeys(pair))


def _ranges(face: Face) -> list[tuple[int, int]]:
    """Return the characters of a face as ranges; none when the file cannot be read as a font."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    try:
        with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
            codes = sorted(font.getBestCmap() or ())
    except Exception:  # noqa: BLE001 - a broken font file is a font without characters
        return []
    ranges: list[tuple[int, int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return ranges


def _stamp(path: str) -> str:
    try:
        status = Path(path).stat()
    except OSError:
        return f"{path}|gone"
    return f"{path}|{status.st_size}|{status.st_mtime_ns}"


def _family(item: Mapping[str, Any]) -> Family:
    return Family(name=item["name"], faces=tuple(Face(**face) for face in item["faces"]))


def _load(index: Path) -> dict[str, Any]:
    try:
        data = json.loads(index.read_bytes())
        if data["version"] == _VERSION and all(isinstance(data[part], dict) for part in ("files", "folders", "system")):
            return dict(data)
    except (OSError, ValueError, TypeError, KeyError):
        pass
    return {"version": _VERSION, "files": {}, "folders": {}, "system": {}}


def _dumped(data: dict[str, Any]) -> bytes:
    return json.dumps(data, sort_keys=True, separators=(",", ":")).encode()
