"""What every content page gets, what other pages do not, and what stays as it was."""

from __future__ import annotations

import json
import logging
import re
from itertools import pairwise

import pytest
from mkdocs.exceptions import Abort

INSTALL = "guide/install/index.html"
CONTENT = ("index.html", "guide/index.html", INSTALL, "guide/boil/index.html", "parts/index.html")
ONCE = (
    *("description", "canonical", "og:title", "og:type", "og:url", "og:description", "og:site_name"),
    *("og:locale", "twitter:card"),
)


@pytest.fixture
def site(project):
    return project.build()


@pytest.mark.parametrize("name", ONCE)
def test_each_statement_stands_once_in_the_head_of_every_content_page(site, name):
    """Whether the theme or the plugin writes it, a statement is made once."""
    assert {key: len(site.said(key, name)) for key in CONTENT} == dict.fromkeys(CONTENT, 1)


def test_tags_say_what_the_front_matter_says(site):
    """Title, description, date, tags, authors and image reach the head as they were written."""
    expected = {
        "og:title": ["Install the kettle"],
        "og:description": ["Unpack, rinse, plug in."],
        "description": ["Unpack, rinse, plug in."],
        "og:type": ["article"],
        "og:url": ["https://docs.example/manual/guide/install/"],
        "canonical": ["https://docs.example/manual/guide/install/"],
        "og:image": ["https://docs.example/manual/img/kettle.png"],
        "og:image:alt": ["A kettle"],
        "twitter:card": ["summary_large_image"],
        "article:published_time": ["2026-03-04"],
        "article:tag": ["setup", "water"],
        "article:author": ["Ada", "Ben"],
        "og:site_name": ["Kettle"],
    }
    assert {name: site.said(INSTALL, name) for name in expected} == expected


def test_a_page_without_date_gets_none(site):
    """No date is invented."""
    assert site.said("parts/index.html", "article:published_time") == []
    assert "datePublished" not in site.html("parts/index.html")


def test_json_ld_is_one_valid_graph_in_the_head(site):
    """One script, in the head, which JSON parsers read and which names the page's own address."""
    for key in CONTENT:
        (script,) = site.soup(key).select('script[type="application/ld+json"]')
        assert script.find_parent("head") is not None
        nodes = json.loads(script.string)["@graph"]
        assert site.said(key, "canonical") == [n["url"] for n in nodes if n["@type"] == "WebPage"]


def test_every_content_page_has_each_block_once_in_its_article(site):
    """Share, related and backlinks stand once, in this order; backlinks only where somebody links."""
    everything = ["share", "related", "backlinks"]
    linked = dict.fromkeys(CONTENT, everything) | dict.fromkeys(("index.html", "parts/index.html"), everything[:2])
    assert {key: site.blocks(key) for key in CONTENT} == linked
    assert all(site.block(key, "share").find_parent(attrs={"role": "main"}) for key in CONTENT)


def test_backlinks_lead_to_the_pages_that_link(site):
    """Links are relative, and there is one for each linking page."""
    assert sorted(site.links(INSTALL, "backlinks")) == ["../", "../../", "../boil/"]
    assert site.links("guide/index.html", "backlinks") == ["../parts/"]


def test_related_links_lead_to_other_pages_of_the_site(site):
    """Every suggestion is a page that exists, none is the page itself, none comes twice."""
    assert set(site.related) == {"", "guide/", "guide/install/", "guide/boil/", "parts/"}
    for page, targets in site.related.items():
        assert targets
        assert len({*targets, page}) == len(targets) + 1
        assert {*targets} <= set(site.related)
        assert len(site.links(f"{page}index.html", "related")) == len(targets)


def test_relative_links_of_blocks_exist(site):
    """Each link of a block, resolved against its page, is a file of the output."""
    for key in CONTENT:
        for name in ("related", "backlinks"):
            for href in site.links(key, name):
                assert site.leads_to(key, href) in CONTENT


def test_the_stylesheet_is_linked_from_each_page_and_exists(site):
    """The one stylesheet is reached by a relative link with a version."""
    for key in CONTENT:
        (href,) = (h for h in site.said(key, "stylesheet") if "smo.css" in h)
        path, _, version = href.partition("?v=")
        assert version
        assert site.leads_to(key, path) == "smo/smo.css"


def test_the_error_page_and_the_search_page_are_untouched(project, site):
    """404.html is no content: no tags, no blocks, not suggested."""
    plain = project.build(smo=None)
    assert site.html("404.html") == plain.html("404.html")
    assert not any("404" in page for page in site.related)


