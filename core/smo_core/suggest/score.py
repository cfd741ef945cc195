"""How likely the authors of a site would make a link: a logistic sum of what speaks for it.

The main terms are those of the literature on finding links in texts: keyphraseness, how often a
name is a link where it stands (Mihalcea, Csomai 2007), and commonness, how often such a link leads
to this page (Milne, Witten 2008), beside how near the two pages are to each other. The weights were
fitted by ``benchmarks/refind_links.py --fit`` on links of seven sites that were hidden from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

from smo_core.suggest.names import KINDS, Kind

# A name that was never seen as a link counts as if it had been one this often on so many pages.
_UNSEEN, _PRIOR = 0.05, 4.0
_NO_PEER = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What speaks for a link from one page, by a name, to a target.

    ``linked`` pages have the name as a link, ``to_target`` of them to this target, one of its
    ``owners``; it stands on ``standing`` of ``pages`` pages, and here ``times``. ``near`` is the
    target's score among the page's related pages in relation to the best, ``place`` its rank there from 0,
    ``peers`` the share of these pages that link to the target. ``exact`` says that the name is written as
    in the target's title, ``back`` that the target links to the page; ``inbound`` pages link to the target.
    """

    kind: Kind
    words: int
    linked: int
    to_target: int
    owners: int
    standing: int
    pages: int
    times: int
    near: float
    place: int | None
    peers: float
    inbound: int
    exact: bool
    capital: bool
    back: bool


def terms(case: Case) -> dict[str, float]:
    """Return the terms of the sum by name, not yet weighted."""
    often = (case.linked + _UNSEEN * _PRIOR) / (max(case.standing, case.linked) + _PRIOR)
    share = (case.to_target + 1) / (case.linked + case.owners)
    return {
        "one": 1.0,
        "keyphraseness": log(often),
        "commonness": log(share),
        "seen": float(case.to_target > 0),
        "near": case.near,
        "peers": log(_NO_PEER + case.peers),
        "back": float(case.back),
        "inbound": log(1 + case.inbound),
        "rare": log(case.pages / max(1, case.standing)),
        "words": log(case.words),
        "long": float(case.words > 1),
        "times": log(case.times),
        "exact": float(case.exact),
        "capital": float(case.capital),
        **{kind: float(case.kind == kind) for kind in KINDS},
    }


# A fifth of the links were hidden when these were fitted: the odds of all links are five times those.
_ALL_LINKS = log(5)
WEIGHTS: Mapping[str, float] = {
    "one": -0.02 + _ALL_LINKS,
    "keyphraseness": 0.66,
    "commonness": 1.10,
    "seen": -1.64,
    "near": 0.86,
    "peers": 0.92,
    "back": 0.45,
    "inbound": 0.43,
    "rare": 0.34,
    "words": 1.41,
    "long": -0.84,
    "times": -0.09,
    "exact": 0.33,
    "capital": 0.52,
    # No site of the fit had aliases: they count a little more than a title.
    "alias": 0.5,
    "title": 0.22,
    "anchor": 0.13,
    "name": 0.76,
    "address": -0.56,
    "heading": -0.57,
}


def parts(case: Case) -> dict[str, float]:
    """Return the weighted terms by name; their sum is the logarithm of the odds."""
    return {name: WEIGHTS.get(name, 0.0) * value for name, value in terms(case).items()}


def chance(case: Case) -> float:
    """Return the estimated chance of the link, 0 to 1."""
    return 1 / (1 + exp(-sum(parts(case).values())))
