"""From pages to a plan: everything that is to be placed and written, decided without touching a disk.

Hosts call :func:`survey` with what they know and read, then :func:`plan`; both are pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from smo_core import choose
from smo_core.collector import paused
from smo_core.features.backlinks import FEATURE as BACKLINKS
from smo_core.features.base import Feature, SiteAddition
from smo_core.features.cards import FEATURE as CARDS
from smo_core.features.follow import FEATURE as FOLLOW
from smo_core.features.links import FEATURE as LINKS
from smo_core.features.meta import FEATURE as META
from smo_core.features.next import FEATURE as NEXT
from smo_core.features.related import FEATURE as RELATED
from smo_core.features.resources import FEATURE as RESOURCES
from smo_core.features.section import FEATURE as SECTION
from smo_core.features.share import FEATURE as SHARE
from smo_core.features.share.targets import endpoints
from smo_core.graph.links import Links, links_of
from smo_core.graph.related import rank
from smo_core.graph.resources import cited
from smo_core.icons import Icon, sprite
from smo_core.manifest import manifest
from smo_core.model import Additions, Block, Emit, Feed, Finding, HeadTag, Page, Plan, Site, Wrap
from smo_core.paths import matches
from smo_core.pictures import OpenFile, measure
from smo_core.sections import complete, following, members
from smo_core.settings import Settings

if TYPE_CHECKING:
    from smo_core.graph.ranker import Ranker
    from smo_core.model import LinkSuggestion, Suggestion

# The order in which blocks of one slot stand on a page.
FEATURES: tuple[Feature, ...] = (META, SHARE, NEXT, RELATED, SECTION, BACKLINKS, RESOURCES, FOLLOW, LINKS, CARDS)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# The tag for the stylesheet of our blocks.
STYLESHEET = ("link", "smo-stylesheet")
_INDENT = re.compile(r"(?<![^\S\n])[^\S\n]*+\n\s*+")
_GROUP = "smo.features"
_SHARED_CSS = Path(__file__).parent / "features" / "smo.css"


@cache
def installed_features() -> tuple[Feature, ...]:
    """Return the built-in features and those that other packages register as ``smo.features``."""
    found = sorted(entry_points(group=_GROUP), key=lambda entry: entry.name)
    return (*FEATURES, *(entry.load() for entry in found))


@paused()
def survey(  # noqa: PLR0913 - what a host knows, all but two by name
    pages: Iterable[Page],
    settings: Settings,
    *,
    lists: Iterable[Page] = (),
    open_file: OpenFile = lambda _: None,
    feeds: Iterable[Feed] = (),
    ranker: Ranker | None = None,
) -> Site:
    """Return the site that the pages make: their link graph, and which are related.

    Drafts are no part of it: what nobody can read must not shape what others read. Pages
    that the settings exclude stay in the graph (their links are real), but nothing
    is placed on them. ``lists`` are pages that a template makes without content of their own, which
    get head tags and take part in nothing else. ``open_file`` gives the first bytes of a file of the site by its
    location, for the size of images; ``feeds`` are those that the host writes; ``ranker`` is one
    that knows the site from an earlier build, which saves work and changes nothing. Of two pages
    with one key the later counts, as the later one overwrites the other's file; the clash
    is a finding.
    """
    by_key: dict[str, Page] = {}
    findings: list[Finding] = []
    for page in pages:
        if page.facts.draft:
            continue
        if page.key in by_key:
            findings.append(_clash(by_key[page.key], page))
        by_key[page.key] = page
    ordered = MappingProxyType(complete({key: by_key[key] for key in sorted(by_key)}))
    links = links_of(ordered, site_url=settings.site_url)
    # What a ranking gives can only be read, and knows more than a mapping does.
    related: Mapping[str, tuple[Suggestion, ...]] = MappingProxyType({})
    if settings.related.enabled:
        related = (ranker.rank if ranker else rank)(ordered, links, settings.related)
    suggested = _suggested(ordered, links, settings) if settings.suggest.automatic else {}
    listed = {
        page.key: replace(page, facts=replace(page.facts, listing=True))
        for page in sorted(lists, key=lambda page: page.key)
        if not page.facts.draft and page.key not in ordered
    }
    return Site(
        settings=settings,
        pages=ordered,
        links=links,
        lists=MappingProxyType(listed),
        related=related,
        findings=tuple(findings),
        images=MappingProxyType(measure((*ordered.values(), *listed.values()), settings, open_file)),
        feeds=tuple(feeds),
        sections=MappingProxyType(members(ordered) if settings.section.enabled else {}),
        following=MappingProxyType(following(ordered) if settings.next.enabled else {}),
        resources=MappingProxyType(cited(ordered, settings, endpoints()) if settings.resources.enabled else {}),
        suggested=MappingProxyType(suggested),
    )


def _suggested(pages: Mapping[str, Page], links: Links, settings: Settings) -> Mapping[str, tuple[LinkSuggestion, ...]]:
    from smo_core.suggest import suggest  # noqa: PLC0415 - most sites do without

    return suggest(pages, links.graph, settings).pages


def _clash(first: Page, second: Page) -> Finding:
    return Finding(
        rule="same-output",
        severity="warning",
        message=f"Two sources become this one file: {first.facts.source} and {second.facts.source}.",
        hint="Rename or move one of them; the other is lost.",
        page=first.key,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan:
    """All of a plan that is not about a single page, and what :func:`plan_page` needs for each.

    ``before`` and ``after`` are the findings that stand before and after those of the pages.
    """

    site: Site
    features: tuple[Feature, ...] = ()
    version: str = ""
    emits: tuple[Emit, ...] = ()
    before: tuple[Finding, ...] = ()
    after: tuple[Finding, ...] = ()


def plan(site: Site, features: Sequence[Feature] | None = None) -> Plan:
    """Return what is to be added to each page, which files to write, and what was noticed.

    A feature that fails on one page costs that page its part, and is reported; it never
    stops the build.
    """
    return plan_pages(plan_site(site, features))


@paused()
def plan_pages(whole: SitePlan) -> Plan:
    """Return the plan that the part for the whole site begins."""
    pages = (*whole.site.pages.values(), *whole.site.lists.values())
    made = {page.key: made for page in pages if (made := plan_page(whole, page)) is not None}
    noticed = (finding for _, findings in made.values() for finding in findings)
    return Plan(
        additions=MappingProxyType({key: additions for key, (additions, _) in made.items()}),
        emits=whole.emits,
        findings=(*whole.before, *noticed, *whole.after),
    )


def plan_site(site: Site, features: Sequence[Feature] | None = None) -> SitePlan:
    """Return the part of a plan that is the same for all pages, for callers who plan page by page."""
    features = installed_features() if features is None else tuple(features)
    if not site.settings.enabled:
        return SitePlan(site=site)
    drawn, sheet = _sprite(site, features), _stylesheet(site, features)
    # The version makes browsers fetch changed files while they keep one name; one for both, as pages repeat it.
    version = sha256(drawn + sheet).hexdigest()[:8]
    before = (*site.findings, *_same_canonical(site))
    site = replace(site, sprite=f"{site.settings.assets}/icons.svg?v={version}" if drawn else "")
    emits: list[Emit] = [Emit(path=f"{site.settings.assets}/smo.css", data=sheet)]
    if drawn:
        emits.append(Emit(path=f"{site.settings.assets}/icons.svg", data=drawn))
    items = [item for feature in features for item in _site_items(site, feature)]
    emits += [item for item in items if isinstance(item, Emit)]
    emits.append(manifest(site.settings.assets, [emit.path for emit in emits]))
    return SitePlan(
        site=site,
        features=features,
        version=version,
        emits=tuple(emits),
        before=before,
        after=tuple(item for item in items if not isinstance(item, Emit)),
    )


def plan_page(whole: SitePlan, page: Page) -> tuple[Additions, tuple[Finding, ...]] | None:
    """Return what is to be added to one page and what was noticed; None for a page to which nothing may be added.

    The page may be one that the site does not know of yet: a list that a host makes while it writes.
    """
    if not (whole.site.settings.enabled and _open(whole.site, page)):
        return None
    findings: list[Finding] = []
    additions = _additions(whole.site, page, whole.features, whole.version, findings)
    return additions, tuple(findings)


def _site_items(site: Site, feature: Feature) -> tuple[SiteAddition, ...]:
    try:
        return tuple(feature.site(site))
    except Exception as error:  # noqa: BLE001 - one feature's trouble must not cost the others
        message = f"{feature.name} could not be made for the site: {error}"
        return (Finding(rule="feature-failed", severity="error", message=message),)


def _open(site: Site, page: Page) -> bool:
    """Whether anything may be added to a page: it is no secret, and nobody wants it left alone."""
    facts = page.facts
    return (
        not (facts.draft or facts.hidden or facts.kind == "error")
        and choose.options(page).enabled
        and not matches(page.key, site.settings.exclude)
    )


def _additions(site: Site, page: Page, features: Sequence[Feature], version: str, findings: list[Finding]) -> Additions:
    head: list[HeadTag] = []
    blocks: list[Block] = []
    wraps: list[Wrap] = []
    facts = page.facts
    for feature in features:
        if not (facts.public or feature.unindexed) or (facts.is_list and not feature.lists):
            continue
        try:
            items = tuple(feature.page(site, page))
        except Exception as error:  # noqa: BLE001 - one page's trouble must not cost the others
            message = f"{feature.name} could not be made for this page: {error}"
            findings.append(Finding(rule="feature-failed", severity="error", message=message, page=page.key))
            continue
        for item in items:
            if isinstance(item, HeadTag):
                head.append(item)
            elif isinstance(item, Block):
                blocks.append(item)
            elif isinstance(item, Wrap):
                wraps.append(item)
            else:
                findings.append(item)
    if blocks:
        head.append(_stylesheet_link(site, page, version))
    return Additions(head=tuple(head), blocks=tuple(blocks), wraps=tuple(wraps), existing=site.settings.meta.existing)


def _sprite(site: Site, features: Sequence[Feature]) -> bytes:
    """Return the file of all icons that the site shows, b"" where they stand in the pages."""
    wish = site.settings.icons
    if wish == "inline" or (wish == "auto" and not site.settings.site_url):
        return b""
    icons = [icon for feature in features for icon in _icons(site, feature)]
    return sprite(icons) if icons else b""


def _icons(site: Site, feature: Feature) -> tuple[Icon, ...]:
    try:
        return tuple(feature.icons(site))
    except Exception:  # noqa: BLE001 - what is wrong shows, and is reported, when its blocks are made
        return ()


def _stylesheet(site: Site, features: Sequence[Feature]) -> bytes:
    """Return the one stylesheet: what all blocks share, each feature's own, and what settings ask for."""
    shown = tuple(feature for feature in features if _wanted(site, feature))
    return b"\n".join([_css(shown), *(rules for f in shown if (rules := f.rules(site).encode()))])


