"""Links in reStructuredText sources: only in plain paragraphs and list items."""

import pytest

from smo_core.suggest.rest import with_link
from smo_core.suggest.sources import Wanted


def add(text, href="`… <tea.html>`__"):
    return with_link(text, Wanted(phrase="green tea", before="", after="", href=href))


LINK = "`green tea <tea.html>`__"


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Some green tea.\n", f"Some {LINK}.\n"),
        ("- a\n- of green tea\n", f"- a\n- of {LINK}\n"),
        ("Title\n=====\n\nOf (green tea), x\n", f"Title\n=====\n\nOf ({LINK}), x\n"),
        ("``green tea`` or green tea\n", f"``green tea`` or {LINK}\n"),
        ("a green\ntea b\n", f"a {LINK} b\n"),
        (".. note::\n\n   green tea\n\nand green tea\n", f".. note::\n\n   green tea\n\nand {LINK}\n"),
    ],
)
def test_a_link_goes_where_text_is(text, linked):
    """Behind directives, literals and titles the first plain words count."""
    assert add(text) == linked


@pytest.mark.parametrize(
    "text",
    [
        "green tea\n=========\n",
        "=========\ngreen tea\n=========\n",
        "``green tea``",
        ":term:`green tea`",
        "`green tea`_",
        "`green tea <x>`_",
        "*green tea* and **green tea**",
        "|green tea|",
        ".. green tea",
        ".. note:: green tea",
        ".. code-block:: text\n\n   green tea\n\n   green tea\n",
        "Example::\n\n   green tea\n",
        ":title: green tea\n",
        "+-----------+\n| green tea |\n+-----------+\n",
        "=====  =====\ngreen tea  x\n=====  =====\n",
        "| green tea",
        ">>> green tea",
        "evergreen tea, green teapot, green-tea",
        ".. image:: x\n   :alt: green tea\n",
        ".. [1] green tea",
    ],
)
def test_a_link_goes_nowhere_else(text):
    """Titles, literals, roles, references, emphasis, directives, tables, fields and comments stay as they are."""
    assert add(text) is None


def test_sphinx_gets_a_document_role():
    """The words become the role's text."""
    assert add("of green tea", ":doc:`… </tea>`") == "of :doc:`green tea </tea>`"


@pytest.mark.parametrize("text", ["of green tea.", "*a* green tea\n\n- green tea", "“green tea”"])
def test_docutils_reads_the_link(text):
    """A parser that we did not write finds one reference and no mistake."""
    core = pytest.importorskip("docutils.core")
    tree = core.publish_doctree(add(text), settings_overrides={"report_level": 1, "halt_level": 2})
    (link,) = tree.findall(lambda node: node.tagname == "reference")
    assert (link.astext(), link["refuri"]) == ("green tea", "tea.html")
