"""How a page says a word: often enough to be about it, and in the page's own spelling."""

import networkx as nx
import pytest

from smo_core import Content, Facts, Page
from smo_core.graph.corpus import Corpus
from smo_core.graph.memory import Memory, reader_of
from smo_core.graph.signals.said import places_of, said_by

LONG = " ".join(f"w{number}w" for number in range(200))


def said(text, *, title="", language="xx"):
    """Return what a page says, as reasons ask it; nobody knows the forms of words of the language xx."""
    page = Page(facts=Facts(key="a", location="a", title=title, language=language), content=Content(text=text))
    graph = nx.DiGraph()
    graph.add_node("a")
    return said_by(Corpus((page,), graph, memory=Memory(reader=reader_of(language))), 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("card", ["card"]),
        ("card, cards and cards", ["card", "cards", "cards"]),
        ("a card", ["card"]),
        ("cardss card", ["card"]),
        ("discard cardio 2card card2 xcards", []),
        ("post-card card-post", ["card", "card"]),
        ("card's", ["card"]),
        ("", []),
    ],
)
def test_words_are_found_whole_or_with_an_s(text, found):
    """Anywhere in a text, its ends too; not inside a longer word."""
    assert [text[start:end] for start, end in places_of("card", text)] == found


def test_several_words_are_found_together():
    """As they stand."""
    assert [*places_of("preview card", "preview cards, a preview card")] == [(0, 13), (17, 29)]


@pytest.mark.parametrize("language", ["xx", "en"])
def test_a_short_page_need_not_repeat_itself(language):
    """A long one does: what it says once, it is not about."""
    assert said("We ask PostGIS here.", language=language)["postgis"] == "PostGIS"
    assert said(f"We ask PostGIS here. {LONG}", language=language)["postgis"] == ""
    assert said(f"We ask PostGIS, POSTGIS. {LONG}", language=language)["postgis"] == "PostGIS"


@pytest.mark.parametrize("language", ["xx", "en"])
def test_what_nobody_says_is_nothing_however_often_one_asks(language):
    """Asked for one word, a page may have been read for all."""
    words = said("We draw cards.", language=language)
    assert [words["escapement"], words["escapement"], words["clockwork"]] == ["", "", ""]


def test_forms_of_a_word_count_together_and_the_first_is_told():
    """In a language whose forms are known."""
    words = said(f"Drawings say what drawing is about, once. {LONG}", language="en")
    root = reader_of("en").lexicon.root
    assert words[root("drawing")] == "drawings"
    assert words[root("once")] == ""


def test_a_title_shouts():
    """Its capitals are those of a heading: a word that stands there first is told in small letters."""
    assert said("Nothing.", title="PostGIS Cards")["postgis"] == "postgis"
    assert said("About PostGIS.", title="Something")["postgis"] == "PostGIS"
    assert said("About PostGIS.", title="PostGIS")["postgis"] == "postgis"
    # The text begins behind the title's line.
    assert said("PostGIS.", title="")["postgis"] == "PostGIS"
    assert said("PostGIS.", title="It")["postgis"] == "PostGIS"


def test_signs_that_are_longer_in_small_letters_shift_nothing():
    """A sharp s becomes two: the page's own spelling is not looked for at a place that is another one there."""
    assert said("Straße, Straße: PostGIS lives here.")["postgis"] == "postgis"
