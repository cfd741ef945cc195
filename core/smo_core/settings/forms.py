"""The forms that settings take: what every part of the tree is made of, and the shorthands accepted.

YAML, Python and TOML write lists and switches differently, and Pelican's front matter has
only strings; here they become one.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler

from smo_core.settings.described import described
from smo_core.urls import is_web


def listed(value: object) -> object:
    """Accept ``a, b`` where a list is wanted: front matter of Pelican has only strings."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


class Also:
    """Says in the JSON schema that a shorthand is accepted beside the full form."""

    def __init__(self, *kinds: str) -> None:
        """Accept values of these JSON types too."""
        self.kinds = kinds

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:  # noqa: ANN401, D105 - pydantic's protocol
        return {"anyOf": [handler(core), *({"type": kind} for kind in self.kinds)]}


Names = Annotated[tuple[str, ...], BeforeValidator(listed), Also("string")]
Score = Annotated[float, Field(ge=0)]


def switch(value: object) -> object:
    """Accept ``share: false`` for ``share: {enabled: false}``; words, because Pelican has only strings."""
    word = value.strip().casefold() if isinstance(value, str) else value
    named: dict[Any, bool] = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    if isinstance(word, bool) or (isinstance(word, str) and word in named):
        return {"enabled": named.get(word, word)}
    return value


def by_target(value: object) -> object:
    """Accept one text for all share targets where a text for each may stand."""
    return {"default": value} if isinstance(value, str) else value


ByTarget = Annotated[dict[str, str], BeforeValidator(by_target), Also("string")]


def report_switch(value: object) -> object:
    """Accept ``report: false`` for "off" and ``report: true`` for "serve"."""
    chosen = switch(value)
    return ("serve" if chosen["enabled"] else "off") if isinstance(chosen, dict) and "enabled" in chosen else value


def auto_switch(value: object) -> object:
    """Accept ``cards: auto`` as well as what every switch accepts."""
    word = value.strip().casefold() if isinstance(value, str) else value
    return {"enabled": "auto"} if word == "auto" else switch(value)


def _auto(value: object) -> object:
    """Accept true, false and auto, in words too, and say so when it is something else."""
    chosen = auto_switch(value)
    if not isinstance(chosen, dict) or set(chosen) != {"enabled"}:
        message = "must be true, false or auto"
        raise ValueError(message)
    return chosen["enabled"]


Automatic = Annotated[bool | Literal["auto"], BeforeValidator(_auto)]


class Part(BaseModel):
    """A part of the tree: frozen, closed, each field documented below itself."""

    # Built when it is first used: what checks a part by itself is seldom needed beside what checks the whole tree.
    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False, defer_build=True)

    @classmethod
    def plain(cls) -> Self:
        """Return the part with all its defaults; unlike calling the class, without building what checks values."""
        return cls.model_construct()

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:  # noqa: ANN401 - pydantic's protocol
        """Say of each field what stands below it; looked up for the schema only, as reading source takes long."""
        schema = handler(core)
        properties = handler.resolve_ref_schema(schema).get("properties", {})
        for name, text in described(cls).items():
            properties[name]["description"] = text
        return schema


def _web_or_nothing(value: str) -> str:
    if value and not is_web(value):
        message = "must be an absolute address such as https://example.org/"
        raise ValueError(message)
    return value


def _path_data(value: str) -> str:
    if not re.fullmatch(r"[MmZzLlHhVvCcSsQqTtAaEe0-9\s,.+-]*", value):
        message = "must be SVG path data: letters of path commands, digits, blanks, commas, points and signs"
        raise ValueError(message)
    return value


PathData = Annotated[str, AfterValidator(_path_data)]
WebAddress = Annotated[str, AfterValidator(_web_or_nothing)]
ACCOUNT = r"^(@?\w{1,15})?$"
HANDLE = r"^(@?[\w.-]+@[\w.-]+)?$"
