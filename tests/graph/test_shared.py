"""What two pages have in common, in words: which of them are told, in which order, as who writes them."""

import networkx as nx
import pytest

from smo_core import Content, Facts, Heading, Page
from smo_core.graph.corpus import Corpus
from smo_core.graph.memory import Memory, reader_of
from smo_core.graph.signals.shared import text_evidence

# A text as long as this says most of its words once.
LONG = " ".join(f"w{number}w" for number in range(200))


def page(title="", text="", tags=(), headings=()):
    return {"title": title, "text": text, "tags": tags, "headings": headings}


def corpus_of(*pages, language="xx"):
    """Return pages whose keys say nothing; nobody knows the forms of words of the language xx."""
    made = tuple(
        Page(
            facts=Facts(key=f"{n:03}", location="", language=language, title=one["title"], tags=one["tags"]),
            content=Content(
                text=one["text"], headings=tuple(Heading(level=2, text=heading) for heading in one["headings"])
            ),
        )
        for n, one in enumerate(pages)
    )
    graph = nx.DiGraph()
    graph.add_nodes_from(one.key for one in made)
    return Corpus(made, graph, memory=Memory(reader=reader_of(language)))


@pytest.mark.parametrize("far", [9, 2**61], ids=["one number", "too large for one number"])
def test_links_stand_as_they_do_in_the_page(far):
    """By the words before them, targets in their order where none are; those to the page itself are none."""
    corpus = corpus_of(*[page()] * 4)
    said = [("001", "000", far), ("001", "003", 3), ("001", "002", 3), ("000", "001", 5), ("001", "001", 0)]
    for source, target, words in said:
        corpus.graph.add_edge(source, target, words=words)
    assert corpus.edges.tolist() == [[0, 1, 5], [1, 2, 3], [1, 3, 3], [1, 0, far]]


def told(one, other, *beside, language="xx"):
    return text_evidence(corpus_of(one, other, *beside, language=language), 0, 1)


def test_the_most_telling_words_come_first_and_three_are_told():
    """Rare ones tell more; at equality the alphabet decides."""
    title = "lantern. kettle. oyster. mortar. zebra"
    beside = [*(page(text=text) for text in ("kettle lantern", "kettle")), *[page()] * 30]
    assert told(page(title), page(text=title), *beside) == ("mortar", "oyster", "zebra")
    assert told(page("lantern. kettle"), page(text="kettle, lantern"), *beside) == ("lantern", "kettle")
    assert told(page(text="nothing"), page(text=title), *beside) == ()


def test_titles_and_tags_of_either_page_count():
    """Whoever asks."""
    for one in (page("kettle"), page(tags=("kettle",))):
        corpus = corpus_of(one, page(text="kettle lantern"), page(text="lantern"), page())
        assert text_evidence(corpus, 0, 1) == text_evidence(corpus, 1, 0) == ("kettle",)


@pytest.mark.parametrize(("words", "expected"), [
    (("kettle", "kettlework"), ("kettle",)),
    (("workkettle", "zkettle", "kettle"), ("kettle",)),
    (("inkettle", "kettle"), ("inkettle",)),
    (("mailing lists", "lists of boats"), ("lists of boats",)),
    (("mailing lists", "boats"), ("boats", "mailing lists")),
    (("Kettle", "KETTLE holes"), ("KETTLE holes",)),
])  # fmt: skip
def test_no_word_is_told_twice(words, expected):
    """Not within another one, nor again in another phrase."""
    assert told(page(tags=words), page(text=". ".join(words)), page(), page()) == expected


def test_of_titles_and_tags_around_a_word_the_longest_is_told():
    """As much of them as the other page says, on whichever side they stand."""
    one = page("Giant copper kettle", "copper kettles")
    other = page("Kiosk", "a giant copper kettle, copper kettles", tags=("Copper kettles",))
    assert told(one, other, page(), page()) == ("giant copper kettle",)
    assert told(other, one, page(), page()) == ("giant copper kettle",)
    # Of two that are as long, that of the page that asks.
    one, other = page("PostGIS kettles"), page("POSTgis kettles")
    assert told(one, other, page(), page()) == ("PostGIS kettles",)
    assert told(other, one, page(), page()) == ("POSTgis kettles",)


