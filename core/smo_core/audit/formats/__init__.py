"""How an audit is written: one format, one file, one entry here. All but the table are text for other programs.

A site of ten thousand pages may have a quarter of a million findings: what is made of them is written piece by piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from smo_core.audit.formats import (
    csv_rows,
    github,
    gitlab,
    html_page,
    json_document,
    json_lines,
    junit,
    markdown,
    sarif,
)
from smo_core.audit.result import Audit

# Name → what yields the pieces of the text; "table" is for people at a terminal, and lives with the command.
FORMATS: Mapping[str, Callable[[Audit], Iterator[str]]] = {
    "json": json_document.pieces,
    "jsonl": json_lines.pieces,
    "sarif": sarif.pieces,
    "junit": junit.pieces,
    "github": github.pieces,
    "gitlab": gitlab.pieces,
    "markdown": markdown.pieces,
    "csv": csv_rows.pieces,
    "html": html_page.pieces,
}

# So much is written at once, in characters.
_MUCH = 1 << 16


def text_of(form: str, audit: Audit) -> Iterator[str]:
    """Yield the text of an audit in one of :data:`FORMATS`, in a few large pieces that every encoding can hold."""
    kept: list[str] = []
    size = 0
    for piece in FORMATS[form](audit):
        kept.append(piece)
        size += len(piece)
        if size > _MUCH:
            # A file's name may have what no encoding has.
            yield "".join(kept).encode("utf-8", "replace").decode()
            kept, size = [], 0
    yield "".join(kept).encode("utf-8", "replace").decode()
