"""Whole built pages: where their content is, and what their markup tells."""

import pytest

from smo_core.html.page import read_page, read_parts
from smo_core.html.repeats import settle

P = "<p>A paragraph of the page that is long enough.</p>"


@pytest.mark.parametrize(
    ("body", "inside"),
    [
        (f"<main>{P}</main>", "main"),
        (f"<div role=main>{P}</div>", "div"),
        (f"<article>{P}</article>", "article"),
        (f"<main><article>{P}</article><nav><a href=x>x</a></nav></main>", "article"),
        (f"<main><article>{P}</article>{P * 9}</main>", "main"),
    ],
)
def test_the_content_region_is_found_by_its_mark(body, inside):
    """The one article that is most of main, else main, else role=main."""
    text = f"<html><head><title>T</title></head><body><header>x</header>{body}<footer>y</footer></body></html>"
    seams = read_page(text).seams
    assert text[: seams.before_content].rsplit("<", 1)[1].startswith(inside)
    assert text[seams.after_content :].startswith(f"</{inside}>")


def test_a_selector_from_the_settings_wins():
    """The owner of a site knows best."""
    text = f"<body><main>{P}</main><div id=real>{P}</div></body>"
    seams = read_page(text, selector="#real").seams
    assert text[: seams.before_content].endswith("<div id=real>")


def test_several_articles_are_a_list():
    """An index of posts is told from a post."""
    assert read_page(f"<main><article>{P}</article><article>{P}</article></main>").several
    assert not read_page(f"<main><article>{P}<article>a comment</article></article></main>").several


def test_bylines_are_read_as_generators_write_them():
    """hAtom, microdata and rel tell date, authors and tags."""
    reading = read_page(
        f'<main><article><abbr class="published" title="2026-03-01T10:00:00+00:00">x</abbr>'
        f'<a rel="author" href=a>Ana</a>{P}<a rel="tag" href=t>og</a><a rel="tag" href=u>x card</a></article></main>',
    )
    assert reading.published == "2026-03-01T10:00:00+00:00"
    assert reading.authors == ("Ana",)
    assert reading.tags == ("og", "x card")


def test_the_language_of_the_region_beats_the_documents():
    """A translated article in an English theme is in its own language."""
    assert read_page(f"<html lang=en><body><main lang=ar>{P}</main></body></html>").language == "ar"
    assert read_page(f"<html lang=en><body><main>{P}</main></body></html>").language == "en"


def unmarked(number: int) -> str:
    own = f"<p>Paragraph number {number} is only on this page.</p><p><a href=p{number + 1}.html>on</a></p>"
    return (
        "<html><head><title>T</title></head><body><div class=top><a href=index.html>Home</a> <a href=all.html>All</a></div>"
        f"<div>{own}</div><div>Made by nobody in particular.</div></body></html>"
    )


def test_what_repeats_on_unmarked_pages_is_no_content():
    """Without any mark, the parts that all pages share are the template's."""
    texts = {f"p{i}.html": unmarked(i) for i in range(6)}
    settled = settle({key: read_page(text) for key, text in texts.items()})
    for i, (key, reading) in enumerate(settled.items()):
        content = read_parts(texts[key], reading.parts)
        assert [link.href for link in content.links] == [f"p{i + 1}.html"]
        assert [texts[key][link.offset :][:9] for link in content.links] == ["<a href=p"]
        assert content.lead == f"Paragraph number {i} is only on this page."
        assert texts[key][reading.seams.after_content :].startswith("</div><div>Made by nobody") or texts[key][
            reading.seams.after_content :
        ].startswith("<div>Made by nobody")


def test_a_page_that_is_all_template_has_no_content():
    """Where everything repeats, nothing is claimed."""
    texts = {f"p{i}.html": "<body><div>same</div><div>words</div></body>" for i in range(6)}
    assert all(
        not r.parts and r.seams.after_content is None
        for r in settle({k: read_page(t) for k, t in texts.items()}).values()
    )
