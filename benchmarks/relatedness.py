"""Suggest related pages for a corpus, by our own ranking or by how others do it.

usage: relatedness.py CORPUS.jsonl.gz --out SUGGESTIONS.jsonl [--method ours|tags|hugo|tfidf|bm25|cocitation|ppr]
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpora import records, site
from peers import METHODS

from smo_core.graph.related import rank
from smo_core.settings import RelatedSettings


def suggest(path: Path, method: str, count: int) -> Mapping[str, Sequence[str]]:
    """Return page id → ids of related pages, best first."""
    rows = records(path)
    if method != "ours":
        return METHODS[method](rows, count)
    found = rank(*site(rows), RelatedSettings(count=count))
    return {key: [s.key for s in suggestions] for key, suggestions in found.items()}


def main() -> None:
    """Read the corpus, write the suggestions, say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--method", choices=["ours", *METHODS], default="ours")
    parser.add_argument("--count", type=int, default=10)
    args = parser.parse_args()
    began, cpu = time.perf_counter(), time.process_time()
    found = suggest(args.corpus, args.method, args.count)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    lines = (json.dumps({"id": key, "related": list(ids)}, ensure_ascii=False) for key, ids in sorted(found.items()))
    args.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(found)} pages, {args.method}: {seconds:.1f} s, {cpu:.1f} s of CPU, {peak} MB at the most")


if __name__ == "__main__":
    main()
