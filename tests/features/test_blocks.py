"""Share bar, related pages and backlinks as readers get them."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from smo_core import Facts, Page, Settings, plan, read_content, survey
from smo_core.settings import from_mapping, page_settings

URL = "https://x.example/"
TOPICS = (
    "cards previews networks",
    "feeds readers entries",
    "links graph pages",
    "fonts colours shapes",
    "dates clocks zones",
    "keys locks doors",
)


def page(key, html="", language="en", options=None, **facts):
    location = key.removesuffix("index.html")
    base = {"url": URL + location, "title": key.split("/")[0].title(), "language": language, **facts}
    return Page(facts=Facts(key=key, location=location, options=options, **base), content=read_content(html))


def site(settings=None, **extra):
    pages = {
        f"p{i}": page(f"p{i}/index.html", f"<p>All about {topic} and nothing else.</p>")
        for i, topic in enumerate(TOPICS)
    }
    pages.update(extra)
    return plan(survey(pages.values(), settings or Settings(site_url=URL, site_name="S")))


def block(made, name, key="p0/index.html"):
    found = [b.html for b in made.additions[key].blocks if b.name == name]
    return BeautifulSoup(found[0], "html5lib") if found else None


def test_the_bar_is_a_labelled_list_of_plain_links():
    """Each target is a link with its name in text, in the order configured, without any script."""
    bar = block(site(from_mapping({"site_url": URL, "share": {"targets": "hn, mastodon, x"}}, source="t")), "share")
    assert bar.aside["aria-labelledby"] == bar.h2["id"]
    assert [a.get_text(strip=True) for a in bar.find_all("a")] == ["Hacker News", "Mastodon", "X"]
    assert [script["type"] for script in bar.find_all("script")] == ["module"]
    assert all(a.svg["aria-hidden"] == "true" for a in bar.find_all("a"))


def test_share_links_carry_the_page():
    """Address and title arrive at the network as they are."""
    title = 'Tags & "quotes" <b> 100% # + é 😀'
    made = site(
        from_mapping({"site_url": URL, "share": {"targets": ["reddit"]}}, source="t"),
        p0=page("p0/index.html", title=title),
    )
    query = parse_qs(urlsplit(block(made, "share").a["href"]).query)
    assert query == {"url": [f"{URL}p0/"], "title": [title]}


@pytest.mark.parametrize(
    ("labels", "has_text", "has_icon"), [("icon+text", True, True), ("text", True, False), ("icon", False, True)]
)
def test_every_button_has_a_name(labels, has_text, has_icon):
    """An icon alone still has its name for screen readers."""
    bar = block(site(from_mapping({"site_url": URL, "share": {"labels": labels}}, source="t")), "share")
    for a in bar.find_all("a"):
        assert bool(a.get_text(strip=True)) is has_text
        assert bool(a.svg) is has_icon
        assert a.get_text(strip=True) or a["aria-label"]


def test_a_custom_target_is_a_target():
    """Label, address and icon of the site's own."""
    own = {"id": "wiki", "label": "Our <wiki>", "url": "https://wiki.example/add?u={url}", "svg": "M0 0h16v16z"}
    bar = block(site(from_mapping({"site_url": URL, "share": {"targets": [own]}}, source="t")), "share")
    assert bar.a["href"] == "https://wiki.example/add?u=https%3A%2F%2Fx.example%2Fp0%2F"
    assert bar.a.get_text(strip=True) == "Our <wiki>"
    made = site(from_mapping({"site_url": URL, "share": {"targets": [own]}}, source="t"))
    (drawn,) = (emit.read().decode() for emit in made.emits if emit.path == "smo/icons.svg")
    assert bar.use["xlink:href"].partition("#")[2] == "i-own-wiki"
    assert '<symbol id="i-own-wiki" fill="currentColor" viewBox="0 0 16 16"><path d="M0 0h16v16z"/>' in drawn


@pytest.mark.parametrize(("name", "words"), [("mastadon", "'mastodon'"), ("pocket", "Pocket has closed")])
def test_a_target_that_cannot_be_is_reported_and_left_out(name, words):
    """Unknown and closed targets cost their button, with one finding that names the cure."""
    made = site(from_mapping({"site_url": URL, "share": {"targets": [name, "x"]}}, source="t"))
    (finding,) = made.findings
    assert words in f"{finding.message} {finding.hint}"
    assert len(block(made, "share").find_all("a")) == 1


