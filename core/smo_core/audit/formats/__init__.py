"""How an audit is written: one format, one file, one entry here. All but the table are text for other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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

# Name → what makes the text; "table" is for people at a terminal, and lives with the command.
FORMATS: Mapping[str, Callable[[Audit], str]] = {
    "json": json_document.text,
    "jsonl": json_lines.text,
    "sarif": sarif.text,
    "junit": junit.text,
    "github": github.text,
    "gitlab": gitlab.text,
    "markdown": markdown.text,
    "csv": csv_rows.text,
    "html": html_page.text,
}
