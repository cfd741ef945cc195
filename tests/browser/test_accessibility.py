"""axe-core finds no fault in what we add, in any style, on any theme, in any mode; the themes' own are theirs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import axe_playwright_python
import pytest
import yaml
from conftest import decorate

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STYLES = ("inline", "rail", "floating")
LABELS = ("icon+text", "text", "icon")
TEXT = (
    "## Water\n\nWater boils in a kettle, and then there is tea.\n\n"
    "### Cold water\n\n" + "Cold water stays in the pot until somebody puts it on the stove.\n\n" * 9
)
PALETTES = [
    {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "teal"},
    {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "teal"},
]
MKDOCS = {
    "material": {"name": "material", "font": False, "palette": PALETTES},
    "mkdocs": {"name": "mkdocs", "color_mode": "auto", "highlightjs": False},
    "readthedocs": {"name": "readthedocs", "highlightjs": False, "include_homepage_in_sidebar": False},
}
PELICAN = ("notmyidea", "simple")
THEMES = (*MKDOCS, *PELICAN)
# Of each fault its rule and the element; of a whole page that is enough to take the theme's own away.
RUN = """async ([include, tags]) => {
  const found = await axe.run(include.length ? {include} : document, {runOnly: tags, resultTypes: ['violations']});
  return found.violations.flatMap((fault) => fault.nodes.map((node) => `${fault.id}: ${node.html.slice(0, 120)} ${node.failureSummary.slice(0, 300)}`));
}"""
OURS = [[".smo"], [".smo-part"]]


def built_by_mkdocs(theme: str, folder: Path) -> None:
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text(f"# Kettles\n\n{TEXT}", encoding="utf-8")
    config = {"site_name": "Kettle", "site_dir": str(folder / "site"), "theme": MKDOCS[theme], "plugins": []}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    quiet = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(folder / "mkdocs.yml")]
    subprocess.run(command, check=True, env={**os.environ, **quiet})


def built_by_pelican(theme: str, folder: Path) -> None:
    """Pelican lives in an environment of its own, beside this one or named in SMO_PELICAN."""
    # Not resolved: the link to the interpreter is what makes it that environment's.
    python = Path(os.environ.get("SMO_PELICAN") or Path(sys.prefix).parent / "pelican/bin/python").absolute()
    if not python.is_file():
        pytest.fail(f"no Pelican at {python}: run `make envs`, or name its Python in SMO_PELICAN")
    (folder / "content/pages").mkdir(parents=True)
    (folder / "content/pages/index.md").write_text(f"Title: Kettles\nsave_as: index.html\n\n{TEXT}", encoding="utf-8")
    command = [python, "-m", "pelican", str(folder / "content"), "-o", str(folder / "site"), "-t", theme, "--quiet"]
    subprocess.run(
        [*command, "--ignore-cache", "-e", 'SITENAME="Kettle"', 'DEFAULT_LANG="en"', 'TIMEZONE="UTC"'],
        check=True,
        cwd=folder,
    )


@pytest.fixture(scope="session", params=THEMES)
def plain(request, tmp_path_factory) -> tuple[str, Path]:
    """One page in each theme, without us: left to right, and the same as Arabic pages are."""
    folder = tmp_path_factory.mktemp(request.param)
    (built_by_mkdocs if request.param in MKDOCS else built_by_pelican)(request.param, folder)
    site = folder / "site"
    html = (site / "index.html").read_text(encoding="utf-8")
    turned = re.sub(r"<html[^>]*>", '<html lang="ar" dir="rtl">', html, count=1)
    (site / "rtl.html").write_text(turned, encoding="utf-8")
    for other in site.rglob("*.html"):
        if other.name not in {"index.html", "rtl.html"} or other.parent != site:
            other.unlink()
    return request.param, site


@pytest.fixture
def dressed(plain, served):
    """Return a function that gives the pages a bar and says where they are served; without settings none."""
    theme, site = plain

    def dress(**share) -> str:
        name = "-".join([theme, *map(str, share.values())]).replace("+", "")
        folder = served.root / name
        if not folder.exists():
            shutil.copytree(site, folder)
            if share:
                decorate(folder, served.url + name + "/", **share)
        return served.url + name + "/"

    return dress


def faults(page, include=OURS):
    page.evaluate(AXE)
    return page.evaluate(RUN, [[one for one in include if page.locator(one[0]).count()], TAGS])


@pytest.mark.parametrize("style", STYLES)
def test_no_fault_in_any_style_and_mode(dressed, visit, style):
    found = {}
    page = visit("about:blank", rough=True, before="navigator.share = async () => {}; navigator.canShare = () => true;")
    for labels in LABELS:
        url = dressed(style=style, labels=labels)
        page.emulate_media(color_scheme="light", forced_colors="none")
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(url)
        page.wait_for_selector('[data-action="native"]')
        found[labels, "light"] = faults(page)
        page.emulate_media(forced_colors="active")
        found[labels, "forced colours"] = faults(page)
        page.emulate_media(color_scheme="dark", forced_colors="none")
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(url + "rtl.html")
        page.wait_for_selector('[data-action="native"]')
        assert page.get_attribute(".smo-share", "dir") == "rtl"
        found[labels, "dark, right to left, 320 px"] = faults(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.evaluate("document.querySelectorAll('.smo, .smo-part').forEach((e) => e.remove())")
        found[labels, "sideways"] = (
            [wide] if wide > max(320, page.evaluate("document.documentElement.scrollWidth")) else []
        )
    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize("mode", ["light", "dark", "forced"])
def test_no_fault_in_what_opens(dressed, visit, mode):
    page = visit("about:blank", rough=True)
    page.emulate_media(
        color_scheme="dark" if mode == "dark" else "light", forced_colors="active" if mode == "forced" else "none"
    )
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(dressed(style="inline", labels="icon+text"))
    page.wait_for_selector(".smo-quote", state="attached")
    found = {}
    page.evaluate(
        "(() => { const p = [...document.querySelectorAll('p')].find((p) => p.textContent.startsWith('Water')); p.scrollIntoView(); getSelection().selectAllChildren(p); })()"
    )
    page.wait_for_selector(".smo-quote:popover-open")
    found["toolbar"] = faults(page)
    page.evaluate("getSelection().removeAllRanges()")
    page.wait_for_selector(".smo-quote", state="hidden")
    for opener in ('[data-target="mastodon"]', '[data-action="qr"]'):
        page.click(opener)
        found[opener] = faults(page)
        assert (
            page.evaluate(
                "(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)(document.querySelector('dialog'))"
            )
            <= 0
        )
        page.keyboard.press("Escape")
    assert {where: what for where, what in found.items() if what} == {}


def test_the_whole_page_has_no_fault_that_the_theme_has_not(dressed, visit):
    page = visit(dressed(), rough=True)
    theirs = {fault.split(":")[0] for fault in faults(page, [])}
    page = visit(dressed(style="inline", labels="icon+text"), rough=True)
    page.wait_for_selector(".smo-quote", state="attached")
    assert [fault for fault in faults(page, []) if fault.split(":")[0] not in theirs] == []


def test_axe_finds_faults_that_are_there(dressed, visit):
    page = visit(dressed(style="inline", labels="icon"), rough=True)
    page.evaluate(
        "document.querySelectorAll('.smo-button').forEach((b) => { b.removeAttribute('aria-label'); b.title = ''; })"
    )
    assert {"link-name", "button-name"} <= {fault.split(":")[0] for fault in faults(page)}
