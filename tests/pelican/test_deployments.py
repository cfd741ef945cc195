"""Wherever a blog is published, a page's canonical link and og:url are the URL where it will be.

One table of deployments; each page of each is read by html5lib and looked up as a web server
would: by the path of its URL below the place where the output folder lies.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from pelican import Pelican, signals
from pelican.paginator import PaginationRule

TEA = "Title: Tea\nDate: 2026-05-01\nCategory: kitchen\nSlug: 100% tee & käse 日本\n\nTea & cheese and water.\n"
# Output file → what follows the site's address, by Pelican's own settings.
ARTICLES = {
    "install-the-kettle.html": "install-the-kettle.html",
    "install-the-kettle-fr.html": "install-the-kettle-fr.html",
    "boil-water.html": "boil-water.html",
    "steam.html": "steam.html",
    "steam-fr.html": "steam-fr.html",
    "100% tee & käse 日本.html": "100%25%20tee%20&%20k%C3%A4se%20%E6%97%A5%E6%9C%AC.html",
    "pages/about-water.html": "pages/about-water.html",
}
FOLDERS = {
    "ARTICLE_URL": "{slug}/",
    "ARTICLE_SAVE_AS": "{slug}/index.html",
    "ARTICLE_LANG_URL": "{lang}/{slug}/",
    "ARTICLE_LANG_SAVE_AS": "{lang}/{slug}/index.html",
    "PAGE_URL": "p/{slug}/",
    "PAGE_SAVE_AS": "p/{slug}/index.html",
}
IN_FOLDERS = {
    "install-the-kettle/index.html": "install-the-kettle/",
    "fr/install-the-kettle/index.html": "fr/install-the-kettle/",
    "steam/index.html": "steam/",
    "fr/steam/index.html": "fr/steam/",
    "p/about-water/index.html": "p/about-water/",
}
# Servers that add the ending themselves.
BARE = {
    "ARTICLE_URL": "{slug}",
    "ARTICLE_LANG_URL": "{lang}/{slug}",
    "ARTICLE_LANG_SAVE_AS": "{lang}/{slug}.html",
    "PAGE_URL": "pages/{slug}",
}
WITHOUT_ENDING = {
    "install-the-kettle.html": "install-the-kettle",
    "fr/install-the-kettle.html": "fr/install-the-kettle",
    "100% tee & käse 日本.html": "100%25%20tee%20&%20k%C3%A4se%20%E6%97%A5%E6%9C%AC",
    "pages/about-water.html": "pages/about-water",
}
# Themes' links lead to a redirect; readers end where the file is.
ELSEWHERE = {"ARTICLE_URL": "go/{slug}", "ARTICLE_SAVE_AS": "posts/{date:%Y}/{slug}/index.html"}
MOVED = {"posts/2026/boil-water/index.html": "posts/2026/boil-water/"}
ROOT, BELOW = "https://x.example/", "https://x.example/notes/"


def said(html: bytes | str, name: str) -> list[str]:
    """Return all values of a statement anywhere in a page, as html5lib reads it."""
    soup = BeautifulSoup(html, "html5lib")
    if name == "canonical":
        return [str(tag["href"]) for tag in soup.select('link[rel~="canonical"]')]
    return [str(tag["content"]) for tag in soup.select(f'meta[property="{name}"], meta[name="{name}"]')]


def served(url: str, root: str, files: Mapping[str, bytes]) -> str:
    """Return the file that a web server shows at a URL, when the output folder lies at ``root``."""
    assert url.startswith(root)
    path = unquote(urlsplit(url).path.removeprefix(urlsplit(root).path))
    names = (f"{path}index.html",) if path.endswith("/") or not path else (path, f"{path}.html")
    return next(name for name in names if name in files)


def assert_each_page_says_where_it_is(files: Mapping[str, bytes], root: str, expected: Mapping[str, str]) -> None:
    """Assert that each page has one canonical link and one og:url, both the expected URL, and is found there."""
    for key, tail in expected.items():
        assert said(files[key], "canonical") == [root + tail]
        assert said(files[key], "og:url") == [root + tail]
        assert served(root + tail, root, files) == key


@pytest.mark.parametrize("relative", [False, True], ids=["absolute", "RELATIVE_URLS"])
@pytest.mark.parametrize(
    ("address", "root", "config", "expected"),
    [
        pytest.param("https://x.example", ROOT, {}, ARTICLES, id="domain"),
        pytest.param("https://x.example/", ROOT, {}, ARTICLES, id="domain, slash"),
        pytest.param("https://x.example/notes", BELOW, {}, ARTICLES, id="sub-path"),
        pytest.param("https://x.example/notes/", BELOW, {}, ARTICLES, id="sub-path, slash"),
        pytest.param("https://x.example", ROOT, FOLDERS, IN_FOLDERS, id="domain, folders"),
        pytest.param("https://x.example/notes", BELOW, FOLDERS, IN_FOLDERS, id="sub-path, folders"),
        pytest.param("https://x.example/notes/", BELOW, FOLDERS, IN_FOLDERS, id="sub-path, slash, folders"),
        pytest.param("https://x.example", ROOT, BARE, WITHOUT_ENDING, id="domain, no ending"),
        pytest.param("https://x.example/notes", BELOW, BARE, WITHOUT_ENDING, id="sub-path, no ending"),
        pytest.param("https://x.example/notes", BELOW, ELSEWHERE, MOVED, id="sub-path, saved elsewhere"),
    ],
)
def test_canonical_and_og_url_are_where_the_page_will_be(project, address, root, config, expected, relative):  # noqa: PLR0913, PLR0917 - a row of the table
    """At a domain's root and below a path, with files, folders and bare names, links relative or not."""
    site = project.write({"content/tea.md": TEA}).build(
        SITEURL=address, FEED_DOMAIN=address, RELATIVE_URLS=relative, **config
    )
    assert_each_page_says_where_it_is(site.files, root, expected)


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
def test_drafts_and_hidden_pages_claim_no_address_of_ours(project, theme):
    """As without us: nothing that leaks them."""
    plain = project.build(None, THEME=theme)
    site = project.build(THEME=theme)
    for key in ("drafts/water-draft.html", "water-secret.html"):
        assert site.html(key) == plain.html(key)
        assert not said(site.files[key], "og:url")


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
def test_every_list_says_its_own_address(project, theme):
    """Index, its second page, tags, archives: canonical and og:url are where each of them will be."""
    site = project.build(THEME=theme)
    lists = [key for key in set(site.pages) - set(ARTICLES) if "draft" not in key and "secret" not in key]
    assert {"index.html", "index2.html", "tags.html", "archives/2026.html"} <= {*lists}
    for key in lists:
        address = f"https://blog.example/notes/{key}".removesuffix("index.html")
        assert said(site.files[key], "og:url") == said(site.files[key], "canonical") == [address], key


