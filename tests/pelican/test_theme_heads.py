"""Heads as themes in use write them, their faults included: nothing is said twice, and what is wrong is put right."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from smo_core.html.marks import strip

KETTLE = "install-the-kettle.html"
WATER = "pages/about-water.html"
ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\+\d\d:\d\d)?")
ONCE = (
    "canonical", "og:title", "og:type", "og:url", "og:description", "og:site_name", "og:locale", "author", "robots",
    "twitter:card",
)  # fmt: skip
REPEATABLE = frozenset({"article:tag", "article:author", "og:locale:alternate", "fediverse:creator"})
WORKS = frozenset({"Article", "BlogPosting", "TechArticle"})
# Jinja that prints the same for an article and a page; ``%s`` is one or the other.
_ADDRESS = "{{ SITEURL }}/{{ %s.url }}"
_SUMMARY = "{{ %s.summary|striptags|e }}"
HEADS = {
    # Python's form of a date, an empty image and empty robots, the author's list as author.
    "dates as Python prints them": (
        '<title>{{ SITENAME }} &ndash; {{ %s.title }}</title><meta name="robots" content="{{ ROBOTS }}" />'
        f'<meta name="author" content="{{{{ %s.author }}}}" /><meta name="description" content="{_SUMMARY}" />'
        '<meta property="og:site_name" content="{{ SITENAME }}"/><meta property="og:title" content="{{ %s.title|e }}"/>'
        f'<meta property="og:description" content="{_SUMMARY}"/><meta property="og:locale" content="en_US"/>'
        f'<meta property="og:url" content="{_ADDRESS}"/><meta property="og:type" content="article"/>'
        '{% if article %}<meta property="article:published_time" content="{{ article.date }}"/>'
        '<meta property="article:modified_time" content="{{ article.modified }}"/>'
        '<meta property="article:author" content="{{ SITEURL }}/{{ article.author.url }}">'
        '{% for tag in article.tags %}<meta property="article:tag" content="{{ tag.name|e }}"/>{% endfor %}{% endif %}'
        '<meta property="og:image" content="{{ SITELOGO }}">'
    ),
    # Names that do not exist, a title with a blank at its end, a description over several lines.
    "names that do not exist": (
        '<meta name="author" content="{{ %s.author }}" />'
        f'<meta name="description" content="\n{_SUMMARY}\n" /><meta property="og:type" content="article" />'
        '<meta name="twitter:card" content="summary"><title>{{ %s.title }} · {{ SITENAME }}</title>'
        f'<meta property="og:title" content="{{{{ %s.title|e }}}} "/><meta property="og:url" content="{_ADDRESS}" />'
        f'<meta property="og:description" content="{_SUMMARY}" /><meta property="og:site_name" content="Kettle" />'
        '<meta property="og:article:author" content="{{ %s.author }}" />'
        '{% if article %}<meta property="og:article:published_time" content="{{ article.date.isoformat() }}" />'
        '<meta property="article:tags" content="{{ article.tags|join(", ") }}" />{% endif %}'
    ),
    # Its own structured data, its own canonical link, attributes nobody needs, one author tag.
    "structured data of its own": (
        '<title>{{ %s.title }}</title><link href="{{ SITEURL }}/{{ %s.url }}" rel="canonical" />'
        '<meta name="author" content="{{ %s.author }}">'
        '<meta prefix="og: http://ogp.me/ns#" property="og:title" content="{{ %s.title }}"/>'
        f'<meta prefix="og: http://ogp.me/ns#" property="og:url" content="{_ADDRESS}"/>'
        '<meta prefix="og: http://ogp.me/ns#" property="og:image" content="{{ SITEURL }}/theme/images/post-bg.jpg">'
        '{% if article %}<script type="application/ld+json">{"@context": "http://schema.org", "@type": "Article",'
        '"headline": "{{ article.title }}", "datePublished": "{{ article.date }}"}</script>{% endif %}'
    ),
    # A day as date, X's tags as RDFa properties.
    "properties that are names": (
        f'<title>{{{{ %s.title }}}}</title><link rel="canonical" href="{_ADDRESS}">'
        f'<meta name="author" content="{{{{ %s.author }}}}" /><meta name="description" content="{_SUMMARY}" />'
        '<meta property="og:type" content="article"/><meta name="og:title" content="{{ %s.title }}"/>'
        f'<meta name="og:url" property="og:url" content="{_ADDRESS}"/><meta property="twitter:card" content="summary">'
        '{% if article %}<meta property="article:published_time" content="{{ article.date.strftime("%Y-%m-%d") }}" />'
        "{% endif %}"
        '<meta property="og:image" content="{{ SITEURL }}/images/site.png"/>'
        '<meta property="twitter:image" content="{{ SITEURL }}/images/site.png"/>'
    ),
    # One description for the site, and one more for the article.
    "two descriptions": (
        '<meta name="description" content="{{ SITENAME }} Posts"><title> {{ %s.title }} </title>'
        '{% if article %}<meta name="description" content="{{ article.summary|striptags|truncate(150) }}" />{% endif %}'
    ),
}


@pytest.fixture(params=HEADS)
def head(request):
    return HEADS[request.param]


def names(site, key):
    """Return how often each statement stands in a head."""
    head = site.soup(key).head
    found = Counter(str(m.get("property") or m.get("name")).lower() for m in head.select("meta[content]"))
    return (
        found
        + Counter(rel for link in head.select("link[rel=canonical]") for rel in link["rel"])
        - Counter({"smo-replaced": found["smo-replaced"]})
    )


def works(site, key):
    """Return the types of all that structured data describes; what cannot be parsed describes nothing."""
    types = Counter()
    for script in site.soup(key).select('script[type="application/ld+json"]'):
        try:
            data = json.loads(script.string)
        except ValueError:
            continue
        types.update(node["@type"] for node in data.get("@graph", [data]))
    return types


@pytest.mark.parametrize("existing", ["keep", "replace"])
def test_we_say_nothing_a_second_time(project, head, existing):
    """What a theme says twice by itself may stay; nothing else stands twice, and nothing is missing."""
    plain = project.build(None, theme=project.theme(head=head))
    site = project.build({"meta": {"existing": existing}}, theme="own")
    assert site.log() == []
    for key in (KETTLE, WATER):
        before, after = names(plain, key), names(site, key)
        assert {name: after[name] for name in ONCE} == dict.fromkeys(ONCE, 1), key
        twice = {name for name, count in after.items() if count > max(1, before[name])}
        assert twice <= REPEATABLE
        assert max(works(site, key).values()) == 1
        assert len(WORKS & works(site, key).keys()) == 1


def test_with_replace_nobody_says_anything_twice(project, head):
    """Not even a theme that did so by itself."""
    site = project.build({"meta": {"existing": "replace"}}, theme=project.theme(head=head))
    for key in (KETTLE, WATER):
        assert {name for name, count in names(site, key).items() if count > 1} <= REPEATABLE
        assert site.said(key, "og:description") == site.said(key, "description")


@pytest.mark.parametrize("existing", ["keep", "replace"])
def test_addresses_and_dates_agree(project, head, existing):
    """One address, and one day of publication in a form that can be read, whoever wrote them."""
    site = project.build({"meta": {"existing": existing}}, theme=project.theme(head=head))
    for key in (KETTLE, WATER):
        assert site.said(key, "og:url") == site.said(key, "canonical")
    (published,) = site.said(KETTLE, "article:published_time")
    assert ISO.fullmatch(published)
    assert published[:10] == "2026-03-04"
    assert [value[:10] for value in site.said(KETTLE, "article:modified_time")] == ["2026-03-06"]


@pytest.mark.parametrize("existing", ["keep", "replace"])
def test_taken_out_again_each_page_is_the_themes(project, head, existing):
    """Also where a tag of the theme gave way."""
    plain = project.build(None, theme=project.theme(head=head))
    site = project.build({"meta": {"existing": existing}}, theme="own")
    assert {key: strip(site.html(key)) for key in site.pages} == {key: plain.html(key) for key in plain.pages}


def test_empty_tags_are_filled(project):
    """``content=""``, which a theme prints for a setting nobody made, says nothing."""
    site = project.build(theme=project.theme(head=HEADS["dates as Python prints them"]))
    assert site.said(KETTLE, "og:image") == ["https://blog.example/notes/images/kettle.png"]
    assert site.said(KETTLE, "robots") == ["max-image-preview:large"]


def test_names_that_do_not_exist_do_not_count_as_said(project):
    """Readers know neither ``og:article:author`` nor ``article:tags``: the right ones stand beside them."""
    site = project.build(theme=project.theme(head=HEADS["names that do not exist"]))
    assert site.said(KETTLE, "article:author") == ["Ada", "Ben"]
    assert site.said(KETTLE, "article:tag") == ["setup", "water"]
    assert site.said(KETTLE, "article:published_time") == ["2026-03-04T10:00:00+00:00"]


def test_an_image_of_the_theme_is_not_described_by_ours(project):
    """Size and alternative text of our picture do not come to stand beside theirs."""
    site = project.build(theme=project.theme(head=HEADS["properties that are names"]))
    assert site.said(KETTLE, "og:image") == site.said(KETTLE, "twitter:image")
    assert not {name for name in names(site, KETTLE) if name.startswith(("og:image:", "twitter:image:"))}


def test_a_text_escaped_twice_is_put_right(project):
    """A theme that escapes what was escaped shows ``&amp;`` to people."""
    project.write({"content/salt.md": "Title: Salt & water\nDate: 2026-03-09\nCategory: kitchen\n\nOf both.\n"})
    head = '<title>x</title><meta property="og:title" content="{{ %s.title|replace("&", "&amp;amp;") }}">'
    site = project.build(theme=project.theme(head=head))
    assert site.said("salt-water.html", "og:title") == ["Salt & water"]


def test_structured_data_that_a_title_broke_is_not_taken_for_said(project):
    """A quote in a title ends the theme's string; ours describes the article then."""
    project.write({"content/salt.md": 'Title: No "salt"\nDate: 2026-03-09\nCategory: kitchen\n\nWithout it.\n'})
    head = '<title>x</title><script type="application/ld+json">{"@type": "Article", "name": "{{ %s.title }}"}</script>'
    site = project.build(theme=project.theme(head=head))
    assert works(site, "no-salt.html")["BlogPosting"] + works(site, "no-salt.html")["Article"] == 1
    assert works(site, KETTLE)["Article"] == 1
    assert not works(site, KETTLE)["BlogPosting"]


