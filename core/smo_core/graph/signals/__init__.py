"""Relatedness signals: each one function from the corpus to a sparse page × page matrix.

Every signal can also name its evidence for a pair, in the site's own words. Values lie
between 0 and 1. Adding a signal is one function and one entry of :data:`SIGNALS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from smo_core.graph.corpus import Corpus, Matrix
from smo_core.graph.signals import belonging, linking, naming, shared, wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One way in which pages can be related.

    ``matrix`` gives the strength of the pairs that the signal proposes, at most some dozens
    for a page; ``evidence`` what speaks for one pair (titles, words or tags, strongest first;
    empty when the name says it all). A signal that also knows the strength of pairs which
    others propose says it by ``pairs`` (corpus, rows, columns → values), of the pages' sections
    alone; its matrix then only proposes.
    """

    name: str
    weight: float
    matrix: Callable[[Corpus], Matrix]
    evidence: Callable[[Corpus, int, int], tuple[str, ...]]
    pairs: Callable[[Corpus, Any, Any], Any] | None = None


def nothing(_: Corpus, __: int, ___: int) -> tuple[str, ...]:
    """Return no evidence: the signal's name says it all."""
    return ()


# Weights: as benchmarks/tune_relatedness.py finds them, in steps of 0.05; what it finds of no use keeps one step,
# so that its reasons can be told. That of tfidf comes on top, chosen on sites that had no part in the others.
SIGNALS: tuple[Signal, ...] = (
    Signal(name="text", weight=4.15, matrix=wording.text, evidence=shared.text_evidence),
    Signal(name="reverse", weight=4.15, matrix=wording.reverse, evidence=shared.text_evidence),
    Signal(name="tfidf", weight=2.0, matrix=wording.tfidf, evidence=shared.text_evidence),
    Signal(name="title", weight=0.45, matrix=wording.title, evidence=nothing),
    Signal(name="mentions", weight=1.65, matrix=naming.mentions, evidence=naming.mention_evidence),
    Signal(name="links", weight=1.65, matrix=linking.links, evidence=linking.link_evidence),
    Signal(name="walk", weight=1.65, matrix=linking.walk, evidence=nothing),
    Signal(name="cpa", weight=1.65, matrix=linking.cpa, evidence=linking.citing_evidence),
    Signal(name="cocitation", weight=0.05, matrix=linking.cocitation, evidence=linking.citing_evidence),
    Signal(name="coupling", weight=0.05, matrix=linking.coupling, evidence=linking.cited_evidence),
    Signal(name="cf", weight=1.65, matrix=linking.cf, evidence=linking.cf_evidence),
    Signal(name="tags", weight=0.45, matrix=belonging.tags, evidence=belonging.tag_evidence),
    Signal(
        name="section",
        weight=0.45,
        matrix=belonging.section,
        evidence=belonging.section_evidence,
        pairs=belonging.same_section,
    ),
)
