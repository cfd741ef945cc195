"""The time, asked for once, at the door: everything behind it is given a date."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def moment() -> str:
    """Return the time in ISO 8601, UTC, to the second: SOURCE_DATE_EPOCH where it is set, else now."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        when = datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        when = datetime.now(UTC)
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
