"""What articles and pages get, what lists and feeds do not, and what stays as it was."""

from __future__ import annotations

import json

import pytest

from smo_core.settings import Settings
from smo_pelican.lists import home_of

URL = "https://blog.example/notes"
KETTLE = "install-the-kettle.html"
WATER = "pages/about-water.html"
CONTENT = (KETTLE, "install-the-kettle-fr.html", "boil-water.html", "steam.html", "steam-fr.html", WATER)
UNLISTED = ("drafts/water-draft.html", "water-secret.html")
ONCE = (
    "description",
    "canonical",
    "og:title",
    "og:type",
    "og:url",
    "og:description",
    "og:site_name",
    "og:locale",
    "twitter:card",
    "author",
)
ALL = ["share", "related", "backlinks"]


@pytest.fixture
def site(project):
    return project.build()


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
def test_each_statement_and_each_block_stands_once(project, theme):
    """On both themes that Pelican brings: articles, pages and translations have everything once."""
    site = project.build(THEME=theme)
    assert site.log() == []
    for key in CONTENT:
        assert {name: len(site.said(key, name)) for name in ONCE} == dict.fromkeys(ONCE, 1), key
    assert {key: site.blocks(key) for key in CONTENT} == dict.fromkeys(CONTENT, ALL) | {
        "install-the-kettle-fr.html": ALL[:2]
    }


def test_tags_say_what_the_metadata_says(site):
    """Title, description, dates, tags, authors and image reach the head as they were written."""
    expected = {
        "og:title": ["Install the kettle"],
        "og:description": ["Unpack, rinse, plug in."],
        "og:type": ["article"],
        "og:url": ["https://blog.example/notes/install-the-kettle.html"],
        "canonical": ["https://blog.example/notes/install-the-kettle.html"],
        "og:image": ["https://blog.example/notes/images/kettle.png"],
        "og:image:alt": ["A kettle"],
        "article:published_time": ["2026-03-04T10:00:00+00:00"],
        "article:modified_time": ["2026-03-06T11:30:00+00:00"],
        "article:tag": ["setup", "water"],
        "article:author": ["Ada", "Ben"],
    }
    assert {name: site.said(KETTLE, name) for name in expected} == expected


def test_a_page_has_no_invented_date_and_the_author_of_the_site(site):
    """Pelican's AUTHOR is the author of what names none; a page without date stays without."""
    assert site.said(WATER, "author") == ["Cleo"]
    assert site.said(WATER, "article:published_time") == []
    assert site.said(WATER, "og:type") == ["website"]


def test_json_ld_is_one_valid_graph_in_the_head(site):
    """One script, in the head, which JSON parsers read and which names the page's own address."""
    for key in CONTENT:
        (script,) = site.soup(key).select('script[type="application/ld+json"]')
        assert script.find_parent("head") is not None
        nodes = json.loads(script.string)["@graph"]
        assert site.said(key, "canonical") == [n["url"] for n in nodes if n["@type"] == "WebPage"]


def test_blocks_stand_inside_the_article_behind_its_text(site):
    """The last words of an article come before the first block."""
    assert site.block(KETTLE, "share").find_parent("article") is not None
    assert site.html(KETTLE).index("boil</a> water.") < site.html(KETTLE).index('data-smo-placed="share"')


def test_relative_links_of_blocks_exist(site):
    """Each link of a list, resolved against its page, is a content page of the output."""
    for key in CONTENT:
        for name in ALL[1:]:
            assert all(site.leads_to(key, href) in CONTENT for href in site.links(key, name))
    assert site.links(WATER, "backlinks") == ["../boil-water.html"]
    assert (
        site.leads_to(WATER, next(h for h in site.said(WATER, "stylesheet") if "smo.css" in h).partition("?")[0])
        == "smo/smo.css"
    )


