"""Reasons in full: as much of a title as both pages say, written as amid a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core import Content, Facts, Heading, Page
from smo_core.graph.corpus import topic_of
from smo_core.graph.links import build
from smo_core.graph.related import rank
from smo_core.settings import RelatedSettings

# Longer texts say most words once that are not what they are about.
LONG = " ".join(f"w{n}" for n in range(200))
BESIDE = ["Walks in winter", "Boats of the harbour", "Bread and salt", "Old clocks", "Weather"]


def told(title, text, other, tags=()):
    """Return what the first reason by words names for a page and its nearest."""
    made = [
        (title, text, tags),
        ("Kiosk", other, ()),
        *((name, f"{name}: a page of its own.", ()) for name in BESIDE),
    ]
    pages = {
        f"{n}.html": Page(
            facts=Facts(key=f"{n}.html", location=f"{n}.html", title=name, language="en", tags=labels),
            content=Content(text=said),
        )
        for n, (name, said, labels) in enumerate(made)
    }
    first = rank(pages, build(pages), RelatedSettings())["0.html"][0]
    assert first.key == "1.html"
    return next(reason.evidence for reason in first.reasons if reason.signal == "text")


@pytest.mark.parametrize(
    ("title", "other", "expected"),
    [
        ("Mailing lists", "Ask on a mailing list, or on all mailing lists.", "mailing lists"),
        ("Mailing list", "Ask on the mailing lists of old.", "mailing list"),
        ("Mailing Rosters", "The mailing, by letter. A mailing. Rosters are elsewhere.", "mailing"),
        ("Cascading Style Sheets", "Written in cascading style sheets.", "cascading style sheets"),
        (
            "Sorting large lists with Zebra",
            "All about sorting large lists with zebra.",
            "sorting large lists with Zebra",
        ),
        ("How to brew", "Learn how to brew.", "brew"),
        ("Mutual TLS", "Use mutual TLS.", "mutual TLS"),
        ("Kettles – Mailing", "Of kettles, of mailing.", "kettles"),
        ("Kettles - Mailing", "Of kettles - mailing.", "kettles"),
        ("HttpClient.Redirect", "An HttpClient.Redirect, HttpClient.Redirect.", "HttpClient.Redirect"),
        ("How to become A Star", "Become a star.", "become A star"),
        ("has_request_context", "Call has_request_context here.", "has_request_context"),
        ("Emailing", "An emailing list, two emailings.", "emailing"),
        ("Old copper kettle", "A copper kettle. Kettle, kettle.", "copper kettle"),
        ("The brewing kettle", "In the brewing kettle.", "brewing kettle"),
        ("Logging kettles in", "Of logging kettles in.", "logging kettles"),
        ("Calling has_it", "Now calling has_it.", "calling has_it"),
        ("Mutual AI", "Use mutual AI.", "mutual AI"),
        ("Starring A", "Now starring A.", "starring"),
        ("Kettles of İzmir", "Of kettles of İzmir, kettles.", "kettles"),
    ],
)
def test_a_word_of_a_title_is_told_with_its_neighbours_where_the_other_page_says_them_too(title, other, expected):
    """The words of a name stay together; what begins or ends them is a topic."""
    text = f"{title}. {title} once more."
    assert told(title, text, f"{other} {other}")[0] == expected


@pytest.mark.parametrize("shared", ["zebra", "zander", "zinnia"])
def test_a_long_title_is_told_by_six_of_its_words(shared):
    """From the word that says most on, wherever it stands."""
    title = ["kettle", "teapot", "saucer", "pitcher", "samovar", "goblet", "strainer", "caddy"]
    title[["zebra", "zander", "zinnia"].index(shared) * 3] = shared
    found = told(" ".join(title), " ".join(title), f"{' '.join(title)}. {shared}, {shared}.")[0]
    assert len(found.split()) == 6
    assert shared in found
    assert found in " ".join(title)


def test_a_phrase_must_stand_in_the_other_text_as_words_of_their_own():
    """Not within longer words: "data port" is not said by "metadata portal"."""
    assert told("Data port", "Data port, data port.", "The data. Metadata portals. A port, data.")[0] in {
        "data",
        "port",
    }


@pytest.mark.parametrize("word", ["doesn't", "won’t", "you'll", "they’ve", "Else", "something", "MAYBE"])
def test_words_that_only_join_others_are_no_topics(word):
    assert topic_of(word, "en") == ""
    assert topic_of("L'hôtel", "fr") == "l'hôtel"


def test_words_that_many_titles_end_with_say_nothing():
    """The site's way to name its pages tells no page from another."""
    pages = {
        f"{n}.html": Page(
            facts=Facts(key=f"{n}.html", location=f"{n}.html", title=f"{name} command reference", language="en"),
            content=Content(text=f"{name} command reference. {said}"),
        )
        for n, (name, said) in enumerate(
            [("Kettle", "Kettle command reference, kettle."), ("Teapot", "See kettle command reference, a kettle."),
             *((word, f"{word} alone.") for word in ("Boat", "Clock", "Bread", "Salt", "Walk", "Winter"))]
        )
    }  # fmt: skip
    first = rank(pages, build(pages), RelatedSettings())["0.html"][0]
    assert first.key == "1.html"
    assert next(r.evidence for r in first.reasons if r.signal == "text")[0] == "kettle"


