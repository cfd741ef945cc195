"""The linker alone: pages, or a graph of pages, in; ranked lists with reasons out.

For programs that have pages but no site to build: a wiki, a shop, a folder of notes. No
host, no template, nothing written.
"""

from __future__ import annotations

import posixpath
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from smo_core.enrich import survey
from smo_core.features.related.reasons import sentence
from smo_core.html.read import read_content
from smo_core.model import Content, Facts, Link, Page, Reason
from smo_core.problems import InputError, did_you_mean
from smo_core.render import words_for
from smo_core.settings import RelatedSettings, Settings
from smo_core.urls import is_web

if TYPE_CHECKING:
    import networkx as nx

# What a record or a node may say of a page; anything else is a slip of the pen.
_FIELDS = (
    "key", "url", "title", "text", "html", "links", "tags", "description", "language", "section", "published",
)  # fmt: skip
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A related page: its name and title, its score, and why it is there.

    ``score`` is higher the nearer the page; ``parts`` are the shares of the signals in it.
    ``reason`` is the one sentence that tells most, in the page's language, "" where none can
    be put into words; ``reasons`` are all, strongest first.
    """

    key: str
    title: str
    score: float
    reason: str
    parts: Mapping[str, float]
    reasons: tuple[Reason, ...]


def related_pages(
    pages: nx.DiGraph[str] | Mapping[str, Record | str] | Iterable[Record | Page],
    *,
    count: int = 5,
    settings: RelatedSettings | None = None,
) -> dict[str, tuple[Related, ...]]:
    """Return for each page the pages related to it, nearest first, at most ``count``; none that no signal reaches.

    ``pages`` are one of these:

    records, each a mapping with ``key`` or ``url`` and any of ``title``, ``text`` or ``html``,
    ``links`` (keys or addresses of other pages), ``tags``, ``description``, ``language``,
    ``section`` and ``published``; or a :class:`Page`;

    a mapping of key to such a record, or to a page's text;

    a :class:`networkx.DiGraph` whose nodes are the keys, with the same fields as attributes,
    and whose edges are the links, their text in ``anchor`` if they have one.

    Links in ``html`` count too. ``settings`` has weights and exclusions. Raises InputError
    for a record that cannot be understood.
    """
    listed = list(_records(pages))
    keys = [key for key, _ in listed]
    if len(set(keys)) < len(keys):
        twice = next(key for at, key in enumerate(keys) if key in keys[:at])
        message = f"{twice}: there are two pages with this key. A key names one page."
        raise InputError(message)
    root = _root(keys)
    known = frozenset(keys)
    made = [one if isinstance(one, Page) else _page(key, one, known, root) for key, one in listed]
    wishes = (settings or RelatedSettings()).model_copy(update={"enabled": True, "count": count})
    site = survey(made, Settings(site_url=root, related=wishes))
    return {
        key: tuple(
            Related(
                key=found.key,
                title=site.pages[found.key].facts.title,
                score=found.score,
                reason=sentence(found.reasons, words_for(site, site.pages[key])),
                parts=MappingProxyType({reason.signal: reason.score for reason in found.reasons}),
                reasons=found.reasons,
            )
            for found in site.related[key]
            if found.reasons
        )
        for key in keys
    }


def _records(pages: Any) -> Iterator[tuple[str, Record | Page]]:  # noqa: ANN401 - told apart here
    """Yield keys and what is known of each page, whatever the form it was given in."""
    if hasattr(pages, "succ") and hasattr(pages, "nodes"):
        for node, data in pages.nodes(data=True):
            links = [
                Link(href=_text(to, node), text=str(edge.get("anchor", ""))) for to, edge in pages.succ[node].items()
            ]
            # A graph may know more of its nodes than we can use.
            yield _text(node, node), {**{name: data[name] for name in _FIELDS if name in data}, "links": links}
    elif isinstance(pages, Mapping):
        for key, one in pages.items():
            yield _text(key, key), {"text": one} if isinstance(one, str) else one
    else:
        for place, one in enumerate(pages):
            if isinstance(one, Page):
                yield one.key, one
            elif isinstance(one, Mapping):
                yield _text(one.get("key") or one.get("url"), place), one
            else:
                message = f"page {place}: expected a mapping with a key or a url, got {type(one).__name__}."
                raise InputError(message)


def _text(name: object, where: Hashable) -> str:
    if isinstance(name, str) and name:
        return name
    message = f"page {where}: its key must be a text that is not empty, got {name!r}."
    raise InputError(message)


def _root(keys: Iterable[str]) -> str:
    """Return the address that all keys have in common, "" unless all are addresses on one host."""
    hosts = {urlsplit(key)[:2] if is_web(key) else ("", "") for key in keys}
    scheme, host = hosts.pop() if len(hosts) == 1 else ("", "")
    return f"{scheme}://{host}/" if host else ""


def _page(key: str, record: Record, known: frozenset[str], root: str) -> Page:
    for name in record:
        if name not in _FIELDS:
            message = f"{key}: there is no field {name!r}. {did_you_mean(str(name), _FIELDS)}"
            raise InputError(message)
    content = read_content(record["html"]) if record.get("html") else Content(text=record.get("text") or "")
    links = (*content.links, *map(_link, record.get("links") or ()))
    section = record.get("section") or ()
    location = key.removeprefix(root)
    first = next((heading.text for heading in content.headings if heading.text), "")
    facts = Facts(
        key=key,
        location=location,
        url=str(record["url"]) if record.get("url") else None,
        title=record.get("title") or first or posixpath.basename(location.rstrip("/")) or key,
        description=record.get("description") or "",
        tags=tuple(record.get("tags") or ()),
        language=record.get("language") or "",
        section=(section,) if isinstance(section, str) else tuple(section),
        published=record.get("published"),
    )
    targets = tuple(replace(link, href=_href(link.href, key, known, root)) for link in links)
    return Page(facts=facts, content=replace(content, links=targets))


def _link(link: object) -> Link:
    return link if isinstance(link, Link) else Link(href=str(link))


def _href(href: str, key: str, known: frozenset[str], root: str) -> str:
    """Return a link so that it leads from the root to the page it means: by its key, or by an address."""
    for name in (href, urldefrag(href).url, urldefrag(urljoin(key, href)).url):
        if name in known:
            return root + quote(name.removeprefix(root)) if root else f"/{quote(name)}"
    return href
