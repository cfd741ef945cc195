"""Where elements are: by lines and columns as by spans; what names alone find as what a class finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.html.dom import Tree, named

PIECES = (
    "<a href=1>one</a>", "<p>", "</p>", "\n", "\r\n", "\r", "é", "\U0001f600", "<b>", "</b>", "<a href=2>", "</a>", "<div>",
    "</div>", "<table>", "<td>", "\f", "\ud800", "&amp;", "<i class=' '>x</i>", "<h2>h</h2>", "<svg><a>s</a></svg>", "\x00",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(texts, st.booleans())
def test_starts_are_those_of_the_spans(text, marked):
    """Whatever the line ends, whatever the parser made of one tag twice."""
    tree = Tree(("\ufeff" if marked else "") + text + "<a href=9>x</a>\n" * 9)
    anchors = named(tree.document, "a")
    spans = [tree.start_tag(a) for a in anchors]
    assert tree.starts(anchors, cloned=tree.cloned("a")) == [None if span is None else span[0] for span in spans]


@pytest.mark.parametrize("quirks", ["", "<!doctype html>"])
@given(text=texts)
def test_names_find_their_elements_and_nothing_else(quirks, text):
    """The class that makes it fast is nobody's."""
    tree = Tree(quirks + text)
    assert named(tree.document, "a", "h2") == [e for e in tree.document.iter_elements() if e.tag in {"a", "h2"}]
