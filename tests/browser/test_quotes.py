"""Quote share: a link leads a browser back to the text that was selected."""

from __future__ import annotations

import pytest
from highlights import CHOOSE, MARK, QUICK, QUOTE, RECTS, differs

WIDE = {"width": 1000, "height": 800}
PAGES = ("linkability/quote-links/", "sharing/fediverse/", "linking/pagerank/", "measure/audits/", "previews/json-ld/", "fr/qu-est-ce-que-le-smo/", "ja/", "ar/")  # fmt: skip


def missed(visit, url, chosen, links):
    """Open the links' directives at once in a fresh page, without script; say what is not as selected."""
    directives = [link.split("#:~:")[1] for link in links]
    page = visit(f"{url}#:~:{'&'.join(directives)}", java_script_enabled=False, viewport=WIDE)
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**WIDE, "height": min(height, 12000)})
    page.add_style_tag(content=MARK)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(50)
    wrong = differs(page, page.evaluate(RECTS, chosen))
    if wrong: page.screenshot(path="/tmp/script/wrong%d.png" % abs(hash(str(chosen))))
    page.context.close()
    return wrong


@pytest.mark.parametrize("path", PAGES)
def test_a_quote_leads_back_to_its_selection(sample, visit, path):
    page = visit(sample + path, before=QUICK, viewport=WIDE)
    chosen = page.evaluate(CHOOSE, [len(path), 25])
    links = page.evaluate(QUOTE, chosen)
    assert all(links)
    wrong = {}
    for start in range(0, 25, 9):
        batch = slice(start, start + 9)
        if missed(visit, sample + path, chosen[batch], links[batch]):
            pairs = zip(chosen[batch], links[batch], strict=True)
            wrong |= {link: why for one, link in pairs if (why := missed(visit, sample + path, [one], [link]))}
            wrong[str(batch)] = "together"
    assert wrong == {}
