"""A text cut into pieces stands for the very words that the plain functions give."""

import re
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.graph.lexicon import Lexicon
from smo_core.stems import stemmer
from smo_core.text import folded, words

TEXTS = st.lists(
    st.text(st.one_of(st.sampled_from("aBs'’_-.9 \n"), st.characters(codec="utf-8", max_codepoint=0x30FF))), max_size=4
)


def cut(lexicon, texts):
    pieces, bounds = [], [0]
    for text in texts:
        pieces += lexicon.cut(text)
        bounds.append(len(pieces))
    return np.array(pieces, dtype=np.int32), np.array(bounds)


def told(counts, names):
    """Yield for each text how often each word stands in it."""
    for start, end in pairwise(counts.indptr.tolist()):
        yield {names[c]: n for c, n in zip(counts.indices[start:end], counts.data[start:end], strict=True)}


@given(TEXTS)
def test_words_are_counted_as_words_gives_them(texts):
    """Also those with apostrophes, inner capitals, digits, and in scripts without blanks."""
    lexicon = Lexicon()
    counts = lexicon.counts(*cut(lexicon, texts))
    for text, found in zip(texts, told(counts, lexicon.words), strict=True):
        assert found == Counter(words(text))


@given(TEXTS)
def test_words_as_written_are_those_of_search_engines(texts):
    """Two letters, digits or underscores and more, in small letters; pairs in scripts without blanks."""
    lexicon = Lexicon()
    counts = lexicon.written(*cut(lexicon, texts))
    for text, found in zip(texts, told(counts, list(lexicon._wholes.words)), strict=True):
        if not any("\u3040" <= sign <= "\u30ff" or "\u0e00" <= sign <= "\u0e7f" for sign in text):
            assert found == Counter(re.findall(r"\b\w\w+\b", text.casefold()))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("", "pg_dump dumps camelCase __init__", ["pg_dump", "dumps", "camelcase", "__init__"]),
        ("de", "Häuser_x, des Hauses", ["häuser_x", "des", "haus"]),
        ("", "緑茶の器", ["緑茶", "茶の", "の器"]),
        ("", "l'été d'or", ["été", "or"]),
    ],
)
def test_words_are_counted_as_they_are_written(language, text, expected):
    """Where a language is known by its stems: else every form would be a word of its own."""
    lexicon = Lexicon(stemmer(language))
    counts = lexicon.written(*cut(lexicon, [text]))
    assert Counter(np.array(list(lexicon._wholes.words))[counts.indices].tolist()) == Counter(expected)


@given(TEXTS)
def test_folds_are_those_of_folded_with_a_gap_behind_each_text(texts):
    """A name therefore never runs from one text into the next."""
    lexicon = Lexicon()
    found = lexicon.folds(*cut(lexicon, texts))[0].tolist()
    assert found == [number for text in texts for number in (*lexicon.numbered(folded(text)), 0)]


@pytest.mark.parametrize("text", ["Don't", "rock'n'roll's 'quoted'", "snake_case camelCase HTTPServer x y2k", "l'été"])
def test_odd_spellings(text):
    """Each piece is understood as the pattern would understand it in the whole text."""
    lexicon = Lexicon()
    counts = lexicon.counts(*cut(lexicon, [text]))
    assert sorted(lexicon.words[c] for c in np.repeat(counts.indices, counts.data)) == sorted(words(text))


@pytest.mark.parametrize(("name", "text"), [("haus", "Häuser, des Hauses"), ("haus", "Das Haus"), ("茶", "緑茶の器")])
def test_columns_of_a_folded_word_are_those_of_all_pieces_with_it(name, text):
    """Names are compared otherwise than texts are: who has the one must be found by the other."""
    lexicon = Lexicon(stemmer("de"))
    counts = lexicon.counts(*cut(lexicon, [text]))
    (word,) = folded(name)
    assert (word in folded(text)) == bool(set(lexicon.columns_of(word).tolist()) & set(counts.indices.tolist()))


def test_forms_of_a_word_are_one_column_where_the_language_is_known():
    """Without it they are as many words as plurals leave."""
    text = "Häfen Hafens Hafen"
    for root, expected in ((stemmer("de"), 1), (stemmer("en"), 2), (stemmer("xx"), 2)):
        lexicon = Lexicon(root)
        assert lexicon.counts(*cut(lexicon, [text])).nnz == expected
