"""Counting characters as readers do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.graphemes import graphemes, length

# By hand, after the examples of UAX #29.
COUNTS = {
    "": 0,
    "plain": 5,
    "a\r\nb": 3,
    "e\u0301": 1,
    "👩\u200d💻": 1,
    "👩\u200d👩\u200d👧\u200d👦 family": 8,
    "👍🏽👍": 2,
    "🇩🇪🇫🇷🇯": 3,
    "1\ufe0f\u20e3": 1,
    "❤\ufe0f": 1,
    "नमस्ते": 3,
    "தமிழ்": 3,
    "กำ": 1,
    "각한": 2,
    "\u1100\u1161\u11a8": 1,
    "مَرْحَبًا": 5,
    "\u0600\u0661": 1,
    "a\u200bb": 3,
    "日本語": 3,
}


@pytest.mark.parametrize("text", COUNTS)
def test_characters_are_counted_as_seen(text):
    """Accents, joined emoji, flags, syllables: one each."""
    assert length(text) == COUNTS[text]


@given(st.text())
def test_nothing_is_lost(text):
    """Joined again, the characters are the text."""
    parts = list(graphemes(text))
    assert "".join(parts) == text
    assert all(parts)
    assert length(text) == len(parts)
