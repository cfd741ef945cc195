"""A ranker that lives on gives the lists that a fresh one gives; and what holds for every site."""

import random
import time
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smo_core import Content, Facts, Heading, Link, Page
from smo_core.graph.corpus import Corpus
from smo_core.graph.links import build
from smo_core.graph.ranker import Ranker
from smo_core.graph.related import rank
from smo_core.graph.signals import SIGNALS
from smo_core.settings import RelatedSettings, page_settings

WORDS = [
    "card",
    "feed",
    "font",
    "graph",
    "link",
    "list",
    "mark",
    "meta",
    "page",
    "pixel",
    "plugin",
    "share",
    "site",
    "sitemap",
    "tag",
    "template",
    "theme",
    "title",
]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


def page(key, title="", text="", links=(), **facts):
    return Page(
        facts=Facts(key=key, location=key, title=title, **{"language": "en", **facts}),
        content=Content(text=text, links=tuple(Link(href=href, words=11 * i) for i, href in enumerate(links))),
    )


def plain(lists):
    return {key: [(s.key, s.score, s.reasons) for s in found] for key, found in lists.items()}


@st.composite
def sites(draw, least=2):
    """Small sites: few words, so that pages have much in common; links, tags, sections, languages."""
    keys = [f"p{i:02}.html" for i in range(draw(st.integers(least, 14)))]
    return {
        key: page(
            key,
            title=draw(NAMES),
            text=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=25))),
            links=draw(st.lists(st.sampled_from(keys), max_size=4)),
            tags=tuple(draw(st.lists(st.sampled_from(["a", "b"]), max_size=2, unique=True))),
            section=draw(st.sampled_from([(), ("one",), ("two",)])),
            language=draw(st.sampled_from(["en", "en-GB", "de"])),
            noindex=draw(st.booleans()),
        )
        for key in keys
    }


@settings(max_examples=40, deadline=None)
@given(sites(), st.randoms(use_true_random=False))
def test_the_order_of_pages_changes_nothing(site, chance):
    """Lists, scores and reasons are those of the pages, not of who came first."""
    keys = list(site)
    chance.shuffle(keys)
    shuffled = {key: site[key] for key in keys}
    assert plain(rank(shuffled, build(shuffled), RelatedSettings())) == plain(
        rank(site, build(site), RelatedSettings())
    )


@settings(max_examples=40, deadline=None)
@given(sites())
def test_lists_hold_only_what_readers_may_see_in_their_language(site):
    """Never the page itself, a page twice, one with noindex, or one in another language."""
    for key, found in rank(site, build(site), RelatedSettings(count=20)).items():
        shown = [s.key for s in found]
        assert key not in shown
        assert len(shown) == len(set(shown))
        assert all(site[other].facts.readable for other in shown)
        assert all(site[other].facts.language[:2] == site[key].facts.language[:2] for other in shown)


@settings(max_examples=40, deadline=None)
@given(sites(), st.integers(1, 20), st.sampled_from([0.0, 0.05]))
def test_what_ranks_once_says_what_a_ranker_that_lives_on_says(site, count, threshold):
    """It forgets what nobody will ask for: lists, scores and reasons are the same, also of lists filled up."""
    wishes, graph = RelatedSettings(count=count, threshold=threshold), build(site)
    once = rank(site, graph, wishes)
    assert plain(once) == plain(Ranker().rank(site, graph, wishes))
    assert plain(once) == plain(once)
    assert {key: once.some(key, set(site)) for key in site} == dict(once)


@settings(max_examples=30, deadline=None)
@given(sites(least=3), st.data())
def test_pins_are_first_and_blocked_pages_absent(site, data):
    """The author's word counts more than any score."""
    own, pin, block = data.draw(st.permutations(sorted(site)))[:3]
    options = page_settings({"smo": {"related": {"pin": [pin], "block": [block]}}}, source=own)
    site[own] = replace(site[own], facts=replace(site[own].facts, options=options))
    shown = [s.key for s in rank(site, build(site), RelatedSettings(count=20))[own]]
    assert block not in shown
    assert shown[:1] == ([pin] if site[pin].facts.public else shown[:1])
    assert shown.count(pin) <= 1


@settings(max_examples=30, deadline=None)
@given(sites(), st.data())
def test_a_ranker_that_knows_the_site_gives_what_a_fresh_one_gives(site, data):
    """After each of a few edits of anything: text, title, links, tags, section, or a page more or less."""
    ranker = Ranker()
    for _ in range(4):
        assert plain(ranker.rank(site, build(site), RelatedSettings())) == plain(
            rank(site, build(site), RelatedSettings())
        )
        site = _edited(site, data.draw(st.randoms(use_true_random=False)))


