"""One JSON object a line, one line a finding: for streams and ``jq``."""

from __future__ import annotations

import json
from collections.abc import Iterator

from smo_core.audit.result import Audit, row


def pieces(audit: Audit) -> Iterator[str]:
    """Yield the findings as lines of JSON."""
    # json.dumps would make an encoder for each.
    encode = json.JSONEncoder(ensure_ascii=False).encode
    return (encode(row(finding)) + "\n" for finding in audit.findings)
