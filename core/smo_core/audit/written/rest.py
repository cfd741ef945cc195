"""The things in a reStructuredText source: what stands in plain text, in pictures, in raw HTML and in titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_core.audit.written.fields import fields
from smo_core.audit.written.html import tags
from smo_core.audit.written.thing import Thing, bare
from smo_core.suggest.rest import paragraphs

_TITLE = re.compile(r"^(?!\.\.)(\S.*)\n([!-/:-@\[-`{-~])\2{2,}[ \t]*$", re.MULTILINE)
_EMBEDDED = re.compile(r"`([^`<]*+)<([^<>`]+)>`__?")
_PLAIN = re.compile(r"(?<![<`\w])https?://[^\s<>`]+")
_USED = re.compile(r"`([^`<>]+)`_(?!_)|(?<![\w`.-])([A-Za-z0-9][\w.-]*?)_(?![\w_])")
_DEFINED = re.compile(r"^[ \t]*\.\. _(?:`([^`]+)`|([^:\n]+)):[ \t]+(\S+)[ \t]*$", re.MULTILINE)
_DIRECTIVE = re.compile(
    r"^([ \t]*)\.\. (?:\|[^|\n]+\| )?(image|figure|raw)::[ \t]*(.*)\n((?:\1[ \t]+.*\n?|[ \t]*\n)*+)", re.MULTILINE
)
_OPTION = re.compile(r"^[ \t]*:(alt|target):[ \t]*(.*)$", re.MULTILINE)
_DOCINFO = re.compile(r"(?:^:[\w-]+:.*\n(?:[ \t]+.*\n)*+)+", re.MULTILINE)


def things(text: str) -> Iterator[Thing]:
    """Yield the things of a reStructuredText source."""
    if found := _DOCINFO.search(text):
        for field in fields(found[0]):
            yield Thing(
                kind="field",
                name=field.name,
                value=field.value,
                start=found.start() + field.start,
                end=found.start() + field.end,
            )
    yield from _titles(text)
    yield from _directives(text)
    defined = {bare(match[1] or match[2]): match for match in _DEFINED.finditer(text)}
    for start, end in paragraphs(text):
        piece = text[start:end]
        for match in _EMBEDDED.finditer(piece):
            yield Thing(
                kind="link", value=match[2], text=match[1], start=start + match.start(2), end=start + match.end(2)
            )
        for match in _PLAIN.finditer(piece):
            url = match[0].rstrip(".,;:!?)'\"")
            yield Thing(
                kind="link", value=url, text=url, start=start + match.start(), end=start + match.start() + len(url)
            )
        for match in _USED.finditer(piece):
            name = match[1] or match[2]
            if (target := defined.get(bare(name))) is not None:
                yield Thing(kind="link", value=target[3], text=name, start=target.start(3), end=target.end(3))


def _titles(text: str) -> Iterator[Thing]:
    levels: list[str] = []
    for match in _TITLE.finditer(text):
        if len(match[0].rpartition("\n")[2].strip()) < len(match[1].strip()):
            continue
        if match[2] not in levels:
            levels.append(match[2])
        level = f"h{min(levels.index(match[2]) + 1, 6)}"
        yield Thing(kind="heading", name=level, value=match[1].strip(), start=match.start(1), end=match.end(1))


def _directives(text: str) -> Iterator[Thing]:
    for match in _DIRECTIVE.finditer(text):
        if match[2] == "raw":
            if match[3].strip().lower() == "html":
                yield from tags(text, match.start(4), match.end(4))
            continue
        said = {found[1]: found for found in _OPTION.finditer(match[4])}
        address = match[3].strip()
        alt = said["alt"][2].strip() if "alt" in said else ""
        yield Thing(kind="picture", value=address, text=alt, start=match.start(3), end=match.start(3) + len(address))
        if "target" in said:
            start = match.start(4) + said["target"].start(2)
            yield Thing(kind="link", value=said["target"][2].strip(), start=start, end=start + len(said["target"][2]))