def _edited(site, chance):
    key = chance.choice(sorted(site))
    facts, content = site[key].facts, site[key].content
    words = " ".join(chance.choices(WORDS, k=chance.randrange(20)))
    edit = chance.randrange(7)
    if edit == 5:
        fresh = f"q{chance.randrange(99):02}.html"
        return {**site, fresh: page(fresh, title="link graph", text=words)}
    if edit == 6 and len(site) > 2:
        return {other: site[other] for other in site if other != key}
    changed = [
        Page(facts=facts, content=replace(content, text=words)),
        Page(facts=replace(facts, title=" ".join(chance.choices(WORDS, k=2))), content=content),
        Page(facts=facts, content=replace(content, links=(Link(href=chance.choice(sorted(site))),))),
        Page(facts=replace(facts, tags=("a",), section=("two",)), content=content),
        Page(facts=facts, content=replace(content, headings=(Heading(level=2, text=words),))),
    ]
    return {**site, key: changed[edit % 5]}


def _large(size, chance):
    keys = [f"s{i // 20:02}/p{i:03}.html" for i in range(size)]
    vocabulary = [f"{a}{b}" for a in WORDS for b in ("", "ing", "able", "down", "over")]
    return {
        key: page(
            key,
            title=" ".join(chance.choices(vocabulary, k=3)),
            text=" ".join(chance.choices(vocabulary[i % 40 : i % 40 + 45], k=80)),
            links=[f"/{other}" for other in chance.choices(keys, k=5)],
            section=(key[:3],),
        )
        for i, key in enumerate(keys)
    }


@pytest.mark.parametrize("seed", range(4))
def test_a_hundred_edits_of_a_larger_site_equal_a_hundred_full_runs(seed):
    """Four times twenty-five. With more pages than a list of candidates holds, and lists and reasons compared to the last digit."""
    chance = random.Random(seed)
    site = _large(150, chance)
    ranker = Ranker()
    ranker.rank(site, build(site), RelatedSettings())
    for number in range(25):
        site = _edited(site, chance)
        graph = build(site)
        known, fresh = ranker.rank(site, graph, RelatedSettings()), rank(site, graph, RelatedSettings())
        assert [(k, [(s.key, s.score) for s in v]) for k, v in known.items()] == [
            (k, [(s.key, s.score) for s in v]) for k, v in fresh.items()
        ], number
    assert plain(known) == plain(fresh)


def test_an_unrelated_page_leaves_the_weights_of_words_alone():
    """Short of the next half power of two of the number of pages, every other pair keeps its likeness in words."""
    from smo_core.graph.corpus import Corpus
    from smo_core.graph.signals.wording import near

    def likeness(site):
        corpus = Corpus(tuple(site[key] for key in sorted(site)), build(site))
        found = near(corpus)
        keys = sorted(site)
        pairs = zip(found.rows().tolist(), found.indices.tolist(), found.data.tolist(), strict=True)
        return {(keys[i], keys[j]): value for i, j, value in pairs}

    chance = random.Random(8)
    site = _large(64, chance)
    stranger = page("zz.html", title="Qwerty", text="uiop asdfgh " * 40)
    before, after = likeness(site), likeness({**site, "zz.html": stranger})
    assert before == {pair: value for pair, value in after.items() if "zz.html" not in pair}


def test_near_copies_make_room():
    """Of five copies of one page a list shows two before anything else that is related."""
    copy = "preview cards are drawn by the typesetter with fonts and colours of the theme"
    site = {f"copy{i}": page(f"copy{i}", title="Cards", text=copy) for i in range(5)}
    site["own"] = page("own", title="Drawing cards", text="cards are drawn with fonts")
    for i, (one, two) in enumerate([("wood", "stone"), ("stone", "glass"), ("glass", "iron"), ("iron", "wood")]):
        site[f"other{i}"] = page(f"other{i}", title=f"Fonts of {one}", text=f"fonts and cards of {one} and {two}")
    shown = [s.key for s in rank(site, build(site), RelatedSettings(threshold=0))["own"]]
    assert sum(key.startswith("copy") for key in shown) == 2


def test_no_page_is_in_more_lists_than_its_share():
    """A page that everybody links to and names stands in a twentieth of the lists."""
    site = {
        f"p{i:03}": page(f"p{i:03}", title=f"Topic {i}", text=f"about the guide and word{i % 97}", links=["guide"])
        for i in range(300)
    }
    site["guide"] = page("guide", title="Guide", text="the guide")
    found = rank(site, build(site), RelatedSettings())
    shown = [s.key for lists in found.values() for s in lists]
    assert max(map(shown.count, set(shown))) <= len(site) * 0.05


def test_pages_that_are_linked_already_can_be_left_out():
    """The setting leaves out what the text links to, not what links here."""
    site = {
        "a": page("a", text="cards and fonts", links=["b"]),
        "b": page("b", text="cards and fonts"),
        "c": page("c", text="cards and fonts"),
    }
    found = rank(site, build(site), RelatedSettings(exclude_linked=True))
    assert [s.key for s in found["a"]] == ["c"]
    assert "a" in [s.key for s in found["b"]]


