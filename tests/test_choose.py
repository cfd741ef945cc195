"""What stands for a page: its title, words, picture, authors and language, each from the first that says it."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from smo_core import Facts, Heading, Image, Page, Settings, read_content, survey
from smo_core.choose import (
    authors,
    content_images,
    description,
    href,
    image,
    is_article,
    language,
    own_image,
    picture,
    title,
)
from smo_core.images import ImageInfo
from smo_core.model import Card
from smo_core.settings import PageSettings

FILES = {
    "img/wide.png": ImageInfo(type="image/png", width=1200, height=630),
    "guide/beside.jpg": ImageInfo(type="image/jpeg", width=800, height=400),
    "img/least.webp": ImageInfo(type="image/webp", width=300, height=157),
    "img/narrow.png": ImageInfo(type="image/png", width=299, height=157),
    "img/low.png": ImageInfo(type="image/png", width=300, height=156),
    "img/banner.png": ImageInfo(type="image/png", width=901, height=300),
    "img/banner-3.png": ImageInfo(type="image/png", width=900, height=300),
    "img/tower.png": ImageInfo(type="image/png", width=300, height=901),
    "img/tower-3.png": ImageInfo(type="image/png", width=300, height=900),
    "img/drawing.svg": ImageInfo(type="image/svg+xml", width=900, height=600),
    "img/unknown.png": ImageInfo(type="image/png"),
}
CARD = Card(src="smo/cards/c.png", alt="Card", width=1200, height=630, type="image/png", file=Path("c.png"))


def page(html="<p>Words.</p>", options=None, **facts):
    own = PageSettings(**options) if options else None
    made = Facts(**{"key": "guide/index.html", "location": "guide/", "title": "Guide", **facts}, options=own)
    return Page(facts=made, content=read_content(html))


def site(*pages, cards=(), files=FILES, **settings):
    made = survey(pages, Settings(**{"site_url": "https://x.example/docs/", **settings}))
    return replace(made, images=MappingProxyType(dict(files)), cards=MappingProxyType(dict.fromkeys(cards, CARD)))


def chosen(one, **settings):
    return image(site(one, **settings), one)


@pytest.mark.parametrize(
    ("src", "url"),
    [
        ("img/wide.png", "https://x.example/docs/img/wide.png"),
        ("/img/wide.png", "https://x.example/docs/img/wide.png"),
        ("beside.jpg", "https://x.example/docs/guide/beside.jpg"),
        ("none.png", "https://x.example/docs/none.png"),
        ("https://x.example/docs/img/wide.png", "https://x.example/docs/img/wide.png"),
        ("http://x.example/docs/img/wide.png", "https://x.example/docs/img/wide.png"),
        # Who knows whether a file that is not there can be had encrypted.
        ("http://x.example/docs/none.png", "http://x.example/docs/none.png"),
        ("http://y.example/a.png", "http://y.example/a.png"),
    ],
)
def test_an_image_named_by_its_author_is_looked_for_from_the_root_then_beside_the_page(src, url):
    """A file of the site's own is encrypted where the site is; one that is not there is taken at its word."""
    found = chosen(page(options={"meta": {"image": src, "image_alt": " A  picture "}}))
    assert (found.src, found.alt) == (url, "A picture")
    info = FILES.get(url.removeprefix("https://x.example/docs/"))
    assert (found.width, found.height, found.type) == (
        (info.width, info.height, info.type) if info else (None, None, "")
    )


def test_of_two_files_of_one_name_settings_mean_the_roots_and_the_content_the_pages():
    """As the documentation says, and as a browser does."""
    files = {name: ImageInfo(type="image/png", width=600, height=400) for name in ("both.png", "guide/both.png")}
    named, shown = page(options={"meta": {"image": "both.png"}}), page('<p>x</p><img src="both.png" alt="">')
    assert image(site(named, files=files), named).src == "https://x.example/docs/both.png"
    assert image(site(shown, files=files), shown).src == "https://x.example/docs/guide/both.png"


def test_without_encryption_of_the_site_an_address_stays_as_it_is():
    """Nobody says then that the file can be had otherwise."""
    one = page(options={"meta": {"image": "http://x.example/docs/img/wide.png"}})
    assert chosen(one, site_url="http://x.example/docs/").src == "http://x.example/docs/img/wide.png"


