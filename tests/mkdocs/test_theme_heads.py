"""Heads as a card plugin writes them, its faults included: nothing is said twice, and what is wrong is put right."""

from __future__ import annotations

import json
from collections import Counter

import pytest

INSTALL = "guide/install/index.html"
PARTS = "parts/index.html"
TITLE = 'The "good" lid & base'
ABOUT = 'What "good" means'
# X's tags by property, and no text escaped.
MAIN = """{% extends "base.html" %}
{% block extrahead %}{% if page %}
{% set title = page.title ~ " - " ~ config.site_name %}
{% set about = page.meta.description or config.site_description %}
{% set image = config.site_url ~ "assets/images/social/" ~ page.file.name ~ ".png" %}
{% for name, text in [
  ("og:type", "website"), ("og:title", title), ("og:description", about), ("og:image", image),
  ("og:image:type", "image/png"), ("og:image:width", "1200"), ("og:image:height", "630"),
  ("og:url", page.canonical_url), ("twitter:card", "summary_large_image"), ("twitter:title", title),
  ("twitter:description", about), ("twitter:image", image),
] %}<meta property="{{ name }}" content="{{ text }}" />
{% endfor %}
{% endif %}{% endblock %}
"""
SAID = (
    "og:type", "og:title", "og:description", "og:image", "og:image:type", "og:image:width", "og:image:height", "og:url",
    "twitter:card", "twitter:title", "twitter:description", "twitter:image",
)  # fmt: skip
THEMES = pytest.mark.parametrize("name", ["mkdocs", "readthedocs"])


@pytest.fixture
def carded(project):
    return project.write(
        {
            "theme/main.html": MAIN,
            "docs/parts.md": f"---\ntitle: '{TITLE}'\ndescription: '{ABOUT}'\n---\nLid; see the [guide](guide/index.md).\n",
        }
    )


def configured(name="mkdocs"):
    """Return the settings of a site whose theme prints such tags."""
    return {"theme": {"name": name, "custom_dir": "theme"}, "site_description": "All about kettles."}


def counts(site, key):
    """Return how often each statement stands in a head."""
    found = Counter(str(m.get("property") or m.get("name")) for m in site.soup(key).head.select("meta[content]"))
    return {
        name: count for name, count in found.items() if name not in {"article:tag", "article:author", "smo-replaced"}
    }


@THEMES
@pytest.mark.parametrize("existing", ["keep", "replace"])
def test_each_statement_stands_once(carded, name, existing):
    """Whichever attribute names it; the address is the canonical one."""
    site = carded.build({"meta": {"existing": existing}}, **configured(name))
    for key in (INSTALL, PARTS, "index.html"):
        assert [said for said, count in counts(site, key).items() if count > 1] == []
        assert counts(site, key).keys() >= {"og:title", "og:site_name", "og:locale", "description", "twitter:card"}
        assert site.said(key, "og:url") == site.said(key, "canonical")


def test_sound_tags_stay_as_they_are(carded):
    """The plugin's card stays the page's image, without facts of another one; only its titles name the site again."""
    plain, site = carded.build(smo=None, **configured()), carded.build(**configured())
    titles = {"og:title", "twitter:title"}
    kept = [name for name in SAID if name not in titles]
    assert {name: site.said(INSTALL, name) for name in kept} == {name: plain.said(INSTALL, name) for name in kept}
    assert site.said(INSTALL, "og:title") == ["Install the kettle"]
    assert site.said(INSTALL, "twitter:title") == []
    assert site.said(INSTALL, "og:image:alt") == site.said(INSTALL, "twitter:image:alt") == []


def test_with_replace_the_image_is_ours_everywhere(carded):
    """No card of the plugin is left for one reader, and another picture for the next."""
    site = carded.build({"meta": {"existing": "replace"}}, **configured())
    assert site.said(INSTALL, "og:image") == ["https://docs.example/manual/img/kettle.png"]
    assert site.said(INSTALL, "og:title") == ["Install the kettle"]
    assert site.said(INSTALL, "og:image:width") == site.said(INSTALL, "twitter:image") == []


def test_a_text_that_a_quote_cut_is_put_right(carded):
    """``content="The "good" lid"`` says "The"; the whole text takes its place."""
    assert carded.build(smo=None, **configured()).said(PARTS, "og:title") == ["The "]
    site = carded.build(**configured())
    assert site.said(PARTS, "og:title") == [TITLE]
    assert site.said(PARTS, "og:description") == [ABOUT]


@pytest.mark.parametrize("existing", ["keep", "replace"])
@THEMES
def test_taken_out_again_each_page_is_the_hosts(carded, name, existing):
    """Also where a broken tag gave way."""
    plain = carded.build(smo=None, **configured(name))
    site = carded.build({"meta": {"existing": existing}}, **configured(name))
    assert {key: site.bare(key) for key in site.pages} == {key: plain.html(key) for key in plain.pages}


@THEMES
def test_the_word_none_is_no_description(project, name):
    """Both themes print it on the home page of a site without a description."""
    theme = {"name": name}
    assert project.build(smo=None, theme=theme).said("index.html", "description") == ["None"]
    site = project.build(theme=theme)
    assert site.said("index.html", "description") == site.said("index.html", "og:description")
    assert site.said("index.html", "description") == ["Everything about the kettle: install it first."]


@pytest.mark.parametrize("existing", ["keep", "replace"])
def test_titles_for_x_agree_with_those_for_others(carded, existing):
    """What a quote cut, or what ours replaced, is not shown by X either."""
    site = carded.build({"meta": {"existing": existing}}, **configured())
    for name in ("title", "description"):
        assert site.said(PARTS, f"twitter:{name}") in ([], site.said(PARTS, f"og:{name}"))


def test_structured_data_agrees_with_tags_that_stay(carded):
    """The image is that of the plugin's tags; the title is, but for the site's name."""
    site = carded.build(**configured())
    (script,) = site.soup(INSTALL).select('script[type="application/ld+json"]')
    nodes = {node["@type"]: node for node in json.loads(script.string)["@graph"]}
    assert nodes["WebPage"]["name"] in site.said(INSTALL, "og:title")[0]
    assert [nodes["ImageObject"]["url"]] == site.said(INSTALL, "og:image")