def test_a_threshold_leaves_rubbish_out():
    """What nothing speaks for is not shown; at nought lists are filled up."""
    site = {
        "a": page("a", text="cards and fonts"),
        "b": page("b", text="cards and fonts"),
        "c": page("c", text="escapement"),
    }
    assert [s.key for s in rank(site, build(site), RelatedSettings(threshold=0))["a"]] == ["b", "c"]
    assert [s.key for s in rank(site, build(site), RelatedSettings())["a"]] == ["b"]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process can be set on Unix only")
def test_dates_are_whole_days_of_utc_wherever_the_machine_stands(monkeypatch):
    """A date without a zone is one of UTC, and hours make no page newer than another."""

    def scores():
        dates = ("2026-03-04", "2026-03-04T22:59:00", "2026-03-04T23:30:00+00:00", "2026-03-05T04:00:00+05:00")
        site = {f"p{n}": page(f"p{n}", text="cards and fonts", published=date) for n, date in enumerate((*dates, None))}
        return {s.key: s.score for s in rank(site, build(site), RelatedSettings(recency=1))["p4"]}

    here = scores()
    assert len(here) == 4
    assert len(set(here.values())) == 1
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert scores() == here
    finally:
        monkeypatch.undo()
        time.tzset()


def test_with_recency_the_newer_of_two_equals_comes_first():
    """Ages are counted from the newest page, so the same site gives the same lists on any day."""
    site = {
        key: page(key, text="cards and fonts", published=date)
        for key, date in [("a", "2020-01-01"), ("b", "2026-03-01"), ("c", "2026-03-05T10:00:00+02:00"), ("d", None)]
    }
    assert [s.key for s in rank(site, build(site), RelatedSettings())["d"]] == ["a", "b", "c"]
    assert [s.key for s in rank(site, build(site), RelatedSettings(recency=30))["d"]] == ["c", "b", "a"]
    # Nobody knows how old a page without a date is: it is not the newest.
    assert [s.key for s in rank(site, build(site), RelatedSettings(recency=30))["a"]] == ["c", "b", "d"]


@pytest.mark.parametrize("text", ["预览卡片由排版程序绘制", "プレビューカードを描く"])
def test_scripts_without_spaces_are_related_by_their_signs(text):
    """Two pages about one thing in Chinese or Japanese find each other."""
    site = {
        "a": page("a", text=text, language="zh"),
        "b": page("b", text=f"{text[:7]}。", language="zh"),
        "c": page("c", text="完全不同的内容", language="zh"),
        "d": page("d", text="其他主题", language="zh"),
    }
    assert rank(site, build(site), RelatedSettings())["a"][0].key == "b"


INFLECTED = [
    ("de", "Im Hafen liegen Boote; Häfen sind tief.", "Boote eines Hafens, der Hafens wegen.", "Wandern im Gebirge."),
    ("ru", "Чайник для чая, чайник большой.", "Без чайника чая нет; чайника жаль.", "Прогулки зимой."),
    ("fr", "L'écluse du canal, une écluse.", "Des écluses et d'écluses encore.", "La montagne."),
]


@pytest.mark.parametrize(("language", "one", "other", "apart"), INFLECTED, ids=[row[0] for row in INFLECTED])
def test_forms_of_one_word_relate_pages_and_readers_are_told_a_word_of_the_page(language, one, other, apart):
    """Nobody is told a stem."""
    pages = {
        key: page(key, text=text, language=language)
        for key, text in {"a": one, "b": other, "c": apart, "d": "42"}.items()
    }
    (first, *_) = rank(pages, build(pages), RelatedSettings())["a"]
    assert first.key == "b"
    said = {word for reason in first.reasons if reason.signal == "text" for word in reason.evidence}
    assert said
    assert all(word.casefold() in f"{one} {other}".casefold() for word in said)
    # Nouns of German keep their capital.
    assert language != "de" or "Hafen" in said


def test_a_ranker_that_knows_the_site_follows_the_settings():
    """The pages are the same, the wishes are others, and so are a page's section and date."""
    site = _large(60, random.Random(3))
    graph, ranker = build(site), Ranker()
    wishes = [
        RelatedSettings(),
        RelatedSettings(exclude_linked=True),
        RelatedSettings(weights={"text": 0.1}),
        RelatedSettings(weights={"section": 9}),
        RelatedSettings(count=3),
        RelatedSettings(recency=30),
        RelatedSettings(threshold=0.4),
        RelatedSettings(),
    ]
    for number, wish in enumerate([*wishes, *wishes]):
        if number >= len(wishes):
            key = sorted(site)[number]
            facts = replace(site[key].facts, section=(f"s{number}",), published=f"2026-01-{number:02}")
            site = {**site, key: replace(site[key], facts=facts)}
        assert plain(ranker.rank(site, graph, wish)) == plain(rank(site, graph, wish)), number


