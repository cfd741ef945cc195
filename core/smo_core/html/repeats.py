"""Which parts of unmarked pages are content: those which other pages do not repeat.

For sites whose templates mark neither ``<main>`` nor ``<article>``: a part whose text
stands on many pages, or whose name says navigation, belongs to the template.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

from smo_core.html.page import Reading

_MANY = 3
_SHARE = 0.2
_NEARLY_ALL = 0.8


def settle(readings: Mapping[str, Reading]) -> dict[str, Reading]:
    """Return the readings, by the same keys; unmarked pages keep the parts that are content, and get their seams."""
    unmarked = {key: reading for key, reading in readings.items() if reading.parts}
    counts = Counter(chain.from_iterable({part.print for part in r.parts} for r in unmarked.values()))
    many = max(_MANY, round(_SHARE * len(unmarked)))
    repeated = {fingerprint for fingerprint, count in counts.items() if count >= many}
    return {key: _settle(r, repeated) if key in unmarked else r for key, r in readings.items()}


def _settle(reading: Reading, repeated: set[bytes]) -> Reading:
    kept = tuple(part for part in reading.parts if not (part.noise or part.empty or part.print in repeated))
    if not kept:
        return replace(reading, parts=())
    # The last part, where it has nearly all of the text, has the margins and styles that a theme gives it.
    last = kept[-1]
    inside = last.inside if last.size >= _NEARLY_ALL * sum(part.size for part in kept) else None
    start, end = inside or (kept[0].start, kept[-1].end)
    seams = replace(reading.seams, before_content=start, after_content=end)
    return replace(reading, parts=kept, seams=seams)
