"""Hide a fifth of the links in texts of real sites, and see how many link suggestions find again.

    python benchmarks/refind_links.py CORPUS.jsonl.gz …          recall and precision, ours beside titles only
    python benchmarks/refind_links.py --fit CORPUS.jsonl.gz …    the weights of smo_core/suggest/score.py

A corpus has one page a line: id, title, description, tags, headings, section, text, and links as
[target, position, anchor, word offset]. Hidden is a pair of pages: every link from the one to the other.
Their words stay in the text. A hidden pair is found at k when it is among the first k suggestions for
its page. A sensible suggestion that nobody had made before counts as wrong, so precision is a lower bound.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from time import perf_counter
from urllib.parse import quote

import numpy as np
from scipy.optimize import minimize

from smo_core.graph.links import build
from smo_core.graph.phrases import fold, phrases
from smo_core.html.prose import span_in_source
from smo_core.model import Content, Facts, Heading, Link, Page, Passage, Run
from smo_core.settings import Settings, SuggestSettings
from smo_core.suggest import nearest, suggest
from smo_core.suggest.cases import candidates, texts
from smo_core.suggest.places import longest, places
from smo_core.suggest.score import terms

SEED, SHARE, AT = 5, 0.2, (1, 3, 5, 10)
WIDE = Settings(suggest=SuggestSettings(per_page=max(AT), least=0))
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site with some of its links hidden."""

    name: str
    pages: Mapping[str, Page]
    hidden: frozenset[Pair]


def load(path: Path) -> Site:
    """Return the site of a corpus file, a fifth of its links hidden: the same ones in every run."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    known = {row["id"] for row in rows}
    pairs = sorted({(row["id"], link[0]) for row in rows for link in row["links"] if link[0] in known - {row["id"]}})
    random.Random(SEED).shuffle(pairs)
    hidden = frozenset(pairs[: round(SHARE * len(pairs))])
    pages = {row["id"]: page(row, hidden) for row in rows}
    return Site(name=path.name.partition(".")[0], pages=pages, hidden=hidden)


def page(row: Mapping, hidden: frozenset[Pair]) -> Page:
    """Return a row of a corpus as a page; the words of links that are not hidden are no place for others."""
    text, words = row["text"], [match.span() for match in re.finditer(r"\S+", row["text"])]
    links, taken = [], []
    for target, _, anchor, at in row["links"]:
        if (row["id"], target) not in hidden:
            links.append(Link(href=f"/{quote(location(target))}", text=anchor, offset=at))
            if at < len(words):
                last = min(at + max(1, len(anchor.split())), len(words)) - 1
                taken.append((words[at][0], max(words[last][1], words[at][0] + len(anchor))))
    facts = Facts(
        key=row["id"],
        location=location(row["id"]),
        title=row["title"].strip(),
        description=row["description"],
        tags=tuple(row["tags"]),
        section=tuple(row["section"]),
    )
    headings = tuple(Heading(level=2, text=heading) for heading in row["headings"])
    passages = (Passage(text=text, runs=tuple(runs(text, taken))),)
    return Page(facts=facts, content=Content(links=tuple(links), headings=headings, text=text, passages=passages))


def location(name: str) -> str:
    """Return the address of a page below the site's root."""
    return name.lstrip("/")


