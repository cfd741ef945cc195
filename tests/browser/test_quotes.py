"""Quote share: a link leads a browser back to the text that was selected."""

from __future__ import annotations

import pytest
from highlights import BETWEEN, CHOOSE, QUICK, QUOTE, RECTS, differs

WIDE = {"width": 900, "height": 700}
PAGES = ("linkability/quote-links/", "sharing/fediverse/", "linking/pagerank/", "measure/audits/", "previews/json-ld/", "fr/qu-est-ce-que-le-smo/", "ja/", "ar/")  # fmt: skip


def missed(page, url, chosen, links):
    """Open the links' directives at once, afresh and without script; say how what is found differs from the selections."""
    directives = [link.split("#:~:")[1] for link in links]
    page.goto("about:blank")
    page.goto(f"{url}?marked#:~:{'&'.join(directives)}")
    page.set_viewport_size({**WIDE, "height": min(page.evaluate("document.documentElement.scrollHeight"), 9000)})
    page.evaluate("scrollTo(0, 0)")
    return differs(page, page.evaluate(RECTS, chosen))


@pytest.fixture
def leads_back(visit):
    """Return a function that shares selections of a page by its toolbar and tells which links do not lead back."""

    def check(url, chosen=None, cut=0):
        page = visit(url, before=QUICK, viewport=WIDE)
        chosen = page.evaluate(CHOOSE, chosen) if chosen else page.evaluate(BETWEEN)
        # Part of a word stands for the word.
        within = [[a, b + cut, c, d - cut] for a, b, c, d in chosen]
        links = page.evaluate(QUOTE, within)
        assert all(links)
        page.context.close()
        fresh = visit("about:blank", viewport=WIDE)
        wrong = {}
        for start in range(0, len(links), 9):
            batch = list(zip(chosen, links, strict=True))[start : start + 9]
            if missed(fresh, url, *zip(*batch, strict=True)):
                for one, link in batch:
                    why = missed(fresh, url, [one], [link])
                    wrong |= {link: why} if why else {}
                assert wrong, "alone each leads back, together they do not"
        assert wrong == {}
        return [link.split("#:~:")[1] for link in links]

    return check


@pytest.mark.parametrize("path", PAGES)
def test_a_quote_leads_back_to_its_selection(articles, leads_back, path):
    assert len(leads_back(f"{articles}{path}article.html", (len(path), 25))) == 25


