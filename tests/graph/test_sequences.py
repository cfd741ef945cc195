"""Sequences of numbers are found wherever they stand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from smo_core.graph.sequences import Sequences

NUMBERS = st.integers(1, 4)


@given(
    st.lists(st.lists(NUMBERS, max_size=4).map(tuple), max_size=8, unique=True),
    st.lists(st.integers(0, 6), max_size=40),
)
def test_every_place_of_every_sequence_is_found(sequences, text):
    """Inside one another and overlapping; numbers that no sequence has, and gaps, end a match."""
    places, which = Sequences(sequences).find(np.array(text, dtype=np.int64))
    found = sorted(zip(places.tolist(), which.tolist(), strict=True))
    assert found == sorted(
        (at, number)
        for number, sequence in enumerate(sequences)
        if sequence
        for at in range(len(text))
        if tuple(text[at : at + len(sequence)]) == sequence
    )
