"""Hostile strings by the thousand in every place of our output, opened in a browser.

    python benchmarks/hostile.py LIST ... [--chromium /usr/bin/chromium] [--batch 200]

Each LIST is a file of attack strings, one on a line, or a JSON list of them (payloadbox/xss-payload-list,
the XSS lists of swisskyrepo/PayloadsAllTheThings, npm's big-list-of-naughty-strings); those of
``tests/hostile/attacks.py`` are added. Each string becomes title, description, tag, author,
heading, section, link, image address, alternative text, film, translation and file name of a page. Then

- head tags, JSON-LD and blocks of all pages are opened in Chromium, with a counter behind alert,
  confirm, prompt and print, every request and every navigation counted, and every element compared with a list of ours;
- pages that are built of the strings are linked as a folder, and opened as they are, and so is their preview;
- the files (JSON, SARIF, GraphML, GEXF) are parsed, and what commands print is searched for control characters;
- with the extra ``cards``, strings are drawn as cards, and none is a finding.

The same strings without escaping are the control: if it does not run, the harness does not bite.
Needs playwright and a Chromium. Exit code 1 if anything ran or got in.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "hostile"))

from attacks import built, document, pieces, settings, site, strings, unescaped
from click.testing import CliRunner
from judge import ALLOWED, OURS, unsafe_signs
from playwright.sync_api import Browser, Error, sync_playwright

from smo_core import survey
from smo_core.cli import main as smo
from smo_core.features.share.targets import PRESETS
from smo_core.graph.export import export
from smo_core.model import Plan

SWITCHES = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
WATCH = """
window.ran = 0;
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => { window.ran += 1; };
addEventListener("error", () => {}, true);
"""
# Elements and attributes that are not ours, schemes that run, structured data that is none.
LOOK = """([allowed, ours]) => {
  const found = [];
  for (const el of document.querySelectorAll("*")) {
    const names = allowed[el.localName];
    if (!names) { found.push("element " + el.localName); continue; }
    for (const a of el.getAttributeNames())
      if (!names.includes(a) && !a.startsWith("data-smo-") && !a.startsWith("aria-"))
        found.push("attribute " + a + " on " + el.localName);
    // ":" is an address that the browser cannot understand, and so will not follow; relative ones are of the file.
    const follows = ["http:", "https:", "mailto:", "sms:", "tel:", "file:", "fb-messenger:", ":"];
    if (el.localName === "a" && el.hasAttribute("href") && !follows.includes(el.protocol)) found.push("scheme " + el.protocol);
    if (el.localName === "script" && el.hasAttribute("src")) {
      if (el.textContent || !new RegExp("^" + ours + "$").test(el.getAttribute("src"))) found.push("script of others");
    } else if (el.localName === "script") try { JSON.parse(el.textContent); } catch { found.push("broken JSON-LD"); }
  }
  return [window.ran, found];
}"""
# The stylesheet, the icons and the script of the share bar, which are asked for where a page names them.
OWN = re.compile(rf"file:///(?:.*/)?(?:smo\.css|smo/icons\.svg|{OURS.pattern})(?:\?v=[\w+/-]+)?")
# Pages of a folder have what their generator wrote; only what we add is looked at.
RAN = "() => [window.ran, []]"


def main() -> int:
    """Run everything, print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="*", type=Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--batch", type=int, default=200)
    chosen = parser.parse_args()
    texts = _texts(chosen.lists)
    print(f"{len(texts)} different strings, {sum(len(text) for text in texts) // 1000} KB")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chosen.chromium, args=SWITCHES)
        bad = _additions(browser, texts, chosen.batch, Path(temporary))
        bad += _folder(browser, texts, chosen.batch, Path(temporary))
        browser.close()
    bad += _cards(texts)
    return int(bool(bad))


def _texts(lists: Sequence[Path]) -> list[str]:
    found: list[str] = []
    for path in lists:
        text = path.read_text(encoding="utf-8", errors="surrogateescape")
        found += json.loads(text) if path.suffix == ".json" else text.splitlines()
    return [*dict.fromkeys(one for one in [*found, *strings()] if one.strip())]


def _batches(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (texts[start : start + size] for start in range(0, len(texts), size))


def _opened(browser: Browser, file: Path, look: str = LOOK) -> tuple[int, list[str]]:
    """Return how often something ran or was asked for in a file, and what stands in it that is not ours."""
    context = browser.new_context(offline=True)
    context.add_init_script(WATCH)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (asked.append("dialog"), dialog.dismiss()))
    try:
        page.goto(file.as_uri(), wait_until="commit")
        page.wait_for_timeout(250)
        ran, found = page.evaluate(look, [{name: sorted(names) for name, names in ALLOWED.items()}, OURS.pattern])
    except Error as error:
        # A page that leads away while it is looked at has run something.
        ran, found = 1, [f"the page went away: {str(error)[:80]}"]
    context.close()
    # A link of type alternate is fetched by nobody.
    return ran, found + [f"request {url[:80]}" for url in asked if url != file.as_uri() and not OWN.fullmatch(url)]


