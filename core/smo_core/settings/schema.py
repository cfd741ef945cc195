"""The settings as a JSON schema, for completion and checks in editors."""

from __future__ import annotations

from typing import Any

from smo_core.settings.tree import Settings


def json_schema() -> dict[str, Any]:
    """Return the JSON schema (draft 2020-12) of the settings tree."""
    schema = Settings.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "SMO Suite settings", **schema}
