"""Drawing: only the cards that the cache does not hold, in as few compilations as possible.

A card's file is named after the hash of all that it is made of: template, logo, fonts,
strings, colours, and the versions of typst and of this module. Nothing here raises, and
nothing goes online: what cannot be drawn is a finding, and its page has no card.
"""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from smo_core.features.cards.fonts import Choice, Library
from smo_core.features.cards.spec import (
    HEIGHT,
    READABLE,
    WIDTH,
    CardSpec,
    Colours,
    colours_of,
    contrast,
    spec_of,
    wanted,
)
from smo_core.features.cards.typeset import DrawingError, Job, gather, source, typeset, typeset_all
from smo_core.lock import locked
from smo_core.model import Card, Finding, Page, Site
from smo_core.problems import InputError
from smo_core.settings import CardsSettings
from smo_core.write import sweep, write

if TYPE_CHECKING:
    from smo_core.features.cards.logo import Logo

_VERSION = "1"
_TEMPLATES = Path(__file__).parent / "templates"
_STRINGS = ("title", "section", "authors", "date", "description", "site")
_SHOWN = (*_STRINGS, "language", "region", "direction")
# What designs add themselves.
_SIGNS = frozenset("…·")
_HEAVY = 300_000
_DAY = 86_400
_KEPT_DAYS = 30
# Where typst works while cards are drawn: in the cache, so that the next run finds what a killed one left.
_WORKSHOP = "drawing-"
_NAMED_FILE = re.compile(r'"([^"\n]+\.\w+)"')
_PACKAGE = re.compile(r'"@[\w-]+/')
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One card to have: its page, the strings its design is given, its fonts, and its hash."""

    page: str
    data: dict[str, Any]
    files: tuple[str, ...]
    digest: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A template's file, and the hash of all files that it is made of."""

    path: Path
    fingerprint: str


def draw(site: Site, *, cache: Path) -> tuple[Mapping[str, Card], tuple[Finding, ...]]:
    """Return the preview cards by page key, drawn or remembered in the folder ``cache``, and what was noticed.

    The folder may be deleted at any time. Without the extra ``cards`` there are none. Never
    raises, never goes online.
    """
    settings = site.settings.cards
    if not site.settings.enabled or not settings.enabled or (settings.enabled == "auto" and not site.settings.site_url):
        return MappingProxyType({}), ()
    if not available():
        missing = Finding(
            rule="no-cards",
            severity="info",
            message="There are no preview cards, because what draws them is not installed.",
            hint="Install it by: pip install 'smo-suite[cards]'",
        )
        return MappingProxyType({}), (missing,) if settings.enabled is True else ()
    try:
        _tidy(cache)
        with locked(cache, shared=True):
            return _drawn(site, cache)
    except Exception as error:  # noqa: BLE001 - a picture must never cost the build
        failed = Finding(
            rule="cards-failed", severity="info", message=f"Preview cards could not be drawn: {_said(error)}"
        )
        return MappingProxyType({}), (failed,)


def available() -> bool:
    """Whether the extra ``cards`` is installed."""
    try:
        return find_spec("typst") is not None and find_spec("fontTools") is not None
    except (ImportError, ValueError):
        return False


def _drawn(site: Site, cache: Path) -> tuple[Mapping[str, Card], tuple[Finding, ...]]:
    settings = site.settings.cards
    findings = list(_checked(settings))
    design, refused = _design(settings)
    if design is None:
        return MappingProxyType({}), (*findings, *refused)
    logo, bad_logo = _logo(settings)
    findings += [bad_logo] if bad_logo else []
    library = Library(cache / "fonts.json", folders=settings.fonts, lead=settings.font, system=settings.system_fonts)
    if not library.lead_found:
        findings.append(_no_lead(settings))
    base = _base(design, logo)
    colours = colours_of(settings.colours)
    orders: list[Order] = []
    for page in site.pages.values():
        if wanted(site, page):
            order, noticed = _order(page, spec_of(site, page, colours), library, base)
            orders += [order] if order else []
            findings += noticed
    library.save()
    sizes = {order.digest: _held(cache, order.digest) for order in orders}
    fresh = {order.digest: order for order in orders if not sizes[order.digest]}
    if fresh:
        findings += _fill(tuple(fresh.values()), design, logo, cache)
        sizes |= {digest: _held(cache, digest) for digest in fresh}
        _prune(cache, set(sizes))
    findings += [_heavy(order, size) for order in orders if (size := sizes[order.digest]) > _HEAVY]
    cards = {order.page: _card(site, order, cache) for order in orders if sizes[order.digest]}
    return MappingProxyType(cards), tuple(findings)


def _checked(settings: CardsSettings) -> Iterator[Finding]:
    chosen = settings.colours
    ratio = contrast(chosen.text, chosen.background)
    if ratio < READABLE:
        yield Finding(
            rule="card-contrast",
            severity="warning",
            message=f"cards.colours: text {chosen.text} on {chosen.background} has a contrast of {ratio:.1f} only.",
            hint="Make one darker or the other lighter, until it is 4.5 or more.",
        )


