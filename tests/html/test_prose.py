"""Passages: the words that a link may be put around, and exactly where they stand in the source."""

from importlib.util import module_from_spec, spec_from_file_location
from itertools import combinations
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from smo_core.html.marks import MARK, strip
from smo_core.html.page import read_page
from smo_core.html.place import place, place_in_content
from smo_core.html.prose import moved, read_passages, span_in_source, written
from smo_core.html.read import read_content
from smo_core.model import Additions, Wrap

spec = spec_from_file_location("html_pages", Path(__file__).with_name("pages.py"))
pages = module_from_spec(spec)
spec.loader.exec_module(pages)

PIECES = (
    "tea", " green tea ", "&amp;", "&nbsp;", "&eacute;", "&#x6C34;", "&unknown;", "<", " < 3 ", "\r\n", "\r", "\n", "日本",
    "<b>", "</b>", "<em>", "</em>", "<p>", "</p>", "<li>", "<td>", "<table>", "<br>", "<img alt='tea'>", "<!-- tea -->",
    "<!--", "-->", "<code>", "</code>", "<a href='x'>", "</a>", "<h2>", "</h2>", "<pre>", "</pre>", "<script>", "</script>",
    "<div class='highlight'>", "</div>", "<textarea>", "</textarea>", "<svg>", "</svg>", "<![CDATA[tea]]>", "\ufeff", "\0",
    "<template>", "</template>", "<select>", "<button>", "</button>", "<span title='tea > water'>", "</span>",
)  # fmt: skip
SOUP = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def wraps_of(html):
    """Return a wrap around every word "tea" that may have one."""
    found = []
    for number, passage in enumerate(read_passages(html)):
        at = passage.text.find("tea")
        while at >= 0:
            span = span_in_source(passage, at, at + 3)
            if span is not None:
                source = written(passage, at, at + 3)
                found.append(
                    Wrap(start=span[0], end=span[1], passage=number, at=at, source=source, href="../tea/?a=1&b")
                )
            at = passage.text.find("tea", at + 3)
    return found


@given(SOUP)
@settings(max_examples=400)
def test_every_place_in_the_text_is_its_place_in_the_source(html):
    """What stands at a place in the source reads as the text that was asked for, whatever the page is like."""
    for passage in read_passages(html):
        for start, end in combinations(range(0, len(passage.text) + 1, 2), 2):
            span = span_in_source(passage, start, end)
            if span is not None:
                soup = BeautifulSoup(f"<p>{html[slice(*span)]}", "html5lib").text
                assert soup.replace("\r\n", "\n").replace("\r", "\n") == passage.text[start:end]


@given(SOUP)
@settings(max_examples=400)
def test_links_around_words_can_be_taken_out_and_twice_is_once(html):
    """Placing then stripping gives the page's own bytes; placing into the result gives the same result."""
    bare = strip(html)
    out = place_in_content(bare, (), wraps_of(bare))
    assert strip(out) == bare
    assert place_in_content(out, (), wraps_of(bare)) == out


@given(SOUP)
@settings(max_examples=300)
def test_no_link_stands_in_code_headings_links_or_buttons(html):
    """A parser of the standard finds our links nowhere but in text."""
    bare = strip(html)
    for link in BeautifulSoup(place_in_content(bare, (), wraps_of(bare)), "html5lib").find_all("a", attrs={MARK: True}):
        assert link.text == "tea"
        assert not {parent.name for parent in link.parents} & {
            "code",
            "pre",
            "a",
            "h2",
            "button",
            "script",
            "svg",
            "textarea",
        }


@given(st.sampled_from(sorted(pages.SHELLS.values())), SOUP)
@settings(max_examples=200)
def test_a_whole_page_is_as_it_was_when_everything_is_taken_out(shell, inside):
    """Links, blocks and head tags together leave no trace; where they could not, the shell places nothing."""
    text = strip(shell.replace("{}", inside))
    reading = read_page(text, passages=True)
    wraps = [
        Wrap(start=span[0], end=span[1], passage=n, at=at, source=text[slice(*span)], href="tea/")
        for n, passage in enumerate(reading.content.passages)
        if (at := passage.text.find("tea")) >= 0 and (span := span_in_source(passage, at, at + 3))
    ]
    alone = place(text, Additions(wraps=tuple(wraps)), reading.seams)
    assert strip(alone) == text
    assert alone.count('data-smo-wraps=""') == len(wraps)


@pytest.mark.parametrize(
    "html",
    [
        "<p><code>tea</code> <kbd>tea</kbd></p>",
        "<pre>tea</pre>",
        "<h1>tea</h1><h3>tea</h3>",
        '<p><a href="x">a cup of tea</a></p>',
        "<p><a name=x>tea",
        "<button>tea</button>",
        "<figure><img><figcaption>tea</figcaption></figure>",
        '<div class="highlight"><span>tea</span></div>',
        '<p class="admonition-title">tea</p>',
        '<nav><ul><li>tea</ul></nav><footer>tea</footer><div class="toc">tea</div>',
        '<div hidden>tea</div><p aria-hidden="true">tea</p>',
        '<aside data-smo-placed="share"><p>tea</p></aside>',
        "<!-- tea --><script>tea</script><style>tea</style><template>tea</template>",
    ],
)
def test_what_is_no_prose_gets_no_link(html):
    """Code, headings, links, buttons, captions, menus, what is hidden and what is ours stay as they are."""
    assert wraps_of(html) == []


def test_a_sentence_is_read_with_its_code_and_links():
    """A passage has all of the sentence; only the runs are open to links."""
    (passage,) = read_passages('<p>Use <code>pot</code> and <a href="x">water</a> for tea &amp; more.</p>')
    assert passage.text == "Use pot and water for tea & more."
    assert [run.source for run in passage.runs] == ["Use ", " and ", " for tea &amp; more."]


def test_passages_end_where_blocks_do():
    """A name is never found across two list items or paragraphs."""
    assert [p.text for p in read_passages("<ul><li>green<li>tea</ul><p>black<p>tea")] == [
        "green",
        "tea",
        "black",
        "tea",
    ]


def test_passages_are_read_only_when_asked_for():
    """The ordinary build pays nothing for them, and reads the same otherwise."""
    html = "<p>Green tea wants water below 80 degrees.</p>"
    asked, plain = read_content(html, passages=True), read_content(html)
    assert plain.passages == ()
    assert (asked.text, asked.lead, asked.links) == (plain.text, plain.lead, plain.links)


def test_a_link_of_ours_is_text_to_a_reader_of_the_page():
    """Read again with our links in it, a page has the same words and no link more."""
    html = "<p>Green tea wants <a href='w'>water</a> below 80 degrees.</p>"
    seen = read_content(place_in_content(html, (), wraps_of(html)))
    assert (seen.text, [link.href for link in seen.links]) == (read_content(html).text, ["w"])


def test_links_find_their_words_in_content_that_was_rendered_anew():
    """Other addresses in the same content move the words; what is no longer there is left out."""
    wraps = wraps_of('<p><a href="/x/">x</a> and tea</p><p>tea</p>')
    again = '<p><a href="https://example.org/x/">x</a> and tea</p>'
    assert [again[w.start : w.end] for w in moved(again, wraps)] == ["tea"]


def test_a_link_and_a_block_may_meet_at_one_place():
    """The link ends before the block begins."""
    out = place_in_content("tea", (pages.block("share"),), wraps_of("tea"))
    soup = BeautifulSoup(out, "html5lib")
    assert [child.name for child in soup.body.find_all(recursive=False)] == ["a", "aside"]
    assert strip(out) == "tea"
