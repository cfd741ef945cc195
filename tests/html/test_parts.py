"""Reading for links only: the same headings and links as reading in full, in marked and unmarked pages alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.html.page import read_page
from smo_core.html.parts import parts_said, read_parts
from smo_core.html.repeats import settle

P = "<p>A paragraph of the page that is <a href=p.html>long enough</a>.</p>"
# Each changes how what stands behind or within it is read.
PIECES = (
    "<h2>Title <a class=headerlink href=#t>¶</a></h2>", P, "<a href=q.html>q</a>", "<a href=open.html>never closed",
    "<b>", "</b>", "<table><tr><td><a href=cell.html>in a cell</a></td></tr></table>",
    "<table><a href=fostered.html>before the table</a><tr><td>x</table>", "<div>", "</div>", "<div class=toc>",
    "<nav><a href=nav.html>nav</a></nav>", "<div role=navigation><a href=n.html>n</a></div>", "<p>", "</p>", "<ul><li>",
    "</ul>", "<header><h1>Top</h1><a href=h.html>h</a></header>", "<!-- <a href=no.html>no</a> -->", "<select>", "</select>",
    "<svg><a href=svg.html>svg</a></svg>", "<form>", "</form>", "text & <more", "<script>'<a href=s.html>'</script>", "<br>",
    "\r\n", "<button>", "<hr>", "<a rel=next href=next.html>Next</a>", "<time>1 May</time><ul class=pager><li><h3>Older</h3><a href=older.html>Tea</a></ul>", "<font>", "</font>", "<span class=nav><a href=s.html>s</a></span>", "plain text", "<template><a href=t.html>t</a></template>", "<a href=f.html hreflang=fr>fr</a>",
)  # fmt: skip
pages = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def said(text, *, links_only):
    """Return headings and links of a page as a whole site of it alone has them."""
    reading = settle({"a": read_page(text, links_only=links_only)})["a"]
    content = reading.content
    if reading.parts:
        content = (parts_said(reading.parts) if links_only else None) or read_parts(
            text, reading.parts, links_only=links_only
        )
    return content.headings, [(link.href, link.text) for link in content.links]


@pytest.mark.parametrize("around", ["{}", "<main>{}</main>", "<div class=body>{}</div>", "<div class=toc>{}</div>"])
@given(page=pages)
def test_links_and_headings_are_those_of_a_full_reading(around, page):
    """However the page is divided, and whatever its author left open."""
    text = f"<!doctype html><html><head><title>T</title></head><body>{around.format(page)}</body></html>"
    assert said(text, links_only=True) == said(text, links_only=False)


def test_what_is_certain_is_read_with_the_page():
    """An ordinary page is parsed once: each part brings its links along."""
    text = f"<body><div id=top><a href=t.html>top</a></div><div class=text>{P}</div><div>{P}{P}{P}{P}</div></body>"
    parts = read_page(text, links_only=True).parts
    assert [[link.href for link in part.said.links] for part in parts] == [["t.html"], ["p.html"], *([["p.html"]] * 4)]
    assert all(part.said is None for part in read_page(text).parts)


def test_what_goes_on_in_the_next_part_is_read_anew():
    """A link that nobody closed belongs to no part for sure."""
    parts = read_page(f"<body><div><a href=x.html>open{P}</div><div>{P}</div></body>", links_only=True).parts
    assert parts
    assert all(part.said is None for part in parts)


def text_of(body):
    """Return what the content of a page says that marks none."""
    text = f"<!doctype html><title>T</title>{body}"
    reading = settle({"a": read_page(text)})["a"]
    return read_parts(text, reading.parts).text


@pytest.mark.parametrize("end", ["</body></html>", "</html>", ""])
def test_text_between_elements_is_content_too(end):
    """As generators and people wrote before there was CSS: text in the body itself, paragraphs that nobody closed."""
    body = (
        "<body bgcolor=white><div class=navigation><a href=n.html>Next</a></div><h1>Boxes</h1>\n<a name=b></a>In 2D the"
        " <b>boxes</b> style draws <img src=a.png> rectangles.<script>no()</script>\n<p>In 3D it draws\n<i>boxes</i> too."
        "<br><hr><strong>Subsections</strong><ul><li><a href=c.html>2D boxes</a></ul>The end.<!-- no -->"
    )
    assert text_of(body + end) == (
        "Boxes In 2D the boxes style draws rectangles. In 3D it draws boxes too. Subsections 2D boxes The end."
    )


@pytest.mark.parametrize(
    "before",
    [
        "<!doctype html><title>T</title>", "<title>T</title></head>", "<html>", "<!doctype html><html><head></head>",
        "<!doctype html><meta charset=utf-8><title>T</title><link rel=x href=y>", "<title>T</title><script>no()</script>",
        "<title>T</title><body>",
    ],
)  # fmt: skip
def test_text_may_begin_where_no_body_is_opened(before):
    """Its tag may be left out, as may those of the head."""
    text = f"{before}Tea is <b>hot</b> today.<p>Water boils."
    reading = settle({"a": read_page(text)})["a"]
    assert read_parts(text, reading.parts).text == "Tea is hot today. Water boils."
    assert reading.seams.before_content == len(before)


@pytest.mark.parametrize(
    ("start", "stop"), [("<pre>", "</pre>"), ("<div><p>", ""), ("<font><center>", "</center></font>")]
)
def test_text_is_one_part_however_much_is_marked_in_it(start, stop):
    """What runs along in lines is not taken apart: a source with each word in an element of its own."""
    words = " = ".join(f"<span class=k><a href=w{n}.html>w{n}</a></span>" for n in range(50))
    body = f"<body>{start}{words}{stop}</body>"
    (part,) = read_page(body).parts
    assert "w0</a>" in body[part.start : part.end]
    assert text_of(body) == " = ".join(f"w{n}" for n in range(50))


@pytest.mark.parametrize("tag", ["table", "xmp", "plaintext"])
def test_what_nobody_closed_and_takes_all_in_counts_for_nothing(tag):
    """Nothing can be placed behind it; what stands before it is content."""
    body = f"<body><h1>Tea</h1>Green tea is made of leaves. <p>Its water is hot.<{tag}><tr><td>x"
    reading = settle({"a": read_page(f"<!doctype html>{body}")})["a"]
    assert reading.seams.after_content == len("<!doctype html>") + body.index(f"<{tag}>")
    assert text_of(body) == "Tea Green tea is made of leaves. Its water is hot."


def test_links_in_a_line_that_is_called_navigation_are_none():
    """Beside text in the same line."""
    assert text_of("<body>Home of tea. <span class=nav><a href=x.html>Next</a></span> More of it.</body>") == (
        "Home of tea. More of it."
    )


@pytest.mark.parametrize(("shown", "empty"), [("", True), ("\x7f \x01", True), ("&nbsp;", True), ("x", False)])
def test_a_part_that_shows_nothing_is_empty(shown, empty):
    """Signs that nobody sees are nothing, also beside a picture's absence."""
    (part, _) = read_page(f"<body><div>{shown}</div><div>{P}</div></body>").parts
    assert part.empty is empty