F, T = '<b id="from"></b>', '<b id="to"></b>'
LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
CASES = {
    "short and unique: as it is": (f"<p>Water {F}boils in{T} a kettle.</p>", "en", "text=boils%20in"),
    "signs with a meaning of their own": (f"<p>Say {F}well-known, tried &amp; (50% *off*){T} tea.</p>", "en", "text=well%2Dknown%2C%20tried%20%26%20%2850%25%20%2Aoff%2A%29"),
    "nested markup": (f"<p>Water {F}<em>boils <b>in</b></em> a <a href='#x'>ket</a>tle{T} here.</p>", "en", "text=boils%20in%20a%20kettle"),
    "seen before: with the word in front": (f"<p>Hot tea here.</p><p>Cold {F}tea{T} here.</p>", "en", "text=Cold-,tea"),
    "seen before: with the word behind": (f"<p>Hot tea is.</p><p>Hot {F}tea{T} was.</p>", "en", "text=tea,-was"),
    "seen before: with both": (f"<p>Red tea now. Green tea cup.</p><p>Red {F}tea{T} cup.</p>", "en", "text=Red-,tea,-cup"),
    "seen later only: as it is": (f"<p>{F}Tea{T} is hot.</p><p>Tea was hot.</p>", "en", "text=Tea"),
    "part of an earlier word": (f"<p>The category.</p><p>A {F}cat{T} drinks.</p>", "en", "text=cat"),
    "other case before": (f"<p>TEA first.</p><p>Then {F}tea{T} again.</p>", "en", "text=Then-,tea"),
    "other marks before": (f"<p>We resume here.</p><p>His {F}résumé{T} was long.</p>", "en", "text=His-,r%C3%A9sum%C3%A9"),
    "over blocks": (f"<p>Water {F}boils.</p><ul><li>One cup</li><li>Two{T} cups</li></ul>", "en", "text=boils%2E,Two"),
    "list items alike": (f"<ul><li>Cup</li><li>{F}Cup{T}</li><li>Pot</li></ul>", "en", "text=Cup-,Cup"),
    "cells of a table": (f"<table><tr><th>Tea</th><td>{F}green</td><td>black{T}</td><td>red</td></tr></table>", "en", "text=green,black"),
    "long: first and last words": (f"<p>zero {F}{LONG}{T} nineteen.</p>", "en", "text=one%20two%20three,sixteen%20seventeen%20eighteen"),
    "long, begins as an earlier one": (f"<p>one two three. sixteen seventeen eighteen</p><p>zero {F}{LONG}{T}.</p>", "en", "text=one%20two%20three%20four,fifteen%20sixteen%20seventeen%20eighteen"),
    "hidden words inside": (f"<p>Cold <span hidden>and old</span>{F}clear <span style='display:none'>not</span> water{T}.</p>", "en", "text=clear%20water"),
    "hidden twin before": (f"<p style='display:none'>Green tea</p><p style='visibility:hidden'>Green tea</p><p>{F}Green tea{T}</p>", "en", "text=Green%20tea"),
    "white space of the source": (f"<p>Water   {F}boils\n  in\ta{T} kettle.</p>", "en", "text=boils%20in%20a"),
    "a line break": (f"<p>Water {F}boils<br>in a{T} kettle.</p>", "en", "text=boils,a"),
    "shown in capitals": (f"<p>Water</p><p style='text-transform: uppercase'>Now {F}water{T} boils</p>", "en", "text=Now-,water"),
    "quotation marks at the edges": (f"<p>She said: {F}“tea, please”{T} and left.</p>", "en", "text=%E2%80%9Ctea%2C%20please%E2%80%9D"),
    "Chinese": (f"<p>我们喝茶。你们也{F}喝茶{T}吗？</p>", "zh", None),
    "Thai": (f"<p>น้ำเดือดในกา แล้วก็มี{F}ชาร้อน{T}ให้ดื่ม</p>", "th", None),
    "Korean": (f"<p>물이 끓으면 {F}차를 마신다{T}. 끝.</p>", "ko", None),
    "Hebrew with Latin": (f"<p dir='rtl'>המים רותחים {F}בקומקום SMO Suite, ויש{T} תה.</p>", "he", None),
    "Arabic with vowel marks": (f"<p dir='rtl'>شربنا {F}الشّايَ الأخضر{T} مساءً.</p>", "ar", None),
    "Hindi": (f"<p>पानी {F}केतली में{T} उबलता है।</p>", "hi", None),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_an_odd_selection_leads_back(small, leads_back, case):
    body, lang, directive = CASES[case]
    (made,) = leads_back(small(body, lang=lang))
    assert directive is None or made == directive


@pytest.mark.parametrize("case", ["short and unique: as it is", "nested markup", "over blocks", "Hindi"])
def test_part_of_a_word_stands_for_the_word(small, leads_back, case):
    body, lang, directive = CASES[case]
    (made,) = leads_back(small(body, lang=lang), cut=1)
    assert directive is None or made == directive


@pytest.mark.parametrize("body", ["<input id=own value='green tea'>", "<textarea id=own>green tea</textarea>", "<p id=own contenteditable>green tea</p>", "<p id=own>— … —</p>"])  # fmt: skip
def test_what_is_typed_in_or_has_no_word_is_no_quote(small, visit, body):
    page = visit(small(body + "<p id=text>green tea</p>"), before=QUICK)
    page.click("#own")
    page.keyboard.press("Control+A")
    page.evaluate(
        "(own) => own.select ? own.select() : getSelection().selectAllChildren(own)", page.query_selector("#own")
    )
    page.wait_for_timeout(100)
    assert page.locator(".smo-quote:popover-open").count() == 0
    page.evaluate("document.activeElement.blur(); getSelection().selectAllChildren(text)")
    page.wait_for_selector(".smo-quote:popover-open")


def test_the_toolbar_is_reached_by_tab_and_left_by_escape(small, visit):
    page = visit(
        small("<p>Water <a href='#x'>boils</a> in a kettle.</p>"),
        before=QUICK,
        grant=("clipboard-read", "clipboard-write"),
    )
    page.evaluate("getSelection().selectAllChildren(document.querySelector('p'))")
    page.wait_for_selector(".smo-quote:popover-open")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.parentNode.className") == "smo smo-quote"
    page.keyboard.press("Enter")
    page.wait_for_function("uses.length")
    assert page.evaluate("uses[0].target") == "quote"
    page.keyboard.press("Escape")
    assert page.locator(".smo-quote:popover-open").count() == 0


def test_a_quote_goes_to_the_share_sheet_or_with_its_link_to_the_clipboard(small, visit):
    url = small("<p>Water boils in a kettle.</p>", lang="fr")
    for sheet in (True, False):
        stub = (
            "navigator.share = async (data) => { window.shared = data; }; navigator.canShare = () => true;"
            if sheet
            else ""
        )
        page = visit(
            url, before=QUICK + stub + "navigator.clipboard.writeText = async (text) => { window.copied = text; };"
        )
        page.evaluate("getSelection().selectAllChildren(document.querySelector('p'))")
        page.wait_for_selector(".smo-quote:popover-open")
        page.click(".smo-quote button >> nth=1")
        page.wait_for_function("uses.length")
        link = url + "#:~:text=Water%20boils%20in%20a%20kettle%2E"
        if sheet:
            assert page.evaluate("[shared.text.slice(2, -2), shared.url]") == ["Water boils in a kettle.", link]
        else:
            assert page.evaluate("copied").split("\n")[1] == link