def test_translations_name_each_other_and_are_not_mixed(site):
    """Alternates lead both ways with the page's own; a French article is suggested to French ones only."""
    for key in (KETTLE, "install-the-kettle-fr.html"):
        alternates = [(tag["hreflang"], tag["href"]) for tag in site.soup(key).select("head link[hreflang]")]
        assert sorted(alternates) == [
            ("en", "https://blog.example/notes/install-the-kettle.html"),
            ("fr", "https://blog.example/notes/install-the-kettle-fr.html"),
        ]
    french = {page for page in site.related if page.endswith("-fr.html")}
    assert len(french) == 2
    assert all((page in french) == (target in french) for page, targets in site.related.items() for target in targets)
    assert site.block("steam-fr.html", "share")["lang"] == "fr"


def test_drafts_and_hidden_articles_are_untouched_and_never_pointed_to(project, site):
    """They link to an article about the same thing, and are neither suggested nor listed as backlinks."""
    plain = project.build(None)
    assert {key: site.html(key) for key in UNLISTED} == {key: plain.html(key) for key in UNLISTED}
    assert not {*UNLISTED} & {target for page, targets in site.related.items() for target in (page, *targets)}
    assert [site.leads_to("boil-water.html", href) for href in site.links("boil-water.html", "backlinks")] == [KETTLE]


def test_lists_get_head_tags_alone_and_feeds_nothing(project, site):
    """Index, archives, tags, categories, authors: nothing in their bodies, and in Atom and RSS not a byte differs."""
    plain = project.build(None)
    added = {key for key in site.files if key not in plain.files}
    assert added == {
        *("smo/smo.css", "smo/icons.svg", "smo/share.en.js", "smo/share.fr.js"),
        *("smo/related.json", "smo/manifest.json"),
    }
    assert set(plain.files) <= set(site.files)
    lists = {key: data for key, data in plain.files.items() if key not in CONTENT}
    for key in (
        "index.html",
        "index2.html",
        "tag/water.html",
        "category/kitchen.html",
        "author/ada.html",
        "archives/2026.html",
        "feeds/all.atom.xml",
    ):
        assert key in lists
    pages = {key for key in lists if key.endswith(".html") and not key.startswith("drafts/")} - {"water-secret.html"}
    others = lists.keys() - pages
    assert {key: site.files[key] for key in others} == {key: lists[key] for key in others}
    assert {key: site.bare(key) for key in pages} == {key: lists[key].decode() for key in pages}
    assert not [key for key in pages if site.blocks(key)]
    for key in pages:
        assert len(site.said(key, "og:title")) == len(site.said(key, "canonical")) == 1, key


def test_the_home_page_of_a_blog_says_what_the_blog_is(project):
    """It lists articles, and is what most people share: title, subtitle, address, and an address for each part of it."""
    site = project.build(SITESUBTITLE="Water & <i>steam</i>")
    (described,) = site.said("index.html", "og:description")
    assert described == "Water & <i>steam</i>"
    assert site.said("index.html", "og:title") == ["Kettle"]
    assert site.said("index.html", "og:type") == ["website"]
    assert site.said("index.html", "og:url") == site.said("index.html", "canonical") == [f"{URL}/"]
    assert site.said("index2.html", "canonical") == [f"{URL}/index2.html"]


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("tag/water.html", "water"),
        ("category/kitchen.html", "kitchen"),
        ("author/ada.html", "Ada"),
        ("index2.html", "Kettle"),
        ("authors.html", "Authors"),
    ],
)
@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
def test_a_list_is_called_by_what_it_lists(project, theme, key, title):
    """Without the name of the site, which has a tag of its own."""
    assert project.build(THEME=theme).said(key, "og:title") == [title]


def test_a_template_of_the_authors_own_is_a_page_without_blocks(project):
    """It lists nothing that we know of; what it is called, its head says."""
    landing = "<html><head><title>Kettles for all | Kettle</title></head><body><main>Hi</main></body></html>"
    project.write({"content/landing.html": landing})
    site = project.build(TEMPLATE_PAGES={"landing.html": "landing/index.html"})
    assert site.said("landing/index.html", "og:title") == ["Kettles for all"]
    assert site.said("landing/index.html", "canonical") == [f"{URL}/landing/"]
    assert '"CollectionPage"' not in site.html("landing/index.html")
    assert '"CollectionPage"' in site.html("tags.html")
    assert '"CollectionPage"' in site.html("archives/2026.html")
    assert site.bare("landing/index.html") == landing