def runs(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """Yield what is left of a text."""
    last = 0
    for start, end in [*sorted(taken), (len(text), len(text))]:
        if start > last:
            yield Run(at=last, offset=last, source=text[last:start])
        last = max(last, end)


def by_titles(site: Site) -> dict[str, list[Pair]]:
    """Return the simplest suggestions: pages whose title stands in the text, the rarest titles first."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for key, one in site.pages.items():
        owners[fold(one.facts.title)].append(key)
    table = phrases({title: [title] for title in owners})
    graph = build(site.pages)
    stand = {key: tuple(longest(places(page.content.passages, table))) for key, page in site.pages.items()}
    on_pages: defaultdict[str, int] = defaultdict(int)
    for found in stand.values():
        for name in {place.name for place in found}:
            on_pages[name] += 1
    lists: dict[str, list[Pair]] = {}
    for key, found in stand.items():
        passages = site.pages[key].content.passages
        free = {p.name for p in found if span_in_source(passages[p.passage], p.start, p.end)}
        pairs = [(on_pages[name], target) for name in free for target in owners[name]]
        lists[key] = [(key, t) for _, t in sorted(pairs) if t != key and not graph.has_edge(key, t)]
    return lists


def score(lists: Mapping[str, Sequence[Pair]], site: Site) -> tuple[list[float], list[float], list[float]]:
    """Return recall by page, recall of all hidden links, and precision, each at the depths of :data:`AT`."""
    gold: defaultdict[str, set[Pair]] = defaultdict(set)
    for pair in site.hidden:
        gold[pair[0]].add(pair)
    by_page, overall, precision = [], [], []
    for depth in AT:
        hits = {key: len(set(lists.get(key, ())[:depth]) & wanted) for key, wanted in gold.items()}
        shown = sum(len(lists.get(key, ())[:depth]) for key in gold)
        by_page.append(mean(hits[key] / len(gold[key]) for key in gold))
        overall.append(sum(hits.values()) / len(site.hidden))
        precision.append(sum(hits.values()) / max(1, shown))
    return by_page, overall, precision


def report(path: Path) -> None:
    """Print how well one corpus is found again."""
    site = load(path)
    started = perf_counter()
    graph = build(site.pages)
    found = suggest(site.pages, graph, WIDE).pages
    seconds = perf_counter() - started
    ours = {key: [(link.page, link.target) for link in links] for key, links in found.items()}
    sure = sorted((-link.score, link.page, link.target) for links in found.values() for link in links)
    quarter = [(page, target) in site.hidden for _, page, target in sure[: len(site.hidden) // 4]]
    print(f"\n{site.name}: {len(site.pages)} pages, {len(site.hidden)} links hidden, {seconds:.1f} s")
    print(f"  {'':12} {'recall by page':^23}  {'recall of links':^23}  {'precision':^23}")
    print(f"  {'at':12} {'  '.join('  '.join(f'{depth:4}' for depth in AT) for _ in range(3))}")
    for name, lists in (("titles only", by_titles(site)), ("suggest", ours)):
        print(f"  {name:12} {'  '.join('  '.join(f'{v:.2f}' for v in values) for values in score(lists, site))}")
    print(f"  precision of the surest {len(quarter)}: {mean(quarter):.2f}")


def fit(paths: Sequence[Path]) -> None:
    """Print the weights that explain best which candidates were hidden links; each corpus counts alike."""
    rows, hits, shares = [], [], []
    for path in paths:
        site = load(path)
        graph = build(site.pages)
        related = nearest(site.pages, graph, WIDE)
        looked = texts(site.pages, graph, {})
        found = [(k, c) for k, p in site.pages.items() for c in candidates(looked, p, graph, related.get(k, ()))]
        rows += [terms(candidate.case) for _, candidate in found]
        hits += [(key, candidate.target) in site.hidden for key, candidate in found]
        shares += [1 / len(found) / len(paths)] * len(found)
        print(f"{site.name}: {len(found)} candidates", flush=True)
    names = list(rows[0])
    x, y, w = np.array([[row[name] for name in names] for row in rows]), np.array(hits, float), np.array(shares)
    spread = np.where(x.std(axis=0) > 0, x.std(axis=0), 1.0)

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        z, ridge = x @ b, 1e-5 * b * spread**2
        return float(w @ (np.logaddexp(0, z) - y * z) + ridge @ b), x.T @ (w * (1 / (1 + np.exp(-z)) - y)) + 2 * ridge

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 1000}).x
    for name, weight in zip(names, best, strict=True):
        print(f'    "{name}": {weight:.2f},')


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    if args.fit:
        fit(args.corpus)
    else:
        for path in args.corpus:
            report(path)


if __name__ == "__main__":
    main()
