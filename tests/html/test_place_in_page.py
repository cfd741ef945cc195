"""Placing into rendered pages, as hosts do: head tags, late blocks, and articles that hid from us."""

from __future__ import annotations

import re

import pytest

from smo_core.html.marks import MARK, strip
from smo_core.html.place import place_behind, place_in_content, place_in_page
from smo_core.model import Additions, Block, HeadTag

PAGE = "<html><head><title>T</title></head><body>{}</body></html>"
BEFORE = Block(name="first", slot="before_content", html="<p>first</p>")
AFTER = Block(name="last", slot="after_content", html="<p>last</p>")
END = Block(name="end", slot="body_end", html="<p>end</p>")
TITLE = HeadTag(key=("property", "og:title"), tag="meta", attributes=(("property", "og:title"), ("content", "T")))


def shape(text):
    """Return a page with what was placed as short signs."""
    for name in ("first", "last", "end"):
        text = text.replace(f'\n<p {MARK}="{name}">{name}</p>', f"[{name}]")
    return text.replace(f'\n<meta property="og:title" content="T" {MARK}="og:title">', "[title]")


@pytest.mark.parametrize(
    ("body", "article", "expected"),
    [
        ("x<p>a</p>y", "<p>a</p>", "x[first]<p>a</p>[last]y"),
        # Twice in the page, or blank, it says nothing; then the page's own markup decides.
        ("<article><p>a</p></article><p>a</p>", "<p>a</p>", "<article>[first]<p>a</p>[last]</article><p>a</p>"),
        ("<main>b</main>", " ", "<main>[first]b[last]</main>"),
        ("<div role=main>b</div>", "<p>a</p>", "<div role=main>[first]b[last]</div>"),
        ("<main><article>b</article></main>", "<p>a</p>", "<main><article>[first]b[last]</article></main>"),
        ("<main><article>b</article><article>c</article></main>", "<p>a</p>",
         "<main>[first]<article>b</article><article>c</article>[last]</main>"),
        # No region, or one whose end is not certain: nothing.
        ("<div>b</div>", "<p>a</p>", "<div>b</div>"),
        ("<main>b", "<p>a</p>", "<main>b"),
    ],
)  # fmt: skip
def test_blocks_stand_around_the_article(body, article, expected):
    """Found by its own HTML, else by the one article, else by the main region."""
    assert shape(place_behind(PAGE.format(body), article, (BEFORE, AFTER))) == PAGE.format(expected)


def test_only_blocks_of_the_content_that_are_not_there_yet_go_behind():
    """Those of the body's end have their own place, and one that the theme printed is not printed again."""
    page = PAGE.format("<p>a</p>")
    once = place_behind(page, "<p>a</p>", (BEFORE, END))
    assert shape(once) == PAGE.format("[first]<p>a</p>")
    assert place_behind(once, "<p>a</p>", (BEFORE,)) == once
    assert place_behind(page, "<p>a</p>", (END,)) == page
    assert shape(place_behind(once, "<p>a</p>", (BEFORE, AFTER))) == PAGE.format("[first]<p>a</p>[last]")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("x", "x[end]"),
        ("</body>x", "</body>x[end]"),
        ('x<div data-smo="end"></div>', 'x<div data-smo="end">[end]</div>'),
        ('x<div data-smo="last"></div>', 'x<div data-smo="last">[last]</div>[end]'),
    ],
)
def test_late_blocks_go_to_the_end_or_where_they_are_asked_for(body, expected):
    """Before the last end tag of the body; a placeholder comes first, also for blocks of the content."""
    made = place_in_page(PAGE.format(body), Additions(head=(TITLE,), blocks=(AFTER, END)))
    assert shape(made) == PAGE.format(expected).replace("</title>", "</title>[title]")


@pytest.mark.parametrize("ending", ["</BODY></HTML>", "</BODY> behind </BODY>", "</html>", ""])
def test_the_end_of_the_body_is_found_or_is_the_end_of_the_page(ending):
    """In capitals too, and where there is no end tag."""
    made = shape(place_in_page(f"<head></head><body>x{ending}", Additions(blocks=(END,))))
    before, _, behind = ending.rpartition("</BODY")
    assert made == f"<head></head><body>x{f'{before}[end]</BODY{behind}' if 'BODY' in ending else f'{ending}[end]'}"


def test_a_theme_that_asks_takes_the_block_out_of_the_content():
    """Placed with the article already, it moves to where the theme wants it."""
    article = place_in_content("<p>a</p>", (AFTER,))
    assert shape(article) == "<p>a</p>[last]"
    made = place_in_page(PAGE.format(f'{article}<div data-smo="last"></div>'), Additions(blocks=(AFTER,)))
    assert shape(made) == PAGE.format('<p>a</p><div data-smo="last">[last]</div>')


def test_what_an_author_asked_for_in_the_content_stays_there():
    """The placeholder is filled, so the page has nothing to add."""
    article = place_in_content('<p>a</p><div data-smo="last"></div>', (AFTER,))
    made = place_in_page(PAGE.format(article), Additions(blocks=(AFTER,)))
    assert shape(made) == PAGE.format('<p>a</p><div data-smo="last">[last]</div>')


def test_the_first_of_several_placeholders_is_filled_and_an_unnamed_one_is_none():
    """One block of a name in a page."""
    asked = '<i data-smo=""></i><i data-smo="last"></i><i data-smo="last"></i><i data-smo="first">'
    assert shape(place_in_content(asked, (BEFORE, AFTER))) == "[first]" + asked.replace(
        '"last"></i>', '"last">[last]</i>', 1
    )


def test_a_head_that_was_tagged_before_is_tagged_anew():
    """A page that comes twice is as if it came once."""
    once = place_in_page(PAGE.format("x"), Additions(head=(TITLE,), blocks=(END,)))
    assert shape(once) == PAGE.format("x[end]").replace("</title>", "</title>[title]")
    other = place_in_page(once, Additions(head=(TITLE,)))
    assert other == once
    assert strip(once) == PAGE.format("x")
    new = HeadTag(key=TITLE.key, tag="meta", attributes=(("property", "og:title"), ("content", "New")))
    assert place_in_page(once, Additions(head=(new,))) == once.replace('content="T"', 'content="New"')


def test_a_page_without_a_head_keeps_what_its_content_has():
    """Only a head is looked through for what was there before."""
    article = place_in_content("<p>a</p>", (BEFORE, AFTER))
    for page in (article, f"<frameset>{article}</frameset>"):
        assert place_in_page(page, Additions()) == page


def test_a_theme_that_asks_for_one_block_leaves_the_others_in_the_content():
    """Only the block that moves is taken out."""
    article = place_in_content("<p>a</p>", (BEFORE, AFTER))
    made = place_in_page(PAGE.format(f'{article}<div data-smo="last"></div>'), Additions(blocks=(BEFORE, AFTER)))
    assert shape(made) == PAGE.format('[first]<p>a</p><div data-smo="last">[last]</div>')


@pytest.mark.parametrize(("existing", "shown"), [("keep", ["Theme"]), ("replace", ["T"])])
def test_tags_of_the_theme_stay_or_give_way(existing, shown):
    """As the settings say, for hosts as for folders; what gave way comes back."""
    page = '<head><title>x</title><meta property="og:title" content="Theme"></head><body></body>'
    made = place_in_page(page, Additions(head=(TITLE,), existing=existing))
    assert re.findall(r'<meta property="og:title" content="(\w+)"', made) == shown
    assert strip(made) == page
