"""The script on whole sites: instant navigation, strict policies, no request and no cookie before a click."""

from __future__ import annotations

import pytest

WAY = ("sharing/", "sharing/fediverse/", "fr/", "ja/", "linking/hubs/")
STRICT = (
    "default-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; report-uri /reports"
)


# Who listens for selections, with the signal that ends it.
HEARD = """window.heard = [];
const add = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (type, listener, options) {
  if (type === 'selectionchange') heard.push(options?.signal);
  return add.call(this, type, listener, options);
};"""


def alive(page):
    """Say what of the bar is on the page, once each, in the page's language, with its icons drawn."""
    page.wait_for_selector(".smo-quote", state="attached")
    page.wait_for_selector('[data-action="copy"]:visible')
    return page.evaluate("""() => ({
        bars: document.querySelectorAll('smo-share').length,
        toolbars: document.querySelectorAll('.smo-quote').length,
        lang: document.querySelector('.smo-quote').lang === document.querySelector('.smo-share').lang,
        url: new URL(document.querySelector('smo-share').dataset.url).pathname,
    })""")


def test_instant_navigation_keeps_one_living_bar_on_each_page(sample, visit):
    page = visit(sample + "start/", before=HEARD, grant=("clipboard-read", "clipboard-write"))
    page.wait_for_load_state("networkidle")
    page.evaluate("window.same = true")
    for path in WAY:
        # A link of the theme's own navigation, which instant navigation takes.
        page.evaluate(
            "(url) => { const a = document.querySelector('.md-nav__link[href]'); a.href = url; a.click(); }",
            sample + path,
        )
        page.wait_for_function(
            "(path) => document.querySelector('smo-share')?.dataset.url.endsWith(`/sample/${path}`)", arg=path
        )
        assert alive(page) == {"bars": 1, "toolbars": 1, "lang": True, "url": f"/sample/{path}"}
        assert page.evaluate("same"), "the page was loaded anew: this is no instant navigation"
        before = page.evaluate("uses.length")
        page.locator('[data-action="copy"]').click()
        page.wait_for_function("(count) => uses.length > count", arg=before)
        assert page.evaluate("uses.length") == before + 1
        assert page.evaluate("heard.filter((signal) => !signal?.aborted).length") == 1
    page.go_back()
    page.wait_for_function("document.querySelector('smo-share')?.dataset.url.endsWith('/sample/ja/')")
    assert alive(page) == {"bars": 1, "toolbars": 1, "lang": True, "url": "/sample/ja/"}
    assert page.evaluate("same")


def test_instant_navigation_draws_the_icons_of_the_next_page(sample, visit):
    page = visit(sample + "start/")
    page.wait_for_load_state("networkidle")
    page.evaluate(
        "(url) => { const a = document.querySelector('.md-nav__link[href]'); a.href = url; a.click(); }",
        sample + "sharing/fediverse/",
    )
    page.wait_for_function("document.querySelector('smo-share')?.dataset.url.endsWith('fediverse/')")
    drawn = "[...document.querySelectorAll('.smo-button use')].filter((use) => use.checkVisibility()).every((use) => use.getBBox().width > 0)"
    page.wait_for_function(drawn)


def test_back_from_another_site_finds_the_bar_alive(small, visit):
    url = small("<p>Water boils in a kettle.</p>")
    page = visit(url)
    page.goto("about:blank")
    page.go_back()
    page.wait_for_selector('[data-action="copy"]:visible')
    assert page.locator(".smo-quote").count() == 1


@pytest.mark.parametrize("theme", ["simple", "material"])
def test_before_a_click_nothing_leaves_the_site(small, sample, visit, theme):
    page = visit("about:blank")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    if theme == "simple":
        page.goto(small("<h2 id=a>Tea</h2><p>Water boils in a kettle.</p>"), wait_until="networkidle")
    else:
        page.goto(sample + "sharing/fediverse/", wait_until="networkidle")
    assert len(asked) > 3
    assert [url for url in asked if not url.startswith("http://127.0.0.1:")] == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.getItem('smo-server-mastodon')") is None


def test_a_strict_policy_finds_nothing_to_report(small, served, visit):
    url = small("<h2 id=a>Tea</h2><p>Water boils in a kettle.</p>")
    served.policies["/" + url.removeprefix(served.url)] = STRICT
    page = visit(
        url,
        before="window.broken = []; addEventListener('securitypolicyviolation', (event) => broken.push(event.violatedDirective + event.blockedURI));",
    )
    for action in ("copy", "copy-markdown", "copy-html"):
        page.click(f'[data-action="{action}"]')
    for opener in ('[data-target="mastodon"]', '[data-action="qr"]'):
        page.click(opener)
        page.wait_for_timeout(100)
        page.keyboard.press("Escape")
    page.click(".smo-part")
    # Copying without permission selects a field of its own for a moment.
    page.wait_for_function("uses.length >= 5")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('main p'))")
    page.wait_for_selector(".smo-quote:popover-open")
    page.click(".smo-quote button")
    page.wait_for_function("uses.length >= 6")
    assert page.evaluate("broken") == []
    assert served.reports == []
    # The policy is there: what is not ours is refused and reported.
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_function("broken.length")
    page.wait_for_timeout(200)
    assert len(served.reports) == 1
