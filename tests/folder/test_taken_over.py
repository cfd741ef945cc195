"""Pages that a script draws anew in the browser: head tags only, for blocks would vanish and be complained of."""

from __future__ import annotations

import pytest

from smo_core.folder import link, unlink
from smo_core.html.dom import Tree
from smo_core.html.hydrated import framework

# As the generators write them, shortened.
BODIES = {
    "Docusaurus": '<svg hidden></svg><script>!function(){{}}()</script><div id="__docusaurus">{}</div>',
    "Next.js": '<div id="__next">{}</div><script id="__NEXT_DATA__" type="application/json">{{}}</script>',
    "Next.js ": "<div hidden></div><div>{}</div><script>(self.__next_f=self.__next_f||[]).push([0])</script>",
    "Gatsby": '<div id="___gatsby"><div id="gatsby-focus-wrapper">{}</div></div>',
    "Nuxt": '<div id="__nuxt">{}</div><script>window.__NUXT__={{}}</script>',
    "VitePress": '<div id="app">{}</div><script>window.__VP_HASH_MAP__=JSON.parse("{{}}")</script>',
    "VuePress": '<div id="app">{}</div><script>window.__VUEPRESS_SSR_CONTEXT__={{}}</script>',
    "Vue ": '<div id="app"><!--[--><div class="container"><!--[-->{}<!--]--></div><!--]--></div>',
    "Vue": '<div id="app" data-server-rendered="true">{}</div>',
    "React": '<div id="root" data-reactroot="">{}</div>',
    "Angular": '<app-root ng-version="19.0.0" ng-server-context="ssg">{}</app-root>',
    "Remix": "<div>{}</div><script>window.__remixContext = {{}};</script>",
    "React Router": "<div>{}</div><script>window.__reactRouterContext = {{}};</script>",
    "SvelteKit": '<div style="display: contents">{}<script>{{__sveltekit_1x = {{}};}}</script></div>',
}
MAIN = "<main><h1>Tea</h1><p>Water boils in a kettle, and then there is tea.</p></main>"
SITE = "https://example.org/"


def page(body, title="Tea"):
    """Return a whole page."""
    return f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>\n'


@pytest.mark.parametrize("name", BODIES)
def test_a_page_that_a_framework_takes_over_gets_head_tags_only(folder, settings, sums, name):
    """What is in its body stays to the byte; the finding says why; a second run changes nothing."""
    text = page(BODIES[name].format(MAIN))
    root = folder({"tea.html": text, "cup.html": page(MAIN.replace("Tea", "Cup"), "Cup")})
    before = sums(root)
    report = link(root, settings(site_url=SITE))
    placed = (root / "tea.html").read_text()
    assert placed.partition("<body>")[2] == text.partition("<body>")[2]
    assert 'property="og:title"' in placed
    assert "smo.css" not in placed
    assert "smo-share" in (root / "cup.html").read_text()
    (finding,) = (one for one in report.findings if one.rule == "taken-over")
    assert (finding.page, finding.severity) == ("tea.html", "info")
    assert f"({name.strip()})" in finding.message
    assert dict(report.rows)["Pages with share"] == "1"
    assert link(root, settings(site_url=SITE)).changed == ()
    unlink(root)
    assert sums(root) == before


@pytest.mark.parametrize(
    "body",
    [
        f"{MAIN}<p><code>&lt;script id=__NEXT_DATA__> window.__NUXT__ self.__next_f</code></p>",
        f'<div id="app">{MAIN}</div><script>start()</script>',
        f'<div id="root">{MAIN}<p>__VP_HASH_MAP__</p></div>',
        f"<astro-island><!--[-->{MAIN}<!--]--></astro-island>",
        f'<div id="app">{MAIN}<p>&lt;!--[--&gt;</p></div>',
        f'{MAIN}<h2 id="__next">next</h2>'.replace("<main>", "<main><p>").replace("<h2", "<div><h2"),
        f'{MAIN}<script src="/__next_f.js"></script>',
    ],
)
def test_pages_that_only_look_like_it_get_everything(folder, settings, body):
    """What is shown in a text, or may be any script's, says nothing."""
    root = folder({"tea.html": page(body)})
    link(root, settings(site_url=SITE))
    assert "smo-share" in (root / "tea.html").read_text()


def test_blocks_of_an_earlier_run_leave_a_page_that_is_taken_over_now(folder, settings):
    """As when a site changes its generator."""
    root = folder({"tea.html": page(f"<div>{MAIN}</div>")})
    link(root, settings(site_url=SITE))
    text = (root / "tea.html").read_text()
    assert "smo-share" in text
    (root / "tea.html").write_text(text.replace("<div><main>", '<div id="__next"><main>'))
    link(root, settings(site_url=SITE))
    text = (root / "tea.html").read_text()
    assert "smo-share" not in text
    assert "og:title" in text


@pytest.mark.parametrize("html", ["", "text", "<frameset>", "<body><div id></div>", "<script>__next_f"])
def test_any_page_can_be_asked(html):
    """No page is an exception."""
    assert framework(Tree(html)) in {"", "Next.js"}
