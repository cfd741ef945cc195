"""The share bar with a script: sharing, copying, the reader's own server, sections; and without."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from highlights import QUICK

BODY = '<h2 id="tea">Tea &amp; more</h2><p>Water boils in a kettle, and then there is tea.</p><h2 id="own">Own<a href="#own">¶</a></h2><p>Cold water stays in the pot.</p>'
STUBBED = "navigator.share = async (data) => { window.shared = data; }; navigator.canShare = () => true;"
REFUSED = "navigator.clipboard.writeText = async () => { throw new DOMException('no', 'NotAllowedError'); };"
ABSENT = "Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined});"
BY_HAND = "document.execCommand = () => false;"
COPY = '[data-action="copy"]'


def shown(page):
    """Return what a reader is offered, in order."""
    return page.eval_on_selector_all(
        ".smo-buttons > li",
        "items => items.filter((i) => i.checkVisibility()).map((i) => i.firstChild.dataset.target || i.firstChild.dataset.action)",
    )


def uses(page):
    """Return what was told to the site's own analytics."""
    return [use["target"] for use in page.evaluate("uses")]


def pasted(page):
    """Return what the clipboard holds, as a reader would find out."""
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<textarea id=paste></textarea>')")
    page.focus("#paste")
    page.keyboard.press("Control+V")
    text = page.input_value("#paste")
    page.evaluate("paste.remove()")
    return text


def test_without_script_there_are_links_and_nothing_that_does_not_work(small, visit):
    page = visit(small(BODY), java_script_enabled=False)
    assert page.locator(".smo-buttons a:visible").count() == 7
    assert page.locator(".smo button:visible").count() == 0


def test_with_script_the_page_can_do_more(small, visit):
    page = visit(small(BODY))
    assert shown(page)[-5:] == ["copy", "copy-markdown", "copy-html", "qr", "print"]
    assert "native" not in shown(page)


def test_the_browsers_own_share_sheet_comes_first(small, visit):
    url = small(BODY, title="Kettles & co")
    page = visit(url, before=STUBBED)
    assert shown(page)[0] == "native"
    page.click('[data-action="native"]')
    assert page.evaluate("JSON.parse(JSON.stringify(shared))") == {"title": "Kettles & co", "url": url}
    assert page.evaluate("uses") == [{"target": "native", "url": url}]


def test_a_share_sheet_that_is_closed_is_no_use(small, visit):
    page = visit(
        small(BODY), before=STUBBED + "navigator.share = async () => { throw new DOMException('', 'AbortError'); };"
    )
    page.click('[data-action="native"]')
    page.wait_for_timeout(50)
    assert uses(page) == []


@pytest.mark.parametrize("clipboard", ["", REFUSED, ABSENT], ids=["allowed", "refused", "absent"])
def test_a_copied_link_is_pasted_and_spoken_of(small, visit, clipboard):
    url = small(BODY)
    page = visit(url, before=clipboard, grant=("clipboard-read", "clipboard-write"))
    page.click(COPY)
    page.wait_for_function("document.querySelector('[role=status]').textContent === 'Link copied'")
    assert page.evaluate("document.activeElement.dataset.action") == "copy"
    assert pasted(page) == url
    assert page.evaluate("uses") == [{"target": "copy", "url": url}]


def test_a_link_that_cannot_be_copied_is_shown_to_copy_by_hand(small, visit):
    url = small(BODY)
    page = visit(url, before=REFUSED + BY_HAND)
    page.click(COPY)
    field = page.locator("dialog[open] input")
    assert field.input_value() == url
    assert field.evaluate("(field) => [field === document.activeElement, field.readOnly, field.selectionEnd]") == [
        True,
        True,
        len(url),
    ]
    page.keyboard.press("Escape")
    # It goes when the browser says that it is closed, which is after the key.
    page.locator("dialog").wait_for(state="detached")
    assert page.evaluate("document.activeElement.dataset.action") == "copy"
    assert uses(page) == []


HOSTILE = 'A [b](c) *d* `e` \\ <i>"f"</i> & &amp; _g_'


