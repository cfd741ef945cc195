"""Path globs against cases decided by hand."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smo_core import paths as globs_of
from smo_core.paths import matches
from smo_core.settings import Settings

paths = st.text(st.characters(codec="utf-8"), max_size=20).map(lambda s: s.strip("/"))


@pytest.mark.parametrize(
    ("glob", "yes", "no"),
    [
        ("404.html", ["404.html"], ["a/404.html", "404xhtml", "404.html5"]),
        ("*.html", ["a.html", ".html"], ["a/b.html", "a.htm"]),
        ("tag/**", ["tag/a.html", "tag/a/b.html"], ["tag.html", "tags/a.html", "tag", "x/tag/a.html"]),
        ("**/tag/**", ["tag/a.html", "x/tag/a.html", "x/y/tag/z/a.html"], ["xtag/a.html"]),
        ("**/index.html", ["index.html", "a/index.html", "a/b/index.html"], ["a/myindex.html"]),
        ("a/**/b.html", ["a/b.html", "a/x/b.html", "a/x/y/b.html"], ["a/xb.html", "b.html"]),
        ("**", ["a", "a/b", ""], []),
        ("a?c.html", ["abc.html", "aéc.html"], ["ac.html", "a/c.html", "abbc.html"]),
        ("genindex*.html", ["genindex.html", "genindex-A.html"], ["genindex/a.html"]),
        ("/a.html", ["a.html"], ["b/a.html"]),
        ("a/*/c", ["a/b/c"], ["a/c", "a/b/b/c"]),
        ("[x].html", ["[x].html"], ["x.html"]),
        (
            "**/page/[0-9][0-9]/**",
            ["page/12/index.html", "a/b/page/10/x.html"],
            ["page/1/index.html", "page/1x/i.html", "page/١٢/i"],
        ),
        ("[0-9].html", ["0.html", "9.html"], ["[0-9].html", "10.html", "/.html"]),
        ("[0-8].html", ["[0-8].html"], ["1.html"]),
        ("a+b (1).html", ["a+b (1).html"], ["aab 1.html"]),
        ("日*", ["日本"], ["本日"]),
        ("a\\b", ["a\\b"], ["ab"]),
    ],
)
def test_globs_match_what_their_reader_expects(glob, yes, no):
    """One star stays in a folder, two cross folders, a digit may be any; everything else is literal."""
    assert [path for path in yes if not matches(path, [glob])] == []
    assert [path for path in no if matches(path, [glob])] == []


@pytest.mark.parametrize("path", ["tag/a.html", "tag/a/b.html"])
def test_a_folders_name_with_a_slash_means_what_is_in_it(path):
    """As in .gitignore, ``tag/`` is the folder."""
    assert matches(path, ["tag/"])
    assert not matches("tags/a.html", ["tag/"])


@given(paths, st.lists(st.text(max_size=8), max_size=3))
def test_no_glob_raises_and_any_of_several_is_enough(path, globs):
    """Globs are any text; a list matches when one of it does."""
    assert matches(path, globs) == any(matches(path, [glob]) for glob in globs)
    assert matches(path, tuple(globs)) == matches(path, globs)


def test_many_globs_at_once_match_what_each_of_them_does():
    """Those of few stars as one expression, those of many one by one."""
    globs = ("a|b/*.html", "**/x/**/y/**/z", "c.html")
    assert [matches(path, globs) for path in ("a|b/1.html", "k/x/l/y/m/z", "c.html", "a", "b/1.html", "x/y")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


@given(paths)
def test_two_stars_match_everything(path):
    """No path is too odd for ``**``."""
    assert matches(path, ["**"])
    assert not matches(path, [])


def test_many_stars_do_not_take_long():
    """A glob with many stars over a long path is answered at once."""
    assert not matches("a/" * 40 + "b", ["**/a/**/a/**/a/*x"])


@example("**//", "a/")
@given(
    st.lists(st.sampled_from(["a", "b", "/", "*", "?", "[0-9]"]), max_size=10).map("".join),
    st.text("ab1/", max_size=10),
)
def test_both_ways_to_match_agree(glob, path):
    """Star by star at once, and as a regular expression."""
    glob = "".join(glob.split("**")) if glob.count("*") > 6 else glob
    most = globs_of._MOST_STARS
    answers = []
    for globs_of._MOST_STARS in (0, 100):
        globs_of._any_of.cache_clear()
        answers.append(matches(path, [glob]))
    globs_of._MOST_STARS = most
    globs_of._any_of.cache_clear()
    assert answers[0] == answers[1]


@pytest.mark.parametrize("glob", ["*a" * 30, "**/" * 30 + "x", "**a" * 30, "?*" * 30 + "/x/y", "**/*a" * 20])
def test_time_grows_no_faster_than_both_lengths(glob):
    """However many stars: a path of 4,096 letters, the longest there is, is answered in moments."""
    started = time.process_time()
    assert not matches("a" * 2_000 + "/a" * 1_000 + "b", [glob])
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("key", "listed"),
    [
        ("page/2/index.html", True),
        ("posts/page/2/index.html", True),
        ("en/blog/page/12/index.html", True),
        ("blog/page/3.html", True),
        ("blog/page4/index.html", True),
        ("category/index2.html", True),
        ("fr/tags/the/index.html", True),
        ("zh-cn/categories/index.html", True),
        ("2026/05/index.html", True),
        ("blog/2026/05/07/index.html", True),
        ("2026/index.html", False),
        ("2026/05/first-cup/index.html", False),
        ("api/tags/create/index.html", False),
        ("reference/page/create/index.html", False),
        ("pages/index.html", False),
        ("guide/page-2/index.html", False),
        ("guide/index.html", False),
    ],
)
def test_lists_are_told_by_their_addresses(key, listed):
    """As Hugo, Jekyll, Hexo and Pelican number their further pages, their months, and those of each language."""
    assert matches(key, Settings().folder.lists) == listed


@pytest.mark.parametrize(
    ("key", "content"),
    [
        ("search/all_0.html", False),
        ("unsupported/search/classes_1a.html", False),
        ("unsupported/search/nomatches.html", False),
        ("search/operators.html", True),
        ("research/all_0.html", True),
        ("genindex-A.html", False),
        ("v2.0/genindex.html", False),
        ("v2.0/_modules/tea/pot.html", False),
        ("404.html", False),
        ("v2.0/404.html", False),
        ("guide/genindex/index.html", True),
        ("guide/search.html", True),
    ],
)
def test_pages_that_search_is_made_of_are_no_content_unless_the_site_says_so(key, content):
    """Those of Doxygen stand beside each manual of a site, those of Sphinx and error pages in each version of it."""
    assert matches(key, Settings().folder.exclude) != content
