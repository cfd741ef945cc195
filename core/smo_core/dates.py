"""Dates as the web writes them: ISO 8601, never more exact than their source."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, time

# "2026-06-08 10:00:00 +0000 UTC" is how Go, and so many a theme for Hugo, writes a time; Ruby leaves the name out.
_SPACED_ZONE = re.compile(
    r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ([+-]\d\d:?\d\d)(?: [A-Z]{2,5}| [+-]\d{2,4})?"
)


def iso(value: object) -> str | None:
    """Return ``value`` in ISO 8601, or None when it is not a date.

    A midnight without any finer time is what hosts make of a plain date: it is given back
    as the date alone. A time without a zone is kept without one; no zone is invented.
    """
    if isinstance(value, str):
        value = _parse(value)
    if isinstance(value, datetime):
        value = value.replace(microsecond=0)
        if value.time() == time() and not value.utcoffset():
            return value.date().isoformat()
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else None


def _parse(text: str) -> datetime | None:
    text = text.strip()
    if spaced := _SPACED_ZONE.fullmatch(text):
        text = spaced[1] + spaced[2]
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def now() -> str:
    """Return the time in ISO 8601, UTC, to the second; SOURCE_DATE_EPOCH where builds shall be the same every day.

    For the outermost shell alone: what is below takes the time as a value.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    when = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def today() -> str:
    """Return the date of :func:`now`."""
    return now()[:10]
