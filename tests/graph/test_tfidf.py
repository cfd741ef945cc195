"""The cosine of TF-IDF is what a plain loop over the words of the bodies gives."""

import math
import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core import Content, Facts, Page
from smo_core.graph.corpus import Corpus
from smo_core.graph.links import build
from smo_core.graph.memory import Memory
from smo_core.graph.signals import wording
from smo_core.graph.signals.wording import near, tfidf
from smo_core.graph.sparse import rows_of

WORDS = st.sampled_from(["Kettles", "kettle", "max_heat", "heat", "scale", "descaling", "tea", "x"])
BODIES = st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=2, max_size=9)


def corpus_of(bodies, memory=None):
    made = [
        Page(facts=Facts(key=f"p{i:02}.html", location=f"p{i:02}.html", title="Tea"), content=Content(text=body))
        for i, body in enumerate(bodies)
    ]
    return Corpus(tuple(made), build({page.key: page for page in made}), memory=memory or Memory())


def half_powers(count):
    return 2.0 ** (round(2 * math.log2(count)) / 2)


def cosines(bodies):
    counts = [Counter(re.findall(r"\b\w\w+\b", body.lower())) for body in bodies]
    often, size = Counter(word for each in counts for word in each), half_powers(len(bodies))
    rarity = {word: 1 + math.log(max(1, (1 + size) / (1 + half_powers(n)))) for word, n in often.items()}
    rows = [{word: n * rarity[word] for word, n in each.items()} for each in counts]
    length = [math.sqrt(sum(value**2 for value in row.values())) or 1 for row in rows]
    return [
        [sum(a[w] * b.get(w, 0) for w in a) / (length[i] * length[j]) for j, b in enumerate(rows)]
        for i, a in enumerate(rows)
    ]


@given(BODIES)
def test_each_row_is_the_cosine_divided_by_the_largest_of_the_row(bodies):
    """Among the pages that are near in words; pages that say nothing have no row and stand in none."""
    corpus = corpus_of(bodies)
    found, expected = tfidf(corpus), cosines(bodies)
    pairs = near(corpus).toarray() > 0
    for row, telling in enumerate(wording._telling(corpus, near(corpus))):
        values = [value * pairs[row, column] for column, value in enumerate(expected[row])]
        best = max(values)
        wanted = [value / best * telling if best else 0 for value in values]
        # Rarity and lengths are rounded to whole steps.
        assert found.toarray()[row].tolist() == pytest.approx(wanted, abs=5e-3)


@given(BODIES, st.data())
def test_after_an_edit_it_is_as_if_all_were_new(bodies, data):
    """Words come and go, become rarer and commoner; a page may fall silent."""
    memory = Memory()
    tfidf(corpus_of(bodies, memory))
    for _ in range(3):
        bodies = [*bodies]
        bodies[data.draw(st.integers(0, len(bodies) - 1))] = data.draw(st.lists(WORDS, max_size=12).map(" ".join))
        edited, fresh = tfidf(corpus_of(bodies, memory)), tfidf(corpus_of(bodies))
        assert np.array_equal(edited.toarray(), fresh.toarray())


def test_a_mere_number_of_times_says_what_a_page_is_about():
    """Twenty times the one word is more than once each of many: the logarithm of a count would hide it."""
    about = "collation " * 20 + "name of an existing object cascade restrict"
    same = "collation " * 15 + "owner schema rename"
    alike = "table " * 20 + "name of an existing object cascade restrict"
    corpus = corpus_of([about, same, alike, "nothing of this"])
    row = tfidf(corpus).toarray()[0]
    assert row[1] == pytest.approx(1)
    assert row[2] < 0.2


def test_pages_without_words_in_their_bodies_have_no_cosine():
    """Their titles may be near all the same."""
    corpus = corpus_of(["", "", "tea and kettles"])
    assert near(corpus).nnz
    assert not tfidf(corpus).toarray()[:2, :2].any()
    assert (rows_of(tfidf(corpus)) == 2).all()


def test_a_run_that_keeps_nothing_gives_the_same():
    """The room for words is given back before they are compared."""
    bodies = ["tea and kettles", "kettles and scale", "scale scale tea"]
    lasting, once = corpus_of(bodies), corpus_of(bodies, replace(Memory(), lasting=False))
    assert np.array_equal(tfidf(lasting).toarray(), tfidf(once).toarray())
