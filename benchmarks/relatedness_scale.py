"""Time and memory of ranking synthetic sites: Zipf-distributed words, twenty links a page.

usage: relatedness_scale.py [1000 10000 100000] [--edits 5]

Each size runs in a process of its own, so that the peak of memory is its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from dataclasses import replace

import networkx as nx
import numpy as np

from smo_core import Content, Facts, Page
from smo_core.graph.ranker import Ranker
from smo_core.graph.related import rank
from smo_core.settings import RelatedSettings

_WORDS = 200_000
_WORDS_A_PAGE = 500
_LINKS = 20
_TOPIC = 50
_COUNT = 10


def synthetic(size: int) -> tuple[dict[str, Page], nx.DiGraph[str]]:
    """Return a site: pages of one topic share words that are rare elsewhere, and link to each other more often."""
    random = np.random.default_rng(7)
    names = np.array([_name(i) for i in range(_WORDS)])
    pages: dict[str, Page] = {}
    graph: nx.DiGraph[str] = nx.DiGraph()
    keys = [f"s{i // 500:04}/p{i:06}.html" for i in range(size)]
    for i, key in enumerate(keys):
        common = random.zipf(1.3, _WORDS_A_PAGE) % _WORDS
        own = (i // _TOPIC * 37 + random.integers(0, 60, 60)) % _WORDS
        text = names[np.concatenate((common, own))]
        title = " ".join(text[-4:]).title()
        pages[key] = Page(
            facts=Facts(key=key, location=key, title=title, section=(key[:5],)),
            content=Content(text=" ".join(random.permutation(text))),
        )
        graph.add_node(key, title=title)
    for i, key in enumerate(keys):
        start = i // _TOPIC * _TOPIC
        near = start + random.integers(0, _TOPIC, _LINKS // 2)
        far = (random.zipf(1.5, _LINKS // 2) * 97 + random.integers(0, size, _LINKS // 2)) % size
        for place, j in enumerate([*near, *far]):
            if j != i and j < size:
                graph.add_edge(key, keys[int(j)], count=1, anchors=(), offset=place * 120)
    return pages, graph


def _name(number: int) -> str:
    letters = ""
    while number or not letters:
        number, rest = divmod(number, 80)
        letters += "bcdfghjklmnprtvz"[rest % 16] + "aeiou"[rest // 16]
    return letters


def measure(size: int, edits: int) -> None:
    """Print what ranking a site of this size costs, and then each edit of one page."""
    pages, graph = synthetic(size)
    before = _peak()
    settings = RelatedSettings(count=_COUNT)
    began, cpu = time.perf_counter(), time.process_time()
    found = rank(pages, graph, settings)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    peak = _peak()
    began = time.perf_counter()
    shown = sum(len(found[key]) for key in found)
    told = time.perf_counter() - began
    print(
        f"{size:7} pages: ranked in {seconds:6.1f} s ({cpu:6.1f} s of CPU), {shown} suggestions with reasons in "
        f"{told:6.1f} s, {peak} MB at the most, {before} MB of it the pages",
        flush=True,
    )
    if not edits:
        return
    ranker = Ranker()
    ranker.rank(pages, graph, settings)
    random = np.random.default_rng(3)
    keys = sorted(pages)
    for number in range(edits):
        key = keys[int(random.integers(size))]
        donor = pages[keys[int(random.integers(size))]].content.text
        page = pages[key]
        if number % 2:
            graph.add_edge(key, keys[int(random.integers(size))], count=1, anchors=(), offset=10)
        half = number % 4 > 1
        text = f"{page.content.text[:1500]} {donor[:400]}" if half else f"{page.content.text} {donor[:120]}"
        pages = {**pages, key: replace(page, content=replace(page.content, text=text))}
        began, cpu = time.perf_counter(), time.process_time()
        ranker.rank(pages, graph, settings)
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
        said = ("half of it" if half else "a sentence") + (" and a link" if number % 2 else "")
        print(f"        one page changed ({said}): {seconds:.2f} s ({cpu:.2f} s of CPU)", flush=True)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--edits", type=int, default=6)
    args = parser.parse_args()
    for size in args.sizes:
        one = multiprocessing.get_context("spawn").Process(target=measure, args=(size, args.edits))
        one.start()
        one.join()


if __name__ == "__main__":
    main()
