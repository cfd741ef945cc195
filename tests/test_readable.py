"""Readable JSON, whole and entry by entry."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from smo_core.readable import readable_entries, readable_object

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    texts | st.integers() | st.booleans() | st.none(), lambda v: st.lists(v) | st.dictionaries(texts, v), max_leaves=20
)


@given(st.dictionaries(texts, values))
def test_entries_one_by_one_are_the_document(document):
    """As the standard library lays it out, to the byte."""
    expected = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    assert b"".join(readable_entries(document.items())) == expected.encode()


@given(st.dictionaries(texts, values), st.lists(values, max_size=3), st.integers(0, 700))
def test_pieces_of_an_object_are_the_document(document, item, many):
    """Lists that come one by one are laid out as those that are there at once, however long."""
    document = {**document, "many": [*[item] * many], "none": []}
    pieces = readable_object(
        (name, iter(value) if isinstance(value, list) else value) for name, value in document.items()
    )
    assert "".join(pieces) == json.dumps(document, ensure_ascii=False, indent=1)
