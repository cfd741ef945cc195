"""Pelican's settings → ours."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from smo_core.problems import SettingsError
from smo_core.settings import Settings, from_mapping
from smo_pelican.facts import address_of

log = logging.getLogger(__name__)


def settings_of(settings: Mapping[str, Any]) -> Settings | None:
    """Return our settings, None where the plugin is not on or they cannot be used, which is logged."""
    # Under -r handlers outlive an edit that takes the plugin out of the settings.
    if not any("smo_pelican" in getattr(plugin, "__name__", str(plugin)) for plugin in settings.get("PLUGINS") or ()):
        return None
    try:
        base = Path(settings.get("PATH") or ".")
        own = from_mapping(settings.get("SMO") or {}, source="SMO in the Pelican settings", base=base)
    except SettingsError as error:
        log.error("%s\nThe site is built without smo.", error)  # noqa: TRY400 - the problems say all
        return None
    return own.model_copy(
        update={
            "site_url": address_of(settings) or own.site_url,
            "site_name": settings.get("SITENAME") or own.site_name,
            "language": own.language or settings.get("DEFAULT_LANG", ""),
            "author": own.author or settings.get("AUTHOR") or "",
        },
    )
