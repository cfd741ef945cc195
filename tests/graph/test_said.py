"""How a page says a word: often enough to be about it, and in the page's own spelling."""

import networkx as nx
import pytest

from smo_core import Content, Facts, Page
from smo_core.graph.corpus import Corpus
from smo_core.graph.memory import Memory, reader_of
from smo_core.graph.signals import said as module
from smo_core.graph.signals.said import places_of, said_by

LONG = " ".join(f"w{number}w" for number in range(200))


def said(text, *, title="", language="xx"):
    """Return what a page says, as reasons ask it; nobody knows the forms of words of the language xx."""
    return said_by(corpus_of(text, title=title, language=language), 0)


def corpus_of(*texts, title="", language="xx"):
    pages = tuple(
        Page(facts=Facts(key=f"{n}", location=f"{n}", title=title, language=language), content=Content(text=text))
        for n, text in enumerate(texts)
    )
    graph = nx.DiGraph()
    graph.add_nodes_from(page.key for page in pages)
    return Corpus(pages, graph, memory=Memory(reader=reader_of(language)))


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


@pytest.mark.parametrize("language", ["xx", "fr"])
def test_a_short_page_need_not_repeat_itself(language):
    """A long one does: what it says once, it is not about."""
    word = reader_of(language).lexicon.root("postgis")
    assert said("We ask PostGIS here.", language=language)[word] == "PostGIS"
    assert said(f"We ask PostGIS here. {LONG}", language=language)[word] == ""
    assert said(f"We ask PostGIS, POSTGIS. {LONG}", language=language)[word] == "PostGIS"


@pytest.mark.parametrize("language", ["xx", "fr"])
@pytest.mark.parametrize(("length", "word"), [(600, "PostGIS"), (601, "")])
def test_how_long_a_short_page_is(language, length, word):
    """Six hundred characters, with its title and the end of that line."""
    text = f"PostGIS {LONG}"[: length - len("Kiosk\n")]
    assert said(text, title="Kiosk", language=language)[reader_of(language).lexicon.root("postgis")] == word


@pytest.mark.parametrize("language", ["xx", "fr"])
def test_what_nobody_says_is_nothing_however_often_one_asks(language):
    """Asked for one word, a page may have been read for all."""
    words = said("We draw cards.", language=language)
    assert [words["escapement"], words["escapement"], words["clockwork"]] == ["", "", ""]


def test_forms_of_a_word_count_together_and_the_first_is_told():
    """In a language whose forms are known."""
    words = said(f"Dessiner une théière : ce que dessine un peintre. {LONG}", language="fr")
    root = reader_of("fr").lexicon.root
    assert root("dessine") == root("dessiner") != "dessine"
    assert words[root("dessine")] == "dessiner"
    assert words[root("théière")] == ""


def test_a_title_shouts():
    """Its capitals are those of a heading: a word that stands there first is told in small letters."""
    assert said("Nothing.", title="PostGIS Cards")["postgis"] == "postgis"
    assert said("About PostGIS.", title="Something")["postgis"] == "PostGIS"
    assert said("About PostGIS.", title="PostGIS")["postgis"] == "postgis"
    assert said("It is healthy.", title="Vitamin C")["c"] == "c"
    # The text begins behind the title's line.
    assert said("PostGIS.", title="")["postgis"] == "PostGIS"
    assert said("PostGIS.", title="It")["postgis"] == "PostGIS"


def test_signs_that_are_longer_in_small_letters_shift_nothing():
    """A sharp s becomes two: the page's own spelling is not looked for at a place that is another one there."""
    assert said("Straße, Straße: PostGIS lives here.")["postgis"] == "postgis"


def test_a_page_is_read_once_for_all_words(monkeypatch):
    """Where forms of words are known, all of them have to be compared."""
    read = []
    monkeypatch.setattr(module, "spoken", lambda text: read.append(text) or text.split())
    words = said("Bouilloires, bouilloires.", language="fr")
    assert read == []
    for word in ("lantern", "mortar", "lantern"):
        assert words[word] == ""
    assert len(read) == 1


@pytest.mark.parametrize(("room", "many"), [(200, 2), (201, 3)])
def test_as_many_pages_are_kept_as_there_is_room_for(monkeypatch, room, many):
    """Texts of a hundred characters: when they take the room, all are forgotten, and it begins anew."""
    monkeypatch.setattr(module, "_KEPT", room)
    # A line's end stands between the title and the text.
    corpus, kept, known = corpus_of(*["x" * 99] * 7), set(), {}
    for row in (0, 1, 0, 2, 1, 3, 3, 2, 4, 5, 4, 5, 6, 0, 1, 6):
        found = said_by(corpus, row)
        assert (found is known.get(row)) == (row in kept)
        if row not in kept and len(kept) == many:
            kept.clear()
        kept.add(row)
        known[row] = found
