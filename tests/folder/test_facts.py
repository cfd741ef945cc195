"""What a built page's head and markup tell: a folder's facts."""

from __future__ import annotations

import pytest

from smo_core.folder import link, scan
from smo_core.folder.auditing import audit
from smo_core.folder.linking import survey_folder

META = '<meta property="'
DAY = "2026-03-04"
TEXT = "<p>Water boils in a kettle, and then there is tea.</p>"


@pytest.fixture
def survey(folder, settings):
    """Return a function that reads a folder of files and gives the site it makes."""
    return lambda files, **options: survey_folder(scan(folder(files), jobs=1), settings(**options))


@pytest.fixture
def facts(survey, page):
    """Return a function that gives the facts of one page among two others."""

    def of(html, **options):
        return survey({"x.html": html, "y.html": page("Y"), "z.html": page("Z")}, **options).pages["x.html"].facts

    return of


class TestTitle:
    """Titles without the site's name."""

    @pytest.mark.parametrize("dash", [" – ", " - ", " | ", " · ", " — ", " » ", " ~ ", " :: ", " -- "])
    def test_what_most_titles_end_with_is_the_sites_name(self, survey, dash):
        """It becomes the site's name and leaves the titles."""
        files = {f"{t}.html": f"<title>{t}{dash}My Site</title><main>{TEXT}</main>" for t in ("Tea", "Cup", "Lid")}
        site = survey(files)
        assert site.settings.site_name == "My Site"
        assert [p.facts.title for p in site.pages.values()] == ["Cup", "Lid", "Tea"]

    def test_two_pages_are_no_majority(self, survey):
        """What two titles share may be chance."""
        files = {f"{t}.html": f"<title>{t} – Part</title><main>{TEXT}</main>" for t in ("One", "Two")}
        site = survey(files)
        assert site.settings.site_name == ""
        assert site.pages["One.html"].facts.title == "One – Part"

    @pytest.mark.parametrize("title", ["Kettle - {}", "Kettle : {}", "Kettle: {}", "Kettle | {}", "Kettle"])
    def test_the_name_may_stand_before_the_title_or_alone(self, survey, title):
        """If the home page says it, too; what pages are called then is their heading."""
        html = "<html><head><title>{}</title></head><body><main><h1>{}</h1><p>Words.</p></main></body></html>"
        files = {f"{name}.html": html.format(title.format(name), name) for name in ("tea", "pot", "cup")}
        files["index.html"] = html.format("Kettle", "Welcome")
        site = survey(files)
        assert site.settings.site_name == "Kettle"
        assert [site.pages[key].facts.title for key in sorted(files)] == ["cup", "Kettle", "pot", "tea"]

    def test_what_the_home_page_does_not_say_is_no_name_of_the_site(self, survey):
        """A folder of one section, in which most titles begin with its name."""
        files = {f"{t}.html": f"<title>Guide - {t}</title><main>{TEXT}</main>" for t in ("tea", "pot", "cup")}
        assert survey({**files, "index.html": "<title>Kettle</title><main>x</main>"}).settings.site_name == ""

    @pytest.mark.parametrize(("number", "name"), [(18, "R"), (17, "")])
    @pytest.mark.parametrize("sign", [":", " -"])
    def test_without_a_home_page_nearly_all_titles_begin_with_the_name(self, survey, number, name, sign):
        """Nine of ten pages: as R writes its help."""
        html = "<title>{}</title><main><h1>About</h1><p>Words.</p></main>"
        files = {f"{n}.html": html.format(f"R{sign} Page {n}" if n < number else f"Page {n}") for n in range(20)}
        site = survey(files)
        assert site.settings.site_name == name
        assert site.pages["3.html"].facts.title == ("Page 3" if name else f"R{sign} Page 3")

    @pytest.mark.parametrize(
        ("title", "h1", "called"),
        [
            ("<title>Tea | Pot 5.15</title>", "Tea", "Tea"),
            ("<title>Tea | Pot 5.15</title>", "Cups", "Tea | Pot 5.15"),
            ("", "Tea", "Tea"),
        ],
    )
    def test_the_title_is_the_h1_below_a_table_of_contents(self, survey, title, h1, called):
        """Which has a heading of its own, as in Qt's manuals."""
        html = f"{title}<main><div><h3>Contents</h3><ul><li>Leaves</ul></div><h1>{h1}</h1>x</main>"
        assert survey({"a.html": html}).pages["a.html"].facts.title == called

    def test_a_title_that_all_pages_have_whole_is_no_name(self, survey):
        """Unless the home page has it, too."""
        files = {f"{n}.html": "<title>Untitled</title><main><h1>About</h1><p>Words.</p></main>" for n in range(20)}
        assert survey(files).settings.site_name == ""

    def test_og_site_name_and_settings_come_first(self, survey, page):
        """What is said beats what is inferred, and the owner beats both."""
        files = {
            f"{i}.html": page(f"{i} – Ending", head='<meta property="og:site_name" content="Said">') for i in range(3)
        }
        assert survey(files).settings.site_name == "Said"

    def test_the_owners_name_stands(self, survey, page):
        """Settings are the last word."""
        head = '<meta property="og:site_name" content="Said">'
        assert survey({"a.html": page(head=head)}, site_name="Own").settings.site_name == "Own"

    @pytest.mark.parametrize(
        ("html", "title"),
        [
            ('<title>T – S</title><meta property="og:title" content="Said"><main><h1>H</h1></main>', "Said"),
            (
                '<meta property="og:site_name" content="S"><meta property="og:title" content="Tea · S"><main><p>x</p></main>',
                "Tea",
            ),
            ("<title>Tea | Guide | S</title><main><h1>Tea</h1></main>", "Tea"),
            ("<title>  A\n &amp; B </title><main><p>x</p></main>", "A & B"),
            ("<main><h1>Only a heading¶</h1></main>", "Only a heading"),
            ("<h1>Above</h1><article><p>No heading here.</p></article>", "Above"),
            ('<meta name="description" content="a "quoted" > word"><title>T</title><main><p>x</p></main>', "T"),
            ("<main><p>Nothing</p></main>", "x.html"),
        ],
    )
    def test_a_title_is_found_wherever_it_is(self, facts, html, title):
        """As networks are told, as the heading says, as the title says; else the file's name."""
        assert facts(html).title == title