def test_a_word_of_a_title_is_told_as_its_page_writes_it():
    """As the asking page does, where both have it among their topics."""
    assert told(page("PostGIS"), page(text="postgis"), page(), page()) == ("PostGIS",)
    assert told(page(text="postgis"), page("PostGIS"), page(), page()) == ("PostGIS",)
    assert told(page("PostGIS"), page("POSTgis"), page(), page()) == ("PostGIS",)
    assert told(page("POSTgis"), page("PostGIS"), page(), page()) == ("POSTgis",)


@pytest.mark.parametrize(("having", "expected"), [(8, ("kettle",)), (10, ())])
def test_a_word_that_many_pages_have_is_no_reason(having, expected):
    """More than a fifth of the site, even if it stands in a title."""
    beside = [page(text="kettle")] * (having - 2) + [page()] * (40 - having)
    assert told(page("kettle"), page(text="kettle"), *beside) == expected


@pytest.mark.parametrize(("having", "expected"), [(4, ("kettle",)), (5, ())])
def test_words_of_texts_have_to_be_rarer(having, expected):
    """A tenth of the site may have them."""
    beside = [page(text="kettle")] * (having - 2) + [page()] * (40 - having)
    assert told(page(text="kettle"), page(text="kettle"), *beside) == expected


@pytest.mark.parametrize(
    ("place", "size", "having", "expected"),
    [
        ("title", 5, 2, ("kettle",)),
        ("title", 5, 3, ()),
        ("title", 20, 3, ("kettle",)),
        ("text", 5, 2, ("kettle",)),
        ("text", 20, 2, ("kettle",)),
        ("text", 20, 3, ()),
    ],
)
def test_on_a_small_site_two_pages_may_share_a_word(place, size, having, expected):
    """However few there are."""
    beside = [page(text="kettle")] * (having - 2) + [page()] * (size - having)
    assert told(page(**{place: "kettle"}), page(text="kettle"), *beside) == expected


def test_texts_are_asked_only_where_titles_have_nothing_in_common():
    """Then a word of a heading of either comes first, though others tell more."""
    beside = [page(text="kettle"), *[page()] * 40]
    one, other = page(text="kettle lantern", headings=("Kettle",)), page(text="kettle lantern")
    assert told(one, other, *beside) == ("kettle", "lantern")
    assert told(other, one, *beside) == ("kettle", "lantern")
    assert told(other, other, *beside) == ("lantern", "kettle")
    assert told({**one, "title": "Mortar"}, {**other, "text": "kettle lantern mortar"}, *beside) == ("mortar",)


def test_both_pages_have_to_repeat_a_word_of_their_texts():
    """Long ones, which say most words once."""
    once, twice = page(text=f"kettle {LONG}"), page(text=f"kettle kettle {LONG}")
    beside = [page(text=LONG)] * 10
    assert told(twice, twice, *beside) == ("kettle",)
    assert told(once, twice, *beside) == ()
    assert told(twice, once, *beside) == ()


def test_a_word_of_the_text_is_told_as_a_heading_writes_it_else_as_the_text_does():
    """The asking page's, or the other's."""
    plain, headed = page(text="PostGIS"), page(text="PostGIS", headings=("postGIS",))
    assert told(plain, plain, page(), page()) == ("PostGIS",)
    assert told(plain, headed, page(), page()) == ("postGIS",)
    assert told(headed, plain, page(), page()) == ("postGIS",)
    assert told(headed, page(text="PostGIS", headings=("pOSTGIS",)), page(), page()) == ("postGIS",)
    assert told(page(text="POSTgis"), plain, page(), page()) == ("POSTgis",)


def test_words_that_only_join_others_are_not_told():
    """Nor short ones."""
    assert told(page(text="something of 42 fig kettle"), page(text="something of 42 fig kettle")) == ("kettle",)


def test_each_pair_is_asked_for_itself():
    """In any order; again, it gives the same."""
    corpus = corpus_of(page("kettle. lantern"), page(text="kettle mortar"), page("lantern. mortar"), *[page()] * 9)
    pairs = {(0, 1): ("kettle",), (0, 2): ("lantern",), (1, 2): ("mortar",), (1, 0): ("kettle",), (2, 0): ("lantern",)}
    for (one, other), expected in [*pairs.items()] * 2:
        found = text_evidence(corpus, one, other)
        assert found == expected
        assert text_evidence(corpus, one, other) is found