def _save(folder: Path, name: str, html: str) -> Path:
    file = folder / name
    file.write_bytes(html.encode("utf-8", "replace"))
    return file


def _additions(browser: Browser, texts: Sequence[str], size: int, folder: Path) -> int:
    started, ran, control_ran = time.perf_counter(), 0, 0
    found: Counter[str] = Counter()
    control: Counter[str] = Counter()
    broken = failed = pages = 0
    for batch in _batches(texts, size):
        made, plan = site(batch, targets=PRESETS["docs"])
        failed += sum(finding.rule == "feature-failed" for finding in plan.findings)
        runs, strange = _opened(browser, _save(folder, "batch.html", document(_without_links(plan))))
        ran, pages = ran + runs, pages + 1
        found.update(strange)
        broken += sum(_unreadable(emit.read()) for emit in plan.emits if emit.path.endswith(".json"))
        broken += sum(_no_xml(export(made.graph, form)) for form in ("graphml", "gexf"))
        runs, strange = _opened(browser, _save(folder, "control.html", document(unescaped(batch))))
        control_ran += bool(runs) or any("request" in one for one in strange)
        control.update(strange)
    seconds = time.perf_counter() - started
    print(
        f"head tags, JSON-LD, blocks: {pages} pages, {ran} runs, {sum(found.values())} strange things, {seconds:.0f} s"
    )
    print(f"  files that do not parse: {broken}; parts of pages that could not be made: {failed}")
    print(f"  control: ran or asked on {control_ran} of {pages} pages, {sum(control.values())} strange things")
    _tell(found)
    return ran + sum(found.values()) + broken + failed + (control_ran == 0)


def _without_links(plan: Plan) -> Iterator[tuple[str, str]]:
    # A batch in one document would fetch one stylesheet hundreds of times.
    for head, body in pieces(plan):
        yield "\n".join(line for line in head.split("\n") if "smo.css" not in line), body


def _unreadable(raw: bytes) -> bool:
    try:
        json.loads(raw)
    except ValueError:
        return True
    return False


def _no_xml(text: str) -> bool:
    try:
        ET.fromstring(text)
    except ET.ParseError:
        return True
    return False


def _folder(browser: Browser, texts: Sequence[str], size: int, folder: Path) -> int:
    started, ran, signs, pages = time.perf_counter(), 0, set[str](), 0
    found: Counter[str] = Counter()
    for number, batch in enumerate(_batches(texts, size * 10)):
        root = folder / f"site-{number}"
        root.mkdir()
        for place, text in enumerate(batch):
            _save(root, f"p{place}.html", built(place, text))
        looked_at = [root / f"p{place}.html" for place in range(0, len(batch), 25)]
        # The pages have images of their own with hostile addresses.
        before = {file: {*_opened(browser, file, RAN)[1]} for file in looked_at}
        command = [str(root), "--site-url", "https://x.example/", "--jobs", "1"]
        for name, more in (
            ("link", ["--cache", str(folder / "cache")]),
            ("check", []),
            ("check", ["--json"]),
            ("check", ["--sarif"]),
            ("graph", []),
            ("preview", ["--out", str(root / "preview.html")]),
        ):
            done = CliRunner().invoke(smo, [name, *command, *more])
            if done.exception is not None and not isinstance(done.exception, SystemExit):
                found[f"{name}: {done.exception!r}"] += 1
            signs |= unsafe_signs(done.output)
        for file in (root / "preview.html", *looked_at):
            runs, strange = _opened(browser, file, RAN)
            ran, pages = ran + runs, pages + 1
            found.update(one for one in strange if one.startswith("request ") and one not in before.get(file, ()))
    seconds = time.perf_counter() - started
    print(
        f"folder, preview, commands: {pages} pages opened, {ran} runs, {sum(found.values())} strange things, {seconds:.0f} s"
    )
    print(f"  characters that a terminal obeys: {sorted(signs)}")
    _tell(found)
    return ran + sum(found.values()) + len(signs)


def _cards(texts: Sequence[str]) -> int:
    if find_spec("typst") is None:
        print("cards: not installed")
        return 0
    from smo_core.features.cards import with_cards  # the extra

    some = texts[::20]
    made, _ = site(some)
    pages = [
        replace(page, facts=replace(page.facts, image=None), content=replace(page.content, images=(), videos=()))
        for page in made.pages.values()
    ]
    made = survey(pages, settings(cards={"enabled": True, "description": True}, related=False, site_name=some[0]))
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        drawn = with_cards(made, Path(temporary))
        failed = [f for f in drawn.findings if f.rule in {"card-failed", "cards-failed", "card-template"}]
        pngs = sum(card.file.read_bytes().startswith(b"\x89PNG") for card in drawn.cards.values())
    print(f"cards: {len(some)} strings, {pngs} drawn, {len(failed)} failed, {time.perf_counter() - started:.0f} s")
    for finding in failed[:5]:
        print(f"  {finding.message}")
    return len(failed)


def _tell(found: Counter[str]) -> None:
    for what, count in found.most_common(12):
        print(f"  {count} × {what}")


if __name__ == "__main__":
    sys.exit(main())