def test_a_heading_speaks_before_the_text():
    """A text also repeats what its examples and its menus are made of."""
    pages = {
        key: Page(
            facts=Facts(key=key, location=key, title=name, language="en"),
            content=Content(text=f"{name}. {said}", headings=tuple(Heading(level=2, text=one) for one in headings)),
        )
        for key, name, said, headings in [
            ("a.html", "Kettle", "Lorem lorem, copy copy, descaling descaling.", ["Descaling"]),
            ("b.html", "Teapot", "Lorem lorem, copy copy, descaling descaling.", []),
            *((f"{word}.html", word, f"{word} alone.", []) for word in BESIDE),
        ]
    }
    first = rank(pages, build(pages), RelatedSettings())["a.html"][0]
    assert next(r.evidence for r in first.reasons if r.signal == "text")[0] == "descaling"


def test_a_word_is_said_where_it_stands_alone():
    """What longer words hold is not said; what is said keeps its capitals."""
    found = told(
        "Kettle",
        f"A requ, requests, GraphQL, GraphQL, kettle. {LONG}",
        f"Requests and requests; GraphQL, GraphQL, a requ. {LONG}",
    )
    assert found == ("GraphQL",)


def test_tags_of_several_words_are_told_whole():
    """A tag is a name as well."""
    found = told("Kettle", "Kettle, kettle.", "A teapot drawn by hand. Kettle.", tags=("Drawn by hand",))
    assert "drawn by hand" in found


def test_acronyms_are_topics_unless_all_is_in_capitals():
    """TLS is one; the NOT of a heading that shouts is none."""
    assert told("TLS", "TLS, TLS.", "TLS and TLS.") == ("TLS",)
    found = told("DO NOT BREW", "Do not brew, do not brew.", "Do not brew. Brew!")
    assert {word.casefold() for word in found} == {"brew"}


def test_a_plural_that_ends_otherwise_is_told_as_the_page_writes_it():
    """Cut down to what it is compared as, "matches" would be "matche"."""
    found = told("Kettle", "Matches, many matches, kettle.", "Matches and matches for a teapot.")
    assert found == ("matches",)


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6))
def test_no_title_breaks_the_telling(words):
    """Whatever a title says, what is told of it stands in it, apart from capitals."""
    title = " ".join(words)
    pages = {
        key: Page(
            facts=Facts(key=key, location=key, title=name, language="en"), content=Content(text=f"{title} {title}")
        )
        for key, name in {"a.html": title, "b.html": "Kiosk", "c.html": title}.items()
    }
    for suggestions in rank(pages, build(pages), RelatedSettings()).values():
        for suggestion in suggestions:
            for reason in suggestion.reasons:
                if reason.signal == "text":
                    said = f"{title} Kiosk".casefold()
                    assert all(word.casefold() in said or word.lower() in said for word in reason.evidence)