def _no_lead(settings: CardsSettings) -> Finding:
    return Finding(
        rule="card-font",
        severity="warning",
        message=f"cards.font: the folders in cards.fonts hold no family {settings.font!r}, so another is used.",
        hint="Write the family's name as a font viewer shows it, and name the folder that its files lie in.",
    )


def _design(settings: CardsSettings) -> tuple[Design | None, tuple[Finding, ...]]:
    """Return the design; a template of the site's own that asks for a package is refused, as it would go online."""
    path = settings.template or _TEMPLATES / f"{settings.design}.typ"
    digest = sha256()
    for file in _parts(path):
        raw = file.read_bytes()
        if file.suffix == ".typ" and _PACKAGE.search(raw.decode("utf-8", "replace")):
            refused = Finding(
                rule="card-template",
                severity="warning",
                message=f"cards.template: {file.name} imports a package, which would be fetched from the network.",
                hint="Copy the package's files beside the template and import them by path.",
            )
            return None, (refused,)
        digest.update(f"{len(raw)} ".encode() + raw)
    return Design(path=path.resolve(), fingerprint=digest.hexdigest()), ()


def _logo(settings: CardsSettings) -> tuple[Logo | None, Finding | None]:
    if settings.logo is None:
        return None, None
    from smo_core.features.cards.logo import load_logo  # noqa: PLC0415 - few sites have one

    return load_logo(settings.logo)


def _parts(path: Path) -> tuple[Path, ...]:
    """Return a template and the files beside it that it names, so that a change to any changes the cards."""
    found: list[Path] = [path]
    for file in found:
        if file.suffix == ".typ":
            for name in sorted(set(_NAMED_FILE.findall(file.read_text(encoding="utf-8", errors="replace")))):
                other = (path if name.startswith("/") else file).parent / name.lstrip("/")
                if other.is_file() and other not in found:
                    found.append(other)
    return tuple(found)


def _base(design: Design, logo: Logo | None) -> str:
    """Return what all cards of this build have in common, as a hash."""
    try:
        engine = version("typst")
    except PackageNotFoundError:
        engine = ""
    parts = (_VERSION, engine, sha256(source()).hexdigest(), design.fingerprint, logo.fingerprint if logo else "")
    return "|".join(parts)


def _order(page: Page, spec: CardSpec, library: Library, base: str) -> tuple[Order | None, tuple[Finding, ...]]:
    """Return the order of one card; strings that no font can show are left out, without its title there is no card."""
    shown = {name: getattr(spec, name) for name in _SHOWN}
    language = f"{spec.language}-{spec.region}".strip("-")
    choice = _chosen(shown, library, language)
    findings: tuple[Finding, ...] = ()
    if choice.missing:
        findings = (_missing(page, choice.missing),)
        shown |= {name: _showable(shown[name], choice.missing) for name in _STRINGS}
        if not shown["title"]:
            return None, findings
        choice = _chosen(shown, library, language)
    data = {**shown, "colours": _named_colours(spec.colours), "fonts": choice.names}
    hashes = sorted(library.fingerprint(path) for path in choice.files)
    text = json.dumps([base, hashes, data], sort_keys=True, separators=(",", ":"))
    alt = f"{spec.title} – {spec.site}" if spec.site and spec.site != spec.title else spec.title
    digest = sha256(text.encode()).hexdigest()
    return Order(page=page.key, data=data, files=choice.files, digest=digest, alt=alt), findings


@lru_cache(maxsize=4)
def _named_colours(colours: Colours) -> dict[str, str]:
    return {name.replace("_", "-"): colour for name, colour in asdict(colours).items()}


def _chosen(shown: Mapping[str, str], library: Library, language: str) -> Choice:
    # A design may show the first letter of the site or the title as a capital.
    capitals = shown["site"][:1].upper() + shown["title"][:1].upper()
    return library.choose({*_SIGNS, *capitals, *"".join(shown[name] for name in _STRINGS)}, language)


def _showable(text: str, missing: frozenset[str]) -> str:
    """Return the text without single signs that no font has, "" when it is letters that are missing."""
    if any(character.isalpha() for character in missing.intersection(text)):
        return ""
    return " ".join("".join(" " if character in missing else character for character in text).split())


def _missing(page: Page, missing: frozenset[str]) -> Finding:
    some = sorted(missing)[:12]
    listed = ", ".join(f"{character} (U+{ord(character):04X})" for character in some)
    more = f" and {len(missing) - len(some)} more" if len(missing) > len(some) else ""
    return Finding(
        rule="card-glyphs",
        severity="warning",
        message=f"No font at hand has these characters of the preview card: {listed}{more}.",
        hint="Put a font that has them into a folder named in cards.fonts; Noto has one for every script.",
        page=page.key,
    )


def _held(cache: Path, digest: str) -> int:
    """Return the size in bytes of a card in the cache, 0 without; says to the cache that it is still wanted."""
    try:
        file = _file(cache, digest)
        status = file.stat()
        if time.time() - status.st_mtime > _DAY:
            file.touch()
    except OSError:
        return 0
    return status.st_size