def test_markdown_is_escaped(small, visit):
    from markdown_it import MarkdownIt

    page = visit(
        small(BODY, title=HOSTILE.replace("&", "&amp;").replace("<", "&lt;")),
        before=STUBBED,
        grant=("clipboard-read", "clipboard-write"),
    )
    page.click('[data-action="copy-markdown"]')
    html = MarkdownIt().renderInline(pasted(page))
    page.evaluate("(html) => { document.body.innerHTML = html; }", html)
    assert page.eval_on_selector_all("body *", "all => all.map((e) => [e.localName, e.textContent])") == [
        ["a", HOSTILE]
    ]


def test_html_is_escaped(small, visit):
    url = small(BODY, title=HOSTILE.replace("&", "&amp;").replace("<", "&lt;"))
    page = visit(url, grant=("clipboard-read", "clipboard-write"))
    page.click('[data-action="copy-html"]')
    page.evaluate("(html) => { document.body.innerHTML = html; }", pasted(page))
    assert page.eval_on_selector_all("body *", "all => all.map((e) => [e.localName, e.textContent, e.href])") == [
        ["a", HOSTILE, url]
    ]


def test_a_qr_code_opens_and_closes(small, visit):
    url = small(BODY)
    page = visit(url)
    page.click('[data-action="qr"]')
    image = page.locator("dialog[open] img")
    page.wait_for_function("document.querySelector('dialog img').naturalWidth > 0")
    assert image.get_attribute("alt") == url
    page.get_by_role("button", name="Close").click()
    page.wait_for_function("!document.querySelector('dialog')")
    assert page.evaluate("document.activeElement.dataset.action") == "qr"


def test_print_prints(small, visit):
    page = visit(small(BODY), before="window.print = () => { window.printed = true; };")
    page.click('[data-action="print"]')
    assert page.evaluate("printed")


OPENED = "window.open = (...what) => { (window.opened ||= []).push(what); };"


def choose(page, typed):
    page.click('[data-target="mastodon"]')
    page.fill("dialog input", typed)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("mastodon.example", "mastodon.example"),
        (" https://mastodon.example/@ada ", "mastodon.example"),
        ("@ada@mastodon.example", "mastodon.example"),
        ("ada@MASTODON.example:8443", "mastodon.example:8443"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
    ],
)
def test_a_server_is_understood_as_people_type_it(small, visit, typed, host):
    url = small(BODY)
    page = visit(url, before=OPENED)
    choose(page, typed)
    ((opened, *how),) = page.evaluate("opened")
    assert how == ["_blank", "noopener"]
    assert (urlsplit(opened).scheme, urlsplit(opened).netloc, urlsplit(opened).path) == ("https", host, "/share")
    assert url in parse_qs(urlsplit(opened).query)["text"][0]
    assert page.evaluate("uses") == [{"target": "mastodon", "url": opened}]


@pytest.mark.parametrize(
    "typed", ["", "  ", "mastodon", "javascript:alert(1)", "a b.example", "//", "1.2.3.4", "x.example/../", "https://"]
)
def test_what_is_no_server_goes_nowhere(small, visit, typed):
    page = visit(small(BODY), before=OPENED)
    choose(page, typed)
    valid = typed == "x.example/../"
    assert page.evaluate("window.opened?.length ?? 0") == valid
    assert page.locator("dialog[open]").count() == (not valid)
    if not valid:
        assert page.eval_on_selector("dialog input", "(field) => field.validationMessage") != ""


def test_a_server_is_remembered_for_its_network_and_can_be_changed(small, visit):
    page = visit(small(BODY, targets=["mastodon", "lemmy"]), before=OPENED)
    choose(page, "one.example")
    page.click('[data-target="lemmy"]')
    assert page.input_value("dialog input") == ""
    page.keyboard.press("Escape")
    page.click('[data-target="mastodon"]')
    assert page.input_value("dialog input") == "one.example"
    page.keyboard.type("two.example")
    page.keyboard.press("Enter")
    assert [urlsplit(url).netloc for url, *_ in page.evaluate("opened")] == ["one.example", "two.example"]
    page.reload()
    page.click('[data-target="mastodon"]')
    assert page.input_value("dialog input") == "two.example"


def test_storage_that_is_refused_costs_the_memory_only(small, visit):
    refused = (
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
    )
    page = visit(small(BODY), before=OPENED + refused)
    choose(page, "one.example")
    assert len(page.evaluate("opened")) == 1


