"""Why a link is suggested: the parts of its score that have something to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from smo_core.model import Reason
from smo_core.suggest.names import Kind
from smo_core.suggest.score import Case, parts

_FAR = 20
_FEW = 0.1
_CALLED: Mapping[Kind, str] = {
    "alias": "an alias of the page",
    "title": "the page's title",
    "anchor": "what other pages call it",
    "name": "a part of the page's title",
    "address": "the page's address",
    "heading": "a heading of the page",
}


def _linked(case: Case) -> str:
    pages = "page" if case.to_target == 1 else "pages"
    return f"links to it on {case.to_target} {pages}; stands on {case.standing}" if case.to_target else ""


def _near(case: Case) -> str:
    return f"number {case.place + 1} of the related pages" if case.place is not None and case.place < _FAR else ""


def _peers(case: Case) -> str:
    return f"{case.peers:.0%} of the nearest pages link to it" if case.peers >= _FEW else ""


# What a reason is called → the terms of the score that it sums up, and its sentence; "" where there is nothing to say.
SENTENCES: Mapping[str, tuple[tuple[str, ...], Callable[[Case], str]]] = {
    "name": (("title", "anchor", "name", "address", "heading", "exact", "capital"), lambda case: _CALLED[case.kind]),
    "linked": (("keyphraseness", "commonness", "seen"), _linked),
    "related": (("near",), _near),
    "peers": (("peers",), _peers),
    "back": (("back",), lambda case: "the page links here" if case.back else ""),
    "orphan": (("inbound",), lambda case: "" if case.inbound else "no page links to it yet"),
}


def reasons(case: Case) -> tuple[Reason, ...]:
    """Return what speaks for a link, in sentences, with the parts of its score: logarithms of odds."""
    found = parts(case)
    said = [
        Reason(signal=name, score=round(sum(found.get(term, 0.0) for term in summed), 3), evidence=(sentence,))
        for name, (summed, say) in SENTENCES.items()
        if (sentence := say(case))
    ]
    return tuple(said)
