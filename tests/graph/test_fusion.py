"""All signals added up, and lists put into the order in which they are shown: plain loops are the judge."""

import math
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

import networkx as nx
import numpy as np
import pytest

from smo_core import Content, Facts, Page
from smo_core.graph.corpus import Corpus
from smo_core.graph.csr import Csr
from smo_core.graph.fusion import Part, arrange, copies, fuse
from smo_core.graph.signals import Signal, nothing
from smo_core.graph.signals.wording import near
from smo_core.graph.sparse import top

SEEDS = range(8)
SIZE = 9
ALIKE = np.ones(SIZE)


def of(table):
    """Return a table as a sparse matrix."""
    rows, columns = table.nonzero()
    return Csr.of(rows, columns, table[rows, columns], table.shape)


def told(matrix):
    """Return each row as columns and values, in the order in which they are stored."""
    bounds = zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True)
    return [list(zip(matrix.indices[a:b].tolist(), matrix.data[a:b].tolist(), strict=True)) for a, b in bounds]


def corpus_of(texts, sections=None):
    pages = tuple(
        Page(
            facts=Facts(key=f"{n:03}", location=f"{n:03}", language="en", section=(sections or {}).get(n, ())),
            content=Content(text=text),
        )
        for n, text in enumerate(texts)
    )
    graph = nx.DiGraph()
    graph.add_nodes_from(page.key for page in pages)
    return Corpus(pages, graph)


def random_table(chance, rows=SIZE, columns=SIZE):
    """Return values in whole quarters, half of which are nought."""
    return chance.integers(1, 5, (rows, columns)) / 4 * (chance.random((rows, columns)) < 0.5)


@dataclass
class Asked:
    """What knows the strength of pairs, and remembers for which rows it was asked."""

    strength: Any
    rows: set[int] = field(default_factory=set)

    def __call__(self, _, rows, columns):
        self.rows |= set(rows.tolist())
        return self.strength[rows, columns]


def parts_of(tables, asked=None):
    """Return signals of these weights and tables, the last of which knows the strength of pairs if that is given."""
    last = len(tables) - 1
    return [
        Part(
            signal=Signal(
                name=f"s{n}", weight=1, matrix=of, evidence=nothing, pairs=asked if n == last and asked else None
            ),
            weight=weight,
            matrix=of(table),
        )
        for n, (weight, table) in enumerate(tables)
    ]


def sums(tables, strength=None, factors=None, linked=None, width=99):
    """Return what :func:`fuse` has to find, pair by pair."""
    lists, size = [], len(tables[0][1])
    for row in range(size):
        found = []
        for column in range(size):
            values = [weight * table[row, column] for weight, table in tables]
            if strength is not None and any(values):
                values[-1] = tables[-1][0] * strength[row, column]
            value = sum(values) * (1 if factors is None else factors[column])
            if value > 0 and not (linked is not None and linked[row, column]):
                found.append((-value, column))
        lists.append([(column, -value) for value, column in sorted(found)[:width]])
    return lists


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("width", [3, 99])
@pytest.mark.parametrize("asks", [False, True])
def test_the_best_sums_of_each_page(seed, width, asks):
    """Weighted, multiplied by the column's factor, without the pairs that are links, ties by column."""
    chance = np.random.default_rng(seed)
    tables = [(weight, random_table(chance)) for weight in (0.5, 0.25, 0.25)]
    strength = random_table(chance) if asks else None
    linked, factors = random_table(chance), chance.integers(1, 5, SIZE) / 4
    parts, corpus = parts_of(tables, asks and Asked(strength)), corpus_of([""] * SIZE)
    for factor in (ALIKE, factors):
        for no_links in (None, linked):
            found = fuse(corpus, parts, width, factor, None if no_links is None else of(no_links))
            assert found.shape == (SIZE, SIZE)
            assert told(found) == sums(tables, strength, factor, no_links, width)


def test_the_pages_of_a_larger_site_are_added_up_some_at_a_time():
    """And some of them after an edit."""
    chance = np.random.default_rng(3)
    tables = [(weight, random_table(chance, 600, 600) * (chance.random((600, 600)) < 0.02)) for weight in (0.5, 0.5)]
    corpus = corpus_of([""] * 600)
    for _ in range(2):
        found = fuse(corpus, parts_of(tables), 3, np.ones(600), None)
        assert found.shape == (600, 600)
        assert told(found) == sums(tables, width=3)
        tables[0][1][:550] = np.roll(tables[0][1][:550], 1, axis=1)


