"""Sparse matrices give what plain loops over dense ones would."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from smo_core.graph import edits, products, sparse
from smo_core.graph.csr import Csr

VALUES = st.sampled_from([0.0, 0.0, 0.25, 0.5, 1.0, 2.0])


def of(table):
    made = csr_array(table)
    return Csr((made.data, made.indices, made.indptr), shape=made.shape)


# Two of them are one number in single precision.
CLOSE = st.sampled_from([0.0, 0.1, 0.1 + 2e-9, 1 / 3, 2.0])


def tables(rows, columns, values=VALUES):
    row = st.lists(values, min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows).map(np.array)


@settings(deadline=None)
@given(tables(5, 7, CLOSE), st.integers(1, 8), st.integers(1, 12))
def test_the_best_of_each_row(table, width, at_once):
    """Largest first, ties by column, however many entries are ordered at once."""
    before = sparse._SORTED_AT_ONCE
    sparse._SORTED_AT_ONCE = at_once
    try:
        found = sparse.top(of(table), width)
    finally:
        sparse._SORTED_AT_ONCE = before
    for row, values in enumerate(table):
        expected = sorted((-value, column) for column, value in enumerate(values) if value > 0)[:width]
        here = slice(found.indptr[row], found.indptr[row + 1])
        assert list(zip(-found.data[here], found.indices[here], strict=True)) == expected


@given(tables(6, 40, CLOSE), st.integers(1, 12), st.lists(st.integers(0, 40), min_size=6, max_size=6))
def test_the_best_of_rows_of_many_lengths(table, width, lengths):
    """What number the last of the best has is told among rows of like lengths."""
    for row, length in enumerate(lengths):
        table[row, length:] = 0
    found = sparse.top(of(table), width)
    for row, values in enumerate(table):
        expected = sorted((-value, column) for column, value in enumerate(values) if value > 0)[:width]
        here = slice(found.indptr[row], found.indptr[row + 1])
        assert list(zip(-found.data[here], found.indices[here], strict=True)) == expected


@given(tables(9, 6), tables(6, 9), st.integers(1, 9), st.integers(1, 40))
def test_the_best_of_a_product_however_many_terms_are_added_at_once(left, right, width, at_once):
    """Rows that take more are worked on with fewer others."""
    before = products._TERMS_AT_ONCE
    products._TERMS_AT_ONCE = at_once
    try:
        found = products.product_top(of(left), of(right), width)
    finally:
        products._TERMS_AT_ONCE = before
    whole = left @ right
    np.fill_diagonal(whole, 0)
    assert np.array_equal(found.toarray(), sparse.top(of(whole), width).toarray())
    assert np.array_equal(found.indices, sparse.top(of(whole), width).indices)


@given(tables(7, 5), tables(7, 5), st.integers(1, 8))
def test_stored_tells_which_entries_another_matrix_has(one, other, at_once):
    """Whatever their values are, and however many rows are looked at together."""
    before = sparse._AT_ONCE
    sparse._AT_ONCE = at_once
    try:
        found = sparse.stored(of(one), of(other))
    finally:
        sparse._AT_ONCE = before
    matrix = of(one)
    assert found.tolist() == (other[matrix.rows(), matrix.indices] != 0).tolist()


@given(tables(20, 6), tables(20, 6), st.data(), st.sampled_from([0, 100]), st.sampled_from([0, 0.4, 2]))
def test_products_of_pairs_are_those_of_the_whole(left, right, data, few, nearly_all):
    """Row by row in small groups, rows without pairs among them; pair by pair where a row has few; or with all."""
    right[:, 0] = 0.5
    pairs = of(data.draw(tables(20, 20)))
    whole = left @ right.T
    before = products._FEW_PAIRS, products._NEARLY_ALL
    products._FEW_PAIRS, products._NEARLY_ALL = few, nearly_all
    try:
        found = products.products(of(left), of(right), pairs)
    finally:
        products._FEW_PAIRS, products._NEARLY_ALL = before
    assert np.array_equal(found.toarray() + 0.0, np.where(pairs.toarray() > 0, whole, 0))


@given(tables(20, 6), st.data())
def test_single_precision_loses_nothing_of_a_product(table, data):
    """Whole steps fit into it; what they add up to need not."""
    table[:, 0] = 1 + 2.0**-20
    pairs = of(data.draw(tables(20, 20)))
    single = of(table)
    single.data = single.data.astype(np.float32)
    assert np.array_equal(
        products.products(single, single, pairs).data, products.products(of(table), of(table), pairs).data
    )


@settings(deadline=None)
@given(tables(12, 4), tables(5, 4), st.lists(st.integers(0, 16), max_size=20), st.sampled_from([0, 2]))
def test_rows_of_two_matrices_in_any_order(old, fresh, source, scattered):
    """Picked one by one, or copied in stretches."""
    before, edits._SCATTERED = edits._SCATTERED, scattered
    try:
        found = edits.reordered(of(old), of(fresh), np.array(source, dtype=np.int64))
    finally:
        edits._SCATTERED = before
    assert np.array_equal(found.toarray(), np.concatenate((old, fresh))[source])


@given(tables(4, 5), tables(4, 5))
def test_values_are_taken_over_by_rows_with_the_same_columns(new, old):
    """A row with other columns, or in another order, keeps its own."""
    fresh, before = sparse.top(of(new), 5), sparse.top(of(old), 5)
    found, own = edits.taken_over(fresh, before)
    for row in range(4):
        a, b = (slice(m.indptr[row], m.indptr[row + 1]) for m in (fresh, before))
        same = fresh.indices[a].tolist() == before.indices[b].tolist()
        assert own[row] == (not same)
        assert found.data[a].tolist() == (before.data[b] if same else fresh.data[a]).tolist()


@settings(deadline=None)
@given(tables(6, 4), tables(6, 4), st.lists(st.booleans(), min_size=6, max_size=6))
def test_changed_rows_are_those_that_differ(old, other, taken):
    """Whether their values, their columns or their lengths do."""
    new = np.where(np.array(taken)[:, None], other, old)
    assert edits.changed(csr_array(new), csr_array(old)).tolist() == (new != old).any(axis=1).tolist()
