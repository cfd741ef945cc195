"""Links in Markdown sources: only in text, only where a parser sees nothing else change."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from smo_core.suggest.markdown import with_link
from smo_core.suggest.sources import Wanted


def add(text, phrase="green tea", before="", after="", href="tea.md"):
    return with_link(text, Wanted(phrase=phrase, before=before, after=after, href=href))


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Some green tea.\n", "Some [green tea](tea.md).\n"),
        ("- a\n- of green tea\n", "- a\n- of [green tea](tea.md)\n"),
        ("**green tea** x", "**[green tea](tea.md)** x"),
        ("> cited green tea", "> cited [green tea](tea.md)"),
        ("a green\ntea b", "a [green\ntea](tea.md) b"),
        ("| a |\n|---|\n| green tea |\n", "| a |\n|---|\n| [green tea](tea.md) |\n"),
        ('!!! note "x"\n\n    Of green tea.\n', '!!! note "x"\n\n    Of [green tea](tea.md).\n'),
        ('=== "A"\n\n    ??? tip\n        green tea\n', '=== "A"\n\n    ??? tip\n        [green tea](tea.md)\n'),
        ("# green tea\n\ngreen tea\n", "# green tea\n\n[green tea](tea.md)\n"),
        ("`green tea` or green tea\r\n", "`green tea` or [green tea](tea.md)\r\n"),
        ("---\ntitle: green tea\n---\ngreen tea\n", "---\ntitle: green tea\n---\n[green tea](tea.md)\n"),
        ("Title: green tea\nTags: x\n\ngreen tea\n", "Title: green tea\nTags: x\n\n[green tea](tea.md)\n"),
    ],
)
def test_a_link_goes_where_text_is(text, linked):
    """Paragraphs, lists, quotations, cells, emphasis, admonitions and tabs; never the front matter."""
    assert add(text) == linked


@pytest.mark.parametrize(
    "text",
    [
        "# green tea",
        "green tea\n=========\n",
        "`green tea`",
        "```\ngreen tea\n```",
        "~~~text\ngreen tea\n~~~",
        "    green tea\n",
        "[green tea](x)",
        "[a green tea b][ref]\n\n[ref]: x\n",
        "![green tea](x.png)",
        "![a green tea b](x.png)",
        "<div>\ngreen tea\n</div>",
        "<div>\n\ngreen tea\n\n</div>",
        '<a href="x">green tea</a>',
        "<kbd>green tea</kbd>",
        "<!-- green tea -->",
        "<https://x.example/green tea>",
        "[ref]: x 'green tea'",
        "| green tea |\n|---|\n| x |\n",
        "{{ green tea }}",
        "{% green tea %}",
        "[[green tea]]",
        "$green tea$",
        "word{ .green tea }\n{: .green tea }",
        "::: green tea\n",
        "*[green tea]: x",
        '!!! note "green tea"\n\n    x\n',
        "---\ntitle: green tea\n---\n",
        "+++\ntitle = 'green tea'\n+++\n",
        "evergreen tea or green teapot",
        "{doc}`green tea`",
    ],
)
def test_a_link_goes_nowhere_else(text):
    """Headings, code, links, images, HTML, front matter, macros, formulas and definitions stay as they are."""
    assert add(text) is None


def test_of_several_places_the_one_with_the_same_words_around_it():
    """The sentence that was shown is the sentence that is changed."""
    text = "We sell green tea here. They drink green tea at noon."
    assert (
        add(text, before="They drink ", after=" at noon")
        == "We sell green tea here. They drink [green tea](tea.md) at noon."
    )


def test_addresses_with_blanks_are_put_into_brackets():
    """And those of Pelican are left as it wants them."""
    assert add("green tea", href="my tea.md") == "[green tea](<my tea.md>)"
    assert add("green tea", href="{filename}/tea.md") == "[green tea]({filename}/tea.md)"


PIECES = (
    "green tea", "green tea", "\n", "\n\n", "`", "``", "```\n", "# ", "[", "](x)", "![", "**", "*", "_", "> ", "- ", "    ",
    "<b>", "</b>", "<a href=x>", "</a>", "<div>", "</div>", "|", "|---|\n", "\\", "&amp;", "!!! note\n", "[a]: b\n", "---\n",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(max_examples=300, deadline=None)
def test_whatever_the_source_one_link_is_all_that_changes(text):
    """Rendered by a CommonMark parser, the page is as before but for one link."""
    made = add(text)
    if made is not None:
        assert made.replace("[green tea](tea.md)", "green tea", 1) == text or "\n" in made
        render = MarkdownIt("commonmark").enable("table").render
        assert '<a href="tea.md">green' in render(made) or "!!!" in text
