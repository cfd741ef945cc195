"""Head tags: what each page says of itself, judged by parsers that we did not write."""

import json

import extruct
import mf2py
import pytest
from bs4 import BeautifulSoup

from smo_core import Facts, Image, Page, Settings, plan, read_content, survey
from smo_core.features.meta.emitters import EMITTERS
from smo_core.features.meta.locales import locale
from smo_core.html.place import place_in_page
from smo_core.model import Feed
from smo_core.settings import page_settings

SETTINGS = Settings(site_url="https://x.example/docs/", site_name="The Site", language="en")
SHELL = "<!doctype html><html><head><meta charset=utf-8><title>t</title></head><body><main></main></body></html>"


def page(key="guide/a/index.html", html="<p>What the page is about, in one sentence.</p>", **facts):
    location = key.removesuffix("index.html")
    base = {"url": f"https://x.example/docs/{location}", "title": "A title", "language": "en", **facts}
    return Page(facts=Facts(key=key, location=location, **base), content=read_content(html))


def head(pages, key="guide/a/index.html", settings=SETTINGS):
    made = plan(survey(pages, settings))
    return place_in_page(SHELL, made.additions[key]) if key in made.additions else SHELL


def metas(html):
    soup = BeautifulSoup(html, "html5lib")
    return {m.get("property") or m.get("name"): m["content"] for m in soup.find_all("meta") if m.get("content")}


def test_a_plain_page_says_who_it_is():
    """Title, type, address, description, site, locale and card, each once, by the right attribute."""
    soup = BeautifulSoup(head([page()]), "html5lib")
    found = [(m.get("property"), m.get("name"), m["content"]) for m in soup.find_all("meta") if m.get("content")]
    assert found == [
        (None, "description", "What the page is about, in one sentence."),
        (None, "robots", "max-image-preview:large"),
        ("og:title", None, "A title"),
        ("og:type", None, "website"),
        ("og:url", None, "https://x.example/docs/guide/a/"),
        ("og:description", None, "What the page is about, in one sentence."),
        ("og:site_name", None, "The Site"),
        ("og:locale", None, "en_US"),
        (None, "twitter:card", "summary"),
    ]
    assert soup.find("link", rel="canonical")["href"] == "https://x.example/docs/guide/a/"


def test_a_dated_article_says_when_and_who():
    """Dates, authors, section and tags of an article, as given and no more exact than that."""
    dated = page(
        kind="article",
        published="2026-03-01",
        modified="2026-04-01T10:00:00+02:00",
        authors=("Ana", "Tom"),
        tags=("og",),
    )
    index = page("guide/index.html", title="The Guide")
    html = head([dated, index])
    soup = BeautifulSoup(html, "html5lib")
    assert metas(html)["og:type"] == "article"
    assert metas(html)["article:published_time"] == "2026-03-01"
    assert metas(html)["article:modified_time"] == "2026-04-01T10:00:00+02:00"
    assert metas(html)["article:section"] == "The Guide"
    assert [m["content"] for m in soup.find_all("meta", property="article:author")] == ["Ana", "Tom"]
    assert metas(html)["author"] == "Ana, Tom"


def test_nothing_is_invented():
    """A page that knows nothing has no date, no author, no image, no description."""
    found = metas(head([page(html="", title="T")]))
    assert not {"author", "description", "og:image", "article:published_time", "og:description"} & set(found)


@pytest.mark.parametrize("fact", ["draft", "hidden"])
def test_pages_that_are_not_for_the_public_say_nothing(fact):
    """Drafts and hidden pages carry none of our tags."""
    assert head([page(**{fact: True})]) == SHELL


def test_a_noindex_page_says_only_that():
    """Its author's word reaches crawlers, whatever the theme does with it; nothing else is said."""
    assert metas(head([page(noindex=True, robots="noindex, nofollow")])) == {"robots": "noindex, nofollow"}