def _file(cache: Path, digest: str) -> Path:
    return cache / f"{digest[:40]}.png"


def _fill(orders: Sequence[Order], design: Design, logo: Logo | None, cache: Path) -> list[Finding]:
    """Draw the cards into the cache; return what could not be drawn."""
    with TemporaryDirectory(prefix=_WORKSHOP, dir=cache, ignore_cleanup_errors=True) as temporary:
        fonts = Path(temporary, "fonts")
        gather(sorted({file for order in orders for file in order.files}), fonts)
        studio = Studio(design=design, fonts=fonts, logo=logo)
        for order, page in studio.draw(orders):
            write(_file(cache, order.digest), page)
        return studio.findings


class Studio:
    """Draws orders; when a batch fails, looks for the ones to blame by halves."""

    def __init__(self, *, design: Design, fonts: Path, logo: Logo | None) -> None:
        """Keep what all batches share."""
        self._design = design
        self._fonts = fonts
        self._logo = logo
        self.findings: list[Finding] = []

    def draw(self, orders: Sequence[Order]) -> Iterator[tuple[Order, bytes]]:
        """Yield each order that can be drawn with its PNG; the others become findings."""
        try:
            pages = typeset_all(self._job(orders))
        except (DrawingError, OSError, ImportError) as error:
            if len(orders) > 1 and (said := self._fails_always(orders)):
                self.findings.append(self._template_fails(said))
                return
            yield from self._halves(orders, error)
            return
        yield from zip(orders, pages, strict=True)

    def _halves(self, orders: Sequence[Order], error: Exception) -> Iterator[tuple[Order, bytes]]:
        if len(orders) == 1:
            self.findings.append(_not_drawn(orders[0], error))
            return
        middle = len(orders) // 2
        for half in (orders[:middle], orders[middle:]):
            try:
                pages = typeset(self._job(half))
            except (DrawingError, OSError, ImportError) as worse:
                yield from self._halves(half, worse)
            else:
                yield from zip(half, pages, strict=True)

    def _fails_always(self, orders: Sequence[Order]) -> str:
        """Return what is said of the first and of the last card alike: then it is the template, and no card's."""
        said = set()
        for order in (orders[0], orders[-1]):
            try:
                typeset(self._job((order,)))
            except (DrawingError, OSError, ImportError) as error:
                said.add(_said(error))
            else:
                return ""
        return said.pop() if len(said) == 1 else ""

    def _job(self, orders: Iterable[Order]) -> Job:
        return Job(
            design=str(self._design.path),
            fonts=str(self._fonts),
            logo=self._logo.data if self._logo else None,
            cards=[order.data for order in orders],
        )

    def _template_fails(self, said: str) -> Finding:
        return Finding(
            rule="card-template",
            severity="warning",
            message=f"{self._design.path.name} draws no card: {said}",
            hint="Compare it with plain.typ, which says at its top what a template is given.",
        )


def _not_drawn(order: Order, error: Exception) -> Finding:
    return Finding(
        rule="card-failed",
        severity="warning",
        message=f"The preview card could not be drawn: {_said(error)}",
        hint="The site's image is used instead.",
        page=order.page,
    )


def _said(error: BaseException) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)[:300]


def _card(site: Site, order: Order, cache: Path) -> Card:
    src = f"{site.settings.assets}/cards/{_slug(order.page)}.{order.digest[:8]}.png"
    return Card(src=src, alt=order.alt, width=WIDTH, height=HEIGHT, type="image/png", file=_file(cache, order.digest))


def _slug(key: str) -> str:
    """Return a page's key as a plain file name; the hash beside it tells apart what reads alike."""
    name = key.lower().removesuffix("index.html").removesuffix(".html")
    return _NOT_SLUG.sub("-", name).strip("-")[:60].strip("-") or "index"


def _heavy(order: Order, size: int) -> Finding:
    return Finding(
        rule="card-heavy",
        severity="info",
        message=f"The preview card has {size // 1000} KB; WhatsApp shows none above 300 KB.",
        hint="Use a smaller or plainer logo, or a template without photographs.",
        page=order.page,
    )


def _tidy(cache: Path) -> None:
    """Make the cache's folder, and clear away what killed runs left in it; not while another run draws there."""
    cache.mkdir(parents=True, exist_ok=True)
    with suppress(InputError), locked(cache, patience=0):
        for workshop in sorted(cache.glob(f"{_WORKSHOP}*")):
            shutil.rmtree(workshop, ignore_errors=True)
        sweep(cache)


def _prune(cache: Path, used: set[str]) -> None:
    """Remove cards that no build has wanted for a month."""
    keep = {_file(cache, digest).name for digest in used}
    for file in sorted(cache.glob("*.png")):
        with suppress(OSError):
            if file.name not in keep and time.time() - file.stat().st_mtime > _KEPT_DAYS * _DAY:
                file.unlink()
