"""The map: every page in its place, nothing over anything, always the same."""

import random
from dataclasses import replace
from itertools import combinations
from math import hypot
from types import MappingProxyType

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plots import page_figures, planted

from smo_core.graph.links import Links
from smo_core.model import Facts, Page, Site
from smo_core.report import figures
from smo_core.report.groups import OTHER, Group, groups
from smo_core.report.layout import FULL, lay_out, weigh
from smo_core.settings import Settings


@st.composite
def sections(draw):
    """Return groups of pages with weights, of any size and number."""
    sizes = draw(st.lists(st.integers(1, 40), max_size=14))
    kinds = ["section"] * len(sizes)
    for kind in ["orphans"] * draw(st.integers(0, 1)) + ["islands"] * draw(st.integers(0, 9)):
        sizes.append(draw(st.integers(1, 60)))
        kinds.append(kind)
    made = tuple(
        Group(name=f"{kind}{place}", kind=kind, keys=tuple(f"{place}/{page}" for page in range(size)))
        for place, (size, kind) in enumerate(zip(sizes, kinds, strict=True))
    )
    chance = random.Random(draw(st.integers(0, 99)))
    return made, {key: round(FULL * chance.random() ** 4) for group in made for key in group.keys}


@given(sections(), st.booleans())
def test_every_page_has_its_spot_inside_its_disc(drawn, tall):
    made, weight = drawn
    layout = lay_out(made, weight, tall=tall)
    assert sorted(layout.spots) == sorted(weight)
    assert [disc.name for disc in layout.discs] == [group.name for group in made]
    for disc, group in zip(layout.discs, made, strict=True):
        assert sorted(disc.keys) == sorted(group.keys)
        for key in disc.keys:
            x, y, size = layout.spots[key]
            assert hypot(x - disc.x, y - disc.y) + size <= disc.radius


@given(sections(), st.booleans())
def test_no_disc_covers_another(drawn, tall):
    discs = lay_out(*drawn, tall=tall).discs
    for a, b in combinations(discs, 2):
        assert hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius


@given(sections())
def test_orphans_and_islands_stand_apart_from_all_sections(drawn):
    discs = lay_out(*drawn).discs
    right = max((disc.x + disc.radius for disc in discs if disc.kind == "section"), default=float("-inf"))
    assert all(disc.x - disc.radius > right for disc in discs if disc.kind != "section")
    discs = lay_out(*drawn, tall=True).discs
    bottom = max((disc.y + disc.radius for disc in discs if disc.kind == "section"), default=float("-inf"))
    assert all(disc.y - disc.radius > bottom for disc in discs if disc.kind != "section")


@given(sections(), st.randoms())
def test_the_order_of_pages_does_not_matter(drawn, chance):
    made, weight = drawn
    mixed = tuple(replace(group, keys=tuple(chance.sample(group.keys, len(group.keys)))) for group in made)
    shuffled = dict(chance.sample(sorted(weight.items()), len(weight)))
    assert lay_out(mixed, shuffled) == lay_out(made, weight)


def test_the_best_linked_page_is_in_the_middle_and_largest():
    keys = tuple("abcde")
    layout = lay_out([Group(name="S", kind="section", keys=keys)], {"a": 5, "b": 1000, "c": 20, "d": 20, "e": 0})
    (disc,) = layout.discs
    assert disc.keys == ("b", "c", "d", "a", "e")
    assert layout.spots["b"][:2] == (disc.x, disc.y)
    away = [hypot(layout.spots[key][0] - disc.x, layout.spots[key][1] - disc.y) for key in disc.keys]
    assert away == sorted(away)
    assert layout.spots["b"][2] > layout.spots["c"][2] > layout.spots["e"][2]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_few_pages_stand_in_a_ring(count):
    """All as far from the middle, and none over another."""
    keys = tuple("abcd"[:count])
    layout = lay_out([Group(name="S", kind="orphans", keys=keys)], {"a": 1000, "b": 400, "c": 20, "d": 0})
    (disc,) = layout.discs
    away = [hypot(layout.spots[key][0] - disc.x, layout.spots[key][1] - disc.y) for key in keys]
    assert max(away) - min(away) < 1e-9
    for a, b in combinations([layout.spots[key] for key in keys], 2):
        assert hypot(a[0] - b[0], a[1] - b[1]) > a[2] + b[2]