def test_sums_are_told_in_six_digits():
    """What differs beyond is equal, and in the order of the columns; what is nought then is nothing."""
    table = np.zeros((4, 4))
    table[0] = [0.2000001, 0.3000001, 0.3000004, 4e-7]
    found = fuse(corpus_of([""] * 4), parts_of([(1.0, table)]), 9, np.ones(4), None)
    assert told(found) == [[(1, 0.3), (2, 0.3), (0, 0.2)], [], [], []]


def test_after_an_edit_only_the_rows_that_changed_are_added_up():
    """Whichever signal says something else there; where none does, the lists are those that were."""
    chance = np.random.default_rng(1)
    tables = [(0.5, random_table(chance)), (0.5, random_table(chance))]
    asked = Asked(np.ones((SIZE, SIZE)))
    corpus = corpus_of([""] * SIZE)
    before = fuse(corpus, parts_of(tables, asked), 3, ALIKE, None)
    assert asked.rows == set(range(SIZE))
    asked.rows = set()
    assert fuse(corpus, parts_of(tables, asked), 3, ALIKE, None) is before
    assert asked.rows == set()
    for number, row in ((0, 2), (1, 7)):
        tables[number][1][row] = random_table(chance)[row] + 0.25
        asked.rows = set()
        found = fuse(corpus, parts_of(tables, asked), 3, ALIKE, None)
        assert asked.rows == {row}
        assert told(found) == sums(tables, asked.strength, width=3)


def test_with_another_factor_the_rows_that_propose_the_page_are_added_up():
    """One link more to a page changes what it scores wherever it is a candidate, and nothing else."""
    chance = np.random.default_rng(5)
    tables = [(0.5, random_table(chance)), (0.5, random_table(chance))]
    tables[0][1][[1, 4, 8], 6] = tables[1][1][[1, 4, 8], 6] = 0
    asked = Asked(np.ones((SIZE, SIZE)))
    corpus, factors = corpus_of([""] * SIZE), np.full(SIZE, 0.5)
    fuse(corpus, parts_of(tables, asked), 3, factors, None)
    asked.rows, other = set(), factors.copy()
    other[6] = 0.75
    found = fuse(corpus, parts_of(tables, asked), 3, other, None)
    assert asked.rows == {row for row in range(SIZE) if tables[0][1][row, 6] or tables[1][1][row, 6]}
    assert 0 < len(asked.rows) <= SIZE - 3
    assert told(found) == sums(tables, asked.strength, other, width=3)


def test_with_other_wishes_all_rows_are_added_up():
    """Other weights, factors, links, lengths of lists, or sections of pages."""
    chance = np.random.default_rng(2)
    tables = [(0.5, random_table(chance)), (0.5, random_table(chance))]
    asked = Asked(np.ones((SIZE, SIZE)))
    corpus = corpus_of([""] * SIZE)
    elsewhere = replace(corpus, pages=corpus_of([""] * SIZE, {3: ("one",)}).pages)
    links, factors = random_table(chance), np.full(SIZE, 0.5)
    other, same = [(0.25, tables[0][1]), tables[1]], of(links)
    for pages, signals, width, factor, linked in (
        (corpus, tables, 3, ALIKE, None),
        (corpus, other, 3, ALIKE, None),
        (corpus, other, 4, ALIKE, None),
        (corpus, other, 4, factors, None),
        (corpus, other, 4, np.full(SIZE, 0.75), None),
        (corpus, other, 4, factors, same),
        (corpus, other, 4, factors, of(np.roll(links, 1, axis=1))),
        (elsewhere, other, 4, factors, None),
    ):
        asked.rows = set()
        found = fuse(pages, parts_of(signals, asked), width, factor, linked)
        assert asked.rows == set(range(SIZE))
        assert told(found) == sums(signals, asked.strength, factor, None if linked is None else linked.toarray(), width)
    # The names of the signals belong to what was asked, too.
    renamed = [replace(part, signal=replace(part.signal, name="another")) for part in parts_of(other, asked)]
    asked.rows = set()
    fuse(elsewhere, renamed, 4, factors, None)
    assert asked.rows == set(range(SIZE))


def lists_of(chance, rows, columns, liked=0.0):
    """Return lists of pages whose scores lie close together; the first columns are ``liked`` more."""
    table = chance.integers(20, 28, (rows, columns)) / 200 + liked * np.arange(columns, 0, -1)
    return top(of(table * (chance.random((rows, columns)) < 0.8)), columns)


