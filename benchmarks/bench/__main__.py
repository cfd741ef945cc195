"""Run all cases and write RESULTS.md: `make bench`, or `python -m bench --quick` in benchmarks/."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench import case_cards, case_folder, case_mkdocs, case_pelican
from bench.cases import Place
from bench.environments import ROOT, Environments
from bench.report import document, table, tables_in
from bench.runner import turn_about

FAMILIES = {
    "folder": case_folder.cases,
    "pelican": case_pelican.cases,
    "mkdocs": case_mkdocs.cases,
    "cards": case_cards.cases,
}


def main() -> None:
    """Measure, and write after each case what is known until then."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measure us and our peers in one run.")
    parser.add_argument("--quick", action="store_true", help="the smallest sites, two rounds: some minutes")
    parser.add_argument("--full", action="store_true", help="3,000 MkDocs pages and 50,000 of a folder too: hours")
    parser.add_argument("--rounds", type=int, default=0, help="how often each job runs; default 5, quick 2")
    parser.add_argument(
        "--only",
        choices=FAMILIES,
        action="append",
        help="only this family; the tables of the others stay; may be given again",
    )
    parser.add_argument(
        "--pages", type=int, action="append", help="only sites of so many pages; the other tables stay; may be repeated"
    )
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "bench", help="where to work")
    parser.add_argument("--corpora", type=Path, help="where unpacked Debian packages are; default: fetched into folder")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "RESULTS.md")
    asked = parser.parse_args()
    environments = Environments(asked.folder / "environments")
    corpora = asked.corpora or asked.folder / "debian"
    place = Place(folder=asked.folder, corpora=corpora, environments=environments, quick=asked.quick, full=asked.full)
    asked.folder.mkdir(parents=True, exist_ok=True)
    rounds = asked.rounds or (2 if asked.quick else 5)
    chosen = [*(["--quick"] if asked.quick else []), *(["--full"] if asked.full else [])]
    chosen += [f"--rounds {asked.rounds}"] if asked.rounds else []
    chosen += [f"--only {family}" for family in asked.only or ()]
    chosen += [f"--pages {pages}" for pages in asked.pages or ()]
    how = "make bench" + (f' BENCH_ARGS="{" ".join(chosen)}"' if chosen else "")
    before = asked.out.read_text(encoding="utf-8") if (asked.only or asked.pages) and asked.out.is_file() else ""
    families = asked.only or list(FAMILIES)
    made = {family: tables_in(before, [family]) if asked.pages or family not in families else {} for family in FAMILIES}
    for family in families:
        for case in FAMILIES[family](place):
            if case.pages not in (asked.pages or [case.pages]):
                continue
            print(case.title, flush=True)
            made[family][case.title] = table(case, *turn_about(case.jobs, rounds), rounds)
            text = document(
                [line for tables in made.values() for lines in tables.values() for line in lines],
                how=how,
                versions=environments.versions(),
                refused=environments.refused,
            )
            asked.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
