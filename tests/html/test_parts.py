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
    "\r\n", "<button>", "<template><a href=t.html>t</a></template>", "<a href=f.html hreflang=fr>fr</a>",
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


@pytest.mark.parametrize(("shown", "empty"), [("", True), ("\x7f \x01", True), ("&nbsp;", True), ("x", False)])
def test_a_part_that_shows_nothing_is_empty(shown, empty):
    """Signs that nobody sees are nothing, also beside a picture's absence."""
    (part, _) = read_page(f"<body><div>{shown}</div><div>{P}</div></body>").parts
    assert part.empty is empty
