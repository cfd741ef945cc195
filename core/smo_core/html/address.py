"""A page has one address: when the head's own canonical link stays, all that we say follows it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from smo_core.html.defects import defect
from smo_core.html.head import Head
from smo_core.html.marks import json_text
from smo_core.model import Existing, HeadTag

_CANONICAL = ("link", "canonical")
_URL = ("property", "og:url")


def settled(tags: Sequence[HeadTag], head: Head, existing: Existing) -> tuple[str, tuple[HeadTag, ...]]:
    """Return the address that the page will have in the end, "" if none, and the tags that say so."""
    said = {tag.key: dict(tag.attributes) for tag in tags}
    ours = said.get(_CANONICAL, {}).get("href", "") or said.get(_URL, {}).get("content", "")
    theirs = head.said.get(_CANONICAL, "")
    if not theirs or existing == "replace" or defect("canonical", theirs, ours) or theirs == ours:
        return ours, tuple(tags)
    return theirs, tuple(_moved(tag, ours, theirs) for tag in tags)


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
