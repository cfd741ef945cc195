"""Which parts of unmarked pages are content: those which other pages do not repeat.

For sites whose templates mark neither ``<main>`` nor ``<article>``: a part whose text
stands on many pages, or whose name says navigation, belongs to the template.
"""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import chain

from smo_core.html.page import Part, Reading
from smo_core.urls import location_of

_MANY = 3
_SHARE = 0.2
_MANY_HERE = 8
_SHARE_HERE = 0.8
_NEARLY_ALL = 0.8


def settle(readings: Mapping[str, Reading]) -> dict[str, Reading]:
    """Return the readings, by the same keys; unmarked pages keep the parts that are content, and get their seams."""
    unmarked = {key: reading for key, reading in readings.items() if reading.parts}
    repeated = _repeated(unmarked.values(), _MANY, _SHARE)
    folders: defaultdict[str, list[str]] = defaultdict(list)
    for key in unmarked:
        folders[_folder(key)].append(key)
    settled = dict(readings)
    for keys in folders.values():
        # A part of a site may have a template of its own, however small it is.
        few = len(keys) < _MANY_HERE
        here = repeated if few else repeated | _repeated([unmarked[key] for key in keys], _MANY_HERE, _SHARE_HERE)
        settled |= {key: _settle(unmarked[key], here) for key in keys}
    return settled


def _folder(key: str) -> str:
    """Return the folder that a page stands in by its address: a folder of one page is the page."""
    return posixpath.dirname(location_of(key).removesuffix("/"))


def _repeated(readings: Collection[Reading], few: int, share: float) -> set[bytes]:
    """Return the prints of what stands on that share of the pages, and on more than a few."""
    # What one page shows as a whole is taken apart on another, where it is most of what there is.
    counts = Counter(chain.from_iterable({p for part in r.parts for p in _prints(part)} for r in readings))
    many = max(few, round(share * len(readings)))
    return {fingerprint for fingerprint, count in counts.items() if count >= many}


def _settle(reading: Reading, repeated: set[bytes]) -> Reading:
    own = [part for part in reading.parts if repeated.isdisjoint(_prints(part))]
    kept = tuple(part for part in own if not (part.noise or part.empty))
    if not kept:
        return replace(reading, parts=())
    # The last part, where it has nearly all of the text, has the margins and styles that a theme gives it.
    last = kept[-1]
    inside = last.inside if last.size >= _NEARLY_ALL * sum(part.size for part in kept) else None
    start, end = inside or (kept[0].start, kept[-1].end)
    # A page that is a title above a list of what lies below it ends behind that list.
    behind = next((part for part in own if part.start >= last.end), None)
    if behind is not None and behind.contents and behind.size > sum(part.size for part in kept):
        end = behind.end
    seams = replace(reading.seams, before_content=start, after_content=end)
    return replace(reading, parts=kept, seams=seams)


def _prints(part: Part) -> tuple[bytes, ...]:
    return (part.print, part.among) if part.among else (part.print,)
