"""Quote share: a link leads a browser back to the text that was selected."""

from __future__ import annotations

import pytest
from highlights import CHOOSE, QUICK, QUOTE, RECTS, differs

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

    def check(url, chosen):
        page = visit(url, before=QUICK, viewport=WIDE)
        chosen = page.evaluate(CHOOSE, chosen) if isinstance(chosen, tuple) else chosen
        links = page.evaluate(QUOTE, chosen)
        page.context.close()
        fresh = visit("about:blank", viewport=WIDE)
        wrong = {}
        for start in range(0, len(links), 9):
            batch = list(zip(chosen, links, strict=True))[start : start + 9]
            if missed(fresh, url, *zip(*batch, strict=True)):
                for one, link in batch:
                    why = missed(fresh, url, [one], [link])
                    if why:
                        fresh.screenshot(path=f"/tmp/script/w{len(wrong)}.png")
                        print(one, link, why, flush=True)
                    wrong |= {link: why} if why else {}
                assert wrong, "alone each leads back, together they do not"
        return wrong

    return check


@pytest.mark.parametrize("path", PAGES)
def test_a_quote_leads_back_to_its_selection(articles, leads_back, path):
    assert leads_back(f"{articles}{path}article.html", (len(path), 25)) == {}
