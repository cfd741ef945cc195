"""Which parts of unmarked pages are content: those which other pages do not repeat.

For sites whose templates mark neither ``<main>`` nor ``<article>``: a part whose text
stands on many pages, or whose name says navigation, belongs to the template.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

from smo_core.html.page import Part, Reading
from smo_core.model import Content

_MANY = 3
_SHARE = 0.2


def settle(readings: Mapping[str, Reading]) -> dict[str, Reading]:
    """Return the readings, by the same keys, with content and seams chosen for unmarked pages."""
    unmarked = {key: reading for key, reading in readings.items() if reading.parts}
    counts = Counter(chain.from_iterable({part.print for part in r.parts} for r in unmarked.values()))
    many = max(_MANY, round(_SHARE * len(unmarked)))
    repeated = {fingerprint for fingerprint, count in counts.items() if count >= many}
    return {key: _settle(r, repeated) if key in unmarked else r for key, r in readings.items()}


def _settle(reading: Reading, repeated: set[bytes]) -> Reading:
    kept = [
        p for p in reading.parts if not p.noise and p.print not in repeated and (p.content.text or p.content.images)
    ]
    if not kept:
        return replace(reading, parts=())
    seams = replace(reading.seams, before_content=kept[0].start, after_content=kept[-1].end)
    return replace(reading, parts=(), content=_joined(kept), seams=seams)


def _joined(parts: list[Part]) -> Content:
    contents = [part.content for part in parts]
    return Content(
        links=tuple(chain.from_iterable(c.links for c in contents)),
        images=tuple(chain.from_iterable(c.images for c in contents)),
        videos=tuple(chain.from_iterable(c.videos for c in contents)),
        passages=tuple(chain.from_iterable(c.passages for c in contents)),
        headings=tuple(chain.from_iterable(c.headings for c in contents)),
        text=" ".join(c.text for c in contents if c.text),
        lead=next((c.lead for c in contents if c.lead), ""),
    )