def test_lists_can_be_left_alone(project):
    """The setting ``meta.lists``: not a byte differs, and nothing else does."""
    plain, site = project.build(None), project.build({"meta": {"lists": False}})
    lists = [key for key in plain.files if key not in CONTENT]
    assert {key: site.files[key] for key in lists} == {key: plain.files[key] for key in lists}
    assert site.said(KETTLE, "og:title") == ["Install the kettle"]


def test_a_page_that_takes_the_place_of_the_list_is_the_home_page(project):
    """Then there is no such list, and the page has all that content has."""
    project.write({"content/pages/start.md": "Title: Start\nSave_as: index.html\nURL: \n\nWater boils in a kettle.\n"})
    for place in ("blog.html", ""):
        site = project.build(INDEX_SAVE_AS=place)
        assert site.said("index.html", "og:title") == ["Start"]
        assert "share" in site.blocks("index.html")
        assert not place or site.said(place, "og:url") == [f"{URL}/{place}"]


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
def test_bytes_outside_placed_elements_are_those_of_a_build_without_the_plugin(project, theme):
    """Cut the placed elements out, and what is left is the page as Pelican alone builds it."""
    plain = project.build(None, THEME=theme)
    site = project.build(THEME=theme)
    assert {key: site.bare(key) for key in site.pages} == {key: plain.html(key) for key in plain.pages}
    assert all("data-smo-placed" in site.html(key) for key in CONTENT)


def test_a_list_that_shows_whole_articles_shows_them_without_blocks(project):
    """A theme's index prints ``{{ article.content }}`` of each article; the blocks stay at home."""
    each = "{% for article in articles %}<article>{{ article.content }}</article>{% endfor %}"
    index = f"<html><head></head><body>{each}</body></html>"
    project.write({"own/templates/index.html": index})
    plain = project.build(None, THEME="simple", THEME_TEMPLATES_OVERRIDES=[str(project.root / "own/templates")])
    site = project.build(THEME="simple", THEME_TEMPLATES_OVERRIDES=[str(project.root / "own/templates")])
    assert "Rinse the kettle" in site.html("index2.html") + site.html("index.html")
    assert site.bare("index.html") == plain.html("index.html")
    assert not site.blocks("index.html")
    assert site.blocks(KETTLE) == ALL


def test_the_newer_article_is_the_next_to_read(project):
    """By date, in one language; drafts and hidden articles are passed over, pages stand outside of it."""
    site = project.build({"next": True, "related": {"exclude": ["**"]}})
    following = {
        key: [site.leads_to(key, h) for h in site.links(key, "next")] for key in site.pages if site.links(key, "next")
    }
    assert following == {
        "install-the-kettle.html": ["boil-water.html"],
        "boil-water.html": ["steam.html"],
        "install-the-kettle-fr.html": ["steam-fr.html"],
    }


@pytest.mark.parametrize(
    ("settings", "taken", "found"),
    [
        ({"DIRECT_TEMPLATES": ["index"]}, (), True),
        ({"DIRECT_TEMPLATES": ["index"], "INDEX_SAVE_AS": "index.html"}, ("other.html",), True),
        ({"DIRECT_TEMPLATES": ["index"]}, ("index.html",), False),
        ({"DIRECT_TEMPLATES": ["index"], "INDEX_SAVE_AS": ""}, (), False),
        ({"DIRECT_TEMPLATES": ["index"], "INDEX_SAVE_AS": "blog/index.html"}, (), False),
        ({"DIRECT_TEMPLATES": ["archives"]}, (), False),
    ],
)
def test_there_is_one_home_page_or_none_to_be_known_of_before_it_is_written(settings, taken, found):
    """The list at the site's root, if Pelican writes one there."""
    assert bool(home_of(settings, Settings(site_url=URL, site_name="Kettle"), taken)) == found