def test_an_image_makes_the_card_large():
    """The page's own image, absolute, with its alternative text."""
    found = metas(head([page(image=Image(src="images/a b.png", alt="A chart"))]))
    assert found["og:image"] == "https://x.example/docs/images/a%20b.png"
    assert found["og:image:alt"] == "A chart"
    assert found["twitter:card"] == "summary_large_image"


def test_translations_are_named_both_ways():
    """Hreflang lists the page itself and its translations; the locale of each is an alternate."""
    english = page(translations=(("fr", "fr/a/index.html"),))
    french = page("fr/a/index.html", language="fr", title="Un titre", translations=(("en", "guide/a/index.html"),))
    soup = BeautifulSoup(head([english, french]), "html5lib")
    links = {link["hreflang"]: link["href"] for link in soup.find_all("link", rel="alternate")}
    assert links == {"en": "https://x.example/docs/guide/a/", "fr": "https://x.example/docs/fr/a/"}
    assert soup.find("meta", property="og:locale:alternate")["content"] == "fr_FR"


def test_a_draft_translation_is_not_named():
    """Nothing points to what is not public."""
    english = page(translations=(("fr", "fr/a/index.html"),))
    french = page("fr/a/index.html", language="fr", draft=True)
    assert "hreflang" not in head([english, french])


def test_without_an_address_nothing_absolute_is_said():
    """No site_url: no canonical, no og:url, and the rest as usual."""
    bare = page(url=None)
    html = head([bare], settings=Settings())
    assert "og:url" not in html
    assert "canonical" not in html
    assert metas(html)["og:title"] == "A title"


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "\u2028 & \" ' <b>", "]]> -->", "😀 ‏עב"])
def test_json_ld_survives_any_title(title):
    """Extruct finds one graph with the title as it was."""
    html = head([page(title=title), page("index.html", kind="home", title="Home")])
    (graph,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    nodes = {node["@type"]: node for node in graph["@graph"]}
    assert set(nodes) == {"WebSite", "WebPage", "TechArticle", "BreadcrumbList"}
    assert nodes["TechArticle"]["headline"] == " ".join(title.split())
    assert len(BeautifulSoup(html, "html5lib").find_all("script")) == 1


def test_breadcrumbs_lead_from_home_through_pages_that_exist():
    """Every step but the last has an address; folders without a page are no steps."""
    pages = [
        page("index.html", kind="home", title="Home"),
        page("guide/index.html", title="Guide"),
        page("guide/deep/a/index.html"),
    ]
    html = head(pages, "guide/deep/a/index.html")
    data = json.loads(BeautifulSoup(html, "html5lib").find("script").string)
    (trail,) = [node for node in data["@graph"] if node["@type"] == "BreadcrumbList"]
    assert [(i["position"], i["name"], i.get("item")) for i in trail["itemListElement"]] == [
        (1, "Home", "https://x.example/docs/"),
        (2, "Guide", "https://x.example/docs/guide/"),
        (3, "A title", None),
    ]


@pytest.mark.parametrize("switch", ["open_graph", "x_card", "json_ld", "canonical"])
def test_each_part_can_be_switched_off(switch):
    """A part that is off leaves no trace of itself."""
    traces = {"open_graph": "og:", "x_card": "twitter:", "json_ld": "ld+json", "canonical": "canonical"}
    on, off = (
        head(
            [page()],
            settings=Settings.model_validate({**SETTINGS.model_dump(exclude_defaults=True), "meta": {switch: v}}),
        )
        for v in (True, False)
    )
    assert traces[switch] in on
    assert traces[switch] not in off


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "en_US"), ("pt-BR", "pt_BR"), ("zh_Hant_TW", "zh_TW"), ("fr", "fr_FR"), ("tlh", ""), ("", "")],
)
def test_locales_are_written_as_open_graph_wants_them(language, expected):
    """Language and territory; unknown languages are left out rather than guessed."""
    assert locale(language) == expected


