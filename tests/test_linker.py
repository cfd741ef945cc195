"""The linker alone: records, texts or a graph in; ranked lists with reasons out."""

import networkx as nx
import pytest

from smo_core import Facts, InputError, Page, read_content, related_pages
from smo_core.settings import RelatedSettings

TEA = "Green tea wants soft water below eighty degrees."
TEXTS = {
    "green": TEA,
    "white": "White tea wants soft water below seventy degrees.",
    "horse": "Horses gallop across the wide steppe.",
    "saddle": "A saddle fits the horses of the steppe.",
}


def keys(found):
    return {key: [one.key for one in related] for key, related in found.items()}


def test_texts_are_enough():
    """Key and text: the nearest comes first, for every page, in the order given."""
    found = related_pages(TEXTS, count=1)
    assert keys(found) == {"green": ["white"], "white": ["green"], "horse": ["saddle"], "saddle": ["horse"]}
    assert list(found) == list(TEXTS)


def test_a_suggestion_says_why_in_words_and_figures():
    """Title, score, the shares of the signals, one sentence."""
    (one,) = related_pages({key: {"title": key.title(), "text": text} for key, text in TEXTS.items()}, count=1)["green"]
    assert (one.key, one.title) == ("white", "White")
    assert one.reason.startswith("Both about ")
    assert one.parts["text"] == one.reasons[0].score > 0
    assert sum(one.parts.values()) == pytest.approx(one.score, abs=1e-4)


def test_the_sentence_is_in_the_language_of_the_page():
    """As on a page of a site."""
    pages = [{"key": key, "text": "thé vert " + key, "links": ["b"], "language": "fr"} for key in "ab"]
    assert related_pages(pages)["a"][0].reason in {
        "Cette page y renvoie",
        "Sujets communs\u00a0: vert",
        "Sujets communs\u00a0: thé, vert",
    }


def test_a_graph_is_pages_and_links():
    """Nodes are keys with what is known of them, edges are links; other attributes do no harm."""
    graph = nx.DiGraph()
    graph.add_node("hub", title="Hub", colour="red")
    graph.add_edge("hub", "a b/ü", anchor="first")
    graph.add_edge("hub", "c", weight=3)
    found = related_pages(graph)
    assert "Also linked from Hub" in {sentence.reason for sentence in found["a b/ü"] if sentence.key == "c"}
    assert set(graph.nodes["hub"]) == {"title", "colour"}


def test_the_same_pages_in_any_form_give_the_same_lists():
    """A mapping, records, values of the suite, or a graph."""
    links = {"green": ["white"], "white": [], "horse": ["green", "saddle"], "saddle": []}
    records = [{"key": key, "title": key, "text": TEXTS[key], "links": links[key]} for key in TEXTS]
    graph = nx.DiGraph([(a, b) for a, targets in links.items() for b in targets])
    graph.add_nodes_from((one["key"], {"title": one["key"], "text": one["text"]}) for one in records)
    html = {key: "".join(f'<a href="/{to}"></a>' for to in links[key]) + f"<div>{TEXTS[key]}</div>" for key in TEXTS}
    pages = [Page(facts=Facts(key=key, location=key, title=key), content=read_content(html[key])) for key in TEXTS]
    first = related_pages(records)
    assert related_pages({one["key"]: one for one in records}) == first
    assert related_pages(graph) == {key: first[key] for key in graph}
    assert keys(related_pages(pages)) == keys(first)


@pytest.mark.parametrize("href", ["https://x.example/b/", "https://x.example/b/#part", "../b/", "/b/", "../b/?q"])
def test_pages_may_be_named_by_their_addresses(href):
    """Then links in their HTML are understood as a browser does."""
    pages = [
        {"url": "https://x.example/a/", "html": f'<h1>A</h1><p>See <a href="{href}">b</a>.</p>'},
        {"url": "https://x.example/b/", "html": "<h1>B</h1>", "tags": ["t"]},
    ]
    (one,) = related_pages(pages)["https://x.example/a/"]
    assert (one.key, one.title) == ("https://x.example/b/", "B")
    assert "links" in one.parts


def test_settings_count_as_on_a_site():
    """Weights and exclusions."""
    found = related_pages(TEXTS, settings=RelatedSettings(exclude=("white",)))
    assert all("white" not in names for names in keys(found).values())
    weighed = related_pages(TEXTS, settings=RelatedSettings(weights={"text": 0, "reverse": 0}))
    assert all("text" not in one.parts for found in weighed.values() for one in found)


def test_a_list_is_never_filled_up():
    """A site would rather show its best pages than nothing; a program wants to know that there is nothing."""
    found = related_pages({"tea": "Green tea.", "horse": "Horses gallop."})
    assert found == {"tea": (), "horse": ()}


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ([{"key": "a", "titel": "A"}], r"a: there is no field 'titel'. Did you mean 'title'"),
        ([{"title": "A"}], "page 0: its key must be a text that is not empty, got None"),
        ([{"key": "a"}, {"key": "a"}], "a: there are two pages with this key"),
        (["a"], "page 0: expected a mapping with a key or a url, got str"),
        ({1: "text"}, "page 1: its key must be a text"),
        (nx.DiGraph([(1, 2)]), "page 1: its key must be a text"),
    ],
)
def test_what_cannot_be_understood_is_one_clear_error(pages, words):
    """Where, what was seen, what to do."""
    with pytest.raises(InputError, match=words):
        related_pages(pages)


def test_no_pages_have_no_lists():
    """Nothing in, nothing out."""
    assert related_pages([]) == related_pages({}) == related_pages(nx.DiGraph()) == {}
