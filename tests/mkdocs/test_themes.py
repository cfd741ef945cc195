"""What authors of themes and templates can do, and that no text of a page becomes markup."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest

INSTALL = "guide/install/index.html"
PARTS = "parts/index.html"
THEME = {"name": "mkdocs", "custom_dir": "theme"}
HOSTILE = '"><b onclick="x"> & &amp; \'q\' {{ 7*7 }} {% raw %} </script><script>alert(1)</script> <!-- ]]> \\u003c'


def test_a_theme_places_a_block_by_name(project):
    """``{{ smo.share }}`` with the slot "placeholder": there, once, and nowhere else."""
    project.write({"theme/content.html": '<section id="mine">{{ smo.share }}</section>{{ page.content }}'})
    site = project.build({"share": {"slot": "placeholder"}}, theme=THEME)
    assert site.blocks(INSTALL) == ["share", "related", "backlinks"]
    assert site.block(INSTALL, "share").parent["id"] == "mine"


def test_a_theme_may_ask_for_a_block_that_a_page_does_not_have(project):
    """Names of absent blocks print nothing, on every kind of page that the template makes."""
    main = (
        '{% extends "base.html" %}{% block footer %}<i id="here">{{ smo.backlinks }}{{ smo.nothing }}</i>{% endblock %}'
    )
    project.write(
        {"theme/main.html": main, "theme/404.html": '{% extends "main.html" %}{% block content %}{% endblock %}'}
    )
    site = project.build({"backlinks": {"slot": "placeholder"}}, theme=THEME)
    assert site.block(INSTALL, "backlinks").parent["id"] == "here"
    for key in (PARTS, "404.html"):
        assert site.soup(key).find(id="here").decode_contents() == ""


@pytest.mark.parametrize("slot", ["placeholder", "after_content"])
def test_a_placeholder_of_the_theme_is_filled(project, slot):
    """``<div data-smo="share">`` outside the content takes the block, and takes precedence over its slot."""
    project.write({"theme/content.html": '{{ page.content }}<div id="mine" data-smo="share"></div>'})
    site = project.build({"share": {"slot": slot}}, theme=THEME)
    assert site.blocks(INSTALL).count("share") == 1
    assert site.block(INSTALL, "share").parent["id"] == "mine"


def test_a_placeholder_inside_a_page_is_filled(project):
    """A page's author puts ``<div data-smo="related">`` where the list is to stand, on this page only."""
    project.write({"docs/parts.md": '# Parts\n\nOne.\n\n<div data-smo="related"></div>\n\nTwo.\n'})
    plain = project.build(smo=None)
    site = project.build({"related": {"threshold": 0}})
    html = site.html(PARTS)
    assert site.blocks(PARTS) == ["related", "share"]
    assert site.block(PARTS, "related").parent["data-smo"] == "related"
    assert html.index("One.") < html.index('data-smo-placed="related"') < html.index("Two.")
    assert site.bare(PARTS) == plain.html(PARTS)
    assert site.blocks(INSTALL) == ["share", "related", "backlinks"]


def test_a_placeholder_shown_as_code_stays_code(project):
    """Documentation about placeholders is not filled with blocks."""
    project.write(
        {"docs/parts.md": '# Parts\n\n    <div data-smo="related"></div>\n\nWrite `<div data-smo="share">`.\n'}
    )
    site = project.build({"related": {"threshold": 0}})
    assert site.blocks(PARTS) == ["share", "related"]
    assert '<div data-smo="related">' in site.soup(PARTS).find("pre").get_text()


def test_own_templates_replace_the_built_in_ones(project):
    """A template in the folder ``templates`` is used, relative to ``mkdocs.yml``; others stay."""
    project.write({"own/share.html": '<p class="own">{{ buttons | length }} ways to share {{ page.facts.title }}</p>'})
    site = project.build({"templates": "own", "share": {"targets": ["email", "mastodon"]}})
    assert site.block(INSTALL, "share").get_text() == "2 ways to share Install the kettle"
    assert site.block(INSTALL, "share")["class"] == ["own"]
    assert site.block(INSTALL, "related").find("ul")


@pytest.mark.parametrize("template", ["{% if %}", "{{ nothing.at.all }}", "no element", "<p>{{ 1 // 0 }}</p>", ""])
def test_a_broken_template_costs_its_block_only(project, template):
    """The build goes on, a warning names the template's block, and the other blocks stand."""
    project.write({"own/share.html": template})
    site = project.build({"templates": "own"})
    assert site.blocks(INSTALL) == ["related", "backlinks"]
    warnings = site.log()
    assert warnings
    assert all("share" in warning for warning in warnings)


@pytest.fixture
def hostile(project):
    """Return a site with a title full of markup; the theme escapes it, as built-in ones do not."""
    quoted = json.dumps(HOSTILE)
    front = f"---\ntitle: {quoted}\ndescription: {quoted}\ntags: [water, {quoted}]\n---\n"
    head = "<!doctype html><html><head><title>{{ page.title | e }}</title></head>"
    main = f"{head}<body><main>{{{{ page.content }}}}</main></body></html>"
    return project.write(
        {"docs/parts.md": f"{front}Water and kettle, in the [guide](guide/index.md).\n", "theme/main.html": main}
    )


OWN = {"name": None, "custom_dir": "theme"}


def test_hostile_text_is_text_in_every_tag(hostile):
    """A title full of markup comes out of the head, letter for letter, as it went in."""
    site = hostile.build(theme=OWN)
    assert site.said(PARTS, "og:title") == [HOSTILE]
    assert site.said(PARTS, "og:description") == site.said(PARTS, "description") == [HOSTILE]
    (script,) = site.soup(PARTS).select('head script[type="application/ld+json"]')
    assert HOSTILE in [node.get("headline") for node in json.loads(script.string)["@graph"]]


def test_hostile_text_is_text_in_every_block(hostile):
    """Lists of other pages show the hostile title as text, and the share bar sends it whole."""
    site = hostile.build({"share": {"targets": ["email"]}}, theme=OWN)
    assert [a.get_text() for a in site.block("guide/index.html", "backlinks").select("a")] == [HOSTILE]
    assert HOSTILE in [a.get_text() for a in site.block(INSTALL, "related").select("a")]
    (mail,) = site.links(PARTS, "share")
    assert HOSTILE in parse_qs(mail.partition("?")[2])["subject"]


def test_hostile_text_makes_no_element(hostile):
    """The only scripts are structured data and our own file; nothing has a handler."""
    site = hostile.build(theme=OWN)
    for key in (PARTS, INSTALL, "guide/index.html"):
        soup = site.soup(key)
        assert [script.get("type") for script in soup.select("script")] == ["application/ld+json", "module"]
        assert not soup.select("b, [onclick]")


def test_a_theme_that_prints_hostile_text_raw_keeps_its_bytes(hostile):
    """What a theme makes of such a title is its own affair; around it we still change no byte."""
    plain, site = hostile.build(smo=None), hostile.build()
    assert {key: site.bare(key) for key in site.pages} == {key: plain.html(key) for key in plain.pages}
