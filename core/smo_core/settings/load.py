"""Reading settings: any mapping or TOML file in, a frozen tree or every problem out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from smo_core.problems import InputError, Problem, SettingsError, did_you_mean
from smo_core.settings.page import PageSettings
from smo_core.settings.tree import Settings

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_LONGEST = 60
_M = TypeVar("_M", bound=BaseModel)


def from_mapping(
    data: Mapping[str, Any],
    *,
    source: str,
    text: str = "",
    base: Path | None = None,
) -> Settings:
    """Return the settings that ``data`` holds.

    ``source`` names where they come from, ``text`` is that file's text, to find line numbers;
    paths are meant from the folder ``base``. Raises SettingsError with every problem at once.
    """
    # Where nothing is set there is nothing to check, and what checks need not be built.
    settings = Settings.plain() if data == {} else _validated(Settings, data, source, text)
    if settings.audit.reports:
        reports = {form: (base or Path()) / path for form, path in settings.audit.reports.items()}
        settings = settings.model_copy(update={"audit": settings.audit.model_copy(update={"reports": reports})})
    return _located(settings, source, text, base or Path())


def _located(settings: Settings, source: str, text: str, base: Path) -> Settings:
    """Return the settings with every path meant from ``base``; raises SettingsError for those that lead nowhere."""
    problems: list[Problem] = []

    def found(name: str, path: Path, cure: str, *, folder: bool = False) -> Path:
        there = base / path
        if not (there.is_dir() if folder else there.is_file()):
            message = f"there is no such {'folder' if folder else 'file'}"
            line = _line(text, [*name.split(".")])
            problems.append(Problem(path=name, message=message, seen=_shown(str(there)), cure=cure, line=line))
        return there

    cards = settings.cards
    update: dict[str, Any] = {}
    inner: dict[str, Any] = {}
    if settings.templates is not None:
        cure = "Name a folder that holds templates such as share.html."
        update["templates"] = found("templates", settings.templates, cure, folder=True)
    if cards.template is not None:
        inner["template"] = found("cards.template", cards.template, "Name a .typ file of yours.")
    if cards.logo is not None:
        inner["logo"] = found("cards.logo", cards.logo, "Name an SVG or PNG file of yours.")
    if cards.fonts:
        cure = "Name folders that hold font files."
        inner["fonts"] = tuple(found("cards.fonts", path, cure, folder=True) for path in cards.fonts)
    if settings.audit.baseline is not None:
        cure = "Make one with smo audit --write-baseline."
        baseline = found("audit.baseline", settings.audit.baseline, cure)
        update["audit"] = settings.audit.model_copy(update={"baseline": baseline})
    if problems:
        raise SettingsError(problems, source=source)
    if inner:
        update["cards"] = cards.model_copy(update=inner)
    return settings.model_copy(update=update) if update else settings


def from_file(path: Path) -> Settings:
    """Return the settings of ``smo.toml``, or of ``[tool.smo]`` in ``pyproject.toml``.

    Raises InputError when the file cannot be read or is not TOML, SettingsError when its
    settings cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        message = f"{path}: cannot read the settings: {error.strerror}"
        raise InputError(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path}: this is not valid TOML: {error}"
        raise InputError(message) from error
    if path.name == "pyproject.toml":
        tool = data.get("tool", {})
        data = tool.get("smo", {}) if isinstance(tool, dict) else {}
    return from_mapping(data, source=str(path), text=text, base=path.parent)


def page_settings(meta: Mapping[str, Any], *, source: str) -> PageSettings:
    """Return a page's own settings from its front matter: ``smo:`` and ``smo_…`` keys.

    ``smo: false`` and ``smo_enabled: false`` switch the page off; ``smo_related_pin: a, b``
    is ``smo: {related: {pin: [a, b]}}``. Raises SettingsError.
    """
    raw = meta.get("smo", {})
    data: dict[str, Any] = dict(raw) if isinstance(raw, Mapping) else {"enabled": raw}
    for name, value in meta.items():
        if name.startswith("smo_"):
            _nest(data, name.removeprefix("smo_"), value)
    if not data:
        return _DEFAULT_PAGE
    return _validated(PageSettings, {k: data[k] for k in sorted(data)}, source, "", root="smo")


