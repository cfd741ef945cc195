"""Find the weights of the signals on corpora with hand-chosen links, from scratch.

usage: tune_relatedness.py CORPUS.jsonl.gz … [--strength 0.01] [--leave-one-out] [--apart]

A page's hand-chosen links should score above its other candidates. The weights make them as likely as can
be, when one candidate is drawn with a chance in proportion to exp(score): the listwise loss of ListNet (Cao and
others, 2007), averaged over the pages of a corpus, then over the corpora. All weights begin equal, none falls below
nought, and ``--strength`` pulls them towards each other: what few pages say must not decide. The loss has
one minimum, so the same corpora always give the same weights.

Signals of one kind share one weight: with a weight for each of them (--apart), what six corpora say does worse on the
seventh. Signals that are of no use beside those of their kind are in no group, and get nothing.

With --leave-one-out, several strengths are tried, and each corpus is judged by weights found on the
others alone: the strength is chosen by that. So is what a page loses to which no other links (the setting
``related.unlinked``): the more, the better the lists, but above 0.3 too many pages stand in no list any more.

The cosine of plain TF-IDF (``tfidf``) is in no group either: its weight is chosen in the same way, after all others.
It is there for sites where a word's mere number says most.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from corpora import records, site
from scipy.optimize import minimize

from smo_core.graph.corpus import Corpus
from smo_core.graph.lists import standing
from smo_core.graph.signals import SIGNALS
from smo_core.settings import RelatedSettings

_STRENGTHS = (0.001, 0.003, 0.01, 0.03, 0.1)
_STRENGTH = 0.01
_SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
_PLAIN = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
# Weights are stated so that they add up to this.
_SUM = 18.0
# By words, by links and names, by what pages are called and where they belong.
_GROUPS = (
    ("text", "reverse"),
    ("mentions", "links", "walk", "cpa", "cf"),
    ("title", "tags", "section"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One corpus: the candidates of all pages with hand-chosen links, one after the other.

    ``values`` is candidate × signal; ``page`` numbers the page that a candidate is for, ``starts`` says
    where each page's begin; ``wanted`` marks the hand-chosen ones, of which each page has ``total``.
    ``alone`` is 1 for a candidate to which no page links, one half for one with one link, and so on.
    """

    name: str
    values: Any
    page: Any
    starts: Any
    columns: Any
    wanted: Any
    total: Any
    alone: Any

    def loss(self, weights: Any) -> tuple[float, Any]:  # noqa: ANN401 - arrays
        """Return the listwise loss of weights, and its gradient."""
        scores = self.values @ weights
        scores -= np.maximum.reduceat(scores, self.starts)[self.page]
        chance = np.exp(scores)
        whole = np.add.reduceat(chance, self.starts)
        found = np.add.reduceat(self.wanted, self.starts)
        target = self.wanted / np.maximum(found, 1)[self.page]
        loss = -(target * (scores - np.log(whole)[self.page])).sum() / len(self.starts)
        chance *= ((found > 0) / whole)[self.page]
        return loss, (chance - target) @ self.values / len(self.starts)

    def score(self, weights: Any, unlinked: float) -> tuple[float, float]:  # noqa: ANN401 - an array
        """Return recall@5 and nDCG@10 of the order that weights give, before copies and hubs are evened out."""
        scores = np.round(self.values @ weights * (1 - unlinked * self.alone), 6)
        rank = np.arange(len(scores)) - self.starts[self.page]
        wanted = self.wanted[np.lexsort((self.columns, -scores, self.page))]
        pages = len(self.starts)
        recall = np.bincount(self.page, weights=wanted * (rank < 5), minlength=pages) / self.total
        gain = np.bincount(self.page, weights=wanted * (rank < 10) / np.log2(rank + 2), minlength=pages)
        ideal = [sum(1 / math.log2(i + 2) for i in range(min(10, int(count)))) for count in self.total]
        return float(recall.mean()), float((gain / ideal).mean())


