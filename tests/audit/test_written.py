"""Things in sources: what is one, and where exactly it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.audit.written import things
from smo_core.audit.written.described import with_description
from smo_core.audit.written.thing import line_of

MARKDOWN = """---
title: "Green \\"tea\\""
description: >-
  Two lines
  of it.
tags:
  - one
  - two
---
# On *green* tea {#green}

A [link](a.md) and [another][named], <https://auto.example/x>, an ![image](b.png "Titled").
[![Badge](badge.svg)](ci.html) `[no](code.md)` [with \\] bracket](c\\_d.md) [angle](<e f.md>)

```md
[no](fence.md)
```

!!! note "Admonition"

    Inside [of it](inside.md#x).

<div>
<!-- <a href="comment.html"> -->
<a href='raw.html?a=1&amp;b=2' class="x">Raw <b>text</b></a> <img
  alt="two lines" src=pic.png>
</div>

Inline <a href="inline.html">tag</a> and [last](a.md).

[named]: named.md 'T'
"""
REST = """Green tea
=========

:title: Green
:description: On tea.

A `link <a.html>`__ and `another`_, https://auto.example/x. And ``no <code.html>``.

.. _another: named.html

.. image:: b.png
   :alt: Leaves
   :target: c.html

::

    `no <literal.html>`_

Second part
-----------

.. raw:: html

   <a href="raw.html">raw</a>
"""


def found(name: str, text: str) -> list[tuple[str, str, str, int]]:
    """Return kind, value, what is really written there, and the line."""
    return [(t.kind, t.value, text[t.start : t.end], line_of(text, t.start)) for t in things(name, text)]


def test_markdown_links_pictures_headings_and_fields_are_found_at_their_places() -> None:
    rows = found("a.md", MARKDOWN)
    assert [row for row in rows if row[0] == "link"] == [
        ("link", "a.md", "a.md", 12),
        ("link", "https://auto.example/x", "https://auto.example/x", 12),
        ("link", "ci.html", "ci.html", 13),
        ("link", "c_d.md", "c\\_d.md", 13),
        ("link", "e f.md", "e f.md", 13),
        ("link", "inside.md#x", "inside.md#x", 21),
        ("link", "raw.html?a=1&b=2", "raw.html?a=1&amp;b=2", 25),
        ("link", "inline.html", "inline.html", 29),
        ("link", "a.md", "a.md", 29),
        ("link", "named.md", "named.md", 31),
    ]
    assert [row[1:] for row in rows if row[0] == "picture"] == [
        ("b.png", "b.png", 12),
        ("badge.svg", "badge.svg", 13),
        ("pic.png", "pic.png", 26),
    ]
    assert [(row[1], row[3]) for row in rows if row[0] == "field"] == [
        ('Green "tea"', 2),
        ("Two lines of it.", 3),
        ("- one - two", 6),
    ]
    assert [(row[1].partition(" {")[0], row[3]) for row in rows if row[0] == "heading"] == [("On green tea", 10)]


def test_restructuredtext_links_pictures_headings_and_fields_are_found_at_their_places() -> None:
    rows = found("a.rst", REST)
    assert [row for row in rows if row[0] != "heading"] == [
        ("field", "Green", "Green", 4),
        ("field", "On tea.", "On tea.", 5),
        ("link", "a.html", "a.html", 7),
        ("link", "https://auto.example/x", "https://auto.example/x", 7),
        ("link", "named.html", "named.html", 9),
        ("picture", "b.png", "b.png", 11),
        ("link", "c.html", "c.html", 13),
        ("link", "raw.html", "raw.html", 24),
    ]
    assert [(row[1], row[3]) for row in rows if row[0] == "heading"] == [("Green tea", 1), ("Second part", 19)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_move_nothing(end, mark) -> None:
    text = mark + MARKDOWN.replace("\n", end)
    plain = found("a.md", MARKDOWN)
    assert [(kind, line) for kind, _, _, line in found("a.md", text)] == [(kind, line) for kind, _, _, line in plain]


@given(st.text(alphabet="[]()<>!`\\\"'#:_-=~*a1./ \n\t{}|&;é", max_size=200), st.sampled_from(["a.md", "a.rst"]))
def test_no_text_is_an_exception_and_every_thing_stands_within_it(text, name) -> None:
    for thing in things(name, text):
        assert 0 <= thing.start <= thing.end <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Tea\n", "---\ndescription: Hot: no. Yes\n---\n\n# Tea\n"),
        ("---\ntitle: x\n---\nTea\n", "---\ntitle: x\ndescription: Hot: no. Yes\n---\nTea\n"),
        ("---\r\ntitle: x\r\n---\r\nTea\r\n", "---\r\ntitle: x\r\ndescription: Hot: no. Yes\r\n---\r\nTea\r\n"),
        ("+++\ntitle = 'x'\n+++\nTea\n", "+++\ntitle = 'x'\ndescription = \"Hot: no. Yes\"\n+++\nTea\n"),
        ("Title: x\nDate: 2026-01-01\n\nTea\n", "Title: x\nDate: 2026-01-01\nDescription: Hot: no. Yes\n\nTea\n"),
        ("---\nsummary: x\n---\nTea\n", None),
    ],
)
def test_a_description_takes_the_form_of_the_front_matter(text, expected) -> None:
    said = with_description(text, "Hot: no. Yes", plain=False)
    assert said == (expected.replace("description: Hot: no. Yes", 'description: "Hot: no. Yes"') if expected else None)
    assert with_description("# Tea\n", "Hot tea", plain=False) == "---\ndescription: Hot tea\n---\n\n# Tea\n"
    assert with_description("# Tea\n", "Hot tea", plain=True) is None
    assert (
        with_description("---\ntitle: x\n---\n", "Hot: tea", plain=True)
        == "---\ntitle: x\ndescription: Hot: tea\n---\n"
    )