@pytest.mark.parametrize("emit", EMITTERS, ids=lambda emit: emit.__name__)
def test_every_emitter_is_documented_and_escapes(emit):
    """Whatever an emitter writes comes back from a parser as it was given."""
    assert emit.__doc__
    hostile = '"><script>x</script>&amp;'
    one = page(title=hostile, description=hostile, authors=(hostile,), tags=(hostile,), published="2026-01-01")
    site = survey([one], SETTINGS)
    for tag in emit(site, site.pages[one.key]):
        assert tag.tag in {"meta", "link", "script"}
    assert "<script>x" not in head([one])


def test_microformats_are_found_by_their_own_parser_and_seen_by_nobody():
    """mf2py reads one h-entry with its author's h-card; the element is hidden."""
    settings = Settings.model_validate(
        {
            **SETTINGS.model_dump(exclude_defaults=True),
            "meta": {"microformats": True},
            "authors": {"Ana": {"url": "https://ana.example/"}},
        }
    )
    html = head([page(authors=("Ana",), published="2026-03-01", tags=("og",))], settings=settings)
    (entry,) = mf2py.parse(doc=html)["items"]
    assert entry["type"] == ["h-entry"]
    assert entry["properties"]["name"] == ["A title"]
    assert entry["properties"]["url"] == ["https://x.example/docs/guide/a/"]
    assert entry["properties"]["published"] == ["2026-03-01"]
    assert entry["properties"]["category"] == ["og"]
    (author,) = entry["properties"]["author"]
    assert author["properties"] == {"name": ["Ana"], "url": ["https://ana.example/"]}
    assert BeautifulSoup(html, "html5lib").select_one(".h-entry").has_attr("hidden")


def test_without_asking_there_are_no_microformats():
    """They are an option."""
    assert "h-entry" not in head([page()])


def test_known_authors_are_linked_and_named_to_the_fediverse():
    """What the settings know of an author goes with each page of hers; others keep the site's handle."""
    settings = Settings.model_validate(
        {
            **SETTINGS.model_dump(exclude_defaults=True),
            "meta": {"fediverse_creator": "@site@social.example"},
            "authors": {"Ana": {"url": "https://ana.example/", "fediverse": "ana@social.example", "x": "ana"}},
        }
    )
    known = metas(head([page(authors=("Ana",))], settings=settings))
    assert known["fediverse:creator"] == "@ana@social.example"
    assert known["twitter:creator"] == "@ana"
    assert metas(head([page(authors=("Tom",))], settings=settings))["fediverse:creator"] == "@site@social.example"


