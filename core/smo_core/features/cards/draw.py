"""Drawing: only the cards that the cache does not hold, in as few compilations as possible.

A card's file is named after the hash of all that it is made of: template, logo, fonts,
strings, colours, and the versions of typst and of these modules. Nothing here raises, and
nothing goes online: what cannot be drawn is a finding, and its page has no card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING

from smo_core.features.cards.design import Design, common, design_of
from smo_core.features.cards.fonts import Library
from smo_core.features.cards.glyphs import unshown
from smo_core.features.cards.kept import WORKSHOP, file_of, held, prune, tidy
from smo_core.features.cards.orders import Order, order_of
from smo_core.features.cards.spec import HEIGHT, READABLE, WIDTH, colours_of, contrast, spec_of, wanted
from smo_core.features.cards.studio import Studio, said_of
from smo_core.features.cards.typeset import gather
from smo_core.lock import locked
from smo_core.model import Card, Finding, Site
from smo_core.settings import CardsSettings
from smo_core.write import write

if TYPE_CHECKING:
    from smo_core.features.cards.logo import Logo

_HEAVY = 300_000
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


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
        tidy(cache)
        with locked(cache, shared=True):
            return _drawn(site, cache)
    except Exception as error:  # noqa: BLE001 - a picture must never cost the build
        failed = Finding(
            rule="cards-failed", severity="info", message=f"Preview cards could not be drawn: {said_of(error)}"
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
    design, refused = design_of(settings)
    if design is None:
        return MappingProxyType({}), (*findings, *refused)
    logo, bad_logo = _logo(settings)
    findings += [bad_logo] if bad_logo else []
    library = Library(cache / "fonts.json", folders=settings.fonts, lead=settings.font, system=settings.system_fonts)
    if not library.lead_found:
        findings.append(_no_lead(settings))
    base = common(design, logo)
    colours = colours_of(settings.colours)
    orders: list[Order] = []
    missing: dict[str, frozenset[str]] = {}
    for page in (*site.pages.values(), *site.lists.values()):
        if wanted(site, page):
            order, missing[page.key] = order_of(page, spec_of(site, page, colours), library, base)
            orders += [order] if order else []
    library.save()
    findings += unshown(missing)
    sizes = {order.digest: held(cache, order.digest) for order in orders}
    fresh = {order.digest: order for order in orders if not sizes[order.digest]}
    if fresh:
        findings += _fill(tuple(fresh.values()), design, logo, cache)
        sizes |= {digest: held(cache, digest) for digest in fresh}
        prune(cache, set(sizes))
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


def _logo(settings: CardsSettings) -> tuple[Logo | None, Finding | None]:
    if settings.logo is None:
        return None, None
    from smo_core.features.cards.logo import load_logo  # noqa: PLC0415 - few sites have one

    return load_logo(settings.logo)


def _fill(orders: Sequence[Order], design: Design, logo: Logo | None, cache: Path) -> list[Finding]:
    """Draw the cards into the cache; return what could not be drawn."""
    with TemporaryDirectory(prefix=WORKSHOP, dir=cache, ignore_cleanup_errors=True) as temporary:
        fonts = Path(temporary, "fonts")
        gather(sorted({file for order in orders for file in order.files}), fonts)
        studio = Studio(design=design, fonts=fonts, logo=logo)
        for order, page in studio.draw(orders):
            write(file_of(cache, order.digest), page)
        return studio.findings


def _card(site: Site, order: Order, cache: Path) -> Card:
    src = f"{site.settings.assets}/cards/{_slug(order.page)}.{order.digest[:8]}.png"
    return Card(src=src, alt=order.alt, width=WIDTH, height=HEIGHT, type="image/png", file=file_of(cache, order.digest))


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
