"""Preview cards: ours beside the social plugin of Material for MkDocs, in one interleaved run.

    python benchmarks/cards.py [--pages 100] [--rounds 5]

Needs mkdocs-material[imaging] and this package with the extra cards in one environment. Both
draw the same pages with the same font (Material's cache is given ours, so that it need not go
online). Each figure is the CPU time of a whole process, children and threads included, less
that of the same process without cards; the median of the rounds. A round runs each case once, so
that a busy machine meets them all alike.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CORE = Path(__file__).parent.parent / "core"
FONTS = CORE / "smo_core" / "features" / "cards" / "fonts"
WORDS = (
    *[
        "page",
        "title",
        "network",
        "preview",
        "static",
        "site",
        "links",
        "related",
        "build",
        "cache",
        "font",
        "colour",
        "script",
        "line",
        "card",
    ],
)
CONFIG = """\
site_name: Benchmark
site_url: https://example.org/
theme: {{name: material, font: false}}
plugins: {plugins}
"""
SOCIAL = "[social: {cards_layout_options: {font_family: Roboto}}]"
OURS = """
import json, sys
from pathlib import Path
from smo_core import Content, Facts, Page, survey
from smo_core.settings import from_mapping
texts = json.loads(Path(sys.argv[1]).read_text())
pages = [Page(facts=Facts(key=f"p{i}/index.html", location=f"p{i}/", url=f"https://example.org/p{i}/", title=t,
         description=d, language="en"), content=Content()) for i, (t, d) in enumerate(texts)]
site = survey(pages, from_mapping({"site_url": "https://example.org/", "site_name": "Benchmark",
              "related": False, "cards": {"design": sys.argv[3]}}, source="benchmark"))
if sys.argv[2]:
    from smo_core.features.cards.draw import draw
    cards, findings = draw(site, cache=Path(sys.argv[2]))
    assert len(cards) == len(pages) and not findings, findings
    for card in cards.values():  # a host copies them into the site
        to = Path(sys.argv[4], card.src)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(card.file.read_bytes())
"""


def main() -> None:
    """Run all rounds and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        texts = _content(root, chosen.pages)
        (root / "texts.json").write_text(texts)
        times: dict[str, list[tuple[float, float]]] = {}
        for number in range(chosen.rounds):
            print(f"round {number + 1} of {chosen.rounds}", file=sys.stderr)
            _round(root, times)
        _table(root, times, chosen.pages)


def _content(root: Path, count: int) -> str:
    pick = random.Random(1)
    docs = root / "docs"
    docs.mkdir()
    texts = []
    for number in range(count):
        title = " ".join(pick.choices(WORDS, k=pick.randint(2, 9))).capitalize()
        about = " ".join(pick.choices(WORDS, k=20)).capitalize() + "."
        texts.append((title, about))
        name = "index" if number == 0 else f"p{number}"
        (docs / f"{name}.md").write_text(f"---\ntitle: {title}\ndescription: {about}\n---\n\n# {title}\n\n{about}\n")
    (root / "bare.yml").write_text(CONFIG.format(plugins="[]"))
    (root / "social.yml").write_text(CONFIG.format(plugins=SOCIAL))
    return json.dumps(texts)


def _round(root: Path, times: dict[str, list[tuple[float, float]]]) -> None:
    def take(name: str, command: list[str]) -> None:
        times.setdefault(name, []).append(_timed(command, root))

    shutil.rmtree(root / ".cache", ignore_errors=True)
    fonts = root / ".cache" / "plugin" / "social" / "fonts" / "Roboto"
    fonts.mkdir(parents=True)
    for weight in ("Regular", "Bold"):
        shutil.copy(FONTS / f"SMOSans-{weight}.ttf", fonts / f"{weight}.ttf")
    build = [sys.executable, "-m", "mkdocs", "build", "-q", "-f"]
    take("material bare", [*build, "bare.yml", "-d", "bare"])
    take("material cold", [*build, "social.yml", "-d", "social"])
    take("material warm", [*build, "social.yml", "-d", "social"])
    for design in ("plain", "banner", "split"):
        shutil.rmtree(root / "cards", ignore_errors=True)
        draw = [sys.executable, "-c", OURS, "texts.json"]
        take(f"{design} bare", [*draw, "", design, ""])
        take(f"{design} cold", [*draw, "cards", design, f"out-{design}"])
        take(f"{design} warm", [*draw, "cards", design, f"out-{design}"])


def _timed(command: list[str], root: Path) -> tuple[float, float]:
    """Return the CPU seconds and the seconds that a command takes."""
    env = {**os.environ, "PYTHONPATH": str(CORE), "NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"}
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=root, env=env)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command[:5])} failed")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - started


def _table(root: Path, times: dict[str, list[tuple[float, float]]], pages: int) -> None:
    sizes = {"material": root / "social" / "assets" / "images" / "social"}
    sizes |= {design: root / f"out-{design}" for design in ("plain", "banner", "split")}
    print(f"{pages} pages, median of {len(times['plain cold'])} rounds, {os.cpu_count()} cores\n")
    print("| | cold CPU s | cold s | cards/CPU s | warm CPU s | cards/CPU s | PNG KB, median | largest |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    rates: dict[str, tuple[float, float]] = {}
    for name, folder in sizes.items():
        cold, cold_wall = _median(times, name, "cold")
        warm, _ = _median(times, name, "warm")
        weights = sorted(file.stat().st_size / 1000 for file in folder.rglob("*.png"))
        rates[name] = (pages / cold, pages / warm)
        print(
            f"| {name} | {cold:.2f} | {cold_wall:.2f} | {pages / cold:.0f} | {warm:.3f} | {pages / warm:.0f} "
            f"| {statistics.median(weights):.0f} | {weights[-1]:.0f} |"
        )
    for name in ("plain", "banner", "split"):
        cold, warm = (mine / theirs for mine, theirs in zip(rates[name], rates["material"], strict=True))
        print(f"\n{name}: {cold:.1f} times as many cards per CPU second cold, {warm:.1f} times warm")


def _median(times: dict[str, list[tuple[float, float]]], name: str, case: str) -> tuple[float, float]:
    both = zip(times[f"{name} {case}"], times[f"{name} bare"], strict=True)
    differences = [(made[0] - bare[0], made[1] - bare[1]) for made, bare in both]
    return statistics.median(d[0] for d in differences), statistics.median(d[1] for d in differences)


if __name__ == "__main__":
    main()
