"""What is done in a faster way gives what the plain way gives."""

import re
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.audit.finders.duplicates import likeness
from smo_core.audit.ground import Ground
from smo_core.audit.likeness import Names
from smo_core.audit.look import look_at
from smo_core.audit.outline import Said, Ways, read_outline, read_parts_outline
from smo_core.audit.site import BETWEEN, Ids
from smo_core.audit.sketch import alike, numbers_of, sketch
from smo_core.folder.auditing import audit
from smo_core.html.dom import Tree
from smo_core.html.inventory import take
from smo_core.html.page import read_parts, reading_of
from smo_core.model import Content
from smo_core.problems import closest
from smo_core.settings import Settings
from smo_core.text import clean

WORDS = st.text(alphabet="abcdefgh-_/.", max_size=14)
INSIDE = """
<time>1 May</time><h2 id="one">Leaves<a class="headerlink" href="#one">¶</a></h2>
<p>Green tea, as <a href="../tea/green.html">the leaf</a> and <a href="#top">the cup</a> have it.</p>
<header><h3>By hand</h3><a href="by.html">author</a></header>
<nav><a href="menu.html">menu</a></nav>
<ul class="pager"><li><h3>Older</h3><a href="older.html">Milk</a></li></ul>
<a rel="next" href="next.html">Next</a>
<div hidden><a href=" spaced.html ">x</a><a name="here">no link</a></div>
<script>var a = "<a href=no.html>";</script>
<footer><a href="foot.html">foot</a></footer>
"""


def pairs(name):
    return {a + b for a, b in zip(f"<{name}", f"{name}>", strict=True)}


@given(word=WORDS, names=st.lists(WORDS.filter(bool), min_size=1, max_size=40, unique=True))
def test_the_nearest_name_is_the_best_of_the_six_that_share_most_pairs(word, names):
    """As Dice's coefficient has it; of equals those that come later in the alphabet are compared."""
    alike = [(2 * len(pairs(name) & pairs(word)) / (len(pairs(name)) + len(pairs(word))), name) for name in names]
    six = [name for share, name in sorted(alike, reverse=True)[:6] if share]
    found = Names({name: f"={name}" for name in names}).nearest(word, 0.6)
    ratios = {name: SequenceMatcher(None, name, word).ratio() for name in six}
    best = max(((ratio, name) for name, ratio in ratios.items() if ratio >= 0.6), default=(0, ""))
    assert found == (f"={best[1]}" if best[0] else "")


@given(word=WORDS, options=st.lists(WORDS, max_size=30), least=st.sampled_from((0.6, 0.8, 0.85)))
def test_the_closest_name_is_that_of_the_standard_library(word, options, least):
    """Comparing fewer names in full changes no answer."""
    assert closest(word, options, least) == "".join(get_close_matches(word, options, n=1, cutoff=least))


BASE = 0x9E3779B97F4A7C15


def hash_of(run):
    """As the formula says it, in whole numbers without end."""
    total, numbers = 0, []
    for code in range(256):
        number = pow(BASE, code + 1, 2**64)
        numbers.append((number ^ number >> 30) * 0xD6E8FEB86659FD93)
    for byte in run:
        total = (total * BASE + numbers[byte]) % 2**64
    return (total ^ total >> 32) * 0xD6E8FEB86659FD93 % 2**64 >> 8


def letters_of(text):
    return bytes(byte for byte in text.encode().lower() if byte >= 0x80 or chr(byte).isalnum())


