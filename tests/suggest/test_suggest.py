"""Link suggestions: where a page names another and does not link to it."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smo_core import Facts, Page, PageSettings, Settings, read_content, strip, survey
from smo_core.enrich import plan
from smo_core.html.place import place_in_content
from smo_core.suggest import suggest
from smo_core.suggest.places import sentence_of

TEXTS = {
    "green": ("Green tea", "<p>Leaves that were steamed. Heat the spring water before.</p>"),
    "black": ("Black tea", "<p>Unlike green tea it is oxidised. Boil <code>spring water</code> for it.</p>"),
    "water": ("Spring water", "<h2>Green tea</h2><p>Soft and cold, good for coffee.</p>"),
    "pot": ("The pot", '<p>A <a href="../green/">cup</a> of green tea; then another green tea, and black teas.</p>'),
}


def page(name, html=None, **facts):
    title, text = TEXTS.get(name, (name, ""))
    made = {"key": f"{name}/index.html", "location": f"{name}/", "title": title, **facts}
    return Page(facts=Facts(**made), content=read_content(text if html is None else html, passages=True))


def found(pages, **wishes):
    """Return (page, phrase, target) of all suggestions, whatever their chance."""
    site = survey(pages, Settings(related=Settings().related.model_copy(update={"enabled": False})))
    chosen = Settings().model_copy(
        update={"suggest": Settings().suggest.model_copy(update={"least": 0.0, "per_page": 50, **wishes})}
    )
    links = suggest(site.pages, site.graph, chosen).pages
    return {(s.page.partition("/")[0], s.phrase, s.target.partition("/")[0]) for group in links.values() for s in group}


def all_pages(**extra):
    return [page(name, **extra.get(name, {})) for name in TEXTS]


def test_a_title_in_another_pages_text_is_a_link_to_come():
    """Names in code and headings are none, and a page that is linked to already is not suggested again."""
    assert found(all_pages()) == {
        ("green", "spring water", "water"),
        ("black", "green tea", "green"),
        ("pot", "black teas", "black"),
    }


@pytest.mark.parametrize("fact", ["draft", "hidden", "noindex"])
def test_nobody_is_sent_to_what_is_not_public(fact):
    """Drafts, hidden and noindex pages are no targets and get no links."""
    assert not {t for _, _, t in found(all_pages(green={fact: True}))} & {"green"}
    assert not {p for p, _, _ in found(all_pages(green={fact: True}))} & {"green"}


def test_links_stay_within_a_language():
    """A page in another language is not suggested, whatever it is called."""
    assert ("black", "green tea", "green") not in found(all_pages(green={"language": "de"}, black={"language": "en"}))


def test_links_stay_within_a_version():
    """The same words in an older version of the site lead to the older pages."""
    names = [*TEXTS, *(f"more-{i}" for i in range(5))]
    versions = [
        page(name, key=f"{version}/{name}/index.html", location=f"{version}/{name}/")
        for version in ("1.0", "2.0")
        for name in names
    ]
    assert found(versions) == {
        (version, phrase, version)
        for version in ("1.0", "2.0")
        for phrase in ("spring water", "green tea", "black teas")
    }


def test_a_page_can_be_left_out_by_the_site_and_by_itself():
    """Globs leave a page out on both sides; a page's own switch keeps its text as it is."""
    assert not any("green" in (p, t) for p, _, t in found(all_pages(), exclude=("green/**",)))
    off = all_pages(black={"options": PageSettings(suggest={"enabled": False})})
    assert ("black", "green tea", "green") not in found(off)
    assert ("pot", "black teas", "black") in found(off)


def test_aliases_are_names_too():
    """From the front matter, and from the settings by source, address or key."""
    extra = page("cup", "<p>A cup of sencha, and some assam after it.</p>")
    named = all_pages(green={"options": PageSettings(aliases=("Sencha",))})
    links = found([*named, extra], aliases={"black/": ("Assam",)})
    assert {("cup", "sencha", "green"), ("cup", "assam", "black")} <= links


