"""Pages that send readers on by themselves.

By the shared declarative refresh steps of the HTML standard
(https://html.spec.whatwg.org/multipage/semantics.html#shared-declarative-refresh-steps).
"""

from __future__ import annotations

import re

_STEPS = re.compile(r"\A\s*+(\d*+)[\d.]*+(?:\s*+[;,]\s*+|\s++)(?:url\s*+=\s*+)?(.*)", re.IGNORECASE | re.DOTALL)
# Who stays longer than this has read a page.
_SECONDS_AT_MOST = 10


def destination(content: str) -> str:
    """Return where a ``<meta http-equiv="refresh">`` with this content sends readers at once, "" if nowhere."""
    found = _STEPS.match(content)
    if found is None or not (found[1] or content.lstrip().startswith(".")) or len(found[1]) > 2:  # noqa: PLR2004 - digits
        return ""
    if int(found[1] or 0) > _SECONDS_AT_MOST:
        return ""
    url = found[2].strip()
    quote = url[:1]
    return url[1:].partition(quote)[0].strip() if quote in {"'", '"'} else url