def test_lists_are_where_their_own_settings_say(project):
    """Tags and further pages in folders, an archive without its ending, as a server adds it."""
    pages = [(1, "{url}", "{save_as}"), (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html")]
    site = project.build(
        TAG_URL="tag/{slug}/",
        TAG_SAVE_AS="tag/{slug}/index.html",
        ARCHIVES_URL="archives",
        ARCHIVES_SAVE_AS="archives.html",
        PAGINATION_PATTERNS=[PaginationRule(*rule) for rule in pages],
    )
    for key, location in (
        ("tag/water/index.html", "tag/water/"),
        ("page/2/index.html", "page/2/"),
        ("archives.html", "archives"),
    ):
        assert said(site.files[key], "canonical") == [f"https://blog.example/notes/{location}"]


@pytest.mark.parametrize("address", ["", pytest.param("/notes"), "/"])
def test_an_address_without_a_domain_is_none(project, address):
    """SITEURL as a path, as in a preview on this machine: nothing is claimed that networks cannot follow."""
    site = project.build(SITEURL=address, FEED_DOMAIN="")
    for key in ("install-the-kettle.html", "pages/about-water.html"):
        assert said(site.files[key], "canonical") == []
        assert said(site.files[key], "og:url") == []


@pytest.mark.parametrize(
    ("address", "canonical", "expected"),
    [
        pytest.param("https://x.example/notes", "{{ SITEURL }}/{{ %s.url }}", BELOW, id="agreed"),
        pytest.param("https://x.example/notes/", "{{ SITEURL }}/{{ %s.url }}", BELOW, id="slash"),
        pytest.param("", "{{ SITEURL }}/{{ %s.url }}", BELOW, id="no SITEURL"),
        pytest.param("/notes", "{{ SITEURL }}/{{ %s.url }}", BELOW, id="a path"),
        pytest.param(
            "https://x.example/notes",
            "https://first.example/{{ %s.url }}",
            "https://first.example/",
            id="elsewhere",
        ),
    ],
)
def test_a_canonical_link_of_the_theme_and_og_url_agree(project, address, canonical, expected):
    """What the theme says stays if it is an address, and og:url says the same; what is none is put right."""
    theme = project.theme(head=f'<title>x</title><link rel="canonical" href="{canonical}">')
    site = project.build({"site_url": BELOW}, theme=theme, SITEURL=address, FEED_DOMAIN="")
    for key in ("install-the-kettle.html", "pages/about-water.html"):
        assert said(site.files[key], "canonical") == [expected + key]
        assert said(site.files[key], "og:url") == [expected + key]


def test_translations_name_each_other_where_they_are(project):
    """hreflang: absolute, with itself, both ways, at the addresses of ARTICLE_LANG_URL."""
    site = project.build(SITEURL="https://x.example/notes/", FEED_DOMAIN="", theme=project.theme(), **FOLDERS)
    expected = [("en", f"{BELOW}steam/"), ("fr", f"{BELOW}fr/steam/")]
    for key, lang in (("steam/index.html", "en_US"), ("fr/steam/index.html", "fr_FR")):
        links = site.soup(key).select('link[rel~="alternate"][hreflang]')
        assert sorted((a["hreflang"], a["href"]) for a in links) == expected
        assert said(site.files[key], "og:locale") == [lang]
        assert said(site.files[key], "og:locale:alternate") == [{"en_US": "fr_FR", "fr_FR": "en_US"}[lang]]


class Subsites:
    """Builds one site for each further language inside the first, as the plugin i18n_subsites does.

    Written from what is known of that plugin: each language's build runs whole between
    ``all_generators_finalized`` and the first page written of the site around it, with its
    own SITEURL, OUTPUT_PATH and DEFAULT_LANG, and content of its language only.
    """

    LANGUAGES = ("de", "fr")

    def __init__(self) -> None:
        """Start with no site in progress."""
        self.waiting: list[str] = []
        self.main: dict | None = None

    def register(self) -> None:
        """Connect as a plugin does."""
        signals.initialized.connect(self.begin)
        signals.article_generator_pretaxonomy.connect(self.keep_own_language)
        signals.page_generator_finalized.connect(self.keep_own_language)
        signals.get_writer.connect(self.build_next)

    def begin(self, pelican) -> None:
        """Remember the outer site's settings, and let all languages have the same addresses."""
        for kind in ("ARTICLE", "PAGE"):
            for part in ("URL", "SAVE_AS"):
                pelican.settings[f"{kind}_LANG_{part}"] = pelican.settings[f"{kind}_{part}"]
        if self.main is None:
            self.main, self.waiting = pelican.settings, list(self.LANGUAGES)

    def keep_own_language(self, generator) -> None:
        """Leave only content of the language being built."""
        lang = generator.settings["DEFAULT_LANG"]
        name = "articles" if hasattr(generator, "articles") else "pages"
        every = [*getattr(generator, name), *generator.translations]
        setattr(generator, name, [content for content in every if content.lang == lang])
        generator.translations = []

    def build_next(self, _pelican) -> None:
        """Build one more language inside the one being built."""
        if self.waiting:
            lang = self.waiting.pop(0)
            assert self.main is not None
            own = {
                "SITEURL": f"{self.main['SITEURL']}/{lang}",
                "OUTPUT_PATH": f"{self.main['OUTPUT_PATH']}/{lang}",
                "DEFAULT_LANG": lang,
                "DELETE_OUTPUT_DIRECTORY": False,
            }
            Pelican({**self.main, **own}).run()
        else:
            self.main = None


@pytest.fixture
def subsites(monkeypatch):
    """Return the plugin's name, by which Pelican finds it."""
    module = module_from_spec(ModuleSpec("smo_test_subsites", None))
    module.plugin = Subsites()
    module.register = module.plugin.register
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module.__name__


@pytest.mark.parametrize("first", [True, False], ids=["subsites first", "smo first"])
def test_subsites_built_inside_one_another_are_not_mixed(empty, subsites, first):
    """Three languages, each nested in the one before: each page says its own site's address, once, and no other's."""
    texts = {"en": "The kettle boils water", "de": "Der Kessel kocht Wasser", "fr": "La bouilloire chauffe"}
    for lang, text in texts.items():
        head = f"Lang: {lang}\nDate: 2026-05-01\nCategory: k\n"
        for slug in ("kettle", "tea"):
            name = f"content/{slug}-{lang}.md"
            empty.write({name: f"Title: {slug} {lang}\nSlug: {slug}\n{head}\n{text}, {slug}.\n"})
        empty.write({f"content/pages/about-{lang}.md": f"Title: About {lang}\nSlug: about\nLang: {lang}\n\n{text}.\n"})
    plugins = [subsites, "smo_pelican"] if first else ["smo_pelican", subsites]
    site = empty.build(
        None, PLUGINS=plugins, SMO={}, SITEURL="https://x.example/notes", FEED_DOMAIN="", DEFAULT_PAGINATION=False
    )
    assert site.log() == []
    for lang in texts:
        below = "" if lang == "en" else f"{lang}/"
        keys = ("kettle.html", "tea.html", "pages/about.html")
        assert_each_page_says_where_it_is(site.files, BELOW, {f"{below}{key}": f"{below}{key}" for key in keys})
        for key in (f"{below}{key}" for key in keys):
            names = site.blocks(key)
            assert len(names) == len(set(names))
            assert names
        assert sorted(site.links(f"{below}kettle.html", "related")) == ["pages/about.html", "tea.html"]
        assert f"{below}smo/smo.css" in site.files
        assert f"tea {lang}" in site.block(f"{below}kettle.html", "related").get_text()
        assert said(site.files[f"{below}kettle.html"], "og:title") == [f"kettle {lang}"]
        assert said(site.files[f"{below}kettle.html"], "og:locale") == [
            {"en": "en_US", "de": "de_DE", "fr": "fr_FR"}[lang]
        ]