_DEFAULT_PAGE = PageSettings.plain()


def _nest(data: dict[str, Any], name: str, value: object) -> None:
    """Put ``related_pin`` under ``related.pin`` when ``related`` is a part of a page's settings."""
    part, _, rest = name.partition("_")
    if rest and part in PageSettings.model_fields:
        inner = data.get(part)
        data[part] = {**inner, rest: value} if isinstance(inner, Mapping) else {rest: value}
    else:
        data[name] = value


def _validated(model: type[_M], data: object, source: str, text: str, root: str = "") -> _M:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        # A mapping in a union is meant as the member that takes mappings: that it is no text is no news.
        news = [d for d in details if not (d["type"] == "string_type" and isinstance(d["input"], dict))] or details
        found = [_problem(model, detail, text, root) for detail in news]
        # A value that fits no member of a union is reported once for each member.
        unique = {problem.path + problem.message: problem for problem in found}
        raise SettingsError(unique.values(), source=source) from None


# Plain words for what the validator says in terms of its own types.
_MESSAGES = {
    "missing": "is required",
    "model_type": "must be a mapping of settings",
    "model_attributes_type": "must be a mapping of settings",
    "dict_type": "must be a mapping",
    "tuple_type": "must be a list",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "path_type": "must be the path of a folder",
}


def _problem(model: type[BaseModel], detail: ErrorDetails, text: str, root: str) -> Problem:
    location = _without_union_tags(detail["loc"])
    path = ".".join(str(part) for part in ([root, *location] if root else location))
    if detail["type"] == "extra_forbidden":
        valid = _fields_at(model, location[:-1])
        message, cure, seen = "there is no such setting", did_you_mean(str(location[-1]), valid), ""
    else:
        message = _MESSAGES.get(detail["type"]) or detail["msg"].removeprefix("Value error, ").replace(
            "Input should", "must"
        ).replace("String should match", "must match the")
        seen = "" if detail["type"] == "missing" else _shown(detail["input"])
        cure = _cure(detail)
    return Problem(path=path or "smo", message=message, seen=seen, cure=cure, line=_line(text, location))


def _cure(detail: ErrorDetails) -> str:
    expected = detail.get("ctx", {}).get("expected")
    if detail["type"] == "literal_error" and isinstance(expected, str):
        return did_you_mean(str(detail["input"]), re.findall(r"'([^']*)'", expected))
    return ""


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _without_union_tags(location: tuple[int | str, ...]) -> list[int | str]:
    """Return a location without the names of union members, which follow the place in a list."""
    tags = {"str", "CustomTarget"}
    return [
        part
        for before, part in zip(("", *location), location, strict=False)
        if not (isinstance(before, int) and part in tags)
        and not (isinstance(part, str) and part.startswith("function-"))
    ]


def _fields_at(model: type[BaseModel], location: list[int | str]) -> list[str]:
    """Return the names that are valid at a place in the tree."""
    here: type[BaseModel] = model
    named_by_user = False
    for part in location:
        if isinstance(part, int) or named_by_user:
            named_by_user = False
            continue
        annotation = here.model_fields[part].annotation if part in here.model_fields else None
        named_by_user = get_origin(annotation) is dict
        inner = [m for m in _members(annotation) if isinstance(m, type) and issubclass(m, BaseModel)]
        if not inner:
            return []
        here = inner[0]
    return sorted(here.model_fields)


def _members(annotation: object) -> list[object]:
    if isinstance(annotation, type):
        return [annotation]
    return [member for arg in get_args(annotation) for member in _members(arg)]


def _line(text: str, location: list[int | str]) -> int | None:
    """Return the line of a setting in its file, None when it cannot be told for sure."""
    names = [part for part in location if isinstance(part, str)]
    if not text or not names:
        return None
    lines = text.splitlines()
    key = re.escape(names[-1])
    pattern = re.compile(rf"^\s*(?:\[[\w.\"-]*\b{key}\]|(?:[\w-]+\.)*\"?{key}\"?\s*=|.*[{{,]\s*{key}\s*=)")
    hits = [number for number, line in enumerate(lines, 1) if pattern.match(line)]
    return hits[0] if len(hits) == 1 else None
