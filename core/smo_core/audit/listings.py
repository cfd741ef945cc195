"""Feeds, sitemaps and robots.txt → what they list. Broken ones say why; none is ever an exception.

RSS 2.0 (rssboard.org), Atom (RFC 4287), JSON Feed 1.1, sitemaps.org 0.9, robots.txt (RFC 9309).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote

from smo_core.dates import iso

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Form = Literal["rss", "atom", "json", "sitemap", "index", "other"]
_FORMS: Mapping[str, Form] = {"rss": "rss", "rdf": "rss", "feed": "atom", "urlset": "sitemap", "sitemapindex": "index"}
_DATES = ("pubDate", "published", "updated", "date", "lastmod", "date_published", "date_modified")
_ADDRESSES = re.compile(r"""\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item: its address, its id, its dates as written, addresses in its content."""

    url: str = ""
    id: str = ""
    dates: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a file lists: ``form`` "other" is no feed and no sitemap; ``error`` says why it is unreadable."""

    path: str
    form: Form
    entries: tuple[Entry, ...] = ()
    error: str = ""


def read(path: str, data: bytes) -> Listing:
    """Return what the file holds."""
    if path.endswith(".json"):
        return _json(path, data)
    return _xml(path, data)


def _json(path: str, data: bytes) -> Listing:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        return Listing(path=path, form="json", error=str(error))
    if not isinstance(document, dict) or "jsonfeed.org" not in str(document.get("version", "")):
        return Listing(path=path, form="other")
    items = [item for item in document.get("items") or () if isinstance(item, dict)]
    return Listing(path=path, form="json", entries=tuple(map(_item, items)))


def _item(item: Mapping[str, Any]) -> Entry:
    dates = tuple(str(item[name]) for name in _DATES if name in item)
    inner = tuple(_inner(str(item.get("content_html") or "")))
    return Entry(url=str(item.get("url") or ""), id=str(item.get("id") or ""), dates=dates, inner=inner)


def _xml(path: str, data: bytes) -> Listing:
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - most runs of the command read none

    try:
        root = ET.fromstring(data)  # noqa: S314 - the site's own files; expat bounds the growth of entities
    except (ET.ParseError, ValueError, LookupError) as error:
        start = data[:600].lower()
        form: Form = next((form for name, form in _FORMS.items() if f"<{name}".encode() in start), "other")
        return Listing(path=path, form=form, error=str(error))
    form = _FORMS.get(_tag(root).lower(), "other")
    if form in {"sitemap", "index"}:
        return Listing(path=path, form=form, entries=tuple(_location(child) for child in root))
    if form == "other":
        return Listing(path=path, form=form)
    items = [element for element in root.iter() if _tag(element) == ("item" if form == "rss" else "entry")]
    return Listing(path=path, form=form, entries=tuple(_entry(item) for item in items))


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _location(element: Element) -> Entry:
    said = {_tag(child): (child.text or "").strip() for child in element}
    return Entry(url=said.get("loc", ""), dates=(said["lastmod"],) if "lastmod" in said else ())


def _entry(item: Element) -> Entry:
    url, identity = "", ""
    dates: list[str] = []
    inner: list[str] = []
    for child in item:
        tag, text = _tag(child), (child.text or "").strip()
        if tag == "link" and child.get("rel", "alternate") == "alternate":
            url = url or child.get("href", "") or text
        elif tag in {"guid", "id"}:
            identity = text
        elif tag in _DATES:
            dates.append(text)
        elif tag in {"description", "encoded", "content", "summary"}:
            inner += _inner(text)
    return Entry(url=url, id=identity, dates=tuple(dates), inner=tuple(inner))


def _inner(html: str) -> Iterator[str]:
    for double, single in _ADDRESSES.findall(html):
        yield double or single


def day(date: str) -> str:
    """Return a feed's date as ``YYYY-MM-DD``, "" when it is none (RFC 822 or RFC 3339)."""
    if found := iso(date):
        return found[:10]
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def forbidden(robots: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paths that robots.txt forbids to all crawlers, and those that it allows."""
    refused: list[str] = []
    allowed: list[str] = []
    applies = grouped = False
    for line in robots.splitlines():
        name, _, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if name == "user-agent":
            applies = (applies and grouped) or value == "*"
            grouped = True
        elif name in {"disallow", "allow"}:
            grouped = False
            if applies and value:
                (refused if name == "disallow" else allowed).append(unquote(value))
    return tuple(refused), tuple(allowed)


def blocks(path: str, refused: tuple[str, ...], allowed: tuple[str, ...]) -> bool:
    """Whether a path is forbidden: the longest pattern that matches decides, allowing wins a tie (RFC 9309, 2.2.2)."""

    def longest(patterns: tuple[str, ...]) -> int:
        return max((len(p) for p in patterns if _pattern(p).match(path)), default=-1)

    return longest(refused) > longest(allowed)


def _pattern(written: str) -> re.Pattern[str]:
    end = "$" if written.endswith("$") else ""
    return re.compile(".*".join(map(re.escape, written.removesuffix("$").split("*"))) + end)