class TestAddress:
    """The site's address, from canonical links."""

    def test_canonicals_that_agree_give_it(self, survey, page):
        """Also in folders and for the home page."""
        names = {"index.html": "", "a/index.html": "a/", "a/b.html": "a/b.html", "c d.html": "c%20d.html"}
        files = {
            k: page(k, head=f'<link rel="canonical" href="https://example.org/docs/{v}">') for k, v in names.items()
        }
        assert survey(files).settings.site_url == "https://example.org/docs/"

    def test_canonicals_may_leave_out_what_the_server_leaves_out(self, survey, page):
        """Neither the slash behind a folder's name nor the ending of a file must be in an address."""
        names = {"index.html": "", "a/index.html": "a", "a/b.html": "a/b", "c d/index.html": "c%20d"}
        files = {
            k: page(k, head=f'<link rel="canonical" href="https://example.org/docs/{v}">') for k, v in names.items()
        }
        assert survey(files).settings.site_url == "https://example.org/docs/"

    def test_canonicals_that_lead_elsewhere_do_not(self, survey, page):
        """A copied site must not claim the original's address by one page."""
        urls = ["https://a.example/x.html", "https://b.example/", "https://c.example/q"]
        files = {
            f"{k}.html": page(k, head=f'<link rel="canonical" href="{u}">') for k, u in zip("xyz", urls, strict=True)
        }
        assert survey(files).settings.site_url == ""

    def test_the_owners_address_stands_and_the_pages_canonical_too(self, survey, page):
        """The settings tell where the site is, a page its own canonical address."""
        files = {"x.html": page(head='<link rel="canonical" href="https://a.example/x.html">'), "y.html": page("Y")}
        site = survey(files, site_url="https://own.example/")
        assert site.settings.site_url == "https://own.example/"
        assert [p.facts.url for p in site.pages.values()] == ["https://a.example/x.html", "https://own.example/y.html"]

    def test_without_an_address_no_page_has_one(self, survey, page):
        """None is invented."""
        assert survey({"x.html": page()}).pages["x.html"].facts.url is None


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta name="author" content="Ada, Ben ">', "", {"authors": ("Ada", "Ben")}),
        ("", '<address class="vcard author"><a class="url fn" href="/ada">Ada</a></address>', {"authors": ("Ada",)}),
        ("", '<span itemprop="author" itemscope><b itemprop="name">Ada</b></span>', {"authors": ("Ada",)}),
        ("", '<a rel="author" href="/ada">Ada</a>', {"authors": ("Ada",)}),
        ('<meta name="keywords" content="tea, water,, tea">', "", {"tags": ("tea", "water")}),
        (f'{META}article:tag" content="tea">{META}article:tag" content="a, b">', "", {"tags": ("tea", "a, b")}),
        ("", '<a rel="tag" href="/t">tea</a> <a rel="category tag" href="/w">cup</a>', {"tags": ("tea", "cup")}),
        (f'{META}article:published_time" content="{DAY}T10:00+01:00">', "", {"published": f"{DAY}T10:00:00+01:00"}),
        ('<meta name="date" content="2026-03-04T00:00:00+00:00">', "", {"published": "2026-03-04"}),
        ("", f'<time itemprop="datePublished" datetime="{DAY}">x</time>', {"published": DAY, "kind": "article"}),
        ("", f'<abbr class="published" title="{DAY}T09:00Z">x</abbr>', {"published": f"{DAY}T09:00:00+00:00"}),
        ("", '<time class="published" datetime="soon">soon</time>', {"published": None}),
        ('<meta property="article:modified_time" content="2026-05-06">', "", {"modified": "2026-05-06"}),
        ('<meta property="og:type" content="article">', "", {"kind": "article"}),
        ('<meta name="description" content=" All  about tea ">', "", {"description": "All about tea"}),
        ('<meta name="description" content="b"><meta property="og:description" content="a">', "", {"description": "a"}),
        ('<meta name="robots" content="follow, NOINDEX">', "", {"noindex": True, "public": False}),
        ('<meta name="googlebot" content="none">', "", {"noindex": True}),
        ('<meta name="robots" content="index, max-image-preview:none">', "", {"noindex": False}),
    ],
)  # fmt: skip
def test_facts_are_read_as_generators_write_them(facts, page, head, body, expected):
    """Meta tags, hAtom, microdata and rel."""
    found = facts(page("X", f"{TEXT}{body}", head=head))
    assert {name: getattr(found, name) for name in expected} == expected


