"""CSV (RFC 4180), for spreadsheets: no cell is ever taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from operator import attrgetter

from smo_core.audit.result import Audit
from smo_core.text import clean

_COLUMNS = (
    "rule", "severity", "page", "line", "column", "message", "hint", "source", "source_line", "about", "fingerprint",
)  # fmt: skip
_VALUES = attrgetter(*_COLUMNS)
# What makes a spreadsheet compute; https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def pieces(audit: Audit) -> Iterator[str]:
    """Yield one row a finding, below a row of names."""
    line = _Line()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    yield line.text
    for finding in audit.findings:
        writer.writerow(map(_cell, _VALUES(finding)))
        yield line.text


class _Line:
    """What the writer has written last."""

    text = ""

    def write(self, text: str) -> None:
        """Take a line."""
        self.text = text


def _cell(value: object) -> str:
    text = "" if value is None else clean(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
