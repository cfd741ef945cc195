"""CSV (RFC 4180), for spreadsheets: no cell is ever taken for a formula."""

from __future__ import annotations

import csv
import io

from smo_core.audit.result import Audit
from smo_core.text import clean

_COLUMNS = (
    "rule", "severity", "page", "line", "column", "message", "hint", "source", "source_line", "about", "fingerprint",
)  # fmt: skip
# What makes a spreadsheet compute; https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def text(audit: Audit) -> str:
    """Return one row a finding, below a row of names."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for finding in audit.findings:
        writer.writerow([_cell(getattr(finding, name)) for name in _COLUMNS])
    return out.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else clean(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