@pytest.mark.parametrize("count", [30, 300])
def test_no_page_covers_another(count):
    site = planted(count)
    found = figures(site, page_figures(site), "index.html")
    layout = lay_out(groups(site, set(found.orphans), found.islands), weigh(found.rank))
    for disc in layout.discs:
        for a, b in combinations([layout.spots[key] for key in disc.keys], 2):
            assert hypot(a[0] - b[0], a[1] - b[1]) > a[2] + b[2]


def test_sections_beyond_a_picture_share_a_disc():
    pages = {
        f"s{n:02}/{page}.html": Page(
            facts=Facts(key=f"s{n:02}/{page}.html", location=f"s{n:02}/{page}.html", section=(f"S{n:02}",))
        )
        for n in range(50)
        for page in range(50 - n)
    }
    site = Site(settings=Settings(), pages=MappingProxyType(pages), links=Links.of(nx.DiGraph()))
    made = groups(site, set(), ())
    assert len(made) == 36
    assert made[0].name == "S00"
    assert made[-1].name == OTHER
    assert sum(len(group.keys) for group in made) == len(pages)


def test_a_section_that_is_most_of_the_site_is_opened():
    trails = [("API", "Series")] * 60 + [("API", "Frame")] * 50 + [("API",)] * 3 + [("Guide",)] * 20 + [()] * 2
    pages = {
        f"{n:03}.html": Page(facts=Facts(key=f"{n:03}.html", location=f"{n:03}.html", section=trail))
        for n, trail in enumerate(trails)
    }
    site = Site(settings=Settings(), pages=MappingProxyType(pages), links=Links.of(nx.DiGraph()))
    made = [(group.name, len(group.keys)) for group in groups(site, set(), ())]
    assert made == [("Series", 60), ("Frame", 50), ("Guide", 20), ("API", 3), ("Top level", 2)]


def test_inner_sections_of_one_name_are_told_apart():
    trails = [("API", "Errors")] * 60 + [("Errors",)] * 20
    pages = {
        f"{n:03}.html": Page(facts=Facts(key=f"{n:03}.html", location=f"{n:03}.html", section=trail))
        for n, trail in enumerate(trails)
    }
    site = Site(settings=Settings(), pages=MappingProxyType(pages), links=Links.of(nx.DiGraph()))
    assert [group.name for group in groups(site, set(), ())] == ["API / Errors", "Errors"]


def test_a_site_without_sections_is_shown_by_its_communities():
    keys = [f"{n:03}.html" for n in range(90)]
    pages = {key: Page(facts=Facts(key=key, location=key, title=f"Page {key[:3]}")) for key in keys}
    site = Site(settings=Settings(), pages=MappingProxyType(pages), links=Links.of(nx.DiGraph()))
    made = groups(site, {"000.html"}, set(), [["044.html", *keys[:40]], keys[45:80]])
    assert [(group.name, len(group.keys)) for group in made] == [
        ("Around Page 044", 40),
        ("Around Page 045", 35),
        ("Top level", 14),
        ("Orphans", 1),
    ]
    assert sorted(key for group in made for key in group.keys) == keys


def test_communities_of_one_title_are_told_apart():
    """On sites where many pages are called the same, no disc may hide another."""
    keys = [f"{n:03}.html" for n in range(90)]
    pages = {key: Page(facts=Facts(key=key, location=key, title="Notes")) for key in keys}
    site = Site(settings=Settings(), pages=MappingProxyType(pages), links=Links(()))
    made = groups(site, set(), set(), [keys[:40], keys[40:80]])
    assert [(group.name, len(group.keys)) for group in made] == [
        ("Around Notes", 40),
        ("Around Notes (2)", 40),
        ("Top level", 10),
    ]


def test_a_large_island_has_a_disc_of_its_own_and_its_best_linked_page_gives_the_name():
    keys = [f"{n:03}" for n in range(300)]
    pages = {key: Page(facts=Facts(key=key, location=key, title=f"Page {key}", section=("S",))) for key in keys}
    site = Site(settings=Settings(), pages=MappingProxyType(pages), links=Links.of(nx.DiGraph()))
    first, second, small = keys[200:100:-1], keys[210:260], ["270", "271"]
    made = groups(site, {"280"}, (first, second, small))
    assert [(group.name, group.kind, len(group.keys)) for group in made] == [
        ("S", "section", 147),
        ("Orphans", "orphans", 1),
        ("Other islands", "islands", 2),
        ("Around Page 200", "islands", 100),
        ("Around Page 210", "islands", 50),
    ]
    assert [group.name for group in groups(site, {"280"}, (first,))][1:] == ["Orphans", "Islands"]
    assert [group.name for group in groups(site, (), (first[:30], small))][1:] == ["Islands"]