def test_the_hosts_image_comes_before_the_content_and_the_authors_before_both():
    """Then the content's, the card's, the site's, and nothing."""
    html = '<p>x</p><img src="../img/least.webp" alt="In the text">'
    host = Image(src="beside.jpg", alt="Host's", width=9, height=9, type="image/gif")
    everything = page(html, {"meta": {"image": "img/wide.png"}}, image=host)
    settings = {"image": "img/tower-3.png", "image_alt": "The site's", "cards": ["guide/index.html"]}
    assert chosen(everything, **settings).src.endswith("wide.png")
    # What the file says is truer than what the host says.
    shown = chosen(replace(everything, facts=replace(everything.facts, options=None)), **settings)
    assert shown == Image(
        src="https://x.example/docs/guide/beside.jpg", alt="Host's", width=800, height=400, type="image/jpeg"
    )
    text = page(html)
    assert chosen(text, **settings).alt == "In the text"
    assert chosen(text, **settings).src == "https://x.example/docs/img/least.webp"
    assert own_image(site(text, meta={"content_images": False}), text) is None
    assert chosen(text, meta={"content_images": False}, **settings).src.endswith("smo/cards/c.png")
    assert chosen(page(), **settings | {"cards": []}) == Image(
        src="https://x.example/docs/img/tower-3.png", alt="The site's", width=300, height=900, type="image/png"
    )
    assert chosen(page()) is None


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("wide.png", True),
        ("least.webp", True),
        ("banner-3.png", True),
        ("tower-3.png", True),
        ("narrow.png", False),
        ("low.png", False),
        ("banner.png", False),
        ("tower.png", False),
        ("drawing.svg", False),
        ("unknown.png", False),
        ("missing.png", False),
    ],
)
def test_a_picture_of_the_content_stands_for_the_page_if_networks_can_show_it(name, fits):
    """Large enough, not too long, of a type that they know, and there."""
    for folder in ("../img", "https://x.example/docs/img"):
        assert (chosen(page(f'<p>x</p><img src="{folder}/{name}" alt="">')) is not None) == fits


@pytest.mark.parametrize(
    "html",
    [
        '<img src="../img/wide.png" alt="Build badge">',
        '<img src="../img/wide.png" alt="" width="299">',
        '<img src="../img/wide.png" alt="" height="156">',
        '<img src="data:image/png;base64,AAAA" alt="">',
        '<img src="https://y.example/wide.png" alt="">',
    ],
)
def test_badges_small_pictures_and_strangers_stand_for_nothing(html):
    """What is shown small is no picture of the page, however large its file."""
    assert chosen(page(f"<p>x</p>{html}")) is None


def test_what_is_written_into_the_page_is_no_picture_that_could_travel():
    """An address of data has no file."""
    one = page('<p>x</p><img src="data:image/png;base64,AAAA" alt=""><img src="a.png" alt="">')
    assert [picture.src for picture in content_images(one)] == ["a.png"]


@pytest.mark.parametrize(
    ("options", "cards", "expected"),
    [
        ({"image": "img/wide.png"}, [], Image(src="../img/wide.png", width=1200, height=630)),
        ({"image": "https://x.example/docs/img/wide.png"}, [], Image(src="../img/wide.png", width=1200, height=630)),
        ({"image": "img/unknown.png"}, [], Image(src="../img/unknown.png")),
        ({"image": "https://y.example/a.png"}, ["guide/index.html"],
         Image(src="../smo/cards/c.png", width=1200, height=630)),
        ({}, ["guide/index.html"], Image(src="../smo/cards/c.png", width=1200, height=630)),
        ({"image": "missing.png"}, [], None),
        ({}, [], None),
    ],
)  # fmt: skip
def test_the_picture_of_another_page_is_a_file_of_the_site_or_its_card(options, cards, expected):
    """Readers of one page ask no stranger for the picture of another."""
    other = page(options={"meta": options} if options else None)
    here = page(key="about/index.html", location="about/")
    assert picture(site(other, cards=cards), here, other) == expected


@pytest.mark.parametrize(("base", "expected"), [(None, "../guide/"), ("", "guide/"), ("a/b/", "../../guide/")])
def test_links_between_pages_are_meant_from_where_the_page_says(base, expected):
    """Its own location, unless it has a base."""
    assert href(page(key="about/index.html", location="about/", base=base), page()) == expected


