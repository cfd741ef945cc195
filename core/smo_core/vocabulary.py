"""The fixed words that values and settings both use."""

from __future__ import annotations

from typing import Literal

Kind = Literal["page", "article", "home", "list", "error"]
Existing = Literal["keep", "replace"]
Severity = Literal["error", "warning", "info"]
Slot = Literal["before_content", "after_content", "body_end", "placeholder"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
# Globs of pages that servers show in place of what is not there: nobody finds, shares or links to them.
ERROR_PAGES = ("**/404.html", "404/index.html")
# What our own pages call themselves as generator: they are no part of the site that they are about.
OWN_PAGES = ("smo preview", "smo report")