@given(
    st.lists(st.text(alphabet="abcDÉ語 _-.\u2028'\n", min_size=1, max_size=9), min_size=0, max_size=90),
    st.sampled_from((64, 1 << 18)),
)
def test_a_sketch_is_made_of_the_smallest_hashes_of_runs_of_twenty_letters(words, block):
    """Whatever stands between letters, in any script, however much of a text is looked at together."""
    text = " ".join(words)
    letters = letters_of(text)
    runs = {hash_of(letters[at : at + 20]) for at in range(len(letters) - 19)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("smo_core.audit.sketch._BLOCK", block)
        assert numbers_of(sketch(text)) == (tuple(sorted(runs)[:64]) if len(letters) >= 200 else ())


def test_long_texts_need_not_be_put_in_order():
    """The smallest hashes are those that they would be otherwise."""
    text = "".join(chr(97 + number * number % 23) + str(number) for number in range(3000))
    letters = letters_of(text)
    runs = sorted({hash_of(letters[at : at + 20]) for at in range(len(letters) - 19)})
    assert numbers_of(sketch(text)) == tuple(runs[:64])


def test_texts_in_scripts_without_blanks_are_alike_where_most_of_them_is():
    """A sentence more at the end of a page is no other page."""
    text = "".join(chr(0x4E00 + number * 37 % 900) for number in range(800))
    one, other = sketch(text), sketch(text + "預覽卡片由排版程式繪製")
    assert likeness(numbers_of(one), numbers_of(other)) > 0.9
    assert likeness(numbers_of(one), numbers_of(sketch(text[::-1]))) < 0.1


@given(st.dictionaries(st.text(max_size=3), st.sets(st.integers(0, 90), max_size=64), min_size=2, max_size=8))
def test_pairs_alike_are_those_with_a_share_in_common(sets):
    """Sketches of any length, those without a number among them."""
    sketches = {key: np.array(sorted(one), np.uint64).tobytes() for key, one in sets.items()}
    pairs = [(a, b) for a in sets for b in sets]
    wanted = [(a, b) for a, b in pairs if len(sets[a] & sets[b]) >= 0.9 * min(len(sets[a]), len(sets[b]))]
    assert list(alike(pairs, sketches, 0.9)) == wanted


def test_a_text_of_few_runs_many_times_has_all_of_them():
    """Of the smallest hashes most may be the same."""
    few = sketch("one two three four five six seven eight nine ten " * 100)
    assert len(numbers_of(few)) == len("onetwothreefourfivesixseveneightnineten")


@given(*[st.sets(st.integers(0, 90), min_size=1, max_size=64)] * 2)
def test_likeness_is_the_share_of_the_smallest_numbers_of_both(one, other):
    """A bottom-k sketch: of as many of the smallest as the smaller sketch has, those that are in both."""
    size = min(len(one), len(other))
    smallest = sorted(one | other)[:size]
    wanted = sum(number in one and number in other for number in smallest) / size
    assert likeness(tuple(sorted(one)), tuple(sorted(other))) == wanted


@given(st.lists(st.text(alphabet=st.characters(blacklist_characters="\0", blacklist_categories=["Cs"]), min_size=1)))
def test_joined_ids_are_a_set_of_them(names):
    """Each once, in their order; what stands between two of them is none."""
    ids = Ids(BETWEEN.join(dict.fromkeys(names)))
    assert list(ids) == list(dict.fromkeys(names))
    assert len(ids) == len(set(names))
    assert all(name in ids for name in names)
    assert "" not in ids
    assert BETWEEN not in ids
    assert "\0".join(names[:2]) not in ids or len(names) < 2


@pytest.mark.parametrize("page", [f"<main>{INSIDE}</main>", f"<div>{INSIDE}</div><div>Other {INSIDE}</div>", INSIDE])
def test_an_outline_has_the_links_headings_and_text_of_the_content(page):
    """Of a marked region, of parts, and of parts that are a heading or a link themselves."""
    html = f"<!DOCTYPE html><html><head><title>Tea</title></head><body>{page}<a href='last.html'>last</a></body></html>"
    whole, tree = reading_of(Tree(html)), Tree(html)
    regions = []

    def tell(tree, region):
        regions.append(read_outline(tree, region))
        return Content()

    told = {}
    outlined = reading_of(tree, tell=tell, tell_parts=lambda tree, parts: told.update(read_parts_outline(tree, parts)))
    assert outlined.parts == tuple(replace(part, source=b"", inside=None) for part in whole.parts)
    if whole.parts:
        kept = [part for part in whole.parts if not part.noise]
        wanted, said = read_parts(html, kept), told.values()
    else:
        wanted, said = whole.content, regions
    hrefs = dict.fromkeys(href for one in said for href in one.hrefs)
    assert list(hrefs) == list(dict.fromkeys(link.href for link in wanted.links))
    assert [h.text for one in said for h in one.headings] == [h.text for h in wanted.headings]
    assert clean(" ".join(one.text for one in said)) == wanted.text


def test_rules_are_shown_every_address_that_is_not_plain():
    """A plain one is a relative path, without a query, to a file that is there, and climbs out of nothing."""
    ground = Ground(dict.fromkeys(("a/index.html", "a/b.html", "c.html"), 1))
    hrefs = [
        "b.html",
        "../c.html",
        "../../c.html",
        "b.html?x=1",
        "b",
        ".",
        "#x",
        "http://e.example/",
        "/c.html",
        "gone",
    ]
    text = "".join(f'<a href="{href}">t</a>' for href in hrefs * 2)
    look = look_at("a/b.html", text, take(Tree(text)), ground)
    assert [link.url for link in look.distinct] == hrefs
    plain = [link.url for link in look.distinct if link not in look.doubtful]
    assert plain == ["b.html", "../c.html", "b", ".", "#x"]
    assert len(look.unplain) == 2 * len(look.doubtful)


PATHS = ("", "b.html", "../c.html", "../../c.html", "b", ".", "gone", "a%20b", "b.html?x", "?x", "mailto:x", "//e.example/b",
         "http://e.example/b", "https://a.example/site/c.html", "https://a.example/site", "https://a.example/c.html",
         "HTTP://E.example/", "http://e.example:99999/", "http://[e/", "http://e.example/a;b")  # fmt: skip


@pytest.mark.parametrize("site_url", ["", "https://a.example/site/"])
@given(
    path=st.sampled_from(PATHS),
    place=st.sampled_from(("....", "../..", "a..b")) | st.text(alphabet="ab.:?\\/%~#é;2E", max_size=8),
)
def test_what_is_said_of_a_place_in_a_page_is_what_its_whole_address_says(site_url, path, place):
    """Though most of it is worked out once for the page; and again when it is asked a second time."""
    ground = Ground(dict.fromkeys(("a/index.html", "a/b.html", "c.html"), 1), site_url)
    base = ground.base("a/b.html")
    url = f"{path}#{place}"
    assert ground.way(url, base) == ground._way(url, base)
    assert ground.way(url, base) == ground._way(url, base)


@pytest.mark.parametrize("site_url", ["", "https://a.example/site/", "https://e.example/"])
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("rest", ["", "#x", "?q=1#x?", "/a b", "/a;b#c;d", "\\a", "#a\tb", "/é"])
def test_addresses_of_other_hosts_are_told_as_if_they_were_taken_apart(monkeypatch, site_url, path, rest):
    """By a pattern, which passes over what it is not sure of."""
    told = Ground({"c.html": 1}, site_url)._aim(path + rest, "https://e.example/")
    monkeypatch.setattr("smo_core.audit.ground._HOSTED", re.compile("(?!)"))
    assert Ground({"c.html": 1}, site_url)._aim(path + rest, "https://e.example/") == told


@given(
    st.lists(st.sampled_from(["b.html", "b.html#x", "b.html#y:z", "gone#x", "../c.html#x", "b.html #x", "/c.html#x"]))
)
def test_where_links_lead_is_the_same_in_any_order(hrefs):
    """Though the places of one page are looked up as that page."""
    numbers = {"a/b.html": 0, "c.html": 1}
    alone = [Ways("", numbers).outline(Said([href]), "a/").leads for href in hrefs]
    together = Ways("", numbers).outline(Said(hrefs), "a/").leads
    assert together == tuple(dict.fromkeys(lead for leads in alone for lead in leads))


def test_one_process_and_two_find_the_same(tmp_path):
    """What is sent between processes arrives whole: on more pages than one process is begun for."""
    for number in range(320):
        page = tmp_path / f"{number % 7}" / f"p{number}.html"
        page.parent.mkdir(exist_ok=True)
        page.write_text(
            f'<html><head><title>Page {number % 50}</title></head><body><h1 id="top{number}">P</h1>'
            f'<p>About <a href="../{(number + 1) % 7}/p{(number + 1) % 320}.html#top{number}">the next</a>, '
            f'<a href="/1/p1.html">first</a>, <a href="http://else.example/p1.html">else</a>, <a href="gone">gone</a></p>'
            f"{INSIDE}</body></html>",
            encoding="utf-8",
        )
    one, two = (audit(tmp_path, Settings(), jobs=jobs) for jobs in (1, 2))
    assert one.findings == two.findings
    assert one.pages == two.pages
    assert one.links == two.links
    assert list(one.graph.edges) == list(two.graph.edges)
    assert {"L01", "L02", "D01"} <= {finding.rule for finding in one.findings}
