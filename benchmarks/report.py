"""The report in Chromium: how soon it is ready, how smoothly its map moves, what it weighs.

    python benchmarks/report.py [--pages 1000 10000] [--site FOLDER] [--rounds 5]

Needs playwright and a Chromium on the PATH. Ready is from the start of the navigation until
the map is painted, as the page marks it; the lists are there some time later; processor time is that of both. Frames
are counted while the map is dragged across for two seconds. The
sites are made up (see tests/report/planted.py); ``--site`` adds a folder of built HTML.
"""

from __future__ import annotations

import argparse
import base64
import json
import shutil
import statistics
import sys
import tempfile
import time
import zlib
from gzip import compress
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parent.parent / "tests" / "report"))

from playwright.sync_api import sync_playwright
from plots import noticed, page_figures, planted, report_on

from smo_core.folder.reporting import examine, frame_for
from smo_core.report import figures
from smo_core.report.groups import groups
from smo_core.report.layout import lay_out, weigh
from smo_core.settings import Settings

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-precise-memory-info", "--js-flags=--expose-gc",
)  # fmt: skip
# A drag without a hand: moves as pointer events, one for each frame, and how many there were.
DRAG = """async () => {
  const canvas = document.getElementById("canvas");
  const box = canvas.getBoundingClientRect();
  const send = (type, clientX, clientY) =>
    canvas.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX, clientY }));
  canvas.setPointerCapture = () => {};
  const [cx, cy] = [box.left + box.width / 2, box.top + box.height / 2];
  send("pointerdown", cx, cy);
  const times = [];
  const begin = performance.now();
  await new Promise((done) => {
    const step = (now) => {
      times.push(now);
      const t = (now - begin) / 1000;
      send("pointermove", cx + 240 * Math.sin(3 * t), cy + 120 * Math.sin(2 * t));
      if (now - begin < 2000) requestAnimationFrame(step);
      else done();
    };
    requestAnimationFrame(step);
  });
  send("pointerup", cx, cy);
  const gaps = times.slice(1).map((time, place) => time - times[place]).sort((a, b) => a - b);
  return { fps: 1000 * gaps.length / (times.at(-1) - times[0]), slowest: gaps.at(-1) };
}"""
READY = 'performance.getEntriesByName("map")[0]?.startTime'


def in_browser(path: Path, rounds: int) -> dict[str, float]:
    """Return the medians of what Chromium says of a report."""
    found: list[dict[str, float]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for _ in range(rounds):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            cdp = page.context.new_cdp_session(page)
            cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
            page.goto(path.as_uri(), wait_until="commit")
            ready = page.wait_for_function(READY).json_value()
            page.wait_for_selector("#pages tbody tr")
            listed = page.evaluate("performance.now()")
            loaded = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
            # On a busy machine the clock says little: this is what the page's own thread worked.
            cpu = 1000 * next(
                m["value"] for m in cdp.send("Performance.getMetrics")["metrics"] if m["name"] == "ThreadTime"
            )
            page.evaluate("document.getElementById('canvas').scrollIntoView()")
            page.wait_for_timeout(500)
            moved = page.evaluate(DRAG)
            heap = page.evaluate("(gc(), performance.memory.usedJSHeapSize / 1e6)")
            found.append(
                {
                    "script done ms": loaded,
                    "ready ms": ready,
                    "lists ms": listed,
                    "cpu ms": cpu,
                    **moved,
                    "heap MB": heap,
                }
            )
            page.close()
        browser.close()
    return {name: round(statistics.median(one[name] for one in found), 1) for name in found[0]}


def timed(count: int) -> tuple[str, dict[str, Any]]:
    """Return the report on a site made up, and what it took."""
    site = planted(count)
    findings, pages = noticed(site), page_figures(site)
    start = time.perf_counter()
    found = figures(site, pages, "index.html")
    counted = time.perf_counter()
    lay_out(groups(site, set(found.orphans), found.islands), weigh(found.rank))
    laid = time.perf_counter()
    html = report_on(site, findings)
    took = {"figures s": round(counted - start, 2), "layout s": round(laid - counted, 3)}
    return html, {"links": site.graph.number_of_edges(), "findings": len(findings), **took}


def weighed(html: str) -> dict[str, int]:
    """Return the sizes in KB: as it is, compressed, and both for data packed by deflate inside the page."""
    start = html.index('id="data">') + len('id="data">')
    end = html.index("</script>", start)
    packed = base64.b64encode(zlib.compress(html[start:end].encode(), 9)).decode()
    other = html[:start] + packed + html[end:]
    return {
        "KB": len(html.encode()) // 1000,
        "gzip KB": len(compress(html.encode(), 9)) // 1000,
        "packed KB": len(other.encode()) // 1000,
        "packed gzip KB": len(compress(other.encode(), 9)) // 1000,
    }


def main() -> None:
    """Print a line of JSON for each site."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--pages", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--site", type=Path, help="a folder of built HTML")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.html")
        for count in options.pages:
            html, took = timed(count)
            path.write_text(html, encoding="utf-8")
            print(json.dumps({"pages": count, **took, **weighed(html), **in_browser(path, options.rounds)}), flush=True)
        if options.site:
            start = time.perf_counter()
            found = examine(options.site, Settings())
            html = found.html(frame_for(options.site, path))
            took = {"all s": round(time.perf_counter() - start, 1), "links": found.site.graph.number_of_edges()}
            path.write_text(html, encoding="utf-8")
            facts = {"site": options.site.name, "pages": len(found.site.pages), "findings": len(found.audit.findings)}
            print(json.dumps({**facts, **took, **weighed(html), **in_browser(path, options.rounds)}))


if __name__ == "__main__":
    main()
