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
        (
            f"<main><div><article>{P}</article><div><a href=1>{P * 9}</a></div><script>{P * 9}</script></div></main>",
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
OPENING = "An opening that says more than the name of a page, in two sentences, has a link in it. Here it is, behind a colon: "
# As themes of utility classes write the way up to a page, and those to the pages before and after.
UP = "<div class='mt-1 flex'><div><a href=/docs/>Docs</a></div><div><a href=/docs/tea/>Tea</a></div><div>Pots</div></div>"
ON = "<div class='flex pt-8'><a href=/a/ title=Before> Before </a><a href=/b/><span>Behind</span></a></div>"


def around(body):
    """Return what of a page stands before its content, up to where that ends, and behind it."""
    text = f"<html><head><title>T</title></head><body>{body}</body></html>"
    seams = read_page(text).seams
    return text[: seams.before_content], text[: seams.after_content], text[seams.after_content :]


@pytest.mark.parametrize(
    "body",
    [
        f'<main><div class="panel"><h1>T</h1></div><div class="panel"><div class="box"><div id=flow>{P}{P}</div>{LAST}</div></div></main>',
        f'<article>{TITLE}<div class="e-content" id=flow>{P}</div>{LAST}</article>',
        f'<article><p class=meta>by A</p><div><div itemprop="articleBody" id=flow>{P}{P}</div></div><p>Tags</p></article>',
        f"<main>{TITLE}<div id=flow><h2>H</h2>{P}</div><nav>next</nav><script>1</script></main>",
        f"<main><h1>T</h1><div id=flow>{P}</div><div class=pagination>older, newer</div></main>",
        f"<main>{UP}<br><h1>T</h1><div id=flow>{P}</div><div class=mt-16></div>{ON}</main>",
        f"<main><header>{P * 3}</header><details>{P * 3}</details><div id=flow>{P}</div></main>",
        f"<main class=layout><div id=flow>{P}</div><div class=aside-content><h3>By Ada</h3>{P * 3}</div></main>",
    ],
)
def test_blocks_go_where_the_text_of_the_region_runs(body):
    """The element inside has the theme's margins and styles; the region itself often has none."""
    before, whole, after = around(body)
    assert before.endswith("id=flow>")
    assert whole.endswith("</p>")
    assert after.startswith("</div>")


@pytest.mark.parametrize(
    ("body", "behind", "rest"),
    [
        (f"<article>{TITLE}<section id=flow>{P}</section>{LAST}</article>", "</section>", LAST),
        # A list without a text of its own, in a row of columns.
        (
            f"<main><div id=flow><div><b>{P}</b></div><div><b>{P}</b></div></div><div class=aside>{P}</div></main>",
            "</div>",
            "<div class=aside>",
        ),
        (
            f"<main><div id=flow><div><b>{P}</b></div><div><b>{P}</b></div></div><aside>{P}</aside></main>",
            "</div>",
            "<aside>",
        ),
    ],
)
def test_blocks_go_into_the_column_of_the_text(body, behind, rest):
    """What stands between header and footer of an article, or beside what is at the side."""
    before, _, after = around(body)
    assert before.endswith("id=flow>")
    assert after.startswith(behind + rest)


@pytest.mark.parametrize(
    "body",
    [
        f"<article><section>{P}</section>{LAST * 9}</article>",
        f"<article><section>{P}</section></article>",
        f"<article>{TITLE}<section>{P}</section><section>{P}</section>{LAST}</article>",
    ],
)
def test_a_section_is_no_column_by_itself(body):
    before, _, _ = around(body)
    assert before.endswith("<article>")


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
    before, _, after = around(f"<main>{inside}</main>")
    assert before.endswith("<main>")
    assert after.startswith("</main>")


@pytest.mark.parametrize("bare", [False, True])
def test_boxes_beside_the_text_that_only_lead_elsewhere_are_none_of_it(bare):
    """Neither their links nor their words; the headings stay, and links of the text itself."""
    body = f"<main>{UP}<h1>T</h1><div>{P}{P}{P}<div><a href=own>Own</a></div></div><div class=x><hr></div>{ON}</main>"
    content = read_page(f"<html><body>{body}</body></html>", links_only=bare).content
    assert [link.href for link in content.links] == ["own"]
    assert [heading.text for heading in content.headings] == ["T"]
    assert not {"Docs", "Pots", "Before", "Behind"}.intersection(content.text.split())


def test_what_the_owner_says_is_content_is_content():
    body = f"<main><div>{P}</div>{ON}</main>"
    content = read_page(f"<html><body>{body}</body></html>", selector="main").content
    assert [link.href for link in content.links] == ["/a/", "/b/"]


@pytest.mark.parametrize(
    "body",
    [
        # Several columns of text, and text without a box of its own.
        f"<div>{P}</div><div>{P}</div>{ON}",
        f"{P}{P}{ON}",
        f"<h1>T</h1>{P}<div>{P}{P}{P}</div>{ON}",
        # What says something: a card, a list, a picture, a sentence.
        f"<div>{P}{P}{P}</div><div><a href=/a/><h3>A</h3></a></div>",
        f"<div>{P}{P}{P}</div><div><ul><li><a href=/a/>A</a></li></ul></div>",
        f"<div>{P}{P}{P}</div><div><a href=/a/><img src=a.png></a></div>",
        f"<div>{P}{P}{P}</div><div>See also <a href=/a/>A</a></div>",
        f"<div>{OPENING}<a href=/a/>A</a></div><div>{P * 9}</div>",
    ],
)
def test_links_of_what_says_something_count_wherever_it_stands(body):
    content = read_page(f"<html><body><main>{body}</main></body></html>").content
    assert "/a/" in [link.href for link in content.links]


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


@pytest.mark.parametrize("told", [P, f"<ul><li>{P}</li></ul>"])
def test_blocks_go_below_the_text_where_menus_above_it_say_more(told):
    """As in the manual of Node.js, where they would else lie below the menu at the side."""
    pages = {
        name: f"<body>A line above.<div id=content><div id=side>{P * 2}</div><div id=column><header><h1>T</h1>{P * 3}</header>"
        f"<details><summary>Contents</summary>{P * 3}{name}</details><div id=flow>{told}{name}</div></div></div></body>"
        for name in ("one", "two", "three")
    }
    for name, reading in settle({name: read_page(text) for name, text in pages.items()}).items():
        assert pages[name][: reading.seams.before_content].endswith("<div id=flow>")
        assert pages[name][reading.seams.after_content :] == "</div></div></div></body>"


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


def entry(number: int, *, title: str = "<h2><a href=/{n}/>Post {n}</a></h2>", start: str = "<article>") -> str:
    return f"{start}{title.format(n=number)}{P}</article>"


LISTS = {
    "titles that are links": "".join(entry(n) for n in range(3)),
    "titles within links": "".join(entry(n, title="<a href=/{n}/><h3>Post {n}</h3></a>") for n in range(3)),
    "cards within links": "".join(f"<a href=/{n}/>{entry(n, title='<h3>Post</h3>')}</a>" for n in range(3)),
    "cards below a link": "".join(
        entry(n, title="<h2>Post {n}</h2><a href=/{n}/ aria-label='post link to Post {n}'></a>") for n in range(3)
    ),
    "cards below a picture": "".join(entry(n, title="<a href=/{n}/><img src=a.png></a><h2>{n}</h2>") for n in range(3)),
    "buttons": "".join(entry(n, title="<h2>{n}</h2><p><a href=/{n}/>Read on</a></p>") for n in range(3)),
    "dated": "".join(entry(n, title="<h2>{n}</h2><time>1 May</time>") for n in range(3)),
    "read on": "".join(entry(n, title="<a href=/{n}/>Read on</a>") for n in range(3)),
    "whole posts": "".join(entry(n, title="<h1><a href=/{n}/>Post {n}</a></h1>") + P * 9 * n for n in range(3)),
    "one featured": entry(1, title="<h1><a href=/1/>{n}</a></h1>" + P * 9, start="<article class=first>")
    + entry(2) * 3,
}


@pytest.mark.parametrize("around", ["main", "div"])
@pytest.mark.parametrize("listed", LISTS)
def test_articles_that_lead_to_pages_of_their_own_or_are_dated_are_a_list(around, listed):
    """An index of posts is told from a post."""
    assert read_page(f"<{around}>{LISTS[listed]}</{around}>").several


@pytest.mark.parametrize("around", ["main", "div"])
@pytest.mark.parametrize(
    "title",
    [
        "<h4 id=f{n}><a href=#f{n}>¶</a><a href=https://git.example.org/f{n}><svg></svg></a>f{n}()</h4>",
        "<h2 id=f{n}><a href=a.html#f{n}>f{n}</a></h2>",
        "<h2>f{n}</h2><p>As <a href=man.html>the manual</a> says.</p>",
        "<h2>f{n}</h2><p>As <b><a href=man{n}.html>another</a></b> page says.</p>",
        "<h2>f{n}</h2><p><a href='javascript:show({n})'>More</a></p>",
        "<h2>f{n}</h2><p><a href=https://example.org/{n}>More about it</a></p>",
        "<h2></h2><p><a href=https://example.org/{n} aria-label=f{n}>More about it</a></p>",
        "<h2>f{n}</h2><a href=a{n}.html>a</a> and <a href=b{n}.html>b</a>",
        "",
    ],
)
def test_articles_that_lead_nowhere_are_parts_of_the_page(around, title):
    """Functions in a manual, or questions with their answers."""
    page = f"<{around}>{''.join(entry(n, title=title) for n in range(9))}</{around}>"
    assert not read_page(page).several


OWN = "<link rel=canonical href=https://example.org/own/>"
CARDS = f"<div class=related>{''.join(entry(n, start='<article class=card>') for n in range(1, 5))}</div>"
COMMENTS = "<div id=comments>" + "<article class=comment-body><time>1 May</time>Well said.</article>" * 3 + "</div>"


@pytest.mark.parametrize(
    ("page", "start"),
    [
        (f"<main><article id=post><h1>T</h1>{P}</article>{CARDS}</main>", "post"),
        (f"<main><article id=post><h1><a href=/own/>T</a></h1>{P}</article>{CARDS}</main>", "post"),
        (f"<main><article id=post><h1><a href=./#top>T</a></h1>{P}</article>{CARDS}</main>", "post"),
        (f"<article id=post><h1>T</h1>{P}</article>{CARDS}", "post"),
        (f"<h1>T</h1><main><article id=post class=post>{P * 30}</article>{CARDS}</main>", "post"),
        (f"<main><article id=post><h1>T</h1><time>1 May</time>{P}</article>{COMMENTS}</main>", "post"),
        (f"<article id=post><h1>T</h1>{P}</article>{COMMENTS}", "post"),
        (f"<main><article id=post>{P}<article>a comment</article></article></main>", "post"),
        (f"<main id=all>{P}{COMMENTS}</main>", "all"),
    ],
)
def test_the_article_that_is_the_page_is_told_from_those_that_go_with_it(page, start):
    """Posts like it in boxes below, and comments, are articles as well."""
    source = f"<html><head><title>T</title>{OWN}</head><body>{page}</body></html>"
    reading = read_page(source)
    assert not reading.several
    assert source[: reading.seams.before_content].rsplit("<", 1)[1].split("id=")[1].startswith(start)


@pytest.mark.parametrize(
    "canonical", ["", "<link rel=canonical href=https://example.org/other/>", "<link rel=canonical href='https://[x'>"]
)
def test_a_title_that_leads_to_another_page_is_not_of_the_page_itself(canonical):
    page = f"<article><h1><a href=/own/>T</a></h1>{P}</article>{CARDS}"
    assert read_page(f"<html><head><title>T</title>{canonical}</head><body><main>{page}</main></body></html>").several


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