def test_a_page_about_a_film_offers_the_film():
    """The only video of a page with few words is its main content: Open Graph, player card, VideoObject."""
    film = '<iframe src="https://www.youtube.com/embed/abc" width="640" height="360" title="The talk"></iframe><p>A talk.</p>'
    html = head([page(html=film, published="2026-03-01", image=Image(src="https://x.example/i.png"))])
    found = metas(html)
    assert found["og:video"] == found["twitter:player"] == "https://www.youtube.com/embed/abc"
    assert (found["twitter:card"], found["twitter:player:width"]) == ("player", "640")
    (graph,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    (video,) = [node for node in graph["@graph"] if node["@type"] == "VideoObject"]
    assert (video["name"], video["embedUrl"], video["uploadDate"]) == ("The talk", found["og:video"], "2026-03-01")


def test_a_film_in_a_long_text_is_an_illustration():
    """With much to read, the page is not about its video."""
    film = '<video src="a.mp4"></video><p>' + "word " * 300 + "</p>"
    assert "og:video" not in head([page(html=film)])


def test_a_picture_of_the_content_stands_for_a_page_without_an_image():
    """The first that is large enough by its own bytes; badges, icons and small pictures never."""
    html = '<p>Text of the page.</p><img src="badge.png"><img src="small.png"><img src="chart.png" alt="A chart">'
    sizes = {"guide/a/small.png": (64, 64), "guide/a/chart.png": (800, 450), "guide/a/badge.png": (800, 450)}

    def png(location):
        size = sizes.get(location)
        return (
            size
            and b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
            + size[0].to_bytes(4, "big")
            + size[1].to_bytes(4, "big")
            + b"\x08\2\0\0\0"
        )

    site = survey([page(html=html)], SETTINGS, open_file=png)
    found = metas(place_in_page(SHELL, plan(site).additions["guide/a/index.html"]))
    assert found["og:image"] == "https://x.example/docs/guide/a/chart.png"
    assert (found["og:image:width"], found["og:image:height"], found["og:image:type"]) == ("800", "450", "image/png")
    assert found["og:image:alt"] == "A chart"


def _film(**facts):
    html = '<p>The film.</p><video src="../../tea.mp4" width="640" height="360"></video>'
    return page(html=html, **facts)


FULL = {
    "site_url": "https://x.example/docs/", "site_name": "The Site", "author": "Ada", "image": "https://y.example/i.png",
    "image_alt": "A cup", "authors": {"Ada": {"x": "ada", "url": "https://ada.example/", "fediverse": "@ada@s.example"}},
}  # fmt: skip


@pytest.mark.parametrize("open_graph", [True, False])
def test_x_reads_open_graph_and_is_told_itself_where_there_is_none(open_graph):
    """Handles stand with one sign before them, written with it or without."""
    meta = {"x_site": "@site", "open_graph": open_graph}
    found = metas(head([page()], settings=Settings(**FULL, meta=meta)))
    own = {name: said for name, said in found.items() if name.startswith("twitter:")}
    always = {"twitter:card": "summary_large_image", "twitter:site": "@site", "twitter:creator": "@ada"}
    if open_graph:
        assert own == always | {"twitter:image:alt": "A cup"}
        assert found["og:image:secure_url"] == found["og:image"] == "https://y.example/i.png"
    else:
        assert own == always | {
            "twitter:title": "A title",
            "twitter:description": "What the page is about, in one sentence.",
            "twitter:image": "https://y.example/i.png",
        }
        assert not [name for name in found if name.startswith("og:")]


def test_an_image_that_is_not_encrypted_has_no_secure_address():
    """It would be a wrong one."""
    found = metas(head([page()], settings=Settings(**FULL | {"image": "http://y.example/i.png"})))
    assert found["og:image"] == "http://y.example/i.png"
    assert "og:image:secure_url" not in found


@pytest.mark.parametrize(("kind", "said"), [("page", "video.other"), ("article", "article")])
def test_a_page_about_a_film_is_a_film_unless_it_is_an_article(kind, said):
    """An article that shows a film is an article."""
    assert metas(head([_film(kind=kind)]))["og:type"] == said


def test_robots_are_told_what_the_page_says_else_what_the_site_says():
    """``noindex`` as a word of its own is what a page without other words says."""
    for facts, said in (
        ({"robots": "nosnippet"}, "nosnippet"),
        ({"robots": "none", "noindex": True}, "none"),
        ({"noindex": True}, "noindex"),
        ({}, "max-image-preview:large"),
    ):
        assert metas(head([page(**facts)]))["robots"] == said


def test_relations_name_owner_licence_feeds_records_and_colour():
    """Each as a link of its own, with what is known of it."""
    document = "at://did:plc:a/site.standard.document/c"
    settings = Settings(
        site_url="https://x.example/docs/",
        meta={
            "me": ["https://s.example/@ada", "https://t.example/ada"],
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "standard_publication": "at://did:plc:a/site.standard.publication/b",
            "theme_color": "#aa3300",
        },
    )
    made = plan(
        survey(
            [page(options=page_settings({"smo": {"meta": {"standard_document": document}}}, source="a.md"))],
            settings,
            feeds=[
                Feed(url="https://x.example/feed.xml", type="application/rss+xml", title="News"),
                Feed(url="https://x.example/feed.json", type="application/feed+json"),
            ],
        )
    )
    soup = BeautifulSoup(place_in_page(SHELL, made.additions["guide/a/index.html"]), "html5lib")
    links = [tuple(link.get(name) for name in ("rel", "href", "type", "title")) for link in soup.find_all("link")]
    assert [link for link in links if link[0] not in (["canonical"], ["stylesheet"])] == [
        (["me"], "https://s.example/@ada", None, None),
        (["me"], "https://t.example/ada", None, None),
        (["license"], "https://creativecommons.org/licenses/by/4.0/", None, None),
        (["alternate"], "https://x.example/feed.xml", "application/rss+xml", "News"),
        (["alternate"], "https://x.example/feed.json", "application/feed+json", None),
        (["site.standard.publication"], "at://did:plc:a/site.standard.publication/b", None, None),
        (["site.standard.document"], document, None, None),
    ]
    assert metas(str(soup))["theme-color"] == "#aa3300"


def test_links_of_one_kind_are_told_apart_by_what_they_point_to():
    """Else a theme's one feed, or one author, would stand for all of them."""
    settings = Settings.model_validate(
        {
            "site_url": "https://x.example/docs/",
            "language": "en",
            "meta": {"me": ["https://s.example/@ada"]},
            "authors": {"Ada": {"url": "https://ada.example/", "x": "@ada"}, "Bo": {"url": "https://bo.example/"}},
        }
    )
    one = page(authors=("Ada", "Bo"), translations=(("fr", "https://fr.example/a/"), ("de", "de/a/index.html")))
    hidden = page("de/a/index.html", language="de", hidden=True)
    feeds = [Feed(url="https://x.example/feed.xml", type="application/rss+xml")]
    made = plan(survey([one, hidden], settings, feeds=feeds)).additions["guide/a/index.html"]
    links = [tag for tag in made.head if tag.tag == "link" and tag.key[1] not in {"canonical", "smo-stylesheet"}]
    assert [(tag.key, dict(tag.attributes)["href"]) for tag in links] == [
        (("link", "alternate:en"), "https://x.example/docs/guide/a/"),
        (("link", "alternate:fr"), "https://fr.example/a/"),
        (("link", "author:https://ada.example/"), "https://ada.example/"),
        (("link", "author:https://bo.example/"), "https://bo.example/"),
        (("link", "me:https://s.example/@ada"), "https://s.example/@ada"),
        (("link", "alternate:application/rss+xml"), "https://x.example/feed.xml"),
    ]
    (data,) = [tag for tag in made.head if tag.tag == "script"]
    assert (data.key, dict(data.attributes)) == (("jsonld", "graph"), {"type": "application/ld+json"})
    (creator,) = [dict(tag.attributes)["content"] for tag in made.head if tag.key[1] == "twitter:creator"]
    assert creator == "@ada"


@pytest.mark.parametrize(("kind", "type_"), [("list", "CollectionPage"), ("home", "WebPage"), ("page", "WebPage")])
def test_a_list_is_a_collection_and_no_article(kind, type_):
    """Lists, and others that a template makes alone: no article type, no h-entry, and a way back home."""
    home = page("index.html", kind="home", title="Home")
    key = "index.html" if kind == "home" else "tags/tea/index.html"
    listing = page(key, html="", kind=kind, title="tea")
    settings = SETTINGS.model_copy(update={"meta": SETTINGS.meta.model_copy(update={"microformats": True})})
    pages = [page(), *([] if kind == "home" else [home])]
    made = plan(survey(pages, settings, lists=[listing])).additions[key]
    assert not made.blocks
    soup = BeautifulSoup(place_in_page(SHELL, made), "html5lib")
    nodes = {node["@type"]: node for node in json.loads(soup.find("script").string)["@graph"]}
    assert nodes.keys() == {"WebSite", type_, *(["BreadcrumbList"] if kind != "home" else [])}
    assert nodes[type_]["name"] == "tea"
    if kind == "home":
        posts = plan(survey(pages, settings, lists=[listing])).additions["guide/a/index.html"]
        (script,) = [tag.body for tag in posts.head if tag.tag == "script"]
        (way,) = [node for node in json.loads(script)["@graph"] if node["@type"] == "BreadcrumbList"]
        assert [step["name"] for step in way["itemListElement"]] == ["tea", "A title"]
