"""The sentence around a link: whole where it is short, whole words of it where it is long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.html.read import read_content
from smo_core.sentences import LONGEST, sentence_around


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("First. Then [boil] it, at once. Last.", "Then [boil] it, at once."),
        ("Is it [hot]? Yes!", "Is it [hot]?"),
        ("They say “wait.” Then [pour] the water.", "Then [pour] the water."),
        ("Use a filter, e.g. [this one] of ours, every day.", "Use a filter, e.g. [this one] of ours, every day."),
        ("See version 2.4 of [the guide] for all of it", "See version 2.4 of [the guide] for all of it"),
        ("最初の文です。次に[水]を沸かします。最後です。", "次に[水]を沸かします。"),
        ("यह पहला है। फिर [पानी] उबालें।", "फिर [पानी] उबालें।"),
        ("الأول. ثم [الماء] هنا؟ نعم.", "ثم [الماء] هنا؟"),
    ],
)
def test_it_is_the_sentence_and_no_more(html, said):
    """Ends are signs of many scripts; an abbreviation within a sentence is none."""
    start, end = html.index("["), html.index("]") - 1
    found, first, last = sentence_around(html.replace("[", "").replace("]", ""), start, end)
    assert f"{found[:first]}[{found[first:last]}]{found[last:]}" == said


def test_a_long_sentence_is_cut_at_words_on_both_sides():
    """With an ellipsis where something is missing, and the anchor about in the middle."""
    text = "word and " * 40 + "ANCHOR" + " more, of" * 40
    found, first, last = sentence_around(text, text.index("ANCHOR"), text.index("ANCHOR") + 6)
    assert found[first:last] == "ANCHOR"
    assert (found[0], found[-1]) == ("…", "…")
    assert set(found.strip("…").replace(",", "").split()) == {"word", "and", "ANCHOR", "more", "of"}
    assert LONGEST - 20 <= len(found) <= LONGEST + 2
    assert 50 <= first <= 90


def test_what_fits_on_one_side_leaves_its_room_to_the_other():
    """A link near the end of a long sentence shows more of what comes before it."""
    text = "word and " * 40 + "END it."
    found, first, last = sentence_around(text, len(text) - 7, len(text) - 4)
    assert found[last:] == " it."
    assert first > 120


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=400),
    st.text("abc é日🏽", min_size=1, max_size=200),
    st.text(max_size=400),
    st.integers(1, 200),
)
def test_the_anchor_is_always_whole_and_in_its_place(before, anchor, after, limit):
    """Whatever stands around it, and however little room there is."""
    text = before + anchor + after
    found, first, last = sentence_around(text, len(before), len(before) + len(anchor), limit)
    assert found[first:last] == anchor
    assert found.strip("…") in text or found in text or found[1:-1].strip("…") in text
    assert len(found) <= max(limit, len(anchor)) + 2


PAGE = """<ul><li><a href="bare">Bare</a></li>
<li>Not <em>before <a href="nested">install
  <b>this</b></a></em>? <a href="#here">Here</a>
  <ul><li>Inner text that says <a href="inner">something</a> new</li></ul> at the tail end of <a href="tail">the item</a></li></ul>
<div>Text <a href="div">in a division</a> goes on<br>and after a break <a href="break">there</a> is more</div>
<table><tr><td>Cell with <a href="cell">a link</a> in it</td><td>other cell</td></tr></table>
<a href="block"><p>A whole paragraph inside of a link</p></a>
<p><a href="one">one</a>, <a href="two">two</a></p>"""


def test_a_page_gives_each_link_the_line_it_stands_in():
    """Items, cells, breaks and divisions end a line; a line of mere links says nothing."""
    found = {link.href: (link.context, link.context[slice(*link.span)]) for link in read_content(PAGE).links}
    assert found == {
        "bare": ("", ""),
        "nested": ("Not before install this?", "install this"),
        "#here": ("", ""),
        "inner": ("Inner text that says something new", "something"),
        "tail": ("at the tail end of the item", "the item"),
        "div": ("Text in a division goes on", "in a division"),
        "break": ("and after a break there is more", "there"),
        "cell": ("Cell with a link in it", "a link"),
        "block": ("", ""),
        "one": ("", ""),
        "two": ("", ""),
    }


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<li>", "<a href=x>", "</a>", "<b>", "</b>", "<br>", "word ", " two", "é. "]),
        max_size=40,
    )
)
def test_a_context_always_holds_the_links_own_text(pieces):
    """However broken the markup."""
    for link in read_content("".join(pieces)).links:
        assert link.context == "" or link.context[slice(*link.span)] == link.text
