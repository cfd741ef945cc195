"""Sites that hold several versions of the same pages."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core import Facts, Page, Settings, read_content, survey
from smo_core.editions import editions, main_language

NAMES = ("index.html", "install.html", "guide/water.html", "guide/leaves.html", "guide/cups.html", "faq.html")


def pages(*folders, names=NAMES, title="{name} – Tea {version} documentation"):
    version = {folder: folder.strip("/") if folder[:1].isdigit() else "1.5.dev0" for folder in folders}
    return {f"{folder}{name}": title.format(name=name, version=version[folder]) for folder in folders for name in names}


@pytest.mark.parametrize(
    ("folders", "current"),
    [
        (["1.0/", "2.0/", "10.1/"], "10.1/"),
        (["v1/", "v2/", "dev/"], "v2/"),
        (["1.0/", "stable/", "latest/"], "stable/"),
        (["0.1.0/", "0.2.0rc1/", "main/"], "0.2.0rc1/"),
        (["docs/1.x/", "docs/2.x/"], "docs/2.x/"),
        (["release-0.9/", "release-0.10/"], "release-0.10/"),
        (["", "pre-release/"], ""),
        (["docs/", "docs/next/", "docs/1.2/"], "docs/"),
        (["dev/", "nightly/"], "nightly/"),
        (["pr-12/", "PR7/", "1.0/"], "1.0/"),
    ],
)
def test_all_versions_but_the_current_one_stand_apart(folders, current):
    """The current one is where the pages without a version are, and what belongs to no version."""
    found = editions({**pages(*folders), "blog/2026/05/first.html": "First", "about.html": "About"})
    assert found == {key: folder for folder in folders if folder != current for key in pages(folder)}


def test_previews_are_never_the_current_version():
    """They come and go; the site is what is beside them."""
    found = editions({**pages("previews/PR1/", "previews/PR22/"), **pages("", names=("a.html", "b.html"))})
    assert set(found.values()) == {"previews/PR1/", "previews/PR22/"}


@pytest.mark.parametrize(
    "titles",
    [
        # A version alone, pages of their own, a habit of naming, plain numbers and other names.
        pages("1.0/"),
        {**pages("1.0/"), **pages("2.0/", names=[f"{i}.html" for i in range(9)])},
        pages(*(f"releases/{i}.0/" for i in range(9)), names=["index.html", "notes.html"]),
        {**pages("1.0/"), **pages("2.0/", title="{name}, quite another")},
        pages("01/", "02/", "2025/", "2026/"),
        pages("tea/", "coffee/"),
        {name.replace("/", "-"): "1.0" for name in pages("1.0/", "2.0/")},
        {},
    ],
)
def test_what_is_only_called_like_a_version_stands_with_the_others(titles):
    """Half of the pages, and at least five, must be the same."""
    assert editions(titles) == {}


@pytest.mark.parametrize(("same", "apart"), [(5, True), (4, False)])
def test_half_of_the_pages_and_at_least_five_are_the_same(same, apart):
    """A new version has new pages; with fewer in common it is something else."""
    names = [f"{i}.html" for i in range(same)]
    own = [f"own-{i}.html" for i in range(same)]
    found = editions({**pages("1.0/", names=names), **pages("2.0/", names=[*names, *own])})
    assert bool(found) == apart
    assert "1.0/" in {*found.values()} or not apart
    more = editions({**pages("1.0/", names=[*names, *own, "more.html"]), **pages("2.0/", names=names)})
    assert more == {}


SEGMENT = st.sampled_from(["1.0", "v2", "dev", "stable", "docs", "a", "PR1", "", "x.html"])


@given(st.dictionaries(st.lists(SEGMENT, max_size=4).map("/".join), st.sampled_from(["A", "B 1.0", ""]), max_size=40))
def test_the_order_of_pages_changes_nothing_and_each_lies_in_its_folder(titles):
    """Whatever the keys."""
    found = editions(titles)
    shuffled = list(titles.items())
    random.Random(1).shuffle(shuffled)
    assert editions(dict(shuffled)) == found
    assert all(key in titles and key.startswith(folder) for key, folder in found.items())


@pytest.mark.parametrize(("tag", "main"), [("de-AT", "de"), ("pt_BR", "pt"), ("EN", "en"), ("", "")])
def test_regions_of_a_language_are_one(tag, main):
    """However they are written."""
    assert main_language(tag) == main


def test_pages_are_related_within_their_version():
    """And the current version with what belongs to none."""
    text = "<h1>{name}</h1><p>Water boils in the kettle, leaves go into the cup, and {name} is what there is then."
    titles = {**pages("1.0/", "2.0/", title="{name}"), "blog/kettle.html": "Kettle"}
    made = [
        Page(facts=Facts(key=key, location=key, title=title), content=read_content(text.format(name=title)))
        for key, title in titles.items()
    ]
    related = survey(made, Settings(site_url="https://tea.example/")).related
    for key in titles:
        found = {suggestion.key for suggestion in related[key]}
        assert len(found) >= 5
        assert all(other.startswith("1.0/") == key.startswith("1.0/") for other in found)
    assert "blog/kettle.html" in {s.key for key in pages("2.0/") for s in related[key]}
