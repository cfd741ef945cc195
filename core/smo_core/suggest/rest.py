"""Adding a link to a reStructuredText source, in plain paragraphs and list items only.

Everything that the markup gives a meaning of its own is left alone: directives and comments
with all that is indented below them, literal blocks, titles, tables, fields, line blocks, doctests,
and inside a paragraph literals, roles, references, emphasis and addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_core.suggest.sources import Wanted, spots

_ADORNED = re.compile(r"^([!-/:-@\[-`{-~])\1{2,}\s*$")
_EXPLICIT = re.compile(r"^\s*(?:\.\.(?:\s|$)|__\s)")
_APART = re.compile(r"^\s*(?:>>>|\+[-=+]+\+|\||:[^:\s][^:]*:(?:\s|$)|={2,}(?:\s+={2,})+\s*$)")
_INLINE = re.compile(
    r"``.+?``|(?::[\w:.+-]+:)?`[^`]+`(?::[\w:.+-]+:|__?)?|\|[^|\s][^|]*\|_{0,2}|\*\*.+?\*\*|\*[^*\s][^*]*\*"
    r"|\[[^\[\]\s]++\]_|(?<![\w.-])\w[\w.-]*__?(?!\w)|(?:https?|ftp|mailto):\S+|\\\S",
    re.DOTALL,
)
# Where markup may begin and end: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#inline-markup
_OPENING = re.compile(r"(?:^|[\s'\"(\[{<\-/:‘“’«¡¿])$")
_CLOSING = re.compile(r"^(?:$|[\s'\")\]}>\-/:.,;!?\\’”»…])")


def with_link(text: str, wanted: Wanted) -> str | None:
    """Return a source with one link more, None where it can have none. ``href`` is the whole markup but the words."""
    free = list(paragraphs(text))
    for first, last in spots(text, wanted):
        paragraph = next(((a, b) for a, b in free if a <= first and last <= b), None)
        if paragraph is None or not (_OPENING.search(text[:first][-1:]) and _CLOSING.match(text[last:][:1])):
            continue
        start, end = paragraph
        taken = [match.span() for match in _INLINE.finditer(text[start:end])]
        if any(start + a < last and first < start + b for a, b in taken):
            continue
        words = " ".join(text[first:last].split())
        if not re.search(r"[`<>\\]", words):
            return f"{text[:first]}{wanted.href.replace('…', words)}{text[last:]}"
    return None


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where paragraphs stand that are nothing but text."""
    lines = text.splitlines(keepends=True)
    starts = [sum(len(line) for line in lines[:0])]
    for line in lines:
        starts.append(starts[-1] + len(line))
    shut: int | None = None
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end = next((i for i in range(at, len(lines)) if not lines[i].strip()), len(lines))
        indent = _indent(lines[at])
        if shut is not None and indent <= shut:
            shut = None
        block = lines[at:end]
        if shut is None:
            if _EXPLICIT.match(block[0]):
                shut = indent
            elif not any(_ADORNED.match(line.strip()) or _APART.match(line) for line in block):
                if not (at == 0 and _is_docinfo(block)):
                    yield starts[at], starts[end]
                if block[-1].rstrip().endswith("::"):
                    shut = indent
        at = end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_docinfo(block: list[str]) -> bool:
    return all(line.lstrip().startswith(":") for line in block)
