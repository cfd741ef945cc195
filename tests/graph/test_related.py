"""Related pages: explained, deterministic, never where readers should not go."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from smo_core import Content, Facts, Page
from smo_core.graph.corpus import Corpus
from smo_core.graph.fusion import grouped
from smo_core.graph.links import build
from smo_core.graph.related import rank
from smo_core.graph.signals import SIGNALS
from smo_core.html.read import read_content
from smo_core.settings import RelatedSettings, page_settings


def page(key, html, language="en", meta=None, **facts):
    options = page_settings(meta, source=key) if meta else None
    made = Facts(key=key, location=key, title=key, language=language, options=options, **facts)
    return Page(facts=made, content=read_content(html))


def pages(*made):
    return {one.key: one for one in made}


def ranked(site, count=5, **settings):
    found = rank(site, build(site), RelatedSettings(count=count, **settings))
    return {key: [s.key for s in suggestions] for key, suggestions in found.items()}


CARDS = "<p>Preview cards are drawn by the typesetter with fonts and colours.</p>"
FEEDS = "<p>Readers subscribe to syndication feeds with entries and dates.</p>"
SITE = pages(
    page("cards", CARDS, tags=("looks",)),
    page("fonts", "<p>Fonts and colours of the typesetter for preview pictures.</p>", tags=("looks",)),
    page("feeds", FEEDS + '<p><a href="atom">atom</a></p>'),
    page("atom", "<p>Entries and dates in syndication feeds that readers subscribe to.</p>"),
    page("hub", '<p><a href="feeds">f</a> <a href="clock">c</a></p>'),
    page("clock", "<p>Something else entirely: mechanical escapements.</p>"),
)


def test_the_nearest_page_comes_first():
    """Words, tags and links together put the obvious neighbour on top."""
    found = ranked(SITE)
    assert found["cards"][0] == "fonts"
    assert found["feeds"][0] == "atom"
    assert found["atom"][0] == "feeds"


def test_a_page_that_links_to_everything_is_no_reason():
    """A home page, a table of contents, a glossary: they link to any two pages, or any two to them."""
    names = "abcdefghij"
    links = "".join(f'<a href="{name}">{name}</a> ' for name in names)
    chosen = '<p>See <a href="a">a</a> and <a href="b">b</a>.</p>'
    made = [page(name, f'<p>{name * 5} stands alone.</p><a href="all">all</a>') for name in names]
    site = pages(page("all", f"<p>{links}</p>"), page("few", chosen), *made)
    found = {s.key: s.reasons for s in rank(site, build(site), RelatedSettings(count=9))["a"]}
    told = {
        key: {e for r in reasons if r.signal in {"cpa", "coupling", "cf"} for e in r.evidence}
        for key, reasons in found.items()
    }
    assert told["b"] == {"few"}
    assert all("all" not in evidence for evidence in told.values())


def test_every_suggestion_says_why():
    """Reasons are sorted by weight, carry evidence, and their parts add up to no more than the score."""
    found = rank(SITE, build(SITE), RelatedSettings(count=1))
    (best,) = found["cards"]
    assert best.reasons[0].signal == "text"
    assert best.reasons[0].evidence == ("fonts", "looks")
    assert [r.score for r in best.reasons] == sorted((r.score for r in best.reasons), reverse=True)
    assert sum(r.score for r in best.reasons) <= best.score + 1e-5
    assert ("tags", ("looks",)) in [(r.signal, r.evidence) for r in best.reasons]


@pytest.mark.parametrize("fact", ["draft", "hidden", "noindex"])
def test_pages_that_are_not_public_are_never_suggested(fact):
    """Whatever the score, readers are not sent to a draft, a hidden or a noindex page."""
    site = {**SITE, "fonts": page("fonts", CARDS, **{fact: True})}
    assert all("fonts" not in found for found in ranked(site).values())


def test_no_suggestion_crosses_a_language():
    """A page in another language is never suggested; regions of one language are one language."""
    site = pages(
        page("a", CARDS, "en"),
        page("b", CARDS, "en-GB"),
        page("c", CARDS, "fr"),
        page("d", CARDS, "fr_CA"),
        page("e", CARDS, "de"),
    )
    assert ranked(site) == {"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"], "e": []}


def test_a_page_never_suggests_itself():
    """Not even when it is all there is."""
    assert ranked(pages(page("a", CARDS))) == {"a": []}
    assert all(key not in found for key, found in ranked(SITE).items())


def test_pins_come_first_and_blocked_pages_never():
    """The author's word, by path or by name of the page."""
    meta = {"smo": {"related": {"pin": ["clock", "/nowhere/"], "block": ["fonts"]}}}
    site = {**SITE, "cards": page("cards", CARDS, meta=meta)}
    found = rank(site, build(site), RelatedSettings(count=3))["cards"]
    assert found[0].key == "clock"
    assert found[0].reasons[0].signal == "pinned"
    assert "fonts" not in [s.key for s in found]
    assert len(found) == 3