def test_what_links_call_a_page_is_its_name():
    """An anchor that one page uses is found on others."""
    pages = [
        page("green"),
        page("a", '<p>Read about <a href="../green/">steamed leaves</a> first.</p>'),
        page("b", "<p>They sell steamed leaves in the market.</p>"),
    ]
    assert ("b", "steamed leaves", "green") in found(pages)


def test_the_longest_name_wins():
    """Inside "green tea ceremony" nobody means green tea."""
    pages = [page("green"), page("rite", "", title="Green tea ceremony"), page("x", "<p>A green tea ceremony.</p>")]
    assert {(p, w, t) for p, w, t in found(pages) if p == "x"} == {("x", "green tea ceremony", "rite")}


@pytest.mark.parametrize(
    "text",
    [
        "green-tea",
        "tea/green tea",
        "my.green tea",
        "green, tea",
        "green. Tea",
        "--green tea",
        "green teapot",
        "evergreen tea",
    ],
)
def test_parts_of_other_things_are_no_names(text):
    """Paths, options, longer words and words of two sentences do not name a page."""
    links = found([page("g", "", title="Green tea"), page("x", f"<p>Here {text} stands.</p>")])
    assert links == ({("x", "green-tea", "g")} if text == "green-tea" else set())


def test_a_name_that_many_pages_have_names_none():
    """More than five owners are too many to choose from."""
    many = [page(f"p{i}", "", title="Options for tea") for i in range(6)]
    asking = page("x", "<p>There are options for tea.</p>")
    assert found([*many, asking]) == set()
    assert found([*many[:5], asking])


def test_names_written_as_code_are_found_only_so():
    """The method values() is not meant by every word "values"."""
    linking = page("a", '<p>Call <a href="../method/">values()</a> now.</p>')
    pages = [page("method", "", title="The method"), linking]
    assert found([*pages, page("x", "<p>Our values are these.</p>")]) == set()
    assert found([*pages, page("x", "<p>Then values() is called.</p>")]) == {("x", "values", "method")}


def test_names_written_in_capitals_are_found_only_so():
    """The statement SELECT is not meant where a function selects; a link or two in small letters change nothing."""
    other = [page(f"p{n}", "<p>Text.</p>", title=f"Page {n}") for n in range(9)]
    linking = [
        page(f"l{n}", '<p>Write <a href="../select/">SELECT</a> here.</p>', title=f"Link {n}") for n in range(30)
    ]
    small = page("small", '<p>A <a href="../select/">select</a> of rows.</p>', title="Small")
    pages = [page("select", "", title="SELECT"), *linking, small, *other]
    assert found([*pages, page("x", "<p>The function selects rows; you select them.</p>")]) == set()
    assert found([*pages, page("x", "<p>It selects by one SELECT, or by two SELECTs.</p>")]) == {
        ("x", "SELECT", "select")
    }
    # Where all titles are so, it is the site's way to write them.
    loud = [page("green", "", title="GREEN TEA"), page("pot", "", title="THE POT")]
    assert found([*loud, page("x", "<p>Drink green tea.</p>", title="CUPS")]) == {("x", "green tea", "green")}


def test_everyday_words_are_no_names():
    """A single word that stands on many pages is left alone; two words are not."""
    site = [page("use", "", title="Use"), *(page(f"p{i}", "<p>People use it for coffee.</p>") for i in range(40))]
    assert found(site) == set()


def test_chinese_and_japanese_names_are_found_within_sentences():
    """Three signs are enough; a word in katakana is not found inside a longer one."""
    pages = [page("a", "", title="机器学习"), page("x", "<p>我们用机器学习来做这个。</p>")]
    assert found(pages) == {("x", "机器学习", "a")}
    server = page("s", "", title="サーバ")
    assert found([server, page("x", "<p>このサーバーは速い。</p>")]) == set()
    assert found([server, page("x", "<p>このサーバは速い。</p>")]) == {("x", "サーバ", "s")}


