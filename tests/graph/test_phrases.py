"""Names of pages, and where a text speaks of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core import Content, Facts, Page
from smo_core.graph.phrases import Mention, fold, names_of, phrases
from smo_core.graph.texts import Reader
from smo_core.text import folded


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Installing", ("Installing",)),
        ("54.29. pg_stats", ("54.29. pg_stats", "pg_stats")),
        ("3 Options", ("3 Options", "Options")),
        ("sys — System parameters", ("sys — System parameters", "sys", "System parameters")),
        ("Kubernetes Release: 0.16.0", ("Kubernetes Release: 0.16.0", "Kubernetes Release", "0.16.0")),
        ("v1.2", ("v1.2",)),
        ("pandas.Series.sub", ("pandas.Series.sub", "Series.sub", "sub")),
        (
            "std::tie, std::ignore",
            ("std::tie, std::ignore", "std::tie", "std::ignore", "std.tie", "tie", "std.ignore", "ignore"),
        ),
        ("Storage Interface (CSI)", ("Storage Interface (CSI)", "Storage Interface")),
        ("", ()),
    ],
)
def test_a_page_is_called_by_its_title_and_by_the_names_in_it(title, names):
    """Numbers before and brackets behind are no part of a name; both sides of a dash are."""
    assert names_of(Page(facts=Facts(key="a", location="a", title=title))) == names


def test_a_name_is_found_whatever_its_capitals_and_plurals():
    """Offsets are those of the text as written; words inside words are no names."""
    text = "Two Preview-Cards; a preview card, previewcards."
    found = list(phrases({"cards": ["Preview cards"]}).find(text))
    assert [text[m.start : m.end] for m in found] == ["Preview-Cards", "preview card"]
    assert {m.phrase for m in found} == {"preview card"}


def test_names_inside_names_are_found_too():
    """The longer comes first where both begin at one place."""
    found = [m.phrase for m in phrases({"a": ["link graph"], "b": ["graph"], "c": ["link"]}).find("The link graph")]
    assert found == ["link graph", "link", "graph"]


def test_scripts_without_spaces_have_names():
    """A Chinese title is found in the middle of a sentence."""
    assert list(phrases({"a": ["卡片"]}).find("预览卡片是")) == [Mention(start=2, end=4, phrase="卡 片")]


def test_a_name_may_have_several_owners_in_the_order_of_their_keys():
    """Who that is, is for the reader of the table to weigh."""
    assert phrases({"b": ["Guide"], "a": ["guides", ""]}).owners == {"guide": ("a", "b")}


def page_of(title, text):
    return Page(facts=Facts(key="a", location="a", title=title), content=Content(text=text))


def test_no_names_find_nothing():
    """An empty site and an empty text are no trouble."""
    assert list(phrases({}).find("text")) == []
    assert Reader().read([page_of("", "text")]).named.nnz == 0
    assert list(phrases({"a": ["x y"]}).find("")) == []


def named(*pages, reader=None):
    """Return (page, name, how often) of all that is named in the texts of pages, given as (title, text)."""
    made = [
        Page(facts=Facts(key=f"{n}", location=f"{n}", title=title), content=Content(text=text))
        for n, (title, text) in enumerate(pages)
    ]
    texts = (reader or Reader()).read(made)
    rows = np.repeat(np.arange(len(made)), np.diff(texts.named.indptr))
    name = {number: name for name, number in texts.numbers.items()}
    found = zip(rows.tolist(), texts.named.indices.tolist(), texts.named.data.tolist(), strict=True)
    return {(row, name[number], int(times)) for row, number, times in found if name[number] in texts.owners}


OTHERS = tuple((title, "") for title in ("Cups", "Pots", "Leaves", "Water", "Kettles"))


def test_a_name_in_capitals_is_named_by_capitals_only():
    """The statement SELECT is not meant by whoever selects; one that others write small is meant by both."""
    asking = ("Rows", "It selects some, you select; by SELECT, by two SELECTs. See ISO 8601, not iso 8601.")
    assert named(("SELECT", ""), ("ISO 8601", ""), asking, *OTHERS) == {(2, "select", 2), (2, "iso 8601", 1)}
    assert named(("SELECT", ""), ("Select", ""), asking, *OTHERS) == {(2, "select", 4)}
    # Where titles are so, it is the site's way to write them.
    assert named(("SELECT", ""), asking) == {(1, "select", 4)}


def test_what_names_mean_follows_the_titles_of_a_site_that_is_read_again():
    """A title more or less changes which names are meant by capitals only, in texts that did not change, too."""
    asking, reader = ("Rows", "Select it by SELECT, then select again."), Reader()
    for title in ("SELECT", "Select", "SELECT", "Choosing", "SELECT"):
        site = ((title, ""), asking, *OTHERS)
        assert named(*site, reader=reader) == named(*site)


@given(st.text(), st.text(min_size=1, max_size=8))
def test_what_is_found_says_the_name(text, name):
    """Every mention's own characters fold to its phrase, and what ranking counts agrees with finding."""
    table = phrases({"a": [name]})
    found = list(table.find(f"{text} {name} {text}"))
    assert all(" ".join(folded(f"{text} {name} {text}"[m.start : m.end])) == m.phrase for m in found)
    texts = Reader().read([page_of(name, f"{text} {name} {text}")])
    assert len(found) == sum(texts.named.data[texts.named.indices == texts.numbers[fold(name)]] if found else ())
    assert bool(found) or not folded(name)
