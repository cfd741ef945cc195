"""A patch that adds suggested links to the Markdown and reStructuredText sources of built pages.

A page's source is the file of the same path, else the only one of the same title. How a link is written
follows the generator, told by its settings file: Pelican's ``{filename}``, Sphinx' ``:doc:``,
a relative path to the other source where generators follow such (MkDocs), else the built address.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path, PurePosixPath
from typing import Literal

from smo_core import choose
from smo_core.model import LinkSuggestion, Page
from smo_core.problems import InputError
from smo_core.suggest import markdown, rest
from smo_core.suggest.sources import Wanted
from smo_core.urls import relative

Style = Literal["path", "pelican", "sphinx", "address"]
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_REST = frozenset({".rst", ".rest"})
_FRONTS = frozenset({"index", "README", "readme", "_index"})
_TOLD_BY: tuple[tuple[str, Style], ...] = (
    ("mkdocs.yml", "path"),
    ("properdocs.yml", "path"),
    ("zensical.toml", "path"),
    ("pelicanconf.py", "pelican"),
    ("conf.py", "sphinx"),
    ("hugo.toml", "address"),
    ("hugo.yaml", "address"),
    ("config.toml", "address"),
    ("_config.yml", "address"),
)
_TITLES = (
    re.compile(r"\A\ufeff?(?:---|\+\+\+)\r?\n(?:.*\n)*?title\s*[:=]\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE),
    re.compile(r"\A\ufeff?(?:[\w-]+:.*\n)*?:?title:\s*(.+?)\s*$", re.MULTILINE | re.IGNORECASE),
    re.compile(r"^#[ \t]+(.+?)[ \t#]*(?:\{[^}\n]*\})?[ \t]*$", re.MULTILINE),
    re.compile(r"^([^\s.:=~^\"'#*+-].*)\n(?:={3,}|-{3,}|~{3,}|#{3,}|\*{3,})\s*$", re.MULTILINE),
)
_SLUG = re.compile(r"^:?slug[ \t]*[:=][ \t]*[\"']?([^\s\"']+)", re.MULTILINE | re.IGNORECASE)
# Jekyll's and other blogs' files begin with a date that addresses may not have.
_DATED = re.compile(r"^\d{4}-\d\d-\d\d-")
_FRONT = 4_000
_UPWARDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Patched:
    """A unified diff, how many links it adds to how many files, and why other links are not in it."""

    text: str
    added: int
    files: int
    left: Mapping[str, int]


def patched(pages: Mapping[str, Page], links: Iterable[LinkSuggestion], folder: Path) -> Patched:
    """Return the patch of the sources below ``folder`` that adds the links. Nothing is written.

    Raises InputError for a missing folder or one without sources.
    """
    texts = read_sources(folder)
    sources = sources_of({key: choose.title(page) for key, page in pages.items()}, texts)
    style = style_of(folder)
    made = dict(texts)
    added, left = 0, Counter[str]()
    for link in links:
        source, target = sources.get(link.page), sources.get(link.target)
        if source is None or target is None:
            left["no source was found for one of the pages"] += 1
            continue
        passage = pages[link.page].content.passages[link.passage].text
        href = _href(pages[link.page], pages[link.target], source, target, style)
        wanted = Wanted(phrase=link.phrase, before=passage[: link.start], after=passage[link.end :], href=href)
        language = rest if PurePosixPath(source).suffix.lower() in _REST else markdown
        changed = language.with_link(made[source], wanted)
        if changed is None:
            left["the words stand in the source only where no link may be added"] += 1
            continue
        made[source] = changed
        added += 1
    touched = [name for name in sorted(made) if made[name] != texts[name]]
    above = from_here(folder)
    text = "".join(line for name in touched for line in diff(f"{above}{name}", texts[name], made[name]))
    return Patched(text=text, added=added, files=len(touched), left=left)


def read_sources(folder: Path) -> dict[str, str]:
    """Return the text of each source below a folder by its name. Raises InputError for a folder without any."""
    texts = dict(_read(folder))
    if not texts:
        message = f"{folder}: there is no Markdown or reStructuredText file here. Name the folder of the sources."
        raise InputError(message)
    return texts


def has_sources(folder: Path) -> bool:
    """Whether there is a source below a folder; all but the first stay unread."""
    return folder.is_dir() and next(_read(folder), None) is not None


def _read(folder: Path) -> Iterator[tuple[str, str]]:
    if not folder.is_dir():
        message = f"{folder}: this is not a folder. Name the folder of the sources."
        raise InputError(message)
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "node_modules")) for part in path.relative_to(folder).parts)
        if path.suffix.lower() in _MARKDOWN | _REST and path.is_file() and not hidden:
            try:
                yield path.relative_to(folder).as_posix(), path.read_bytes().decode()
            except (OSError, UnicodeDecodeError):
                continue


def sources_of(titles: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, str]:
    """Return page key → source name: by path, else by a slug or a title that only one page and one source have.

    ``titles`` are those of all pages, by key.
    """
    found: dict[str, str] = {}
    for name in texts:
        key = next((key for key in _keys(name) if key in titles and key not in found), None)
        if key is not None:
            found[key] = name
    _match(found, {key: _slug_of(key) for key in titles}, {name: _slug(name, text) for name, text in texts.items()})
    _match(found, {k: _plain(title) for k, title in titles.items()}, {n: _title(text) for n, text in texts.items()})
    return found


def _match(found: dict[str, str], pages: Mapping[str, str], sources: Mapping[str, str]) -> None:
    """Add the pages and sources that say the same of themselves, where no other of either does."""
    taken = set(found.values())
    said: defaultdict[str, list[str]] = defaultdict(list)
    for name, word in sources.items():
        if name not in taken:
            said[word].append(name)
    called: defaultdict[str, list[str]] = defaultdict(list)
    for key, word in pages.items():
        if key not in found:
            called[word].append(key)
    for word, keys in called.items():
        if word and len(keys) == 1 and len(said.get(word, ())) == 1:
            found[keys[0]] = said[word][0]


def _slug_of(key: str) -> str:
    return PurePosixPath(key.removesuffix("/index.html")).with_suffix("").name


def _slug(name: str, text: str) -> str:
    """Return the name that a source gives its page: in its front matter, or behind the date in its file's name."""
    match = _SLUG.search(text, 0, _FRONT)
    stem = PurePosixPath(name).stem
    return match[1] if match else _DATED.sub("", stem) if _DATED.match(stem) else ""


