"""Pages with a base element: what is placed is found from there, and what is read is meant from there."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urldefrag, urljoin

import pytest

from smo_core.folder import link, scan, unlink
from smo_core.folder.linking import survey_folder
from smo_core.urls import location_of

SITE = "https://example.org/docs/"
TEA = "<p>Water boils in a kettle, and then there is tea. <a href='{}'>Cups</a> are for tea, and kettles boil.</p>"
REFERENCE = re.compile(r'(?:\ssrc|\shref|xlink:href|data-src)="([^"]*)"')


def files(page, base, href):
    """Return a page with a base, two folders deep, one that it links to, and one in the root."""
    head = f'<base href="{base}">\n'
    return {
        "guide/tea/index.html": page("Tea", TEA.format(href), head=head),
        "guide/cups.html": page("Cups", TEA.format("tea/")),
        "index.html": page("Home", TEA.format("guide/cups.html")),
    }


@pytest.mark.parametrize(
    ("base", "href"),
    [
        (SITE, "guide/cups.html"),
        ("/docs/", "guide/cups.html"),
        ("../../", "guide/cups.html"),
        ("../", "cups.html"),
        ("../../index.html", "guide/cups.html"),
        ("../../not/there/", "../../guide/cups.html"),
        ("./", "../cups.html"),
        ("", "../cups.html"),
    ],
)
def test_every_reference_placed_leads_to_a_file_from_where_the_page_says(folder, settings, page, base, href):
    """As a browser resolves it."""
    root = folder(files(page, base, href))
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    site = link(root, settings(site_url=SITE, share={"targets": ["email", "copy"]})).site
    assert site.graph.has_edge("guide/tea/index.html", "guide/cups.html")
    key = "guide/tea/index.html"
    own = re.sub(r"<base\s[^>]*>", "", (root / key).read_text())
    meant_from = urljoin(f"{SITE}{location_of(key)}", base)
    found = {urldefrag(urljoin(meant_from, unescape(href))).url for href in REFERENCE.findall(own)}
    local = {url.removeprefix(SITE).partition("?")[0] for url in found if url.startswith("https://example.org/")}
    assert {"smo/smo.css", "guide/cups.html"} <= local
    assert [name for name in sorted(local) if not (root / name).exists()] == []
    assert link(root, settings(site_url=SITE, share={"targets": ["email", "copy"]})).changed == ()
    unlink(root)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("site", [SITE, ""])
def test_a_page_whose_references_lead_elsewhere_is_left_alone_and_told(folder, settings, page, site):
    """Without the site's address nobody knows that an address is the site's own."""
    made = files(page, "https://elsewhere.example/", "guide/cups.html")
    root = folder(made)
    report = link(root, settings(site_url=site))
    assert (root / "guide/tea/index.html").read_text() == made["guide/tea/index.html"]
    assert "guide/tea/index.html" not in report.site.pages
    (finding,) = (one for one in report.findings if one.rule == "foreign-base")
    assert finding.page == "guide/tea/index.html"
    assert "https://elsewhere.example/" in finding.message


def test_pictures_and_other_languages_are_meant_from_the_base_too(folder, settings, page):
    """Whatever the head or the content refers to."""
    head = (
        '<base href="/">\n<link rel="alternate" hreflang="de" href="de/tee.html">\n<link rel="next" href="cups.html">\n'
    )
    root = folder({"a/b/tea.html": page("Tea", head=head), "de/tee.html": page("Tee"), "cups.html": page("Cups")})
    site = survey_folder(scan(root, jobs=1), settings(site_url="https://example.org/"))
    facts = site.pages["a/b/tea.html"].facts
    assert facts.translations == (("de", "de/tee.html"),)
    assert facts.order is not None
    assert site.pages["cups.html"].facts.order == facts.order + 1


def test_links_with_a_target_alone_are_as_ever(folder, settings, page):
    """A base without an address says nothing of addresses."""
    root = folder({"a/tea.html": page("Tea", head='<base target="_blank">\n'), "cups.html": page("Cups")})
    assert link(root, settings()).site.pages["a/tea.html"].facts.base is None
