"""Addresses: relative ones, none at all, and those that Pelican resolves late."""

from __future__ import annotations

import pytest

KETTLE = "install-the-kettle.html"
WATER = "pages/about-water.html"


def test_relative_urls_change_links_but_not_what_networks_are_told(project):
    """RELATIVE_URLS: absolute tags keep SITEURL, lists stay relative, the graph is the same."""
    absolute = project.build()
    site = project.build(RELATIVE_URLS=True)
    assert site.log() == []
    for key in (KETTLE, WATER):
        for name in ("canonical", "og:url", "og:image"):
            assert site.said(key, name) == absolute.said(key, name)
        assert site.blocks(key) == ["share", "related", "backlinks"]
        assert site.links(key, "backlinks") == absolute.links(key, "backlinks")
    assert site.files["smo/related.json"] == absolute.files["smo/related.json"]


def test_relative_urls_leave_the_rest_of_the_page_relative(project):
    """Reading the content early does not freeze links that each page writes its own way."""
    plain = project.build(None, RELATIVE_URLS=True)
    site = project.build(RELATIVE_URLS=True)
    assert {key: site.bare(key) for key in site.pages} == {key: plain.html(key) for key in plain.pages}
    assert '"../boil-water.html"' not in plain.html(KETTLE)
    assert "boil-water.html" in {a["href"].removeprefix("./") for a in site.soup(KETTLE).select("article > p a")}


def test_without_an_address_one_warning_and_nothing_absolute(project):
    """Empty SITEURL: no share bar, canonical, og:url or og:image; relative links work as ever."""
    site = project.build(SITEURL="", FEED_DOMAIN="")
    ours = [text for text in site.log() if "smo" in text]
    assert len(ours) == 1
    assert "SITEURL" in ours[0] or "site_url" in ours[0]
    assert site.blocks(KETTLE) == ["related", "backlinks"]
    for name in ("canonical", "og:url", "og:image"):
        assert site.said(KETTLE, name) == []
    assert site.said(KETTLE, "og:title") == ["Install the kettle"]
    assert all(site.leads_to(WATER, href) for href in site.links(WATER, "related"))


def test_the_address_may_come_from_our_own_settings(project):
    """Published with an empty SITEURL, a site can still tell networks where it will be."""
    site = project.build({"site_url": "https://elsewhere.example/"}, SITEURL="", FEED_DOMAIN="")
    assert [text for text in site.log() if "smo" in text] == []
    assert site.said(KETTLE, "canonical") == ["https://elsewhere.example/install-the-kettle.html"]
    assert "share" in site.blocks(KETTLE)


@pytest.mark.parametrize("relative", [False, True])
def test_attach_and_static_still_resolve(project, relative):
    """``{attach}`` moves the picture beside the article that first asks for it, as without the plugin."""
    project.write(
        {
            "content/deep/lid.md": (
                "Title: Lid\nDate: 2026-04-01\nCategory: kitchen\nSave_as: deep/er/lid.html\nUrl: deep/er/lid.html\n\n"
                "![lid]({attach}pics/lid.png) ![k]({static}/images/kettle.png) [boil]({filename}/boil.md#top)\n"
            ),
            "content/deep/pics/lid.png": "a lid",
        },
    )
    plain = project.build(None, RELATIVE_URLS=relative)
    site = project.build(RELATIVE_URLS=relative)
    assert "deep/er/pics/lid.png" in plain.files
    assert set(plain.files) <= set(site.files)
    assert site.bare("deep/er/lid.html") == plain.html("deep/er/lid.html")
    assert site.log() == plain.log()
    assert "deep/er/lid.html" in {
        site.leads_to("boil-water.html", href) for href in site.links("boil-water.html", "backlinks")
    }


def test_addresses_without_file_names_are_linked_as_folders(project):
    """``{slug}/`` addresses: lists and canonical links end in a slash, and lead to files."""
    config = {
        "ARTICLE_URL": "{slug}/",
        "ARTICLE_SAVE_AS": "{slug}/index.html",
        "PAGE_URL": "p/{slug}/",
        "PAGE_SAVE_AS": "p/{slug}/index.html",
    }
    site = project.build(**config)
    key = "install-the-kettle/index.html"
    assert site.said(key, "canonical") == ["https://blog.example/notes/install-the-kettle/"]
    assert site.links("p/about-water/index.html", "backlinks") == ["../../boil-water/"]
    assert {site.leads_to(key, href) for href in site.links(key, "related")} <= set(site.pages)


def test_letters_beyond_ascii_are_encoded_once(project):
    """A slug in another script is percent-encoded in tags and leads to its file in links."""
    meta = "Title: Tea\nDate: 2026-05-01\nSlug: 日本 茶\nCategory: kitchen"
    project.write({"content/ja.md": f"{meta}\n\nWater, [kettle]({{filename}}kettle.md).\n"})
    site = project.build(SLUGIFY_SOURCE="title")
    key = next(key for key in site.pages if "日本" in key)
    assert site.said(key, "canonical") == ["https://blog.example/notes/%E6%97%A5%E6%9C%AC%20%E8%8C%B6.html"]
    assert "%E6%97%A5%E6%9C%AC%20%E8%8C%B6.html" in site.links(KETTLE, "backlinks")
