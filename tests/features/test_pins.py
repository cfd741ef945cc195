"""Pages that authors name for their lists of related pages: found by any of their names, or told."""

import pytest

from smo_core import Facts, Page, Settings, plan, read_content, survey, tally
from smo_core.settings import page_settings

WORDS = "<p>Preview cards are drawn by a typesetter.</p>"


def page(key, related=None, **facts):
    options = page_settings({"smo": {"related": related}}, source=key) if related else None
    location = key.removesuffix("index.html")
    return Page(
        facts=Facts(key=key, location=location, title=key, options=options, **facts), content=read_content(WORDS)
    )


def told(*pages, **settings):
    made = plan(survey(pages, Settings(site_url="https://x.example/", **settings)))
    return [(f.rule, f.page, f.message, f.hint) for f in made.findings]


OTHERS = (
    page("guide/start/index.html", source="guide/start.md", moved_from=("old/begin/index.html",)),
    page("secret/index.html", hidden=True),
    page("index.html"),
)


@pytest.mark.parametrize("setting", ["pin", "block"])
@pytest.mark.parametrize(
    "name",
    ["guide/start.md", "guide/start/", "/guide/start", "guide/start/index.html", "old/begin/", "/", "index.html"],
)
def test_a_page_is_known_by_its_source_its_address_its_file_and_its_former_ones(setting, name):
    """Nothing is said of a name that fits."""
    assert told(page("a.html", {setting: [name]}), *OTHERS) == []


def test_a_former_address_is_a_pin_like_any_other():
    """It leads to where readers are sent on to."""
    site = survey([page("a.html", {"pin": ["old/begin/"]}), *OTHERS], Settings())
    assert site.related["a.html"][0].key == "guide/start/index.html"
    assert site.related["a.html"][0].reasons[0].signal == "pinned"


def test_the_address_of_a_page_goes_before_the_former_one_of_another():
    """What is there now was meant."""
    moved = page("new.html", moved_from=("guide/start/index.html",))
    site = survey([page("a.html", {"pin": ["guide/start/"]}), moved, *OTHERS], Settings())
    assert site.related["a.html"][0].key == "guide/start/index.html"


@pytest.mark.parametrize("setting", ["pin", "block"])
def test_a_name_that_no_page_has_is_told_with_the_nearest(setting):
    """Where it stands, what was seen, what to do."""
    found = told(page("a.html", {setting: ["guide/strat.md", "x" * 30]}), *OTHERS)
    assert [(rule, key, message) for rule, key, message, _ in found] == [
        ("unknown-page", "a.html", f"smo.related.{setting}: no page is called 'guide/strat.md'."),
        ("unknown-page", "a.html", f"smo.related.{setting}: no page is called '{'x' * 30}'."),
    ]
    assert found[0][3].startswith("Did you mean 'guide/start.md'? ")
    assert found[1][3].startswith("Name a page by")


def test_a_pin_that_readers_may_not_find_is_told():
    """To keep it out of a list is no fault."""
    ((rule, key, message, _),) = told(page("a.html", {"pin": ["secret/"], "block": ["secret/"]}), *OTHERS)
    assert (rule, key) == ("hidden-pin", "a.html")
    assert "'secret/'" in message


def test_hosts_name_the_source_that_an_author_can_open():
    """The file of the built page is told where nobody knows of a source."""
    for source, where in (("notes/a.md", "notes/a.md"), (None, "a.html")):
        site = survey([page("a.html", {"pin": ["nowhere"]}, source=source)], Settings(site_url="https://x.example/"))
        (finding,) = plan(site).findings
        assert tally.told(finding, site.pages).startswith(f"{where}: smo.related.pin: ")


def test_without_lists_nobody_is_told():
    """What is switched off is not checked."""
    assert told(page("a.html", {"pin": ["nowhere"]}), *OTHERS, related={"enabled": False}) == []
