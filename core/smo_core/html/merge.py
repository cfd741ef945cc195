"""Our head tags and the head's own: which of ours go in, and which of the head's give way.

A page never says a thing twice, and never contradicts itself. By default what the head says
stays unless it is defective (:mod:`smo_core.html.defects`); with ``existing: replace`` ours
wins. What gives way is kept inside the element that takes its place, so it can come back.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from smo_core.html.agree import agreeing, completed, settled
from smo_core.html.head import Head, Key, Statement
from smo_core.html.marks import can_keep, head_html, json_text, kept_html
from smo_core.html.rivals import belongs_to, group, rivals
from smo_core.model import HeadTag
from smo_core.vocabulary import Existing

Edit = tuple[int, int, str]
# A theme that describes the page as one of these has made its statement.
_WORKS = frozenset({"Article", "BlogPosting", "NewsArticle", "TechArticle", "WebPage", "ScholarlyArticle", "Report"})


def merge(tags: Sequence[HeadTag], head: Head, text: str, existing: Existing) -> Iterator[Edit]:
    """Yield the edits (start, end, html) that bring the tags into the page's head."""
    if head.at is None:
        return
    address, tags = settled(tags, head, existing)
    wanted = list(_without_said_graph(tags, head))
    giving_way = [s for s in rivals(wanted, head, existing, address) if can_keep(text[s.start : s.end])]
    gone = {*giving_way}
    staying = {s.key: s.value for s in reversed(head.statements) if s not in gone}
    taken: set[int] = set()
    ours = _shared_pictures(wanted, head, gone)
    grouped = [(statement, group(statement.key)) for statement in head.statements]
    for tag in (agreeing(tag, staying) for tag in completed(wanted, staying)):
        groups = belongs_to(tag.key) - ours
        own = [s for s, name in grouped if s.key == tag.key or name in groups]
        if any(s not in gone for s in own):
            continue
        spot = next((s for s in own if s.key == tag.key and s.start not in taken), None)
        if spot is None:
            yield head.at, head.at, head_html(tag)
        else:
            taken.add(spot.start)
            yield spot.start, spot.end, kept_html(tag, text[spot.start : spot.end])
    for statement in giving_way:
        if statement.start not in taken:
            taken.add(statement.start)
            yield statement.start, statement.end, kept_html(None, text[statement.start : statement.end])


def _shared_pictures(tags: Sequence[HeadTag], head: Head, gone: Collection[Statement]) -> set[str]:
    """Return the names of pictures and films that the head gives once and as we do: what it lacks of them is added."""
    values = {tag.key: dict(tag.attributes).get("content", "") for tag in tags}
    said: defaultdict[Key, list[str]] = defaultdict(list)
    for statement in head.statements:
        if statement not in gone and group(statement.key) == statement.key[1]:
            said[statement.key].append(statement.value)
    return {key[1] for key, found in said.items() if found == [values.get(key)]}


def _without_said_graph(tags: Sequence[HeadTag], head: Head) -> Iterator[HeadTag]:
    """Yield the tags, the JSON-LD graph without what the head's own JSON-LD describes already."""
    said = {name for group, name in head.said if group == "jsonld"}
    for tag in tags:
        if tag.key != ("jsonld", "graph") or not said:
            yield tag
        elif not said & _WORKS and tag.body is not None:
            document = json.loads(tag.body)
            nodes = [node for node in document["@graph"] if node["@type"] not in said]
            # Another key: the head does have a graph, and this one adds to it.
            yield replace(tag, key=("jsonld", "rest"), body=json_text({**document, "@graph": nodes}))
