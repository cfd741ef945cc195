"""Fills the marks of the reference pages from the code, so that no table can go stale.

A page says ``<!-- smo:settings -->`` where the table of settings belongs; the names are
the keys of :data:`TABLES`. MkDocs calls :func:`on_page_markdown` for every page.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

import smo_core
from smo_core.cli.main import COMMANDS, main
from smo_core.features.meta.emitters import EMITTERS
from smo_core.features.share.targets import ALIASES, PRESETS, TARGETS
from smo_core.graph.corpus import FIELDS
from smo_core.graph.signals import SIGNALS
from smo_core.phrases import LANGUAGES, phrases
from smo_core.settings import CustomTarget, PageSettings, Settings

_MARK = re.compile(r"^<!-- smo:([a-z-]+) -->$", re.MULTILINE)
_WIDEST = 88
_FEATURES = Path(smo_core.__file__).parent / "features"
_PLAIN = {
    "boolean": "true or false",
    "integer": "whole number",
    "number": "number",
    "string": "text",
    "path": "path of a folder",
}
Schema = Mapping[str, Any]


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return a page with each mark replaced by its table."""
    return _MARK.sub(lambda mark: TABLES[mark[1]](), markdown)


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table; a bar inside a cell is escaped."""
    head = list(columns)
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def prose(docstring: str | None) -> str:
    """Return a docstring as one paragraph of Markdown."""
    text = re.sub(r":\w+:`~?([^`]+)`", r"`\1`", inspect.cleandoc(docstring or ""))
    return " ".join(text.replace("``", "`").split())


# Settings ------------------------------------------------------------------------------


def settings() -> str:
    """Return all settings of a site, one table for each part of the tree."""
    schema = Settings.model_json_schema()
    parts: dict[str, list[tuple[str, ...]]] = {"": []}
    titles = {"": "The site"}
    for path, leaf, text, defs in _leaves(schema):
        part, _, _ = path.rpartition(".")
        if part not in titles:
            titles[part] = prose(_group(schema, part, defs)["description"]).rstrip(".")
        row = (f"`{path}`{{ #{path} }}", _kind(leaf, defs), _default(leaf), prose(text))
        parts.setdefault(part, []).append(row)
    columns = ("Setting", "Type", "Default", "What it does")
    headings = {part: f"{title} (`{part}`)" if part else title for part, title in titles.items()}
    return "\n\n".join(f"## {headings[part]}\n\n{table(columns, rows)}" for part, rows in parts.items())


def _group(schema: Schema, part: str, defs: Schema) -> Schema:
    """Return the schema of a part of the tree by its dotted path."""
    for name in part.split("."):
        schema = _resolved(schema["properties"][name], defs)
    return schema


def page_settings() -> str:
    """Return all settings of a page, with the flat form of each."""
    rows = [
        (f"`smo.{path}`", f"`smo_{path.replace('.', '_')}`", _kind(schema, defs), _default(schema), prose(text))
        for path, schema, text, defs in _leaves(PageSettings.model_json_schema())
    ]
    return table(("Setting", "Flat form", "Type", "Default", "What it does"), rows)


def custom_target() -> str:
    """Return the fields of a target that a site describes itself."""
    schema = CustomTarget.model_json_schema()
    required = schema["required"]
    rows = [
        (f"`{name}`", _kind(field, {}), "required" if name in required else _default(field), field["description"])
        for name, field in schema["properties"].items()
    ]
    return table(("Field", "Type", "Default", "What it is"), ((*row[:3], prose(row[3])) for row in rows))


def dotted_paths() -> list[str]:
    """Return the dotted path of every setting of a site."""
    return [path for path, *_ in _leaves(Settings.model_json_schema())]


def _leaves(schema: Schema) -> Iterator[tuple[str, Schema, str, Schema]]:
    """Yield dotted path, schema, description and definitions of each setting that has a value."""
    defs = schema.get("$defs", {})
    for name, field in schema["properties"].items():
        inner = _resolved(field, defs)
        if "properties" in inner:
            for path, leaf, text, _ in _leaves({**inner, "$defs": defs}):
                yield f"{name}.{path}", leaf, text, defs
        else:
            yield name, field, field.get("description", ""), defs


def _resolved(schema: Schema, defs: Schema) -> Schema:
    """Return what a schema refers to; of a group with a shorthand, the group."""
    for one in schema.get("anyOf", [schema]):
        if "$ref" in one and "properties" in (found := defs[one["$ref"].rpartition("/")[2]]):
            return found
    return schema


def _kind(schema: Schema, defs: Schema) -> str:
    """Return a schema's type in words."""
    if "anyOf" in schema:
        return " or ".join(_kind(one, defs) for one in schema["anyOf"] if one.get("type") != "null")
    if "$ref" in schema:
        return "a custom target" if schema["$ref"].endswith("CustomTarget") else "a mapping"
    if "enum" in schema:
        return "one of " + ", ".join(f"`{value}`" for value in schema["enum"])
    if "items" in schema:
        return f"list of {_kind(schema['items'], defs).replace('text', 'texts')}"
    # Where names must fit a pattern, the schema keeps the values under it.
    patterns = schema.get("patternProperties", {})
    if isinstance(inner := next(iter(patterns.values()), schema.get("additionalProperties")), Mapping):
        return f"mapping of name to {_kind(inner, defs)}"
    return _PLAIN[schema.get("format") or schema["type"]] + _limits(schema)


