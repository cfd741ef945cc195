"""Reading content: the author's links, words and first paragraph, and nothing of the theme's."""

import pytest
from bs4 import BeautifulSoup

from smo_core.html.read import read_content

ARTICLE = """
<header><h1 id="t">Title<a class="headerlink" href="#t">¶</a></h1><a href="/author/">By Ana</a></header>
<nav><a href="/menu/">Menu</a></nav>
<blockquote><p>A quotation that stands before everything else in the text.</p></blockquote>
<p>Short.</p>
<p>The first real paragraph <em>says</em> what the page is <a href="../about/#why" rel="NoFollow me">about</a>.</p>
<script>var href = '<a href="/script/">';</script>
<h2>Second</h2><p>More <code>code</code> here and <a href=" spaced.html ">spaced</a>.</p>
<img src="a.png" alt="A  chart" width="640" height="480px"><img alt="no source">
<aside data-smo-placed="related"><a href="/ours/">ours</a></aside>
<footer><a href="/tag/x/">x</a></footer>
"""


@pytest.fixture
def content():
    return read_content(ARTICLE)


def test_only_links_of_the_text_are_links(content):
    """Navigation, header, footer, scripts and our own blocks do not count."""
    assert [link.href for link in content.links] == ["../about/#why", "spaced.html"]
    assert content.links[0].text == "about"
    assert content.links[0].rel == ("nofollow", "me")


@pytest.mark.parametrize(
    "ways",
    [
        "<div class='post-prevnext my-3'><article class=post-prev>{}</article><article class=post-next>{}</article></div>",
        "<article class='post-prev col-6'>{}</article><article class='post-next col-6'>{}</article>",
        "<div class=post-nav><div>{}</div><div>{}</div></div>",
        "<div class=neighbors>{}{}</div>",
        "<ul class='pagination blog-pager'><li>{}<li>{}</ul>",
        "<div class='post-navigation'>{}{}</div>",
        "<p class=prev-next>{}{}</p>",
    ],
)
def test_the_way_to_the_post_before_and_after_is_no_link_of_the_text(ways):
    """Blog themes write it at the end of the article, and not all call it navigation."""
    article = f"<time>1 May</time><p>Tea, unlike <a href=c.html>coffee</a>, is hot.</p>{ways.format('<a href=a>A</a>', '<a href=b>B</a>')}"
    said = read_content(article)
    assert [link.href for link in said.links] == ["c.html"]
    assert said.text == "1 May Tea, unlike coffee , is hot."
    assert len(read_content(article.replace("class=", "data-x=")).links) == 3


def test_a_link_that_says_it_leads_to_the_next_page_is_none_of_the_text():
    """As HTML has it for a series; what else a link says of itself changes nothing."""
    said = read_content(
        "<p><a rel=prev href=a>A</a> <a rel='nofollow NEXT' href=b>B</a> <a rel=previous href=c>C</a>"
        "<a rel=nextcloud href=d>D</a> <a rel='me next-door' href=e>E</a> <a rel=nofollow href=f>F</a></p>"
    )
    assert [link.href for link in said.links] == ["d", "e", "f"]


def test_a_links_offset_is_where_it_stands_in_the_source(content):
    """Offsets point at the start tag."""
    for link in content.links:
        assert ARTICLE[link.offset :].startswith("<a href=")


def test_headings_come_without_their_permalinks(content):
    """The sign that themes put behind a heading is no part of it."""
    assert [(h.level, h.text, h.id) for h in content.headings] == [(1, "Title", "t"), (2, "Second", "")]


def test_images_have_what_the_page_says_of_them(content):
    """Sizes are numbers, text is on one line, an image without source is none."""
    (image,) = content.images
    assert (image.src, image.alt, image.width, image.height) == ("a.png", "A chart", 640, 480)


def test_the_lead_is_the_first_real_paragraph(content):
    """Quotations and one-word paragraphs do not open a page."""
    assert content.lead == "The first real paragraph says what the page is about."


@pytest.mark.parametrize(
    ("html", "lead"),
    [
        ("<ul><li>Only a list of things is here</li></ul>", "Only a list of things is here"),
        (
            "<p>The following topics are covered:</p><p>This one tells something new.</p>",
            "This one tells something new.",
        ),
        ("<p><a href=a>All of this is one link</a></p><p>And this one is not.</p>", "And this one is not."),
        ("<p>日本語の最初の段落はここにあります。</p>", "日本語の最初の段落はここにあります。"),
        ("<table><tr><td><p>Text of a cell in a table</p></td></tr></table>", ""),
        ("<pre>some code that is long enough</pre>", ""),
        ("", ""),
    ],
)
def test_leads_of_unusual_pages(html, lead):
    """Where there is no paragraph, the next best text opens the page; code and cells never do."""
    assert read_content(html).lead == lead


def test_the_text_is_that_which_beautifulsoup_reads(content):
    """An independent parser finds the same words."""
    soup = BeautifulSoup(ARTICLE, "html5lib")
    for unwanted in soup.select("script, nav, header, footer, aside"):
        unwanted.decompose()
    assert content.text.split() == soup.body.get_text(" ").split()