def _keys(name: str) -> Iterator[str]:
    path = PurePosixPath(name)
    stem = path.with_suffix("")
    if stem.name in _FRONTS:
        yield str(stem.with_name("index.html"))
    yield str(stem / "index.html")
    yield f"{stem}.html"


def _title(text: str) -> str:
    return next((_plain(match[1]) for form in _TITLES if (match := form.search(text))), "")


def _plain(title: str) -> str:
    return " ".join(re.sub(r"[`*_\\]", "", title).split()).casefold()


def style_of(folder: Path) -> Style:
    """Return how the generator of a folder of sources writes links, told by its settings file."""
    for place in (folder, *folder.resolve().parents[:_UPWARDS]):
        for name, style in _TOLD_BY:
            if (place / name).is_file():
                return style
    return "path"


def _href(page: Page, target: Page, source: str, other: str, style: Style) -> str:
    """Return how one source leads to the other; in reStructuredText the whole markup, with … for the words."""
    href = relative(other, base=source)
    if style == "pelican":
        href = f"{{filename}}/{other}"
    elif style == "address":
        href = choose.href(page, target)
    if PurePosixPath(source).suffix.lower() not in _REST:
        return href
    return f":doc:`… </{PurePosixPath(other).with_suffix('')}>`" if style == "sphinx" else f"`… <{href}>`__"


def from_here(folder: Path) -> str:
    """Return what leads from the current folder, where patches are applied, to the sources, "" from elsewhere."""
    try:
        steps = folder.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return ""
    return "" if steps == "." else f"{steps}/"


def diff(name: str, before: str, after: str) -> Iterator[str]:
    """Yield a file's part of a patch that ``git apply`` takes."""
    yield f"diff --git a/{name} b/{name}\n"
    for line in unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}", n=3):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Return the lines of a text as git counts them: only a line feed ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+$", text)