def test_excluded_globs_are_never_suggested():
    """The site's owner can keep whole folders out of the lists."""
    assert all("atom" not in found for found in ranked(SITE, exclude=("at*",)).values())


def test_the_order_of_pages_does_not_matter():
    """Ties are broken by key, not by who came first."""
    keys = list(SITE)
    for seed in range(3):
        random.Random(seed).shuffle(keys)
        shuffled = {key: SITE[key] for key in keys}
        assert rank(shuffled, build(shuffled), RelatedSettings()) == rank(SITE, build(SITE), RelatedSettings())


def test_equal_pages_take_turns():
    """Of twelve pages with the same words none is in all lists."""
    site = pages(*(page(f"p{i:02}", CARDS) for i in range(12)))
    found = ranked(site)
    shown = [key for keys in found.values() for key in keys]
    assert len(set(shown)) > 6
    assert max(shown.count(key) for key in set(shown)) <= 10


def test_a_weight_of_zero_turns_a_signal_off():
    """Without text there is no textual reason, and a list all the same."""
    found = rank(SITE, build(SITE), RelatedSettings(weights={"text": 0}))
    assert found["cards"]
    assert all(r.signal != "text" for s in found["cards"] for r in s.reasons)


def test_with_every_signal_off_nothing_is_suggested_but_pins():
    """Nobody would know why."""
    off = {signal.name: 0.0 for signal in SIGNALS}
    pinned = pages(*SITE.values(), page("note", CARDS, meta={"smo": {"related": {"pin": ["hub"]}}}))
    found = ranked(pinned, weights=off)
    assert found.pop("note") == ["hub"]
    assert set(map(len, found.values())) == {0}


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.name)
def test_every_signal_is_a_hollow_matrix_between_nought_and_one(signal):
    """No negative value, nothing above 1, no page near itself once ranked, and a documented function."""
    corpus = Corpus(tuple(SITE[key] for key in sorted(SITE)), build(SITE))
    matrix = signal.matrix(corpus).toarray()
    assert signal.matrix.__doc__
    assert matrix.shape == (len(SITE), len(SITE))
    assert matrix.min() >= 0
    assert matrix.max() <= 1 + 1e-9
    assert matrix.max() > 0 or signal.name in {"section", "coupling", "title"}


def test_evidence_names_only_what_readers_may_see():
    """A page that is cited by a draft alone is not said to be cited by it."""
    site = pages(
        page("a", CARDS),
        page("b", CARDS),
        page("c", FEEDS),
        page("secret", '<p><a href="a">a</a><a href="b">b</a></p>', draft=True),
    )
    found = rank(site, build(site), RelatedSettings())
    assert all("secret" not in r.evidence for s in found["a"] for r in s.reasons)


@pytest.mark.parametrize(("others", "told"), [(2, True), (1, False), (0, False)])
def test_a_section_that_nearly_all_pages_are_in_is_no_reason(others, told):
    """The folder that a whole manual lies in says nothing of two of its pages."""
    site = pages(
        *(page(f"{n}", f"<p>{word}</p>", section=("Manual",)) for n, word in enumerate(("Tea", "Pot", "Cup", "Jug"))),
        *(page(f"x{n}", f"<p>Else {n}</p>", section=("Else",)) for n in range(others)),
    )
    found = rank(site, build(site), RelatedSettings(threshold=0))
    evidence = {r.evidence for key in "0123" for s in found[key] for r in s.reasons if r.signal == "section"}
    assert evidence == {("Manual",) if told else ()}


def test_an_empty_site_is_no_trouble():
    """No page, no words, no links: no exception."""
    assert rank({}, build({}), RelatedSettings()) == {}
    blank = {key: Page(facts=Facts(key=key, location=key), content=Content()) for key in ("a", "b", "c")}
    for threshold, count in ((0, 2), (0.1, 0)):
        found = rank(blank, build(blank), RelatedSettings(threshold=threshold))
        assert {key: len(lists) for key, lists in found.items()} == dict.fromkeys("abc", count)


PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=12)


@settings(deadline=None)
@given(PAIRS)
def test_copies_of_copies_are_one_group(pairs):
    """Whichever way and in whatever order they are found; scipy's own function is the judge."""
    close = csr_array((np.ones(len(pairs)), tuple(zip(*pairs, strict=True))), shape=(10, 10))
    labels = connected_components(close, directed=False)[1].tolist()
    assert grouped(close).tolist() == [labels.index(label) for label in labels]
