"""Meta: what a page says about itself to browsers and search engines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from smo_core.audit.look import Look
from smo_core.audit.rule import Hit
from smo_core.audit.site import Built
from smo_core.html.inventory import Script
from smo_core.html.spot import Spot
from smo_core.paths import matches
from smo_core.robots import forbids_indexing
from smo_core.text import clean
from smo_core.urls import is_web
from smo_core.vocabulary import ERROR_PAGES

# Widths in pixels of Arial at 20 px, the face in which search results show titles: narrow, wide, all others.
_NARROW, _WIDE = frozenset("iljftIr.,:;'!|()[] "), frozenset("mwMWQO@%—ABCDEGHKNPRSUVXY&")
_TITLE = (400, 600)
_DESCRIPTION = (120, 156)
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*|x(-[A-Za-z0-9]{1,8})+|i-[a-z]+", re.ASCII)
_CHARSET_WITHIN = 1024
# What search engines ask of structured data; https://developers.google.com/search/docs/appearance/structured-data
_REQUIRED: dict[str, tuple[str, ...]] = {
    "Article": ("headline",), "BlogPosting": ("headline",), "NewsArticle": ("headline",), "TechArticle": ("headline",),
    "BreadcrumbList": ("itemListElement",), "FAQPage": ("mainEntity",), "Product": ("name",),
    "Event": ("name", "startDate"), "Recipe": ("name", "image"), "JobPosting": ("title", "description"),
    "VideoObject": ("name", "thumbnailUrl", "uploadDate"), "Organization": ("name",), "Person": ("name",),
    "WebSite": ("name", "url"), "ImageObject": ("url|contentUrl",),
}  # fmt: skip


def hit(message: str, spot: Spot | None = None, about: str = "", hint: str = "") -> Hit:
    """Return a case that stands where an element does."""
    line, column = spot.at if spot is not None else (0, 0)
    return Hit(message=message, about=about, hint=hint, line=line, column=column)


def noindex(look: Look) -> bool:
    """Whether a page asks search engines to leave it out."""
    return _standing(look)[0]


def moved(look: Look) -> bool:
    """Whether a page only sends readers on to another."""
    return _standing(look)[1]


def ordinary(look: Look) -> bool:
    """Whether search engines are meant to show the page, and it is more than a list that a generator makes."""
    return not any(_standing(look))


def _standing(look: Look) -> tuple[bool, bool, bool]:
    """Return whether a page is not for search engines, sends readers on, is no content: a dozen rules ask."""
    found: tuple[bool, bool, bool] | None = look.remembered.get("standing")
    if found is None:
        hidden = forbids_indexing(look.inventory.content("robots"), look.inventory.content("googlebot"))
        other = matches(look.key, ERROR_PAGES) or matches(look.key, look.ground.lists)
        found = look.remembered["standing"] = hidden, bool(look.inventory.sends_to), other
    return found


def title_missing(look: Look) -> Iterator[Hit]:
    """M01: no title, or an empty one. Nobody reads that of a page that only sends on."""
    if not moved(look) and not any(title.text for title in look.inventory.titles):
        yield hit("The page has no title.", next(iter(look.inventory.titles), None))


def titles_several(look: Look) -> Iterator[Hit]:
    """M02: the second title and all after it."""
    for title in look.inventory.titles[1:]:
        yield hit(f"Another title: {title.text!r}. Browsers show the first.", title, title.text)


def title_width(look: Look) -> Iterator[Hit]:
    """M03: a title that results cut, or that says too little."""
    for title in look.inventory.titles[:1]:
        pixels = round(width(title.text))
        if title.text and ordinary(look) and not _TITLE[0] <= pixels <= _TITLE[1]:
            what = "long: search results cut it" if pixels > _TITLE[1] else "short: it says little in search results"
            yield hit(f"The title is {what} (about {pixels} pixels wide).", title, title.text)


def width(text: str) -> float:
    """Return about how many pixels wide search results show a title."""
    return sum([6 if sign in _NARROW else 14 if sign in _WIDE else 20 if sign >= "\u2e80" else 10.5 for sign in text])


def description_missing(look: Look) -> Iterator[Hit]:
    """M04: no description."""
    if not look.inventory.content("description") and ordinary(look):
        yield hit("The page has no description.", next((spot for _, spot in look.inventory.meta("description")), None))


def description_length(look: Look) -> Iterator[Hit]:
    """M05: a description that results cut, or a stub."""
    for _, spot in look.inventory.meta("description"):
        size = len(clean(spot.get("content")))
        if size and not _DESCRIPTION[0] <= size <= _DESCRIPTION[1]:
            yield hit(f"The description has {size} characters.", spot, "description")
        return


def descriptions_several(look: Look) -> Iterator[Hit]:
    """M06: the second description and all after it."""
    for _, spot in [*look.inventory.meta("description")][1:]:
        yield hit("Another description.", spot, clean(spot.get("content")))


def headings_first(look: Look) -> Iterator[Hit]:
    """M07: no first-level heading, or several."""
    tops = look.inventory.tops
    if not tops and ordinary(look):
        yield hit("The page has no h1.")
    if len(tops) > 1:
        yield hit(f"The page has {len(tops)} h1.", tops[1])


def language(look: Look) -> Iterator[Hit]:
    """M08: no language, or no tag of one."""
    root = look.inventory.root
    value = root.get("lang") or root.get("xml:lang")
    if not value.strip() and not moved(look):
        yield hit("The page does not say its language.", root)
    elif value.strip() and not _TAG.fullmatch(value.strip()):
        yield hit(f"lang={value!r} is no language tag.", root, value)


def charset(look: Look) -> Iterator[Hit]:
    """M09: no encoding declared where browsers look for it."""
    if look.text.startswith("\ufeff"):
        return
    for spot in look.inventory.metas:
        declared = "charset" in spot.attributes or (
            spot.get("http-equiv").lower() == "content-type" and "charset" in spot.get("content").lower()
        )
        if declared:
            lines = look.text[: _CHARSET_WITHIN * 2].splitlines(keepends=True)
            before = "".join(lines[: spot.line - 1]) + (
                lines[spot.line - 1][: spot.column] if spot.line <= len(lines) else "x" * 2000
            )
            if spot.line > len(lines) or len(before.encode("utf-8", "replace")) > _CHARSET_WITHIN:
                yield hit(
                    f"The encoding is declared after byte {_CHARSET_WITHIN}, where browsers no longer look.", spot
                )
            return
    if not moved(look):
        yield hit("The page does not declare its encoding.")


def viewport(look: Look) -> Iterator[Hit]:
    """M10: no viewport."""
    if not look.inventory.content("viewport") and not moved(look):
        yield hit("The page has no viewport tag, so phones shrink it.")


def canonical_missing(look: Look) -> Iterator[Hit]:
    """M11: no canonical link."""
    if ordinary(look) and not any(spot.get("href").strip() for spot in look.inventory.rel("canonical")):
        yield hit("The page has no canonical link.")


def canonical_wrong(look: Look) -> Iterator[Hit]:
    """M12: a canonical link that is relative, given twice, or of another host.

    Of a page that only sends readers on it says where to, as the refresh does.
    """
    if moved(look):
        return
    found = [spot for spot in look.inventory.rel("canonical") if spot.get("href").strip()]
    for spot in found[:1]:
        href = spot.get("href").strip()
        if not is_web(href):
            yield hit(f"The canonical link is not absolute: {href}", spot, href)
        elif look.ground.site_url and urlsplit(href).hostname != urlsplit(look.ground.site_url).hostname:
            yield hit(f"The canonical link leads to another host: {href}", spot, href)
    if len({spot.get("href").strip() for spot in found}) > 1:
        yield hit("The page has several canonical links that differ.", found[1], "several")


def canonical_target(built: Built) -> Iterator[tuple[str, Hit]]:
    """M13: a canonical link to a page that is not there, or that asks to be left out."""
    for key, sheet in built.sheets.items():
        line, column = sheet.canonical_at
        if sheet.canonical_key.startswith("!"):
            message = f"The canonical link leads to a page that is not there: {sheet.canonical}"
            yield key, Hit(message=message, about=sheet.canonical, line=line, column=column)
        other = built.sheets.get(sheet.canonical_key)
        if other is not None and other.key != key and other.noindex and not sheet.moved:
            message = f"The canonical link leads to a page with noindex: {other.key}"
            yield key, Hit(message=message, about=sheet.canonical, line=line, column=column)


def noindex_listed(built: Built) -> Iterator[tuple[str, Hit]]:
    """M14: a noindex page that our own lists, a sitemap or a feed offers."""
    from smo_core.audit.finders.feeds import listed  # noqa: PLC0415 - only this rule needs them

    offered = {key: path for path, keys in listed(built).items() for key in keys}
    for key, sheet in built.sheets.items():
        if sheet.noindex and key in offered:
            yield key, Hit(message=f"The page has noindex, yet {offered[key]} lists it.", about=offered[key])
    for key, sheet in built.sheets.items():
        for target in sheet.ours:
            if target in built.sheets and built.sheets[target].noindex:
                yield key, Hit(message=f"Our lists offer {target}, which has noindex.", about=target)


def alternates(built: Built) -> Iterator[tuple[str, Hit]]:
    """M15: hreflang that is no language, leads nowhere, or is not answered."""
    back: dict[str, set[str]] = {key: {target for _, target, *_ in s.alternates} for key, s in built.sheets.items()}
    for key, sheet in built.sheets.items():
        for tag, target, line, column in sheet.alternates:
            message = ""
            if tag.lower() != "x-default" and not _TAG.fullmatch(tag):
                message = f"hreflang={tag!r} is no language tag."
            elif target.startswith("!"):
                message = f"hreflang {tag} leads to a page that is not there: {target[1:]}"
            elif target in back and target != key and key not in back[target]:
                message = f"hreflang {tag} leads to {target}, which does not name this page in return."
            if message:
                yield key, Hit(message=message, about=f"{tag} {target}", line=line, column=column)


def icon_missing(look: Look) -> Iterator[Hit]:
    """M16: no icon, neither named nor where browsers look for one."""
    if "favicon.ico" in look.ground.files or moved(look):
        return
    if not any("icon" in relation for relation in look.inventory.relations):
        yield hit("The page names no icon, and the site has no favicon.ico.")


def doctype_missing(look: Look) -> Iterator[Hit]:
    """M17: no doctype."""
    if not look.inventory.doctype:
        yield Hit(message="The page has no doctype, so browsers imitate old ones.", line=1, column=1)


def refresh(look: Look) -> Iterator[Hit]:
    """M18: a page that moves on or reloads by itself."""
    for spot in look.inventory.metas:
        if spot.get("http-equiv").lower() == "refresh":
            yield hit(f"The page moves on by itself: {spot.get('content')}", spot, spot.get("content"))


def structured_broken(look: Look) -> Iterator[Hit]:
    """M19: JSON-LD that is no JSON."""
    for script in look.inventory.scripts:
        if script.error:
            yield hit(f"This JSON-LD cannot be read: {script.error}", script.spot)


def structured_lacking(look: Look) -> Iterator[Hit]:
    """M20: structured data without what search engines ask for."""
    for script in look.inventory.scripts:
        for node in _nodes(script):
            kinds = node.get("@type")
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                lacking = [
                    name for name in _REQUIRED.get(str(kind), ()) if not any(node.get(n) for n in name.split("|"))
                ]
                # A node that only names another by its @id is a reference, not a description.
                if lacking and len(node) > 2:  # noqa: PLR2004 - type and id alone
                    yield hit(f"{kind} in JSON-LD lacks {', '.join(lacking)}.", script.spot, f"{kind} {lacking}")


def _nodes(script: Script) -> Iterator[dict[str, Any]]:
    """Yield the top-level nodes of a script."""
    data = script.data
    items: Iterable[Any] = data if isinstance(data, list) else [data]
    for item in items:
        if isinstance(item, dict):
            graph = item.get("@graph")
            yield from (n for n in graph if isinstance(n, dict)) if isinstance(graph, list) else (item,)