def test_bytes_outside_placed_elements_are_those_of_a_build_without_the_plugin(project):
    """Cut the placed elements out, and what is left is the page as the host alone builds it."""
    plain = project.build(smo=None).files
    site = project.build()
    assert {key: site.bare(key) for key in site.pages} == {
        k: v.decode() for k, v in plain.items() if k.endswith(".html")
    }
    assert all("data-smo-placed" in site.html(key) for key in CONTENT)
    others = {key: data for key, data in site.files.items() if not key.endswith((".html", ".gz"))}
    added = {key for key in others if key not in plain}
    assert added == {"smo/smo.css", "smo/icons.svg", "smo/share.en.js", "smo/related.json", "smo/manifest.json"}
    assert {k: v for k, v in others.items() if k not in added} == {
        k: v for k, v in plain.items() if not k.endswith((".html", ".gz"))
    }


def test_the_search_index_does_not_know_of_us(project):
    """The words of share bars and lists are not found by the site's search."""
    plain = project.build(smo=None).files["search/search_index.json"]
    assert b"kettle" in plain
    assert project.build().files["search/search_index.json"] == plain


def test_a_clean_site_passes_strict(project):
    """The plugin adds no warning of its own to a site that has none."""
    assert project.build(strict=True).log() == []


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_built_in_themes_need_no_edits(project, theme):
    """On each theme that the host brings, all blocks and tags appear once."""
    site = project.build(theme={"name": theme})
    assert site.blocks(INSTALL) == ["share", "related", "backlinks"]
    assert [len(site.said(INSTALL, name)) for name in ONCE] == [1] * len(ONCE)


def test_addresses_without_folders_are_linked_as_files(project):
    """With use_directory_urls off, lists and canonical links name the .html files."""
    site = project.build(use_directory_urls=False)
    assert site.said("guide/install.html", "canonical") == ["https://docs.example/manual/guide/install.html"]
    assert sorted(site.links("guide/install.html", "backlinks")) == ["../index.html", "boil.html", "index.html"]
    targets = site.links("guide/install.html", "related")
    assert targets
    assert all(site.leads_to("guide/install.html", href).endswith(".html") for href in targets)


def test_every_build_says_in_one_line_what_was_done(site):
    """The line counts pages, so that silence cannot pass for success."""
    (line,) = (text for text in site.log(level=20) if "pages with share" in text)
    assert "pages with share 5" in line


def test_a_build_can_end_with_what_networks_make_of_it(project):
    """With ``check`` one line more is said; with ``strict`` too, what networks will not show well fails the build."""
    site = project.build({"check": True, "cards": False})
    assert any("previews: " in line for line in site.log(logging.INFO))
    assert not any("previews: " in line for line in project.build().log(logging.INFO))


ON = {"section": True, "next": True, "share": False, "backlinks": False, "related": {"slot": "placeholder"}}


def test_the_menus_order_is_the_order_of_reading(project):
    """Each page leads to the one that the menu has next, whatever the files are called."""
    nav = ["index.md", {"Parts": "parts.md"}, {"Guide": ["guide/index.md", "guide/install.md", "guide/boil.md"]}]
    site = project.build(ON, nav=nav)
    order = ["index.html", "parts/index.html", "guide/index.html", INSTALL, "guide/boil/index.html"]
    for key, then in pairwise(order):
        assert [site.leads_to(key, href) for href in site.links(key, "next")] == [then]
    assert [site.leads_to("guide/index.html", href) for href in site.links("guide/index.html", "section")] == [
        "guide/boil/index.html"
    ]


def test_a_page_outside_the_menu_has_no_place_in_the_order(project):
    """Nothing follows it, and it follows nothing; a related page stands in."""
    site = project.build(ON, nav=["index.md", "guide/index.md"], validation={"nav": {"omitted_files": "ignore"}})
    assert site.leads_to("index.html", site.links("index.html", "next")[0]) == "guide/index.html"
    assert site.links("parts/index.html", "next") != []
    assert "parts/index.html" not in [site.leads_to(key, h) for key in ("index.html",) for h in site.links(key, "next")]


def test_a_build_can_end_with_what_the_audit_finds(project):
    """With ``audit`` one line more is said; a page leaves rules out; with ``strict``, findings fail the build."""
    options = {"audit": {"enabled": True, "select": ["L01"]}, "cards": False, "related": False, "backlinks": False}

    def errors() -> int:
        (line,) = (line for line in project.build(options).log(logging.INFO) if "audit: " in line)
        return int((re.search(r"(\d+) error", line) or [0, 0])[1])

    assert not any("audit: " in line for line in project.build().log(logging.INFO))
    before = errors()
    page = project.root / "docs" / "broken.md"
    page.write_text("# Broken\n\n<a href='gone.html'>to nowhere</a>\n", encoding="utf-8")
    assert errors() == before + 1
    with pytest.raises(Abort):
        project.build({**options, "strict": True})
    page.write_text(f"---\nsmo:\n  audit:\n    ignore: [L01]\n---\n{page.read_text()}", encoding="utf-8")
    assert errors() == before