def test_a_theme_does_not_open_a_page_that_its_author_closed(project):
    """``Robots: noindex`` is the author's word, "index, follow" the same on each page."""
    project.write({"content/list.md": "Title: List\nDate: 2026-03-09\nCategory: kitchen\nRobots: noindex\n\nA list.\n"})
    site = project.build(theme=project.theme(head='<title>x</title><meta name="robots" content="index, follow">'))
    assert site.said("list.html", "robots") == ["noindex"]
    assert site.said(KETTLE, "robots") == ["index, follow"]


def test_an_image_for_all_readers_is_not_described_for_x_by_ours(project):
    """X takes ``og:image`` where ``twitter:image`` is missing; our words would describe another picture."""
    head = '<title>x</title><meta property="og:image" content="{{ SITEURL }}/images/site.png">'
    site = project.build(theme=project.theme(head=head))
    assert site.said(KETTLE, "twitter:image:alt") == []


def test_tags_that_describe_the_site_give_way_on_its_pages(project):
    """Where ``og:url`` is the home page's, title and type are the site's, on a page with an address of its own."""
    head = (
        '<title>x</title><meta property="og:type" content="blog"/><meta property="og:title" content="{{ SITENAME }}"/>'
        '<meta property="og:url" content="{{ SITEURL }}"/>'
    )
    site = project.build(theme=project.theme(head=head))
    assert site.said(WATER, "og:url") == site.said(WATER, "canonical")
    assert site.said(WATER, "og:title") == ["About water"]


def test_of_two_descriptions_one_is_left(project):
    """One for the site and one for the article: the page's own is the only one."""
    site = project.build(theme=project.theme(head=HEADS["two descriptions"]))
    assert site.said(KETTLE, "description") == ["Unpack, rinse, plug in."]