def _limits(schema: Schema) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if high is not None:
        return f", {low} to {high}"
    return "" if low is None else f", at least {low:g}"


def _default(schema: Schema) -> str:
    value = schema.get("default")
    if value is None or value in ("", [], {}):
        return "empty"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, list):
        return ", ".join(f"`{one}`" for one in value)
    return f"`{value}`"


# Command line --------------------------------------------------------------------------


def commands() -> str:
    """Return every command with its usage, arguments and options."""
    return "\n\n".join([_command("smo", main), *(_command(f"smo {name}", _load(name)) for name in COMMANDS)])


def _load(name: str) -> click.Command:
    command: click.Command = import_module(COMMANDS[name][0]).command
    return command


def _command(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, help_option_names=["-h", "--help"])
    usage = " ".join(command.collect_usage_pieces(context))
    paragraphs = inspect.cleandoc(command.help or "").split("\n\n")
    text = "\n\n".join(prose(paragraph.replace("\b", "").removeprefix(r"\b")) for paragraph in paragraphs)
    rows = [_option(option, context) for option in command.get_params(context) if isinstance(option, click.Option)]
    options = table(("Option", "Value", "What it does"), rows)
    return f"## `{name}`\n\n```text\n{name} {usage}\n```\n\n{text}\n\n{options}"


def _option(option: click.Option, context: click.Context) -> tuple[str, str, str]:
    names = ", ".join(f"`{name}`" for name in option.opts)
    if option.is_flag:
        value = ""
    elif isinstance(option.type, click.Choice):
        value = ", ".join(f"`{choice}`" for choice in option.type.choices)
        value += f"; default `{option.default}`" if option.show_default else ""
    else:
        value = option.make_metavar(context).strip("<>").lower().replace(" range", "")
    return names, value, prose(option.help)


# Registries ----------------------------------------------------------------------------


def targets() -> str:
    """Return the table of share targets."""
    rows = [
        (f"`{t.id}`", t.label, t.family, t.status, t.verified, ", ".join(f"`{other}`" for other in t.instead))
        for t in TARGETS
    ]
    return table(("Name", "Service", "Family", "State", "Checked", "Instead"), rows)


def presets() -> str:
    """Return the targets of each preset, in their order."""
    rows = ((f"`{name}`", ", ".join(f"`{t}`" for t in ids)) for name, ids in PRESETS.items())
    return table(("Preset", "Targets"), rows)


