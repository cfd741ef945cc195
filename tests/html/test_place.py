"""Placing: the page is sacred, twice equals once, a page never says a thing twice."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from smo_core.html.head import read_head
from smo_core.html.marks import MARK, ascii_only, strip
from smo_core.html.page import read_page
from smo_core.html.place import Seams, place, place_in_content, place_in_page
from smo_core.model import Additions, Wrap

spec = spec_from_file_location("html_pages", Path(__file__).with_name("pages.py"))
pages = module_from_spec(spec)
spec.loader.exec_module(pages)

BODY = "<h1>Title</h1>\n<p>First paragraph of the page.</p>"
shells = pytest.mark.parametrize("shell", pages.SHELLS.values(), ids=list(pages.SHELLS))


def placed(text, additions=pages.ADDITIONS):
    return place(text, additions, read_page(text).seams)


@shells
def test_strip_undoes_place(shell):
    """Whatever the page is like, taking everything out gives the page as it was."""
    text = shell.replace("{}", BODY)
    assert strip(placed(text)) == text


@shells
def test_placing_again_changes_nothing(shell):
    """Placing into the stripped result of placing gives the same page."""
    once = placed(shell.replace("{}", BODY))
    assert placed(strip(once)) == once


@shells
def test_every_placed_meta_stands_in_the_head_that_html5lib_parses(shell):
    """An independent parser of the standard finds our tags in the head, wherever that ends."""
    if "<template>" in shell:
        pytest.skip("html5lib 1.1 does not know the template element")
    # A decoder drops the byte-order mark before a parser sees it.
    text = placed(shell.replace("{}", BODY)).removeprefix("\ufeff")
    document = html5lib.parse(text, namespaceHTMLElements=False)
    everywhere = [e for e in document.iter("meta") if e.get(MARK)]
    assert [e for e in document.find("head").iter("meta") if e.get(MARK)] == everywhere


def test_the_page_is_open_where_it_should_be():
    """Head tags follow the last head element; blocks stand at the start and end of the content and of the body."""
    soup = BeautifulSoup(placed(pages.SHELLS["ordinary"].replace("{}", BODY)), "html5lib")
    main = soup.main.find_all(recursive=False)
    assert [e.get("id") for e in main] == ["before", None, None, "share", "related"]
    assert soup.body.find_all(recursive=False)[-1]["id"] == "end"
    assert soup.head.find_all(recursive=False)[2][MARK] == "og:title"
    assert soup.find("meta", property="og:title")["content"] == pages.HOSTILE[0]


def test_blocks_for_the_end_of_the_body_stand_before_its_end_tag():
    """Also where the page is read whole."""
    text = "<html><head></head><body><p>x</p></body></html>"
    made = placed(text, Additions(blocks=(pages.block("end", "body_end"),)))
    assert made.endswith("</aside></body></html>")


@pytest.mark.parametrize(
    ("spans", "linked"),
    [
        ([(3, 5), (0, 4)], [(0, 4)]),
        ([(2, 4), (0, 2)], [(0, 2), (2, 4)]),
        ([(0, 4), (0, 2), (4, 5)], [(0, 2), (4, 5)]),
        ([(1, 1), (2, 1), (5, 6)], [(5, 6)]),
    ],
)
def test_links_never_reach_into_one_another(spans, linked):
    """From left to right; those that touch may both stand; around nothing there is no link."""
    text = "abcdefgh"
    wraps = tuple(Wrap(start=a, end=b, passage=0, at=a, source=text[a:b], href=f"{a}-{b}/") for a, b in spans)
    made = place(text, Additions(wraps=wraps), Seams())
    assert [(a["href"], a.text) for a in BeautifulSoup(made, "html5lib").find_all("a")] == [
        (f"{a}-{b}/", text[a:b]) for a, b in linked
    ]
    assert strip(made) == text


def test_a_quote_that_ends_the_head_early_does_not_push_tags_into_the_body():
    """Tags go before the point at which a broken description really ends the head."""
    text = pages.SHELLS["quote ends the head early"].replace("{}", BODY)
    out = placed(text)
    assert out.index("og:title") < out.index("<title>T")


@pytest.mark.parametrize(
    "own",
    [
        '<meta property="og:title" content="own">',
        '<meta name="og:title" content="own">',
        "<META PROPERTY='OG:Title' CONTENT=own>",
        '<meta name="x" property="og:title" content="own">',
    ],
)
def test_what_the_theme_says_is_not_said_again(own):
    """A tag that the head has, in whatever spelling, is left out."""
    text = f"<html><head>{own}</head><body><main>{BODY}</main></body></html>"
    soup = BeautifulSoup(placed(text), "html5lib")
    assert not soup.find_all("meta", attrs={MARK: "og:title"})
    assert soup.find_all("meta", attrs={MARK: "og:type"})


def test_the_facts_of_an_image_come_with_the_image_only():
    """Where the theme names its own image, our size and alternative text would describe another one."""
    text = '<html><head><meta property="og:image" content="https://x.example/theme.png"></head><body></body></html>'
    ours = Additions(head=tuple(pages.tag(f"og:image{part}", "1") for part in ("", ":width", ":height", ":alt")))
    assert place(text, ours, read_page(text).seams) == text


def test_a_block_goes_where_the_author_asks_for_it():
    """A placeholder of the block's name wins over its slot, and stays in the page."""
    text = '<html><head></head><body><main><div data-smo="share"></div><p>After it.</p></main></body></html>'
    soup = BeautifulSoup(placed(text), "html5lib")
    assert soup.find(attrs={"data-smo": "share"}).aside["id"] == "share"
    assert soup.find_all(id="share") == soup.select("[data-smo=share] > aside")


