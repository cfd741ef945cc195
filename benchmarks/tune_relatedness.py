"""Find the weights of the signals on corpora with hand-chosen links.

usage: tune_relatedness.py CORPUS.jsonl.gz … [--rounds 3] [--leave-one-out]

Climbs one weight at a time from those in SIGNALS, judged by recall@5 and nDCG@10 of the lists
as they are shown, averaged over the corpora. With --leave-one-out, also says for each corpus
how weights found on the others alone do on it.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from corpora import records, site

from smo_core.graph.corpus import Corpus
from smo_core.graph.fusion import Part, arrange, fuse
from smo_core.graph.signals import SIGNALS

_STEPS = (0.0, 0.6, 0.8, 1.25, 1.6)
_WIDTH = 30
_LEAST_GAIN = 1e-4
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One corpus: its signals' matrices, and the rows of each page's hand-chosen links."""

    name: str
    corpus: Corpus
    matrices: Mapping[str, Any]
    gold: Mapping[int, frozenset[int]]


def case(path: Path) -> Case:
    """Return a corpus with all signals computed."""
    rows = records(path)
    pages, graph = site(rows)
    corpus = Corpus(tuple(pages[key] for key in sorted(pages)), graph)
    matrices = {signal.name: signal.matrix(corpus).tocsr() for signal in SIGNALS}
    gold = {corpus.index[row["id"]]: frozenset(corpus.index[key] for key in row["gold"]) for row in rows if row["gold"]}
    return Case(name=path.name.partition(".")[0], corpus=corpus, matrices=matrices, gold=gold)


def score(one: Case, weights: Weights) -> tuple[float, float]:
    """Return recall@5 and nDCG@10 of the lists that these weights give."""
    whole = sum(weights.values())
    parts = [
        Part(signal=signal, weight=weight / whole, matrix=one.matrices[signal.name])
        for signal in SIGNALS
        if (weight := weights[signal.name]) > 0
    ]
    one.corpus.memory.kept.pop("fusion", None)
    found = arrange(fuse(one.corpus, parts, _WIDTH, None, None), None, 5)
    recall = gain = 0.0
    for row, wanted in one.gold.items():
        listed = found.indices[found.indptr[row] : found.indptr[row + 1]][:10].tolist()
        recall += sum(j in wanted for j in listed[:5]) / len(wanted)
        ideal = sum(1 / math.log2(i + 2) for i in range(min(10, len(wanted))))
        gain += sum(1 / math.log2(i + 2) for i, j in enumerate(listed) if j in wanted) / ideal
    return recall / len(one.gold), gain / len(one.gold)


def mean(cases: Sequence[Case], weights: Weights) -> float:
    """Return what is to be made large: 0.6 recall@5 + 0.4 nDCG@10, averaged over the corpora."""
    return float(np.mean([score(one, weights) for one in cases], axis=0) @ (0.6, 0.4))


def climb(cases: Sequence[Case], weights: dict[str, float], rounds: int) -> dict[str, float]:
    """Return better weights: each in turn is tried at a few multiples, until a round gains nothing."""
    best = mean(cases, weights)
    for _ in range(rounds):
        before = best
        for name, start in tuple(weights.items()):
            for step in _STEPS:
                tried = {**weights, name: round(start * step, 3)}
                reached = mean(cases, tried)
                if reached > best + _LEAST_GAIN:
                    best, weights = reached, tried
                    print(f"  {name} {tried[name]}: {best:.4f}", flush=True)
        if best < before + _LEAST_GAIN:
            break
    return weights


def main() -> None:
    """Climb, and print the weights and what they reach."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--leave-one-out", action="store_true")
    args = parser.parse_args()
    cases = [case(path) for path in args.corpora]
    start = {signal.name: signal.weight for signal in SIGNALS}
    print("start", [f"{one.name} {score(one, start)[0]:.4f}" for one in cases], f"{mean(cases, start):.4f}", flush=True)
    found = climb(cases, start, args.rounds)
    print(found)
    print([f"{one.name} {score(one, found)[0]:.4f}" for one in cases])
    if args.leave_one_out:
        for one in cases:
            others = climb([other for other in cases if other is not one], start, args.rounds)
            print(f"{one.name} by weights from the others: {score(one, others)[0]:.4f}", others, flush=True)


if __name__ == "__main__":
    main()
