"""Related resources: addresses elsewhere that several pages of the site link to.

What many pages cite is what a section's readers should know. Ways to share a page, links
that their author does not vouch for (``rel="nofollow"`` and the like) and the site itself
are no resources.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from smo_core.model import Link, Page, Resource
from smo_core.paths import matches
from smo_core.settings import Settings
from smo_core.urls import is_web, resolve, tidy

_NOT_VOUCHED = frozenset({"nofollow", "sponsored", "ugc", "license", "author"})
Section = tuple[str, ...]


def cited(
    pages: Mapping[str, Page], settings: Settings, sharing: Collection[str] = ()
) -> dict[Section, tuple[Resource, ...]]:
    """Return what pages cite by section, ``()`` for the whole site, the most cited first.

    A section counts the pages of its sections within. ``sharing`` are addresses, as in
    :func:`smo_core.features.share.targets.endpoints`, at which pages are shared.
    """
    wishes = settings.resources
    citing: defaultdict[str, dict[str, None]] = defaultdict(dict)
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    called: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key in sorted(pages):
        if pages[key].facts.readable:
            for name, link in _outward(pages[key], settings, sharing):
                citing[name][key] = None
                spelt[name][link.href.strip()] += 1
                if link.text:
                    called[name][link.text] += 1
    meant = Counter(text for texts in called.values() for text in texts)
    found: defaultdict[Section, list[Resource]] = defaultdict(list)
    for name, keys in citing.items():
        if len(keys) < wishes.at_least:
            continue
        title = _title(called[name], meant) or name
        url = min(spelt[name], key=lambda href: (-spelt[name][href], len(href), href))
        for section, within in _by_section(pages, keys).items():
            if len(within) >= wishes.at_least:
                resource = Resource(url=_plain(url), title=title, host=name.partition("/")[0], pages=tuple(within))
                found[section].append(resource)
    return {section: tuple(sorted(found[section], key=_standing)) for section in sorted(found)}


def _standing(resource: Resource) -> tuple[int, str, str]:
    return -len(resource.pages), resource.title.casefold(), resource.url


def _outward(page: Page, settings: Settings, sharing: Collection[str]) -> Iterator[tuple[str, Link]]:
    """Yield the links of one page that lead elsewhere and mean it, each with its address in one spelling."""
    for link in page.content.links:
        if not is_web(link.href) or not _NOT_VOUCHED.isdisjoint(link.rel):
            continue
        if resolve(link.href, base=page.facts.refers_from, site_url=settings.site_url) is not None:
            continue
        name, query = _name(link.href)
        shares = bool(query) and (name in sharing or f"*/{name.partition('/')[2]}" in sharing)
        if not shares and not matches(name, settings.resources.exclude):
            yield name + (f"?{query}" if query else ""), link


def _name(url: str) -> tuple[str, str]:
    """Return an address as host and path, and its query: scheme, ``www.`` and last slash name no other place."""
    parts = urlsplit(url.strip())
    host = parts.netloc.rpartition("@")[2].casefold().removeprefix("www.")
    return f"{host}{unquote(parts.path).rstrip('/')}", parts.query


def _plain(url: str) -> str:
    """Return an address without the place in the page that one link meant."""
    return tidy(url.partition("#")[0])


def _title(called: Counter[str], meant: Counter[str]) -> str:
    """Return what an address is called most often, by a text that means no other and is no address itself.

    So "here" and "source" are no titles, and no two addresses have the same.
    """
    telling = [text for text in called if meant[text] == 1 and not _is_address(text)]
    return min(telling, key=lambda text: (-called[text], -len(text), text), default="")


def _is_address(text: str) -> bool:
    return "://" in text or (" " not in text and "/" in text and "." in text)


def _by_section(pages: Mapping[str, Page], keys: Collection[str]) -> dict[Section, list[str]]:
    found: defaultdict[Section, list[str]] = defaultdict(list)
    for key in keys:
        section = pages[key].facts.section
        for depth in range(len(section) + 1):
            found[section[:depth]].append(key)
    return found
