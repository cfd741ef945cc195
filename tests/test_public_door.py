"""The public door: every promised name opens, is documented, and costs nothing until used."""

import subprocess
import sys

import pytest

import smo_core


@pytest.mark.parametrize("name", smo_core.__all__)
def test_every_public_name_exists_and_says_what_it_is(name):
    """Each name of ``__all__`` can be imported and has a docstring."""
    assert getattr(smo_core, name).__doc__


def test_the_door_is_sorted_without_doubles():
    """``__all__`` lists each name once, in order."""
    assert list(smo_core.__all__) == sorted(set(smo_core.__all__))


def test_an_unknown_name_is_an_attribute_error():
    """A name that is not public fails as any missing attribute does."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = smo_core.nothing


def test_importing_the_package_loads_no_heavy_library():
    """Only the names used load what they need."""
    code = (
        "import smo_core, sys; print(*sorted({'numpy','scipy','networkx','pydantic','turbohtml'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == ""


def test_a_plan_loads_only_what_it_uses():
    """Without related pages, cards and automatic links, nothing that only they need is loaded."""
    code = """
import sys
from smo_core import Facts, Page, Settings, plan, survey
from smo_core.features.cards import with_cards
from pathlib import Path
settings = Settings(site_url="https://site.example/", related={"enabled": False}, cards={"enabled": False})
site = survey([Page(facts=Facts(key="index.html", location="", url="https://site.example/", title="A"))], settings)
assert plan(with_cards(site, Path("nowhere"))).additions["index.html"].blocks
heavy = {"networkx", "numpy", "scipy", "smo_core.suggest", "smo_core.features.cards.draw", "smo_core.folder", "sqlite3"}
print(*sorted(heavy & set(sys.modules)))
"""
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == ""


def test_linking_a_folder_loads_no_rules_of_the_audit():
    """They take a tenth of a second, and only a feed that lies in the folder is read with their help."""
    code = (
        "import smo_core.folder.linking, sys; print(*sorted(name for name in sys.modules if name == 'smo_core.audit'))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == ""
