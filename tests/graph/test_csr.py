"""A matrix of ours does what scipy's does, to the bit, whether scipy is asked or not."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from smo_core.graph import csr
from smo_core.graph.csr import Csr
from smo_core.graph.edits import stacked

VALUES = st.sampled_from([0.0, 0.0, 0.1, 0.3, 0.7, 2.0])
entry = st.tuples(st.integers(0, 4), st.integers(0, 5), st.sampled_from([0.1, 0.2, 0.7, 1.3]))
either = pytest.mark.parametrize("steps", [-1, 10**9], ids=["scipy", "alone"])


def tables(rows, columns):
    row = st.lists(VALUES, min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows).map(np.array)


def of(table):
    made = csr_array(table)
    return Csr((made.data, made.indices, made.indptr), shape=made.shape)


def same(found, expected):
    """Whether two matrices have the same entries, to the bit."""
    expected = csr_array(expected)
    expected.eliminate_zeros()
    return found.shape == expected.shape and np.array_equal(found.toarray(), expected.toarray())


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch):
    """Whatever a test says of when scipy is asked is forgotten after it."""
    for name in ("_WORTH_ASKING", "_WORTH_LOADING"):
        monkeypatch.setattr(csr, name, getattr(csr, name))


def ask(steps):
    csr._WORTH_ASKING = csr._WORTH_LOADING = steps


@either
@given(one=tables(5, 6), other=tables(6, 4), more=tables(5, 6))
def test_arithmetic(one, other, more, steps):
    ask(steps)
    a, b, c = csr_array(one), csr_array(other), csr_array(more)
    assert same(of(one) @ of(other), a @ b)
    assert same(of(one) + of(more), a + c)
    assert same(of(one) - of(more), a - c)
    assert same(of(one) * 0.3, a * 0.3)
    assert same(of(one).T.tocsr(), a.T.tocsr())
    # What is added here are whole steps: their order does not matter.
    assert np.allclose(of(one).products_by_row(of(more)), a.multiply(c).sum(axis=1))


@either
@given(found=st.lists(entry, max_size=30))
def test_entries_for_one_place_are_added_in_the_order_given(found, steps):
    ask(steps)
    made = Csr.of([r for r, _, _ in found], [c for _, c, _ in found], np.array([v for *_, v in found]), (5, 6))
    expected = np.zeros((5, 6))
    for row, column, value in found:
        expected[row, column] += value
    assert np.array_equal(made.toarray(), expected)
    assert made.nnz == len({place[:2] for place in found})
    assert same(made.summed(), expected)


@either
@given(
    table=tables(6, 4),
    rows=st.lists(st.integers(0, 5), max_size=8),
    mask=st.lists(st.booleans(), min_size=6, max_size=6),
)
def test_rows_are_taken_by_number_or_by_mask(table, rows, mask, steps):
    ask(steps)
    assert np.array_equal(of(table)[np.array(rows, dtype=int)].toarray(), table[np.array(rows, dtype=int)])
    assert np.array_equal(of(table)[np.array(mask)].toarray(), table[np.array(mask)])
    assert np.array_equal(stacked([of(table), of(table)], 4).toarray(), np.concatenate((table, table)))


def test_nothing_stacked_is_nothing():
    assert stacked([], 7).shape == (0, 7)


def test_a_small_site_is_ranked_without_scipy():
    """Loading it takes as long as ranking some hundred pages."""
    code = """
import sys
from smo_core import related_pages
words = [f"word{n}" for n in range(60)]
pages = {f"{n}.html": " ".join(words[n % 50 : n % 50 + 9]) for n in range(100)}
assert related_pages(pages)
print("scipy.sparse" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