def test_a_byline_is_no_description(folder, settings, page):
    """Author and date are facts; the description is the first paragraph that says something."""
    byline = '<p>By <a rel="author" href="/ada">Ada Kettle</a>, <time datetime="2026-03-04">4 March 2026</time></p>'
    root = folder({"a.html": page("A", f"{byline}{TEXT}")})
    link(root, settings())
    assert f'name="description" content="{TEXT[3:-4]}"' in (root / "a.html").read_text()


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<html lang="fr"><main><p>x</main>', "fr"),
        ('<html lang="en"><main lang="de"><p>x</main>', "de"),
        ('<html lang="en"><div lang="ja"><main><p>x</main></div>', "ja"),
        ("<main><p>x</main>", ""),
    ],
)
def test_the_language_is_that_of_the_content(facts, html, language):
    """The nearest ``lang`` counts."""
    assert facts(html).language == language


def test_translations_are_pages_of_the_site_or_addresses(survey, page):
    """By hreflang; the page itself, x-default and feeds are none."""
    head = (
        '<link rel="alternate" hreflang="en" href="x.html"><link rel="alternate" hreflang="fr" href="fr/x.html">'
        '<link rel="alternate" hreflang="x-default" href="x.html">'
        '<link rel="alternate" hreflang="de" href="https://de.example/x">'
        '<link rel="alternate" hreflang="it" href="missing.html">'
        '<link rel="alternate" type="application/rss+xml" href="feed.xml">'
        '<link rel="alternate" hreflang="pt-BR" href="https://example.org/pt/">'
    )
    site = survey(
        {"x.html": page("X", head=head), "fr/x.html": page("FR"), "pt/index.html": page("PT")},
        site_url="https://example.org/",
    )
    expected = (("fr", "fr/x.html"), ("de", "https://de.example/x"), ("pt-BR", "pt/index.html"))
    assert site.pages["x.html"].facts.translations == expected


