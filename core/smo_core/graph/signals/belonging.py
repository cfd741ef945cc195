"""Signals from where pages belong: their tags and their section."""

from __future__ import annotations

from typing import Any

import numpy as np

from smo_core.graph.corpus import Corpus, Matrix
from smo_core.graph.signals.wording import EVIDENCE, WIDTH
from smo_core.graph.sparse import entries, kept, normal, ranks, rows_of, within

_BUDGET = 20_000
_NEARLY_ALL = 0.75


def tags(corpus: Corpus) -> Matrix:
    """Cosine of the pages' tags."""
    used = [sorted({tag.casefold() for tag in p.facts.tags}) if p.facts.tags else () for p in corpus.pages]
    names = {name: i for i, name in enumerate(sorted(set().union(*used)))}
    rows = np.repeat(np.arange(len(used)), [len(u) for u in used])
    columns = np.array([names[tag] for u in used for tag in u], dtype=np.int32)
    tagged = normal(entries(rows, columns, np.ones(len(rows)), (len(used), len(names))))
    asked = within(tagged, np.bincount(tagged.indices, minlength=len(names)).astype(float), _BUDGET)
    return corpus.memory.product_top("tags", asked, tagged.T.tocsr(), WIDTH, corpus.allowed)


def section(corpus: Corpus) -> Matrix:
    """1 for pages of the same section: of a large one, those that are linked most."""
    number = sections(corpus)
    size = len(corpus.pages)
    inside = np.flatnonzero(number >= 0)
    open_ = np.ones(size, dtype=bool) if corpus.allowed is None else corpus.allowed
    shown = inside[open_[inside]]
    shown = shown[np.lexsort((shown, -corpus.inbound[shown]))]
    count = int(number.max(initial=-1)) + 1
    members = entries(number[inside], inside, np.ones(len(inside)), (count, size)).T.tocsr()
    ordered = np.argsort(number[shown], kind="stable")
    best = entries(number[shown][ordered], np.arange(len(shown)), np.ones(len(shown)), (count, len(shown)))
    best = kept(best, ranks(best) <= WIDTH)
    best = type(best)((best.data, shown[ordered][best.indices], best.indptr), shape=(count, size))
    found = (members @ best).tocsr()
    rows = rows_of(found)
    return kept(found, rows != found.indices, rows)


def sections(corpus: Corpus) -> Any:  # noqa: ANN401 - an array
    """Return the number of each page's section, -1 for none."""
    if "sections" not in corpus.__dict__:
        names = sorted({page.facts.section for page in corpus.pages if page.facts.section})
        number = {name: i for i, name in enumerate(names)}
        corpus.__dict__["sections"] = np.array([number.get(p.facts.section, -1) for p in corpus.pages])
    return corpus.__dict__["sections"]


def same_section(corpus: Corpus, rows: Any, columns: Any) -> Any:  # noqa: ANN401 - arrays
    """Return 1 for each pair of pages in one section, else 0."""
    number = sections(corpus)
    return ((number[rows] == number[columns]) & (number[rows] >= 0)).astype(float)


def tag_evidence(corpus: Corpus, i: int, j: int) -> tuple[str, ...]:
    """Return the tags that both have, as this page writes them."""
    other = {tag.casefold() for tag in corpus.pages[j].facts.tags}
    return tuple(tag for tag in corpus.pages[i].facts.tags if tag.casefold() in other)[:EVIDENCE]


def section_evidence(corpus: Corpus, i: int, _: int) -> tuple[str, ...]:
    """Return the name of the section, none where nearly all pages are in it: that says nothing of two of them."""
    if "section sizes" not in corpus.__dict__:
        corpus.__dict__["section sizes"] = np.bincount(sections(corpus) + 1)
    alike = corpus.__dict__["section sizes"][sections(corpus)[i] + 1]
    return () if alike > _NEARLY_ALL * len(corpus.pages) else corpus.pages[i].facts.section[-1:]