def test_without_an_address_there_is_no_bar_and_one_finding():
    """A page without an address cannot be shared; the site says so once."""
    pages = [page(f"p{i}/index.html", f"<p>About {t}.</p>", url=None) for i, t in enumerate(TOPICS)]
    made = plan(survey(pages, Settings()))
    assert block(made, "share") is None
    assert [f.rule for f in made.findings] == ["no-site-url"]


def test_related_pages_are_never_empty_on_a_small_site():
    """Six pages of one language that share no word and no link still lead on to each other."""
    made = site()
    for key, additions in made.additions.items():
        links = block(made, "related", key).find_all("a")
        assert len(links) == 5, additions
        assert len({a["href"] for a in links}) == 5


def test_reasons_are_given_in_the_pages_language():
    """A French page says in French why."""
    words = "<p>Cartes sociales, aperçus et réseaux fédérés pour tous.</p>"
    pages = [page(f"fr{i}/index.html", words, "fr", tags=("aperçus",)) for i in range(3)]
    others = [page(f"p{i}/index.html", f"<p>About {t}.</p>") for i, t in enumerate(TOPICS)]
    made = plan(survey([*pages, *others], Settings(site_url=URL)))
    related = block(made, "related", "fr0/index.html")
    assert related.aside["lang"] == "fr"
    assert related.h2.get_text() != "Related pages"
    assert [a["href"] for a in related.find_all("a")] == ["../fr1/", "../fr2/"]
    assert all(span.get_text(strip=True) for span in related.select(".smo-reason"))


def test_reasons_can_be_left_out():
    """A site that does not want them has a plain list."""
    made = site(from_mapping({"site_url": URL, "related": {"reasons": False}}, source="t"))
    assert not block(made, "related").select(".smo-reason")


def test_backlinks_name_the_pages_that_link_here():
    """Public pages only, the best linked first, never the page itself."""
    made = site(
        p1=page("p1/index.html", '<p><a href="../p0/">zero</a> <a href="../p2/">two</a></p>'),
        p2=page("p2/index.html", '<p><a href="../p0/">zero</a> <a href="#top">self</a></p>'),
        p3=page("p3/index.html", '<p><a href="../p0/">zero</a></p>', draft=True),
    )
    links = block(made, "backlinks").find_all("a")
    assert [a["href"] for a in links] == ["../p2/", "../p1/"]
    assert block(made, "backlinks", "p2/index.html").a["href"] == "../p1/"
    assert block(made, "backlinks", "p1/index.html") is None


@pytest.mark.parametrize("name", ["share", "related", "backlinks"])
def test_each_block_can_be_switched_off_for_the_site_and_for_a_page(name):
    """Settings and front matter both have the last word."""
    linking = page("p1/index.html", '<p><a href="../p0/">zero</a></p>')
    on = site(p1=linking)
    off = site(from_mapping({"site_url": URL, name: False}, source="t"), p1=linking)
    own = page("p0/index.html", options=page_settings({"smo": {name: False}}, source="p0.md"))
    here = site(p0=own, p1=linking)
    assert block(on, name) is not None
    assert block(off, name) is None
    assert block(here, name) is None


def test_hostile_text_stays_text_in_every_block():
    """A title that looks like markup is shown, not obeyed."""
    title = '"><img src=x onerror=alert(1)></aside>{{ 7*7 }}'
    made = site(p1=page("p1/index.html", '<p><a href="../p0/">zero</a></p>', title=title))
    for name in ("related", "backlinks"):
        soup = block(made, name)
        assert not soup.find_all("img")
        assert title in [a.get_text() for a in soup.find_all("a")]


def test_a_site_may_bring_its_own_template(tmp_path):
    """A template of the same name replaces ours; one that fails is an error that names it."""
    (tmp_path / "backlinks.html").write_text("<section>{{ items | length }} links, {{ t.backlinks_heading }}</section>")
    settings = from_mapping(
        {"site_url": URL, "templates": str(tmp_path), "phrases": {"en": {"backlinks_heading": "Mentions"}}}, source="t"
    )
    made = site(settings, p1=page("p1/index.html", '<p><a href="../p0/">zero</a></p>'))
    assert block(made, "backlinks").section.get_text() == "1 links, Mentions"
    (tmp_path / "related.html").write_text("<p>{{ nonsense }}</p>")
    broken = site(settings)
    assert {f.rule for f in broken.findings} == {"feature-failed"}
    assert "related.html" in broken.findings[0].message
    assert block(broken, "share") is not None
