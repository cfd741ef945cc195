"""What authors of themes and of articles can place by hand, and that no text becomes markup."""

from __future__ import annotations

import pytest

KETTLE = "install-the-kettle.html"
ALL = ["share", "related", "backlinks"]


def test_a_theme_places_a_block_by_name(project):
    """``{{ article.smo.share }}`` with the slot "placeholder": there, once, and nowhere else."""
    body = '{{ %s.content }}<section id="mine">{{ %s.smo.share }}{{ %s.smo.nothing }}</section>'
    site = project.build({"share": {"slot": "placeholder"}}, theme=project.theme(body=body))
    assert site.log() == []
    assert sorted(site.blocks(KETTLE)) == sorted(ALL)
    assert site.block(KETTLE, "share").parent["id"] == "mine"


def test_a_theme_lists_related_content_itself(project):
    """``article.smo.related_pages`` are Pelican's own objects, in order, for a theme's own markup."""
    item = '<li><a href="{{ SITEURL }}/{{ other.url }}">{{ other.title }}</a>'
    body = f"{{{{ %s.content }}}}<ol>{{% for other in %s.smo.related_pages %}}{item}{{% endfor %}}</ol>"
    site = project.build({"related": {"slot": "placeholder"}}, theme=project.theme(body=body))
    listed = [a["href"].removeprefix("https://blog.example/notes/") for a in site.soup(KETTLE).select("ol a")]
    assert listed == site.related[KETTLE]
    assert "related" not in site.blocks(KETTLE)


def test_a_theme_may_ask_on_content_that_gets_nothing(project):
    """Drafts and hidden articles have ``smo`` too: its names print nothing."""
    site = project.build(theme=project.theme(body="<i>{{ %s.smo.share }}</i>{{ %s.content }}"))
    assert "<i></i>" in site.html("drafts/water-draft.html")
    assert "<i></i>" in site.html("water-secret.html")


@pytest.mark.parametrize("slot", ["placeholder", "after_content"])
def test_a_placeholder_of_the_theme_is_filled(project, slot):
    """``<div data-smo="share">`` outside the content takes the block, and takes precedence over its slot."""
    body = '{{ %s.content }}<div id="mine" data-smo="share"></div>'
    site = project.build({"share": {"slot": slot}}, theme=project.theme(body=body))
    assert site.blocks(KETTLE).count("share") == 1
    assert site.block(KETTLE, "share").parent["id"] == "mine"


def test_a_placeholder_inside_an_article_is_filled(project):
    """An author puts ``<div data-smo="related">`` where the list is to stand, on this page only."""
    project.write(
        {"content/lid.md": 'Title: Lid\nDate: 2026-04-01\n\nOne.\n\n<div data-smo="related"></div>\n\nTwo.\n'}
    )
    site = project.build({"related": {"threshold": 0}})
    assert site.blocks("lid.html") == ["related", "share"]
    assert site.block("lid.html", "related").parent["data-smo"] == "related"
    assert site.blocks(KETTLE) == ALL


# Without a character reference: Pelican's titles are HTML, and those of the plugin are read as such.
HOSTILE = '"><b onclick="x"> & \'q\' {{ 7*7 }} </script><script>alert(1)</script> <!-- ]]> \\u003c'


def test_hostile_text_is_text_everywhere(project):
    """A title full of markup comes out of tags and lists letter for letter, and makes no element."""
    meta = f"Title: {HOSTILE}\nDate: 2026-04-01\nSlug: bad\nDescription: {HOSTILE}\nTags: water"
    project.write({"content/bad.md": f"{meta}\n\nWater, [kettle]({{filename}}kettle.md).\n"})
    site = project.build(theme=project.theme(head="<title>{{ %s.title | e }}</title>"))
    assert site.said("bad.html", "og:title") == site.said("bad.html", "og:description") == [HOSTILE]
    assert HOSTILE in [a.get_text() for a in site.block(KETTLE, "backlinks").select("a")]
    for key in ("bad.html", KETTLE):
        assert [script.get("type") for script in site.soup(key).select("script")] == ["application/ld+json", "module"]
        assert not site.soup(key).select("b, [onclick]")
