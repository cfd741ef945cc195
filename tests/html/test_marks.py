"""Marks: what may be kept and brought back, and what is taken out."""

from __future__ import annotations

import pytest

from smo_core.html.marks import MARK, can_keep, strip


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ('<meta name="a" content="b">', True),
        ('<link rel="canonical" href="x">', True),
        ("<meta name=a><meta name=b>", False),
        ("<script>alert(1)</script>", False),
        ("<title>t</title>", False),
        ("<meta name=a> ", False),
        ("<p>x</p>", False),
        ("", False),
    ],
)
def test_only_one_meta_or_link_and_nothing_else_may_be_kept(source, kept):
    """Two elements, another element, or anything around it: what would come back could be more than gave way."""
    assert can_keep(source) is kept


def test_only_the_names_asked_for_are_taken_out():
    """The others stay as they are."""
    text = f'<p>x</p>\n<i {MARK}="a">1</i>\n<i {MARK}="b">2</i>'
    assert strip(text, ["a"]) == f'<p>x</p>\n<i {MARK}="b">2</i>'
    assert strip(text, ["b"]) == f'<p>x</p>\n<i {MARK}="a">1</i>'
    assert strip(text) == "<p>x</p>"