def evened(lists):
    """Return the lists with pages of many lists behind: what a score loses when they double, in halves of it."""
    times = Counter(column for row in lists for column, _ in row[:5])
    lost = {column: 0.015 * round(2 * math.log2(1 + count / 5)) / 2 for column, count in times.items()}
    return [sorted(row, key=lambda one: (-round(one[1] - lost.get(one[0], 0), 6), one[0])) for row in lists]


def apart(lists, groups):
    """Return the lists with all but two of a group behind the others."""
    found = []
    for row in lists:
        seen, first, behind = Counter(), [], []
        for column, score in row:
            seen[groups[column]] += 1
            (first if seen[groups[column]] <= 2 else behind).append((column, score))
        found.append(first + behind)
    return found


def shared_out(lists, count, limit):
    """Return the lists without pages that are shown in more lists than they may be, but for those where they score best."""
    while True:
        shown = {}
        for number, row in enumerate(lists):
            for column, score in row[:count]:
                shown.setdefault(column, []).append((-score, number))
        lost = {(number, column) for column, those in shown.items() for _, number in sorted(those)[limit:]}
        if not lost:
            return lists
        lists = [[one for one in row if (number, one[0]) not in lost] for number, row in enumerate(lists)]


@pytest.mark.parametrize("seed", SEEDS)
def test_of_equally_near_pages_those_that_stand_in_few_lists_come_first(seed):
    """How many is counted in lists of five, and coarsely."""
    found = lists_of(np.random.default_rng(seed), 9, 12, liked=0.002)
    assert told(arrange(found, None, 1)) == evened(told(found)) != told(found)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_of_a_group_of_near_copies_stand_before_the_others(seed):
    """The rest of them come last, in their order; each group by itself."""
    chance = np.random.default_rng(seed)
    found, groups = lists_of(chance, 9, 12), chance.integers(0, 4, 12)
    expected = apart(evened(told(found)), groups.tolist())
    assert told(arrange(found, groups, 1)) == expected != evened(told(found))


def test_two_near_copies_are_as_good_as_other_pages():
    """It is the third that has to wait."""
    found = lists_of(np.random.default_rng(0), 9, 12)
    assert told(arrange(found, np.array([0, 0, 2, 3, 4, 5, 6, 7, 8, 9, 9, 11]), 1)) == evened(told(found))


_OF_LISTS = [(50, 10), (200, 10), (219, 10), (220, 11), (400, 20)]
# Where lists are long, each page stands in many.
_OF_LONG_LISTS = [(50, 5, 10), (50, 6, 12), (200, 6, 12), (260, 6, 13)]


@pytest.mark.parametrize(
    ("rows", "count", "limit"),
    [*((rows, count, limit) for rows, limit in _OF_LISTS for count in (1, 3)), *_OF_LONG_LISTS],
)
def test_a_page_keeps_the_lists_in_which_it_scores_best(rows, limit, count):
    """A twentieth of all, ten on a small site or twice the average; ties by row. What takes its place counts as well."""
    chance = np.random.default_rng(rows)
    columns = min(rows, 60)
    found = lists_of(chance, rows, columns, liked=0.1 / columns)
    groups = chance.integers(0, columns, columns)
    for given in (None, groups):
        before = evened(told(found)) if given is None else apart(evened(told(found)), groups.tolist())
        arranged = told(arrange(found, given, count))
        assert arranged == shared_out(before, count, limit) != before
        assert max(Counter(column for row in arranged for column, _ in row[:count]).values()) == limit


def test_nothing_to_arrange():
    """No page has anything related, or there is none."""
    for size in (0, 3):
        empty = of(np.zeros((size, size)))
        for groups in (None, np.arange(size)):
            assert told(arrange(empty, groups, 5)) == [[]] * size


@pytest.mark.parametrize(("own", "alike"), [(0, True), (3, True), (4, False), (20, False)])
def test_pages_whose_words_are_nearly_the_same_are_copies_of_each_other(own, alike):
    """Of forty words three may be others, at a cosine of 0.95."""
    words = [f"word{n:02}" for n in range(40)]
    others = [f"other{n:02}" for n in range(own)]
    texts = [words, words[own:] + others, ["something", "else", *others], ["aside"] * 3]
    corpus = corpus_of([" ".join(text) for text in texts])
    assert copies(corpus, near(corpus)).tolist() == [0, 0 if alike else 1, 2, 3]