def test_a_block_for_a_placeholder_only_waits_for_one():
    """With the slot "placeholder" and no placeholder, a block is not placed."""
    additions = Additions(blocks=(pages.block("share", "placeholder"),))
    assert place_in_content("<p>x</p>", additions.blocks) == "<p>x</p>"
    assert "<aside" in place_in_content('<p data-smo="share"></p>', additions.blocks)


def test_content_is_placed_once_however_often_it_is_asked():
    """Placing into an article that has its blocks gives the same article."""
    blocks = pages.ADDITIONS.blocks[:3]
    once = place_in_content(BODY, blocks)
    assert place_in_content(once, blocks) == once
    assert once.count(MARK) == 3


def test_a_rendered_page_is_placed_once_however_often_it_is_asked():
    """The hosts' last step can run again on its own result."""
    text = pages.SHELLS["ordinary"].replace("{}", place_in_content(BODY, pages.ADDITIONS.blocks))
    once = place_in_page(text, pages.ADDITIONS)
    assert place_in_page(once, Additions(head=pages.ADDITIONS.head)) == once
    assert strip(once) == pages.SHELLS["ordinary"].replace("{}", BODY)


@given(title=pages.TEXT, inside=pages.TEXT, shell=st.sampled_from(sorted(pages.SHELLS.values())))
def test_any_text_survives_and_can_be_taken_out(title, inside, shell):
    """Whatever an author writes stays text: it comes back from a parser, and goes without a trace."""
    text = shell.replace("{}", BODY)
    additions = Additions(
        head=(pages.tag("og:title", title),),
        blocks=(pages.block("share", inside=f"<p>{escape(inside)}</p>"),),
    )
    out = placed(text, additions)
    assert strip(out) == text
    found = [s.value for s in read_head(out).statements if s.key == ("property", "og:title")]
    assert found in ([], [title.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")])


def test_pages_in_small_encodings_get_references():
    """Text that an encoding lacks becomes references in HTML and escapes in a script."""
    html = '<meta content="日本"><script type="application/ld+json">{"a":"日本 😀"}</script>'
    assert (
        ascii_only(html)
        == '<meta content="&#26085;&#26412;"><script type="application/ld+json">{"a":"\\u65e5\\u672c \\ud83d\\ude00"}</script>'
    )


def test_a_minifier_cannot_make_marks_unremovable():
    """Marks are found without quotes, line breaks or comments."""
    assert strip(
        "<head><title>T</title><meta name=a content=b data-smo-placed=a></head><p>x</p><aside data-smo-placed=share><ul><li>x</ul></aside>"
    ) == ("<head><title>T</title></head><p>x</p>")
