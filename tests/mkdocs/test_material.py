"""With Material, where it is installed: its blog, its tags, its search, its instant navigation."""

from __future__ import annotations

import pytest

material = pytest.importorskip("material", reason="Material is installed in the MkDocs environment only")

POST = "blog/2026/05/06/descaling/index.html"
BLOG = {
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/a.md": (
        "---\ndate: 2026-05-06\ntags: [water]\ncategories: [Care]\nauthors: [ada]\n---\n# Descaling\n\n"
        "Vinegar in the kettle.\n\n<!-- more -->\n\nThen [boil](../../guide/boil.md) it.\n"
    ),
    "docs/blog/posts/b.md": (
        "---\ndate:\n  created: 2026-05-07\n  updated: 2026-05-08\n---\n"
        "# A new lid\n\nSee [descaling](a.md).\n\n<!-- more -->\n\nKettle.\n"
    ),
    "docs/blog/.authors.yml": "authors:\n  ada:\n    name: Ada Lovelace\n    description: Author\n    avatar: https://docs.example/ada.png\n",
    "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n",
}
CONFIG = {
    "theme": {"name": "material", "font": False, "features": ["navigation.instant"]},
    "plugins": ["search", "blog", "tags"],
}


@pytest.fixture
def blog(project):
    return project.write(BLOG)


@pytest.fixture
def site(blog):
    return blog.build(**CONFIG)


def test_posts_and_pages_have_everything_once(site):
    """Each block once in the article, each statement once in the head, whoever makes it."""
    for key in (POST, "guide/install/index.html"):
        assert site.blocks(key) == ["share", "related", "backlinks"]
        assert site.block(key, "share").find_parent("article") is not None
        for name in ("description", "canonical", "og:title", "og:url", "og:type", "twitter:card"):
            assert len(site.said(key, name)) == 1, (key, name)


def test_a_post_is_an_article_with_its_dates_and_authors(site):
    """Authors are the people of ``.authors.yml``; dates are those of the front matter, both forms."""
    assert site.said(POST, "og:type") == ["article"]
    assert site.said(POST, "article:author") == ["Ada Lovelace"]
    (other,) = (key for key in site.pages if "a-new-lid" in key)
    assert [value[:10] for value in site.said(other, "article:published_time")] == ["2026-05-07"]
    assert [value[:10] for value in site.said(other, "article:modified_time")] == ["2026-05-08"]


VIEWS = {"blog/index.html": "Blog", "blog/archive/2026/index.html": "2026", "blog/category/care/index.html": "Care"}


def test_views_that_the_blog_makes_say_what_they_are(blog, site):
    """The blog's index, archive and categories are lists: head tags, no blocks, and never suggested."""
    plain = blog.build(smo=None, **CONFIG)
    for key, title in VIEWS.items():
        assert site.said(key, "og:title") == [title]
        assert site.said(key, "og:type") == ["website"]
        assert (
            site.said(key, "og:url")
            == site.said(key, "canonical")
            == [f"https://docs.example/manual/{key.removesuffix('index.html')}"]
        )
        assert not site.blocks(key)
        assert site.bare(key) == plain.html(key)
    assert site.html("404.html") == plain.html("404.html")
    assert not any(
        target.startswith(("blog/archive", "blog/category")) for targets in site.related.values() for target in targets
    )


def test_a_blog_at_the_root_has_no_blocks_between_its_heading_and_its_posts(project):
    """Its index is the home page, and a view: words of its source describe it, and no share bar stands below them."""
    posts = {name.replace("docs/blog/", "docs/"): text for name, text in BLOG.items()}
    index = "# Kettle news\n\nWhat is new about kettles, every week.\n"
    project.write({**posts, "docs/index.md": index})
    site = project.build(**{**CONFIG, "plugins": ["search", {"blog": {"blog_dir": "."}}, "tags"]})
    assert "A new lid" in site.html("index.html")
    assert not site.blocks("index.html")
    assert site.said("index.html", "og:title") == ["Kettle news"]
    assert site.said("index.html", "og:description") == ["What is new about kettles, every week."]
    assert site.said("index.html", "og:type") == ["website"]
    assert "share" in site.blocks("2026/05/06/descaling/index.html")
    assert not {"", "index.html"} & {page for pages in site.related.values() for page in pages}


def test_views_can_be_left_alone(blog):
    """The setting ``meta.lists``."""
    plain, site = blog.build(smo=None, **CONFIG), blog.build({"meta": {"lists": False}}, **CONFIG)
    assert {key: site.html(key) for key in VIEWS} == {key: plain.html(key) for key in VIEWS}


def test_a_landing_page_that_a_template_makes_has_head_tags(blog):
    """Its source is front matter alone: title and description come from there."""
    front = "---\ntitle: Kettles\ndescription: All about kettles.\ntemplate: landing.html\n---\n"
    blog.write(
        {
            "docs/index.md": front,
            "over/landing.html": '{% extends "base.html" %}{% block content %}<h1>Hi</h1>{% endblock %}',
        }
    )
    site = blog.build(**{**CONFIG, "theme": {**CONFIG["theme"], "custom_dir": "over"}})
    assert site.said("index.html", "og:title") == ["Kettles"]
    assert site.said("index.html", "og:description") == ["All about kettles."]
    assert not site.blocks("index.html")


def test_bytes_outside_placed_elements_stay(blog, site):
    """Also on this theme, cutting the placed elements out gives the host's own page."""
    plain = blog.build(smo=None, **CONFIG)
    assert {key: site.bare(key) for key in site.pages} == {key: plain.html(key) for key in plain.pages}
    assert site.files["search/search_index.json"] == plain.files["search/search_index.json"]


def test_nothing_in_the_body_breaks_instant_navigation(site):
    """It drops styles, mangles inline scripts, and cannot set the href of what is SVG; it runs files of scripts."""
    for key in site.pages:
        soup = site.soup(key)
        assert not soup.select("body script[data-smo-placed], style[data-smo-placed], [data-smo-placed] svg [href]")
        scripts = soup.select("body [data-smo-placed] script")
        assert all(script["src"] and not script.get_text() for script in scripts)


def test_strict_passes(blog):
    """No warning of ours on a Material site with a blog."""
    assert [text for text in blog.build(strict=True, **CONFIG).log() if "smo" in text] == []
