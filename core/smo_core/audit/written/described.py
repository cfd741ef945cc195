"""A front matter with a description more, in the form that it has already."""

from __future__ import annotations

import json
import re

from smo_core.suggest.markdown import body_of

_YAML = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_SAID = re.compile(r"^:?(?:description|summary|excerpt)[ \t]*[:=]", re.MULTILINE | re.IGNORECASE)
# What YAML takes for itself: https://yaml.org/spec/1.2.2/#733-plain-style
_PLAIN = re.compile(r"\A[^\W\d_](?:[^:#\\]|:(?=\S)|(?<=\S)#)*+(?<![:\s])")


def with_description(text: str, description: str, *, plain: bool) -> str | None:
    """Return a Markdown source with a description in its front matter, None where it has one or can have none.

    With ``plain`` values have no quotes, as in MultiMarkdown's metadata, which Pelican reads.
    """
    front = text[: body_of(text)]
    if _SAID.search(front):
        return None
    end = "\r\n" if "\r\n" in text[:1000] else "\n"
    value = description if plain or (_PLAIN.fullmatch(description) and " " in description) else _quoted(description)
    if (toml := _TOML.match(text)) is not None:
        return f"{text[: toml.end(1)]}description = {_quoted(description)}{end}{text[toml.end(1) :]}"
    if (yaml := _YAML.match(text)) is not None:
        return f"{text[: yaml.end(1)]}description: {value}{end}{text[yaml.end(1) :]}"
    if front:
        kept = front.rstrip("\r\n")
        return f"{kept}{end}Description: {description}{text[len(kept) :]}"
    if plain:
        return None
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return f"{mark}---{end}description: {value}{end}---{end}{end}{text.removeprefix(mark)}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