def test_pages_that_the_public_may_not_find_are_neither_changed_nor_suggested(folder, settings, page):
    """A noindex page stays as it is, and no other page points to it."""
    secret = page("Secret tea", TEXT, head='<meta name="robots" content="noindex">')
    root = folder({"secret.html": secret, "a.html": page("A", TEXT), "b.html": page("B", TEXT)})
    report = link(root, settings())
    assert report.changed == ("a.html", "b.html")
    assert "secret.html" not in (root / "smo/related.json").read_text()


@pytest.mark.parametrize("name", ["google0123456789abcdef.html", "yandex_0123456789abcdef.html"])
def test_files_that_prove_ownership_stay_as_they_are(folder, settings, page, name):
    """A file of mere text, without a tag, is no page: a search engine compares it to the byte."""
    text = f"google-site-verification: {name}"
    root = folder({name: text, "a.html": page("A", TEXT), "b.html": page("B", TEXT)})
    report = link(root, settings())
    assert (root / name).read_text() == text
    assert name not in report.site.pages


@pytest.mark.parametrize(
    "text",
    [
        "<!-- Macros -->\n{% macro assets() %}\n<link rel=preload href=a.js>\n{% endmacro %}\n",
        '<nav><a href="a.html">A</a></nav>',
        "<header>One</header><p>A paragraph that a script puts into pages.</p>",
        "",
    ],
)
def test_parts_of_pages_stay_as_they_are(folder, settings, page, text):
    """Templates of themes, menus that a script loads: no page, and nothing that the audit could miss in them."""
    root = folder({"_static/part.html": text, "a.html": page("A", TEXT), "b.html": page("B", TEXT)})
    report = link(root, settings())
    assert (root / "_static/part.html").read_text() == text
    assert sorted(report.site.pages) == ["a.html", "b.html"]
    assert [f for f in audit(root, settings(), jobs=1).findings if f.page == "_static/part.html"] == []


@pytest.mark.parametrize("start", ["<!DOCTYPE html>", "<HTML>", "<title>A</title>", "<body>", "<main>", "<article>"])
def test_a_page_may_leave_out_most_tags(folder, settings, page, start):
    root = folder({"a.html": f"{start}<p>Tea in a pot.</p>", "b.html": page("B", TEXT)})
    assert sorted(link(root, settings()).site.pages) == ["a.html", "b.html"]


def test_the_heads_links_to_the_next_page_are_the_order_of_reading(tmp_path, page, settings):
    """Chains of ``rel=next``, apart from each other; circles and crossings are no order."""
    nexts = {"a": "b.html", "b": "c.html", "c": "", "x": "y.html", "y": "", "z": "y.html", "o": "p.html", "p": "o.html"}
    for name, href in nexts.items():
        head = f'<link rel="next" href="{href}">' if href else ""
        (tmp_path / f"{name}.html").write_text(page(name.upper(), head=head))
    site = link(tmp_path, settings(next=True), dry_run=True).site
    order = {key[0]: one.facts.order for key, one in site.pages.items()}
    assert order == {"a": 0, "b": 1, "c": 2, "x": 4, "y": 5, "z": None, "o": None, "p": None}
    assert dict(site.following) == {"a.html": "b.html", "b.html": "c.html", "x.html": "y.html"}


def test_lists_that_a_generator_makes_need_no_description(folder, settings, page):
    """Only pages of content are asked for what networks and search engines show of them."""
    bare = "<!DOCTYPE html><html lang=en><head><title>{}</title></head><body><main><p>Tea.</p></main></body></html>"
    root = folder({"genindex.html": bare.format("Index"), "a.html": bare.format("A"), "b.html": page("B", TEXT)})
    rules = {"M04", "M11", "S01", "S10"}
    found = {(f.page, f.rule) for f in audit(root, settings(), jobs=1).findings if f.rule in rules}
    assert {page for page, _ in found if page != "b.html"} == {"a.html"}
    listed = {f.page for f in audit(root, settings(folder={"exclude": []}), jobs=1).findings if f.rule in rules}
    assert "genindex.html" in listed
