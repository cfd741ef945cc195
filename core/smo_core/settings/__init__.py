"""Settings: one frozen tree for YAML, Python and TOML, checked once at the door."""

from smo_core.settings.cards import CardColours, CardsSettings
from smo_core.settings.follow import FollowLink
from smo_core.settings.load import from_file, from_mapping, page_settings
from smo_core.settings.page import PageSettings
from smo_core.settings.schema import json_schema
from smo_core.settings.share import CustomTarget
from smo_core.settings.tree import RelatedSettings, Settings

__all__ = [
    "CardColours",
    "CardsSettings",
    "CustomTarget",
    "FollowLink",
    "PageSettings",
    "RelatedSettings",
    "Settings",
    "from_file",
    "from_mapping",
    "json_schema",
    "page_settings",
]
