"""A misspelt name is answered with the name that was meant, without a look at all of them."""

import random
from difflib import get_close_matches

import pytest

from smo_core.audit.ground import Ground
from smo_core.audit.likeness import Names

SYLLABLES = ["stats", "norm", "linalg", "fft", "opt", "spline", "io", "ndimage", "special", "bessel", "solve", "minim"]


def _of(names):
    return Names({name: name for name in names})


def _typo(word, chance):
    at = chance.randrange(1, len(word) - 1)
    return chance.choice([
        word[:at] + word[at + 1 :],
        word[:at] + chance.choice("abcxyz") + word[at:],
        word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        word[:at] + chance.choice("abcxyz") + word[at + 1 :],
    ])  # fmt: skip


def test_it_answers_as_difflib_does_which_looks_at_all_names():
    """Names that share beginning and end, as those of generated references do, and a slip in each question."""
    chance = random.Random(8)
    names = [f"scipy.{'.'.join(chance.choices(SYLLABLES, k=3))}{n}.html" for n in range(800)]
    known, same = _of(names), 0
    for _ in range(120):
        asked = _typo(chance.choice(names), chance)
        found = known.nearest(asked, 0.85)
        assert found in names
        same += [found] == get_close_matches(asked, names, 1, 0.85)
    assert same >= 108


@pytest.mark.parametrize(
    ("asked", "found"),
    [("instal", "install"), ("isntall", "install"), ("INSTALL", ""), ("zebra", ""), ("", ""), ("uprgade", "upgrade")],
)
def test_what_is_not_near_is_not_named(asked, found):
    """A wrong guess costs more than none."""
    assert _of(["install", "upgrade", "index", "uninstall"]).nearest(asked, 0.8) == found
    assert _of([]).nearest(asked, 0.8) == ""


@pytest.mark.parametrize(
    ("missing", "near"),
    [
        ("guide/instal.html", "guide/install.html"),
        ("guide/install.html/", "guide/install.html"),
        ("a/very/long/path/to/some/guide/x.html", ""),
        ("other/instal.html", "guide/install.html"),
        ("moved/upgrade.html", "guide/upgrade.html"),
        ("tutorial/index.html", ""),
        ("tutorals/index.html", "tutorials"),
    ],
)
def test_a_missing_page_is_looked_for_beside_then_anywhere(missing, near):
    """By its own name: a long folder in common makes two names no more alike."""
    files = ["guide/install.html", "guide/upgrade.html", "a/very/long/path/to/some/guide/y.html", "index.html"]
    files += ["tutorials/index.html"] if "torals" in missing else []
    assert Ground(dict.fromkeys(files, 1)).meant.nearest(missing) == near