def test_a_title_is_never_empty():
    """The author's, the host's, the first heading's, the key."""
    one = page("<h2> </h2><h2>Heading</h2>", {"meta": {"title": " Own\n title "}})
    assert title(one) == "Own title"
    assert title(page("<h2>Heading</h2>")) == "Guide"
    assert title(page("<h2>Heading</h2>", title=" ")) == "Heading"
    assert title(page(title="")) == "guide/index.html"
    assert title(page(title=f"{'x' * 1_999} {'y' * 90}")) == "x" * 1_999
    assert Heading(level=2, text="Heading") in one.content.headings


def test_a_description_is_the_authors_the_hosts_the_openings_or_for_the_home_page_the_sites():
    """Nothing is made up."""
    long = "Words of the opening, that go on and on. " * 9
    one = page(f"<p>{long}</p>", {"meta": {"description": "Own."}}, description="Host.")
    assert description(site(one), one) == "Own."
    one = replace(one, facts=replace(one.facts, options=None))
    assert description(site(one), one) == "Host."
    one = replace(one, facts=replace(one.facts, description=" "))
    assert long.startswith(description(site(one), one))
    assert 20 < len(description(site(one), one)) <= Settings().meta.description_length
    one = page("")
    assert description(site(one, description="Site."), one) == ""
    home = page("", kind="home")
    assert description(site(home, description="Site."), home) == "Site."


def test_authors_and_languages_are_the_pages_or_the_sites():
    """Names are cleaned, empty ones are nobody."""
    one = page(authors=(" Ada  L. ", " "), language="pt_BR")
    assert authors(site(one, author="Site"), one) == ("Ada L.",)
    assert language(site(one, language="en"), one) == "pt-BR"
    assert authors(site(page(), author="Site"), page()) == ("Site",)
    assert authors(site(page()), page()) == ()
    assert language(site(page(), language="en_GB"), page()) == "en-GB"
    assert language(site(page()), page()) == ""


@pytest.mark.parametrize(
    ("facts", "dated"), [({}, False), ({"kind": "article"}, True), ({"published": "2026-11-01"}, True)]
)
def test_what_is_dated_or_called_so_is_an_article(facts, dated):
    """Either is enough."""
    assert is_article(page(**facts)) == dated


@pytest.mark.parametrize(
    ("cards", "shown"),
    [
        (["index.html"], True),
        (["blog/index.html"], True),
        (["blog/tag/index.html"], True),
        (["blog/tag/tea.html"], True),
        (["blog/tag/milk.html", "other/index.html"], False),
        ([], False),
    ],
)
@pytest.mark.parametrize("kind", ["list", "page"])
def test_a_list_without_a_picture_has_the_card_of_what_stands_above_it(cards, shown, kind):
    """Of the index page of a folder around it; a page has a card of its own or none."""
    one = page(key="blog/tag/tea.html", location="blog/tag/tea.html", kind=kind)
    found = image(site(one, cards=cards), one)
    assert (found is not None) == (shown and (kind == "list" or "blog/tag/tea.html" in cards))


@pytest.mark.parametrize(
    ("above", "cards", "shown"),
    [
        ({}, [], "img/banner-3.png"),
        ({}, ["blog/index.html"], "smo/cards/c.png"),
        ({}, ["index.html"], "img/banner-3.png"),
        ({"draft": True}, ["index.html"], "smo/cards/c.png"),
        ({"noindex": True}, [], None),
        ({"kind": "list"}, [], "img/banner-3.png"),
    ],
)
def test_a_list_without_a_picture_has_that_of_what_stands_above_it(above, cards, shown):
    """The nearest page with a picture or a card; nothing of a page that is not for everybody."""
    home = page("<img src=img/banner-3.png>", key="index.html", location="", **above)
    one = page(key="blog/tag/tea.html", location="blog/tag/tea.html", kind="list")
    found = image(site(one, home, cards=cards), one)
    assert (found.src if found else None) == (f"https://x.example/docs/{shown}" if shown else None)


def test_a_lists_own_picture_and_the_sites_come_before_a_card_above_it():
    """What somebody chose is better than what was drawn of another page."""
    one = page(key="tags/index.html", location="tags/", kind="list", image=Image(src="img/wide.png"))
    assert chosen(one, cards=["index.html"]).src == "https://x.example/docs/img/wide.png"
    plain = page(key="tags/index.html", location="tags/", kind="list")
    assert chosen(plain, cards=["index.html"], image="img/low.png").src == "https://x.example/docs/img/low.png"