def case(path: Path) -> Case:
    """Return the candidates of a corpus, with all signals computed."""
    rows = records(path)
    pages, graph = site(rows)
    corpus = Corpus(tuple(pages[key] for key in sorted(pages)), graph)
    matrices = [signal.matrix(corpus).tocsr() for signal in SIGNALS]
    gold = {corpus.index[row["id"]]: {corpus.index[key] for key in row["gold"]} for row in rows if row["gold"]}
    columns, values, wanted, total = [], [], [], []
    for row, targets in sorted(gold.items()):
        known = [dict(zip(*_row(matrix, row), strict=True)) for matrix in matrices]
        here = np.array(sorted(set().union(*known) - {row}), dtype=np.int64)
        if len(here):
            columns.append(here)
            each = zip(SIGNALS, known, strict=True)
            values.append(
                np.stack(
                    [
                        signal.pairs(corpus, np.full(len(here), row), here)
                        if signal.pairs
                        else np.array([held.get(int(j), 0.0) for j in here])
                        for signal, held in each
                    ],
                    axis=1,
                )
            )
            wanted.append(np.isin(here, sorted(targets)))
            total.append(len(targets))
    lengths = np.array([len(each) for each in columns])
    return Case(
        name=path.name.partition(".")[0],
        values=np.concatenate(values),
        page=np.repeat(np.arange(len(columns)), lengths),
        starts=np.cumsum(lengths) - lengths,
        columns=np.concatenate(columns),
        wanted=np.concatenate(wanted).astype(float),
        total=np.array(total),
        alone=1 - standing(corpus, 1.0)[np.concatenate(columns)],
    )


def _row(matrix: Any, row: int) -> tuple[list[int], list[float]]:  # noqa: ANN401 - a sparse matrix
    here = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[here].tolist(), matrix.data[here].tolist()


def fit(cases: Sequence[Case], strength: float, groups: Sequence[Sequence[str]] = _GROUPS) -> Any:  # noqa: ANN401 - an array
    """Return the weights that make the loss smallest, equal within each group; they add up to 1."""
    members = np.array([[signal.name in group for signal in SIGNALS] for group in groups], dtype=float)

    def loss(at: Any) -> tuple[float, Any]:  # noqa: ANN401 - an array
        scale, weights = at[0], (1 + at[1:]) @ members
        found = [one.loss(scale * weights) for one in cases]
        slope = np.mean([gradient for _, gradient in found], axis=0)
        mean = float(np.mean([value for value, _ in found]))
        return mean + strength / 2 * at[1:] @ at[1:], np.concatenate(
            ([slope @ weights], scale * (members @ slope) + strength * at[1:])
        )

    start = np.concatenate(([3.0], np.zeros(len(groups))))
    bounds = [(0.1, None), *((-1.0, None) for _ in groups)]
    result = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 200})
    found = (1 + result.x[1:]) @ members
    return found / found.sum()


def _told(weights: Any) -> str:  # noqa: ANN401 - an array
    pairs = zip(SIGNALS, weights, strict=True)
    return ", ".join(f"{signal.name} {_SUM * weight:.2f}" for signal, weight in pairs)


def main() -> None:
    """Fit, and print the weights and what they reach."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--strength", type=float, default=_STRENGTH)
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--apart", action="store_true", help="a weight for each signal")
    args = parser.parse_args()
    groups = [(signal.name,) for signal in SIGNALS] if args.apart else _GROUPS
    cases = [case(path) for path in args.corpora]
    unlinked = RelatedSettings.plain().unlinked
    for strength in _STRENGTHS if args.leave_one_out else ():
        apart = [fit([other for other in cases if other is not one], strength, groups) for one in cases]
        _print(f"strength {strength}, by weights from the others", cases, apart, 0)
        for share in _SHARES if strength == args.strength else ():
            _print(f"  and a page without links loses {share}", cases, apart, share)
        for weight in _PLAIN if strength == args.strength else ():
            plain = np.array([weight / _SUM * (signal.name == "tfidf") for signal in SIGNALS])
            _print(f"  and tfidf {weight} of {_SUM + weight}", cases, [each + plain for each in apart], unlinked)
    found = fit(cases, args.strength, groups)
    print(_told(found))
    now = np.array([signal.weight for signal in SIGNALS])
    for name, weights in (("these", found), ("those in use", now / now.sum())):
        _print(name, cases, [weights] * len(cases), unlinked)


def _print(name: str, cases: Sequence[Case], weights: Sequence[Any], unlinked: float) -> None:
    reached = [one.score(each, unlinked) for one, each in zip(cases, weights, strict=True)]
    told = ", ".join(f"{one.name} {recall:.3f}" for one, (recall, _) in zip(cases, reached, strict=True))
    recall, gain = np.mean(reached, axis=0)
    print(f"{name}: recall@5 {recall:.4f}, nDCG@10 {gain:.4f}; {told}", flush=True)


if __name__ == "__main__":
    main()