def test_pages_without_links_to_them_come_first():
    """Each is named with the pages that could link to it."""
    site = survey(all_pages(), Settings())
    orphans = suggest(
        site.pages,
        site.graph,
        site.settings.model_copy(update={"suggest": site.settings.suggest.model_copy(update={"least": 0.0})}),
    ).orphans
    assert set(orphans) == {"water/index.html", "black/index.html"}
    assert orphans["water/index.html"][0].page == "green/index.html"


def test_a_suggestion_says_where_and_why():
    """Its places are exact, in the text and in the HTML; every reason is a sentence with its part of the score."""
    site = survey(all_pages(), Settings(suggest={"automatic": True, "least": 0}))
    (link,) = site.suggested["black/index.html"]
    html = TEXTS["black"][1]
    passage = site.pages[link.page].content.passages[link.passage]
    assert html[link.offset : link.stop] == passage.text[link.start : link.end] == link.phrase == "green tea"
    assert 0 < link.score < 1
    assert ("name", ("the page's title",)) in [(r.signal, r.evidence) for r in link.reasons]


@given(st.integers())
@settings(max_examples=15, deadline=None)
def test_the_order_of_pages_changes_nothing(seed):
    """The same pages in another order give the same suggestions."""
    pages = all_pages()
    random.Random(seed).shuffle(pages)
    assert found(pages) == found(all_pages())


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("One. Two tea three! Four.", "tea", "Two tea three!"),
        ("Use e.g. tea\n  in it", "tea", "tea in it"),
        ("茶です。お茶を飲む。はい", "お茶", "お茶を飲む。"),
        ("x " * 300 + "tea" + " y" * 300, "tea", "…" + "x " * 59 + "tea" + " y" * 59 + "…"),
    ],
)
def test_the_sentence_around_a_place(text, word, sentence):
    """On one line, with the place marked, never longer than a few lines."""
    at = text.index(word)
    got, start, end = sentence_of(text, at, at + len(word))
    assert (got, got[start:end]) == (sentence, word)


def automatic(pages, **wishes):
    wishes = {"automatic": True, "least": 0, "automatic_least": 0, **wishes}
    return plan(survey(pages, Settings(suggest=wishes, share=False, related=False, backlinks=False, meta=False)))


def test_automatic_links_are_made_only_if_asked_for():
    """By default no page gets one."""
    ordinary = plan(survey(all_pages(), Settings()))
    assert not any(additions.wraps for additions in ordinary.additions.values())
    wraps = automatic(all_pages()).additions["black/index.html"].wraps
    assert [(w.source, w.href) for w in wraps] == [("green tea", "../green/")]


def test_automatic_links_stand_around_the_first_mention_and_go_without_a_trace():
    """Placed twice they are there once, and stripped the content is as it was."""
    pages = [page("green"), page("x", "<p>Some green tea &amp; more green tea.</p>")]
    html = "<p>Some green tea &amp; more green tea.</p>"
    wraps = automatic(pages).additions["x/index.html"].wraps
    once = place_in_content(html, (), wraps)
    assert once == (
        '<p>Some <a href="../green/" data-smo-placed="link" data-smo-wraps="">green tea</a> &amp; more green tea.</p>'
    )
    assert place_in_content(once, (), wraps) == once
    assert strip(once) == html


def test_automatic_links_are_few_and_sure():
    """Their number has a limit, their chance a floor, and a page may refuse them."""
    names = ["Silver kettle", "Bamboo whisk", "Clay bowl", "Linen cloth"]
    site = [page(f"n{i}", "", title=name) for i, name in enumerate(names)]
    asking = page("x", f"<p>{', '.join(names)}.</p>")
    key = "x/index.html"
    assert len(automatic([*site, asking]).additions[key].wraps) == 3
    assert len(automatic([*site, asking], automatic_per_page=2).additions[key].wraps) == 2
    assert automatic([*site, asking], automatic_least=1).additions[key].wraps == ()
    refusing = page("x", f"<p>{', '.join(names)}.</p>", options=PageSettings(suggest={"enabled": False}))
    assert automatic([*site, refusing]).additions[key].wraps == ()