def aliases() -> str:
    """Return the other names that settings may use."""
    return table(("Also written", "Means"), ((f"`{name}`", f"`{target}`") for name, target in ALIASES.items()))


def signals() -> str:
    """Return the signals of relatedness with their weights."""
    rows = ((f"`{s.name}`", f"{s.weight:g}", prose(s.matrix.__doc__)) for s in SIGNALS)
    return table(("Signal", "Weight", "Value"), rows)


def fields() -> str:
    """Return how much a word counts by where it stands."""
    return table(("Where", "Weight *w*", "Length *b*"), ((name, f"{weight:g}", f"{b:g}") for name, weight, b in FIELDS))


def emitters() -> str:
    """Return what the head tags say, in their order."""
    return table(("Emitter", "What it says"), ((f"`{emit.__name__}`", _said(emit.__doc__)) for emit in EMITTERS))


def _said(docstring: str | None) -> str:
    text = prose(docstring).removeprefix("Yield ")
    return text[:1].upper() + text[1:]


def wording() -> str:
    """Return the phrases that the blocks use, with their English words."""
    sources = [path for path in sorted(_FEATURES.rglob("*.*")) if path.suffix in {".py", ".html"}]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    used = {
        name: text
        for name, text in phrases("en").items()
        if name.startswith("target_") or re.search(rf"\bt\.{name}\b|\"{name}\"", code)
    }
    return table(("Name", "English"), ((f"`{name}`", text) for name, text in used.items()))


def languages() -> str:
    """Return the languages that the interface speaks."""
    return ", ".join(f"`{language}`" for language in LANGUAGES)


# Python --------------------------------------------------------------------------------


def functions() -> str:
    """Return the functions behind the public door."""
    return "\n\n".join(_function(name, found) for name, found in _door() if inspect.isfunction(found))


def values() -> str:
    """Return the classes behind the public door: values, settings, errors."""
    return "\n\n".join(_class(name, found) for name, found in _door() if inspect.isclass(found))


def _door() -> Iterator[tuple[str, Any]]:
    for name in sorted(smo_core.__all__, key=str.casefold):
        yield name, getattr(smo_core, name)


def _function(name: str, function: Callable[..., object]) -> str:
    return f"### `{name}`\n\n```python\n{_signature(name, function)}\n```\n\n{_paragraphs(function)}"


def _signature(name: str, function: Callable[..., object]) -> str:
    """Return a signature as it is written in the source, on one line if it is short."""
    signature = inspect.signature(function)
    parts: list[str] = []
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in parts:
            parts.append("*")
        default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
        parts.append(f"{parameter.name}: {parameter.annotation}{default}")
    line = f"{name}({', '.join(parts)}) -> {signature.return_annotation}"
    if len(line) <= _WIDEST:
        return line
    return "\n".join([f"{name}(", *(f"    {part}," for part in parts), f") -> {signature.return_annotation}"])


def _class(name: str, found: type) -> str:
    text = f"### `{name}`\n\n{_paragraphs(found)}"
    if dataclasses.is_dataclass(found):
        rows = [(f"`{f.name}`", f"`{f.type}`") for f in dataclasses.fields(found)]
        text += f"\n\n{table(('Field', 'Type'), rows)}"
    return text


def _paragraphs(found: object) -> str:
    return "\n\n".join(prose(paragraph) for paragraph in inspect.cleandoc(inspect.getdoc(found) or "").split("\n\n"))


TABLES: Mapping[str, Callable[[], str]] = {
    "settings": settings,
    "page-settings": page_settings,
    "custom-target": custom_target,
    "commands": commands,
    "targets": targets,
    "presets": presets,
    "aliases": aliases,
    "signals": signals,
    "fields": fields,
    "emitters": emitters,
    "wording": wording,
    "languages": languages,
    "functions": functions,
    "values": values,
}
