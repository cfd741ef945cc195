"""Pages that only send readers on: left as they are, and links to them count where they lead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.folder import link, scan
from smo_core.folder.linking import survey_folder
from smo_core.html.refresh import destination

SITE = "https://example.org/"
TO_TEA = '<meta http-equiv="refresh" content="0; url={}">'


def stub(to, head=""):
    """Return a page as generators write them for a former address."""
    return f'<!DOCTYPE html>\n<html><head>\n<title>Redirecting</title>\n{head}<meta http-equiv="refresh" content="0; url={to}">\n</head></html>\n'


@pytest.fixture
def survey(folder, settings):
    """Return a function that reads a folder of files and gives the site it makes."""
    return lambda files: survey_folder(scan(folder(files), jobs=1), settings(site_url=SITE))


def test_a_stub_stays_to_the_byte_and_is_no_page(folder, settings, page, sums):
    """Its canonical link names the page where it leads: ours would be wrong."""
    files = {
        "tea.html": page("Tea"),
        "cup.html": page("Cup", '<p>See <a href="old/">tea</a>.</p>'),
        "old/index.html": stub("../tea.html", head='<link rel="canonical" href="../tea.html">\n'),
    }
    root = folder(files)
    report = link(root, settings(site_url=SITE))
    assert (root / "old/index.html").read_text() == files["old/index.html"]
    assert sorted(report.site.pages) == ["cup.html", "tea.html"]
    assert report.changed == ("cup.html", "tea.html")
    before = sums(root)
    assert link(root, settings(site_url=SITE)).changed == ()
    assert sums(root) == before


@pytest.mark.parametrize("href", ["old/", "old/index.html", "/old/", f"{SITE}old/", "old/#part", "further.html"])
def test_a_link_to_a_stub_is_one_to_the_page_where_it_leads(survey, page, href):
    """Over several stubs too, however the link is written."""
    site = survey(
        {
            "tea.html": page("Tea"),
            "cup.html": page("Cup", f'<p>See <a href="{href}">the tea</a> here.</p>'),
            "old/index.html": stub("/tea.html"),
            "further.html": stub("old/"),
        }
    )
    assert site.graph.has_edge("cup.html", "tea.html")
    assert site.pages["tea.html"].facts.moved_from == ("further.html", "old/index.html")


@pytest.mark.parametrize("to", ["https://elsewhere.example/", "missing.html", "round.html", "http://[broken"])
def test_a_stub_that_leads_to_no_page_is_none_either(survey, page, to):
    """To another site, to nothing, in a round."""
    site = survey(
        {
            "tea.html": page("Tea", '<p><a href="stub.html">away</a></p>'),
            "stub.html": stub(to),
            "round.html": stub("stub.html"),
        }
    )
    assert list(site.pages) == ["tea.html"]
    assert site.graph.number_of_edges() == 0


@pytest.mark.parametrize("content", ["30", "0", "30; url=tea.html", "0; url=x.html", "x; url=tea.html"])
def test_a_page_that_loads_itself_or_stays_for_a_while_is_a_page(survey, page, content):
    """A clock, a show of slides."""
    files = {"x.html": page("X", head=f'<meta http-equiv="refresh" content="{content}">'), "tea.html": page("Tea")}
    assert sorted(survey(files).pages) == ["tea.html", "x.html"]


def test_what_was_placed_leaves_a_page_that_became_a_stub(folder, settings, page):
    """As from any page that can no longer be added to."""
    root = folder({"tea.html": page("Tea"), "old.html": page("Old")})
    link(root, settings(site_url=SITE))
    placed = (root / "old.html").read_text()
    assert "data-smo-placed" in placed
    refresh = TO_TEA.format("tea.html")
    (root / "old.html").write_text(placed.replace("<title>", f"{refresh}<title>"))
    link(root, settings(site_url=SITE))
    assert (root / "old.html").read_text() == page("Old").replace("<title>", f"{refresh}<title>")


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("tea.html", f"{SITE}tea.html"),
        ("/tea.html", f"{SITE}tea.html"),
        ("https://other.example/x", "https://other.example/x"),
        ("missing.html", f"{SITE}a/x.html"),
        ("None", f"{SITE}a/x.html"),
        ("", f"{SITE}a/x.html"),
        ("../a/x.html", f"{SITE}a/x.html"),
    ],
)
def test_a_relative_canonical_link_means_the_page_it_leads_to(survey, page, href, expected):
    """It is written whole, not turned into the page's own; one that leads nowhere says nothing."""
    files = {"a/x.html": page("X", head=f'<link rel="canonical" href="{href}">'), "tea.html": page("Tea")}
    files["a/tea.html"] = page("Other tea")
    expected = f"{SITE}a/tea.html" if href == "tea.html" else expected
    assert survey(files).pages["a/x.html"].facts.url == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0; url=a.html", "a.html"),
        ("0;URL='a b.html'", "a b.html"),
        ('5, "a.html" and more', "a.html"),
        ("0 a.html", "a.html"),
        (" 0.5 ;\n url = a.html ", "a.html"),
        (".5; url=a.html", "a.html"),
        ("10; url=a.html", "a.html"),
        ("11; url=a.html", ""),
        ("0", ""),
        ("0;", ""),
        ("", ""),
        ("url=a.html", ""),
        ("; url=a.html", ""),
        ("-1; url=a.html", ""),
    ],
)
def test_where_a_refresh_leads(content, expected):
    """By the steps of the standard."""
    assert destination(content) == expected


@given(st.text())
def test_any_refresh_can_be_read(content):
    """No text is an exception, and what is found stands in it."""
    assert destination(content) in content