def test_the_official_tool_needs_no_server_and_learns_no_page(small, visit):
    page = visit(small(BODY))
    page.click('[data-target="mastodon"]')
    without = page.get_by_role("link", name="Continue without")
    assert without.get_attribute("href") == page.get_attribute('[data-target="mastodon"]', "href")
    assert re.fullmatch(r"https://share\.joinmastodon\.org/#text=.+", without.get_attribute("href"))
    assert without.get_attribute("rel") == "noopener nofollow"


def test_a_key_held_opens_the_plain_link(small, visit):
    page = visit(
        small(BODY),
        before="addEventListener('click', (event) => { window.stopped = event.defaultPrevented; event.preventDefault(); });",
    )
    page.click('[data-target="mastodon"]', modifiers=["Control"])
    assert page.locator("dialog").count() == 0
    assert page.evaluate("stopped") is False


def test_sections_without_a_link_of_their_own_get_one_to_copy(small, visit):
    url = small(BODY)
    page = visit(url, grant=("clipboard-read", "clipboard-write"))
    assert page.eval_on_selector_all(".smo-part", "all => all.map((e) => e.parentNode.id)") == ["tea"]
    page.focus(".smo-part")
    page.keyboard.press("Enter")
    page.wait_for_function("uses.length")
    assert pasted(page) == url + "#tea"
    assert page.eval_on_selector("#tea", "(h) => h.textContent") == "Tea & more"


def test_sections_and_quotes_can_be_turned_off(small, visit):
    page = visit(small(BODY, headings=False, quotes=False))
    assert page.locator(".smo-part, .smo-quote").count() == 0


def test_everything_is_reached_and_left_by_keyboard(small, visit):
    page = visit(small(BODY), before=OPENED + QUICK, grant=("clipboard-read", "clipboard-write"))
    order = []
    for _ in range(20):
        page.keyboard.press("Tab")
        order.append(
            page.evaluate(
                "((e) => e.dataset.target || e.dataset.action || e.className || e.localName)(document.activeElement)"
            )
        )
    offered = shown(page)
    assert order[order.index("smo-part") :][2 : 2 + len(offered)] == offered
    page.focus('[data-target="mastodon"]')
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.localName") == "input"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.target") == "mastodon"


def test_two_bars_make_one_toolbar_and_one_use(small, visit):
    url = small(BODY, targets=["email"])
    page = visit(url)
    page.evaluate("document.querySelector('main').append(document.querySelector('aside').cloneNode(true))")
    assert page.locator(".smo-quote").count() == 1
    assert page.locator(".smo-part").count() == 1
    page.locator(COPY).nth(1).click()
    page.wait_for_function("uses.length")
    assert uses(page) == ["copy"]


def test_a_bar_that_goes_leaves_nothing_behind(small, visit):
    page = visit(small(BODY))
    page.click('[data-action="qr"]')
    page.evaluate("document.querySelector('aside').remove()")
    assert page.locator(".smo, .smo-part").count() == 0


def test_bullets_that_a_theme_draws_are_not_drawn_on_buttons(small, visit):
    """Before, behind or as markers of its items."""
    theme = (
        "<style>ul li::before, ul li::after { content: '-'; position: absolute; } ul { list-style: square; }</style>"
    )
    page = visit(small(f"{theme}<p>Water boils.</p><ul><li>Tea</ul>"))
    drawn = """(of) => [...document.querySelectorAll(of)].flatMap((li) =>
      ['::before', '::after'].map((where) => getComputedStyle(li, where).content).concat(getComputedStyle(li).listStyleType))"""
    assert set(page.evaluate(drawn, "main > ul > li")) == {'"-"', "square"}
    assert set(page.evaluate(drawn, ".smo-buttons > li")) == {"none"}


def test_a_block_stays_in_its_place_where_a_theme_fixes_every_aside(small, visit):
    """A theme that thinks of one aside alone: its menu."""
    theme = "<style>aside { position: fixed; top: 0; left: 0; width: 99px; height: 100%; float: right; }</style>"
    page = visit(small(f"{theme}<p id=text>Water boils.</p>"))
    bar, text = page.locator(".smo-share").bounding_box(), page.locator("#text").bounding_box()
    assert bar["y"] >= text["y"] + text["height"]
    assert bar["width"] == text["width"]
    assert bar["height"] < 300