def _wanted(site: Site, feature: Feature) -> bool:
    """Whether a feature is not switched off; those of other packages have no setting of ours."""
    return getattr(getattr(site.settings, feature.name, None), "enabled", True) is not False


@cache
def _css(features: tuple[Feature, ...]) -> bytes:
    sheets = [_SHARED_CSS, *(feature.folder / f"{feature.name}.css" for feature in features if feature.folder)]
    source = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.is_file())
    # Comments and indentation are for those who read the source.
    return _INDENT.sub("\n", _COMMENT.sub("", source)).lstrip().encode()


def _stylesheet_link(site: Site, page: Page, version: str) -> HeadTag:
    href = f"{choose.asset(site, page, 'smo.css')}?v={version}"
    return HeadTag(key=STYLESHEET, tag="link", attributes=(("rel", "stylesheet"), ("href", href)))


def _same_canonical(site: Site) -> Iterable[Finding]:
    first: dict[str, str] = {}
    for key, page in site.pages.items():
        url = page.facts.url
        if url is None or not page.facts.public:
            continue
        if first.setdefault(url, key) != key:
            yield Finding(
                rule="same-canonical",
                severity="warning",
                message=f"This page and {first[url]} have the same canonical address {url}.",
                hint="Give each page its own, or exclude one of them.",
                page=key,
            )