def test_a_ranker_that_knows_the_site_is_told_of_its_first_dates():
    """Or that there are none any more, or that they count from now on."""
    undated = _large(30, random.Random(5))
    dated = {**undated}
    for key, date in zip(sorted(undated), ("2026-01-01", "2026-03-01"), strict=False):
        dated[key] = replace(undated[key], facts=replace(undated[key].facts, published=date))
    graph, ranker = build(undated), Ranker()
    for site, recency in ((undated, 30), (dated, 30), (undated, 30), (dated, 0), (dated, 30), (dated, 0)):
        wish = RelatedSettings(recency=recency)
        assert plain(ranker.rank(site, graph, wish)) == plain(rank(site, graph, wish))


@pytest.mark.parametrize("recency", [0, 30])
@pytest.mark.parametrize("unlinked", [0, 0.3])
def test_a_score_is_the_weighted_sum_of_what_the_signals_say(recency, unlinked):
    """Each of a suggestion's pairs, looked up one by one; times what its age and its few links leave of it."""
    site = {
        key: replace(one, facts=replace(one.facts, published=f"2026-01-{1 + number % 28:02}", tags=(f"t{number % 9}",)))
        for number, (key, one) in enumerate(sorted(_large(60, random.Random(4)).items()))
    }
    graph, wish = build(site), RelatedSettings(recency=recency, unlinked=unlinked, count=8)
    corpus = Corpus(tuple(site[key] for key in sorted(site)), graph)
    rows, columns = (each.ravel() for each in np.indices((len(site), len(site))))
    whole = sum(signal.weight for signal in SIGNALS)
    expected = sum(
        signal.weight
        / whole
        * (signal.pairs(corpus, rows, columns) if signal.pairs else signal.matrix(corpus).toarray().ravel())
        for signal in SIGNALS
    ).reshape(len(site), len(site))
    for key, found in rank(site, graph, wish).items():
        assert len(found) == 8
        for one in found:
            age = 28 - int(site[one.key].facts.published[-2:])
            left = 0.5 + 0.5 * 2 ** (-age / recency) if recency else 1
            left *= 1 - unlinked / (1 + graph.in_degree(one.key))
            assert sum(reason.score for reason in one.reasons) == pytest.approx(one.score, abs=2e-5)
            assert one.score == pytest.approx(expected[corpus.index[key], corpus.index[one.key]] * left, abs=2e-6)


def test_linked_pages_are_left_out_one_by_one():
    """Of all pairs those that are links, and no other."""
    site = _large(60, random.Random(6))
    graph = build(site)
    everything = rank(site, graph, RelatedSettings(count=20))
    for key, found in rank(site, graph, RelatedSettings(count=20, exclude_linked=True)).items():
        linked = set(graph.successors(key))
        assert linked
        assert not linked & {one.key for one in found}
        assert {one.key for one in everything[key]} - linked <= {one.key for one in found}


def test_of_two_equal_pages_the_one_that_others_link_to_comes_first():
    """Unless the site does not want that; and a link more brings a page no further than its equals with as many."""
    text = "Boil the water in the kettle, then wait for the whistle."
    texts = {"a": text, "b": text, "c": text, "d": text, "x": "Bread.", "y": "Salt.", "z": "Clocks."}
    site = {
        key: Page(facts=Facts(key=key, location=key, language="en"), content=Content(text=said))
        for key, said in texts.items()
    }
    graph = build(site)
    for source, target in (("x", "d"), ("y", "d"), ("z", "c"), ("x", "y"), ("y", "z"), ("z", "x"), ("a", "x")):
        graph.add_edge(source, target, count=1, anchors=(), offset=0)
    wish = {"count": 3, "weights": dict.fromkeys(("walk", "links", "cpa", "cf", "cocitation", "coupling"), 0)}
    found = rank(site, graph, RelatedSettings(**wish))["a"]
    assert [one.key for one in found] == ["d", "c", "b"]
    assert found[0].score / found[2].score == pytest.approx((1 - 0.3 / 3) / (1 - 0.3), abs=1e-4)
    assert [one.key for one in rank(site, graph, RelatedSettings(**wish, unlinked=0))["a"]] == ["b", "c", "d"]


def test_where_there_are_no_links_a_page_loses_nothing_for_it():
    """Scores are those that they were, so that the threshold leaves out no more."""
    site = _large(40, random.Random(8))
    graph = nx.create_empty_copy(build(site))
    assert plain(rank(site, graph, RelatedSettings())) == plain(rank(site, graph, RelatedSettings(unlinked=0)))
