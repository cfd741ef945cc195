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
        (
            f"<main><div><nav>{P * 4}<nav>{P * 9}</nav></nav></div><article>{P}</article><aside>{P * 5}</aside></main>",
            "article",
        ),
        (f"<main><nav>{P * 9}</nav><article><nav>x</nav>{P}</article>{P}</main>", "main"),
    ],
)
def test_the_content_region_is_found_by_its_mark(body, inside):
    """The one article that is most of main, else main, else role=main."""
    text = f"<html><head><title>T</title></head><body><header>x</header>{body}<footer>y</footer></body></html>"
    seams = read_page(text).seams
    assert text[: seams.before_content].rsplit("<", 1)[1].startswith(inside)
    assert text[seams.after_content :].startswith(f"</{inside}>")


TITLE = "<header><h1>T</h1></header>"
LAST = "<footer><a href=x>previous</a></footer>"


@pytest.mark.parametrize(
    "body",
    [
        f'<main><div class="panel"><h1>T</h1></div><div class="panel"><div class="box"><div id=flow>{P}{P}</div>{LAST}</div></div></main>',
        f'<article>{TITLE}<div class="e-content" id=flow>{P}</div>{LAST}</article>',
        f'<article><p class=meta>by A</p><div><div itemprop="articleBody" id=flow>{P}{P}</div></div><p>Tags</p></article>',
        f"<main>{TITLE}<div id=flow><h2>H</h2>{P}</div><nav>next</nav><script>1</script></main>",
        f"<main><h1>T</h1><div id=flow>{P}</div><div class=pagination>older, newer</div></main>",
    ],
)
def test_blocks_go_where_the_text_of_the_region_runs(body):
    """The element inside has the theme's margins and styles; the region itself often has none."""
    text = f"<html><head><title>T</title></head><body>{body}</body></html>"
    seams = read_page(text).seams
    assert text[: seams.before_content].endswith("id=flow>")
    assert text[: seams.after_content].endswith("</p>")
    assert text[seams.after_content :].startswith("</div>")


@pytest.mark.parametrize(
    "inside",
    [
        f"<p>First.</p><div class=note>{P}{P}</div>",
        f"First.<div class=note>{P}{P}</div>",
        f"<div>{P}{P}{P}</div><div>{P}</div>",
        f"<div>{P}</div><div>{P}{P}</div><section>{P}</section>",
        "<h1>T</h1><div class=highlight><pre>1 + 1</pre></div>",
        f"<div>{P}</div><div>{P}</div>",
        f"<div class=e-content>{P}</div><div class=e-content>{P}</div>",
        f"{P}{P}<div class=e-content>{P}</div>",
        f"<div>{P}{P}{P}</div><div>{P}<nav>x</nav></div>",
        f"<div>{P}{P}{P}</div><div>And <nav>x</nav></div>",
    ],
)
def test_where_the_text_may_go_on_blocks_go_to_the_edge_of_the_region(inside):
    text = f"<html><head><title>T</title></head><body><main>{inside}</main></body></html>"
    seams = read_page(text).seams
    assert text[: seams.before_content].endswith("<main>")
    assert text[seams.after_content :].startswith("</main>")


@pytest.mark.parametrize(
    "beside",
    [
        "",
        "<div class=col-sidebar>On this page: One</div>",
        "<div class=column><div>\n<nav class=is-hidden><p>In this article</p><ul><li>One</ul></nav>\n</div></div>",
    ],
)
def test_blocks_go_into_the_one_part_of_an_unmarked_page_that_has_its_text(beside):
    """What a theme sets beside the text in columns is no place for what follows it."""
    pages = {
        name: f"<body><div class=top>T</div><div class=grid><div id=flow><h1>{name}</h1>{P * 9}{name}</div>{beside}</div></body>"
        for name in ("one", "two", "three")
    }
    for name, reading in settle({name: read_page(text) for name, text in pages.items()}).items():
        assert pages[name][: reading.seams.before_content].endswith("<div id=flow>")
        assert pages[name][reading.seams.after_content :].startswith(f"</div>{beside}</div>")


@pytest.mark.parametrize("much", [3, 30])
def test_what_stands_beside_one_another_in_an_unmarked_page_is_followed_by_blocks(much):
    pages = {
        name: f"<body><div>{P * much}{name}</div><div>{P * 2}{name}</div></body>" for name in ("one", "two", "three")
    }
    for name, reading in settle({name: read_page(text) for name, text in pages.items()}).items():
        assert pages[name][reading.seams.after_content :] == "</body>"


def test_a_selector_from_the_settings_wins():
    """The owner of a site knows best."""
    text = f"<body><main>{P}</main><div id=real><div>{P}</div></div></body>"
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
