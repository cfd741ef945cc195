"""Every setting: frozen, described, in the schema, and its problems told by its dotted path."""

from __future__ import annotations

import json
from typing import Literal, get_args, get_origin

import pytest
from pydantic import BaseModel, ValidationError

from smo_core.problems import SettingsError
from smo_core.settings import PageSettings, Settings, from_mapping, json_schema, page_settings
from smo_core.settings.described import described


def parts_of(annotation):
    """Return the settings class within an annotation, or None."""
    found = [annotation, *get_args(annotation)]
    return next((a for a in found if isinstance(a, type) and issubclass(a, BaseModel)), None)


def walk(model, path=()):
    """Yield the dotted path and annotation of every field below a settings class."""
    for name, field in model.model_fields.items():
        yield (*path, name), field
        if (inner := parts_of(field.annotation)) and get_origin(field.annotation) is not tuple:
            own = ("someone",) if get_origin(field.annotation) is dict else ()
            yield from walk(inner, (*path, name, *own))


def owner_of(path):
    """Return the settings class that has the field at a path."""
    model = Settings
    for name in path[:-1]:
        field = model.model_fields.get(name)
        # Keys that users choose are no fields.
        model = parts_of(field.annotation) if field else model
    return model


def wrong_for(annotation):
    """Return a value that no field of this annotation takes."""
    if get_origin(annotation) is Literal or annotation in {int, float, bool}:
        return "nonsense"
    return 5


def nested(path, value):
    for name in reversed(path):
        value = {name: value}
    return value


FIELDS = list(walk(Settings))
PAGE_FIELDS = list(walk(PageSettings))
every_field = pytest.mark.parametrize(("path", "field"), FIELDS, ids=[".".join(p) for p, _ in FIELDS])
every_page_field = pytest.mark.parametrize(("path", "field"), PAGE_FIELDS, ids=[".".join(p) for p, _ in PAGE_FIELDS])


@every_field
def test_a_wrong_value_is_a_problem_at_the_fields_own_path(path, field):
    """Whoever reads the problem knows which line to change, and what was there."""
    value = wrong_for(field.annotation)
    with pytest.raises(SettingsError) as error:
        from_mapping(nested(path, value), source="smo.toml")
    assert [problem.path for problem in error.value.problems] == [".".join(path)]
    assert error.value.problems[0].seen == repr(value)
    assert error.value.problems[0].message.split()[0] == "must"


@every_page_field
def test_a_wrong_value_in_front_matter_is_told_below_smo(path, field):
    """A page's settings are named as its author writes them."""
    with pytest.raises(SettingsError) as error:
        page_settings({"smo": nested(path, wrong_for(field.annotation))}, source="a.md")
    assert [problem.path for problem in error.value.problems] == [".".join(("smo", *path))]


@every_field
def test_an_unknown_name_offers_the_nearest(path, field):
    """A misspelt setting is refused with the name that was meant."""
    del field
    written = (*path[:-1], f"{path[-1]}x")
    with pytest.raises(SettingsError) as error:
        from_mapping(nested(written, 5), source="smo.toml")
    (problem,) = error.value.problems
    assert problem.path == ".".join(written)
    assert problem.message == "there is no such setting"
    assert problem.cure == f"Did you mean {path[-1]!r}?"


@every_field
def test_every_field_says_what_it_does(path, field):
    """One sentence, or the part's own sentence, for reference and editors."""
    part = parts_of(field.annotation)
    found = described(owner_of(path)).get(path[-1]) or (part or type(None)).__doc__
    assert found, path
    assert found.strip().endswith("."), path


@every_field
def test_the_defaults_are_valid_themselves(path, field):
    """Writing a default out is allowed and changes nothing."""
    if field.default is None:
        return
    value = Settings().model_dump(mode="json")
    for name in path:
        if name == "someone":
            return
        value = value[name]
    assert from_mapping(nested(path, value), source="smo.toml") == Settings()


@pytest.mark.parametrize("settings", [Settings(), PageSettings()])
def test_settings_are_frozen(settings):
    """Nobody changes a setting behind the door, at any depth."""
    for part in [settings, *(value for _, value in settings if isinstance(value, BaseModel))]:
        for name in type(part).model_fields:
            with pytest.raises(ValidationError):
                setattr(part, name, getattr(part, name))


class TestSchema:
    """The JSON schema that editors use."""

    def test_it_lists_every_field(self):
        """Each path of the tree is found by following the schema."""
        schema = json_schema()
        for path, _ in FIELDS:
            here = schema
            for name in path:
                here = resolved(schema, here)
                here = here["additionalProperties"] if name == "someone" else here["properties"][name]

    def test_it_is_a_closed_and_whole_document(self):
        """It is JSON, names its draft, refuses unknown names, and every reference leads somewhere."""
        schema = json.loads(json.dumps(json_schema()))
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        for model in [schema, *schema["$defs"].values()]:
            assert model["type"] == "object"
            assert model["additionalProperties"] is False
            assert all(field.get("description") or resolved(schema, field) for field in model["properties"].values())

    def test_a_foreign_judge_accepts_it(self):
        """A validator that is not ours takes the schema and the defaults, and refuses a wrong value."""
        jsonschema = pytest.importorskip("jsonschema")
        schema = json_schema()
        jsonschema.Draft202012Validator.check_schema(schema)
        judge = jsonschema.Draft202012Validator(schema)
        assert judge.is_valid(Settings().model_dump(mode="json", exclude_none=True))
        assert not judge.is_valid({"share": {"labels": "big"}})
        assert not judge.is_valid({"shar": {}})

    @pytest.mark.parametrize("part", ["meta", "share", "related", "backlinks"])
    def test_an_editor_accepts_a_switch(self, part):
        """What the settings take, the schema takes: ``share: false`` must not be underlined."""
        assert "boolean" in kinds(json_schema()["properties"][part])

    def test_an_editor_accepts_a_list_with_commas(self):
        """The same for ``exclude: a, b``."""
        assert {"array", "string"} <= kinds(json_schema()["properties"]["exclude"])


def kinds(node):
    """Return the JSON types that a node of the schema takes, as far as it names them."""
    return {step.get("type") for step in [node, *node.get("anyOf", ()), *node.get("oneOf", ())]}


def resolved(schema, node):
    """Follow a node's reference, also behind ``allOf`` and ``anyOf``."""
    for step in [node, *node.get("allOf", ()), *node.get("anyOf", ())]:
        if "$ref" in step:
            return schema["$defs"][step["$ref"].rpartition("/")[2]]
    return node
