"""Our tags agree with what stays of the head: a page has one address, and one picture."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from smo_core.html.defects import defect
from smo_core.html.head import Head, Key
from smo_core.html.marks import json_text
from smo_core.model import HeadTag
from smo_core.vocabulary import Existing

_CANONICAL = ("link", "canonical")
_URL = ("property", "og:url")
_DESCRIPTION = ("property", "og:description")


def settled(tags: Sequence[HeadTag], head: Head, existing: Existing) -> tuple[str, tuple[HeadTag, ...]]:
    """Return the address that the page will have in the end, "" if none, and the tags that say so."""
    said = {tag.key: dict(tag.attributes) for tag in tags}
    ours = said.get(_CANONICAL, {}).get("href", "") or said.get(_URL, {}).get("content", "")
    theirs = head.said.get(_CANONICAL, "")
    if not theirs or existing == "replace" or defect("canonical", theirs, ours) or theirs == ours:
        return ours, tuple(tags)
    return theirs, tuple(_moved(tag, ours, theirs) for tag in tags)


def completed(tags: Sequence[HeadTag], staying: Mapping[Key, str]) -> tuple[HeadTag, ...]:
    """Return the tags with og:description where only the head knows a description of the page."""
    theirs, keys = staying.get(("name", "description"), ""), {tag.key for tag in tags}
    told = _DESCRIPTION in keys or _DESCRIPTION in staying
    if told or ("property", "og:title") not in keys or defect("description", theirs, ""):
        return tuple(tags)
    same = HeadTag(key=_DESCRIPTION, tag="meta", attributes=(("property", "og:description"), ("content", theirs)))
    return (*tags, same)


def agreeing(tag: HeadTag, staying: Mapping[Key, str]) -> HeadTag:
    """Return a tag that does not contradict the statements which stay: structured data shows the head's picture."""
    image = staying.get(("property", "og:image"))
    if tag.key[0] != "jsonld" or tag.body is None or not image:
        return tag
    document = json.loads(tag.body)
    for node in document["@graph"]:
        if node["@type"] == "ImageObject" and node.get("url") != image:
            # What we know is of another file.
            for name in ("width", "height", "encodingFormat", "caption"):
                node.pop(name, None)
            node.update(url=image, contentUrl=image)
    return replace(tag, body=json_text(document))


def _moved(tag: HeadTag, ours: str, theirs: str) -> HeadTag:
    """Return a tag with the page's address in it exchanged, parts of it (``#article``) included."""
    if tag.key == _URL:
        return replace(tag, attributes=tuple((n, theirs if n == "content" else v) for n, v in tag.attributes))
    if tag.key == ("jsonld", "graph") and tag.body is not None and ours:
        return replace(tag, body=json_text(_exchanged(json.loads(tag.body), ours, theirs)))
    return tag


def _exchanged(value: Any, ours: str, theirs: str) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {name: _exchanged(inner, ours, theirs) for name, inner in value.items()}
    if isinstance(value, list):
        return [_exchanged(inner, ours, theirs) for inner in value]
    if isinstance(value, str) and (value == ours or value.startswith(f"{ours}#")):
        return theirs + value[len(ours) :]
    return value
