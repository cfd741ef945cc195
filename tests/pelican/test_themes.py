"""Themes: those that hide the content, and those that write tags themselves."""

from __future__ import annotations

import pytest

KETTLE = "install-the-kettle.html"
ALL = ["share", "related", "backlinks"]


@pytest.mark.parametrize(
    "body",
    [
        "{{ %s.content }}",
        "{{%s.content}}",
        "{{- %s.content -}}",
        "{{ %s.content | safe }}",
        '{{ %s.content|replace("water", "tea") }}',
        "{% set body = %s.content %}{{ body }}",
        "{% filter trim %}{{ %s.content }}{% endfilter %}",
        "{% with it = %s %}{{ it.content }}{% endwith %}",
        '{% if true %}{{ %s.content if %s.content else "" }}{% endif %}',
    ],
)
def test_however_a_theme_prints_the_content_each_block_stands_once_in_the_article(project, body):
    """Also where the expression hides from a look at the template's source."""
    site = project.build(theme=project.theme(body=body))
    assert site.log() == []
    for key in (KETTLE, "pages/about-water.html"):
        assert site.blocks(key) == ALL
        assert site.block(key, "share").find_parent("article") is not None


def test_a_theme_that_prints_the_content_twice_gets_one_set_of_blocks(project):
    """One copy for print, one for the screen: the page still has each block once."""
    site = project.build(theme=project.theme(body="{{ %s.content }}<hr>{{ %s.content }}"))
    assert site.blocks(KETTLE) == ALL


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="description" content="{{ %s.content|striptags|truncate(90) }}">',
        "<script>var words = {{ %s.content|wordcount }}; var all = {{ %s.content|tojson }};</script>",
        "<title>{{ %s.content | length }} letters</title>",
    ],
)
def test_content_that_a_theme_computes_with_is_not_given_blocks(project, head):
    """Excerpts, word counts and JSON of the content are what they are without the plugin."""
    plain = project.build(None, theme=project.theme(head=head))
    site = project.build(theme="own")
    assert site.blocks(KETTLE) == ALL
    assert site.bare(KETTLE) == plain.html(KETTLE)


def test_tags_that_the_theme_writes_are_not_written_again(project):
    """Open Graph, X card, canonical and description of the theme stay, whatever their spelling."""
    head = (
        '<title>x</title><meta property="og:title" content="Theme"/><META NAME="og:url" CONTENT="https://theme.example/">'
        "<link href='https://theme.example/' rel='canonical'><meta name=twitter:card content=summary>"
        '<meta content="Of the theme" name="Description"><meta property="og:image" content="https://theme.example/i.png">'
    )
    plain = project.build(None, theme=project.theme(head=head))
    site = project.build(theme="own")
    expected = {
        "og:title": ["Theme"], "og:url": ["https://theme.example/"], "canonical": ["https://theme.example/"],
        "twitter:card": ["summary"], "og:image": ["https://theme.example/i.png"], "og:image:alt": [],
    }  # fmt: skip
    assert {name: site.said(KETTLE, name) for name in expected} == expected
    assert site.html(KETTLE).lower().count('name="description"') == 1
    assert site.said(KETTLE, "og:type") == ["article"]
    assert site.bare(KETTLE) == plain.html(KETTLE)


def test_an_unescaped_quote_in_the_head_does_not_mislead(project):
    """A theme that breaks its own description gets valid tags all the same, in the head."""
    head = '<title>x</title><meta name="description" content="{{ %s.title }}"></head>">'
    plain = project.build(None, theme=project.theme(head=head))
    site = project.build(theme="own")
    assert site.said(KETTLE, "og:title") == ["Install the kettle"]
    assert site.bare(KETTLE) == plain.html(KETTLE)


HIDDEN = "{% set text = %s.content %}{{ text }}"


def test_another_article_element_before_the_content_is_not_taken_for_it(project):
    """Where the content hides from a look at the template, blocks go where its text is, not to a teaser."""
    body = f'<article id="teaser">Read this too.</article><article id="own">{HIDDEN}</article>'
    site = project.build(theme=project.theme(around="<main>{body}</main>", body=body))
    assert {site.block(KETTLE, name).parent["id"] for name in ALL} == {"own"}


def test_a_theme_without_article_and_main_gets_blocks_too(project):
    """Old themes use ``div`` for everything; blocks still stand behind the text, or the log says that they do not."""
    site = project.build(theme=project.theme(around='<div id="content">{body}</div>', body=HIDDEN))
    assert site.blocks(KETTLE) == ALL or any(KETTLE in message for message in site.log())
