"""Wherever a site is published, a page's canonical link and og:url are the URL where it will be.

One table of deployments; each page of each is read by html5lib and looked up as a plain web
server would: by the path of its URL below the place where the output folder lies.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

PAGES = {
    "docs/index.md": "# Kettle\n\nThe kettle boils water. First [install](guide/install.md) it.\n",
    "docs/guide/index.md": "# Guide\n\nHow to [install](install.md) the kettle and boil water.\n",
    "docs/guide/install.md": "# Install\n\nRinse the kettle with water, see the [guide](index.md).\n",
    "docs/odd pages/100% Tee & Käse – 日本.md": "# Tea\n\nTea & cheese: the kettle boils water to 100%.\n",
}
_ODD = "odd%20pages/100%25%20Tee%20%26%20K%C3%A4se%20%E2%80%93%20%E6%97%A5%E6%9C%AC"
# Output file → what follows the site's address, with and without use_directory_urls.
FOLDERS = {
    "index.html": "",
    "guide/index.html": "guide/",
    "guide/install/index.html": "guide/install/",
    "odd pages/100% Tee & Käse – 日本/index.html": f"{_ODD}/",
}
FILES = {
    # A web server shows index.html for its folder, but with use_directory_urls off MkDocs links to the file.
    "index.html": "index.html",
    "guide/index.html": "guide/index.html",
    "guide/install.html": "guide/install.html",
    "odd pages/100% Tee & Käse – 日本.html": f"{_ODD}.html",
}
ROOT, BELOW = "https://x.example/", "https://x.example/docs/"
# What mike does to the address while it builds version 2.0, written down in a hook of the site's own.
MIKE = "from urllib.parse import urljoin\n\ndef on_config(config):\n    config.site_url = urljoin(config.site_url, '2.0')\n"


def said(html: bytes | str, name: str) -> list[str]:
    """Return all values of a statement anywhere in a page, as html5lib reads it."""
    soup = BeautifulSoup(html, "html5lib")
    if name == "canonical":
        return [str(tag["href"]) for tag in soup.select('link[rel~="canonical"]')]
    return [str(tag["content"]) for tag in soup.select(f'meta[property="{name}"], meta[name="{name}"]')]


def served(url: str, root: str, files: Mapping[str, bytes]) -> str:
    """Return the file that a plain web server shows at a URL, when the output folder lies at ``root``."""
    assert url.startswith(root)
    path = unquote(urlsplit(url).path.removeprefix(urlsplit(root).path))
    name = f"{path}index.html" if path.endswith("/") or not path else path
    assert name in files
    return name


def assert_each_page_says_where_it_is(files: Mapping[str, bytes], root: str, expected: Mapping[str, str]) -> None:
    """Assert that each page has one canonical link and one og:url, both the expected URL, and is found there."""
    for key, tail in expected.items():
        assert said(files[key], "canonical") == [root + tail]
        assert said(files[key], "og:url") == [root + tail]
        assert served(root + tail, root, files) == key


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
@pytest.mark.parametrize(
    ("address", "root", "extra", "expected"),
    [
        pytest.param(ROOT, ROOT, {}, FOLDERS, id="domain"),
        pytest.param("https://x.example", ROOT, {}, FOLDERS, id="domain, no slash"),
        pytest.param(BELOW, BELOW, {}, FOLDERS, id="sub-path"),
        pytest.param("https://x.example/docs", BELOW, {}, FOLDERS, id="sub-path, no slash"),
        pytest.param("https://x.example/a%20b/c", "https://x.example/a%20b/c/", {}, FOLDERS, id="encoded sub-path"),
        pytest.param("https://x.example:8443/docs/", "https://x.example:8443/docs/", {}, FOLDERS, id="port"),
        pytest.param(ROOT, ROOT, {"use_directory_urls": False}, FILES, id="domain, files"),
        pytest.param("https://x.example", ROOT, {"use_directory_urls": False}, FILES, id="domain, files, no slash"),
        pytest.param(BELOW, BELOW, {"use_directory_urls": False}, FILES, id="sub-path, files"),
        pytest.param(BELOW, "https://x.example/docs/2.0/", {"hooks": ["versions.py"]}, FOLDERS, id="version"),
        pytest.param(ROOT, "https://x.example/2.0/", {"hooks": ["versions.py"]}, FOLDERS, id="version at domain"),
        pytest.param(
            BELOW,
            "https://x.example/docs/2.0/",
            {"hooks": ["versions.py"], "use_directory_urls": False},
            FILES,
            id="version, files",
        ),
    ],
)
def test_canonical_and_og_url_are_where_the_page_will_be(empty, theme, address, root, extra, expected):  # noqa: PLR0913, PLR0917 - a row of the table
    """At a domain's root, below a path, in a version, with folders and with files, in each theme."""
    if theme == "material":
        pytest.importorskip("material", reason="Material is installed in the MkDocs environment only")
    empty.write(PAGES | {"versions.py": MIKE})
    site = empty.build(site_url=address, theme={"name": theme}, strict=True, **extra)
    assert_each_page_says_where_it_is(site.files, root, expected)
    assert set(site.pages) - set(expected) <= {"404.html", "search.html"}
    for key in set(site.pages) - set(expected):
        assert said(site.files[key], "og:url") == []
        assert said(site.files[key], "canonical") == []
    for key in expected:
        for href in [*site.links(key, "related"), *site.links(key, "backlinks")]:
            assert served(urljoin(root + expected[key], href), root, site.files) in expected


@pytest.mark.parametrize("directories", [True, False])
def test_without_site_url_nothing_is_claimed(empty, directories):
    """No address, no canonical link and no og:url; links stay relative and lead to files."""
    site = empty.write(PAGES).build(site_url=None, use_directory_urls=directories)
    for key in FOLDERS if directories else FILES:
        assert said(site.files[key], "canonical") == []
        assert said(site.files[key], "og:url") == []
        assert all(site.leads_to(key, unquote(href)) for href in site.links(key, "related"))


def test_our_own_site_url_does_where_the_host_has_none(empty):
    """A site built without an address, to be opened from disk, can still tell networks where it will be."""
    site = empty.write(PAGES).build({"site_url": BELOW}, site_url=None)
    assert_each_page_says_where_it_is(site.files, BELOW, FOLDERS)


def test_material_offline_still_says_where_the_site_is(empty):
    """The offline plugin makes links lead to files; a copy to read from disk names the address of the site."""
    pytest.importorskip("material", reason="Material is installed in the MkDocs environment only")
    theme = {"name": "material", "font": False}
    site = empty.write(PAGES).build(site_url=BELOW, theme=theme, plugins=["search", "offline"])
    assert_each_page_says_where_it_is(site.files, BELOW, FILES)
    assert all(site.leads_to(key, unquote(href)) for key in FILES for href in site.links(key, "related"))


def test_the_feed_of_a_version_is_in_its_folder():
    """The address that mike gives a version has no slash at its end, and is a folder all the same."""
    from smo_mkdocs.facts import feeds_of

    plugins = {"rss": SimpleNamespace(config={})}
    (feed,) = feeds_of(SimpleNamespace(plugins=plugins, site_url=f"{BELOW}2.0", site_name="Kettle"))
    assert feed.url == f"{BELOW}2.0/feed_rss_created.xml"


def git(root, *arguments: str) -> bytes:
    """Run git without the settings of whoever runs the tests."""
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, env=identity()).stdout


def identity() -> dict[str, str]:
    """Return an environment in which commits can be made."""
    who = {f"GIT_{role}_{part}": f"{part}@x.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    nothing = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    quiet = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"}
    # mike looks for the command of the host.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, **who, **nothing, **quiet, "PATH": path}


@pytest.mark.parametrize("alias", ["symlink", "copy", "redirect"])
@pytest.mark.parametrize(
    ("canonical_version", "where"),
    [(None, {"1.0": "1.0", "2.0": "2.0"}), ("latest", {"1.0": "latest", "2.0": "latest"})],
)
def test_mike_publishes_each_version_where_its_pages_say(empty, alias, canonical_version, where):
    """``mike deploy`` twice into a branch: each version names itself, or all the one version that counts."""
    pytest.importorskip("mike", reason="mike is installed in the MkDocs environment only")
    options = {"alias_type": alias, **({"canonical_version": canonical_version} if canonical_version else {})}
    empty.write(PAGES).configure({}, site_url="https://x.example/docs", plugins=["search", {"mike": options}])
    git(empty.root, "init", "-q", "-b", "main")
    git(empty.root, "add", ".")
    git(empty.root, "commit", "-q", "-m", "Sources")
    for arguments in (["1.0"], ["2.0", "latest"]):
        done = subprocess.run(
            [sys.executable, "-c", "from mike.driver import main; main()", "deploy", *arguments],
            cwd=empty.root, env=identity(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    branch = published(empty.root)
    for version, named in where.items():
        files = {name.removeprefix(f"{version}/"): data for name, data in branch.items() if name.startswith(version)}
        assert_each_page_says_where_it_is(files, f"https://x.example/docs/{named}/", FOLDERS)
        assert "smo/smo.css" in files
    assert set(FOLDERS) <= {name.removeprefix("latest/") for name in branch}
    if alias == "redirect":
        # Pages that only lead on say nothing of their own that could contradict.
        assert said(branch["latest/guide/index.html"], "og:url") == []


def published(root) -> dict[str, bytes]:
    """Return the files of the branch by path, symbolic links to folders followed, as a web server does."""
    files: dict[str, bytes] = {}
    links: dict[str, str] = {}
    with tarfile.open(fileobj=io.BytesIO(git(root, "archive", "gh-pages"))) as tar:
        for member in tar:
            if member.issym():
                links[member.name] = member.linkname
            elif (file := tar.extractfile(member)) is not None:
                files[member.name] = file.read()
    for name, target in links.items():
        files |= {f"{name}{path[len(target) :]}": data for path, data in files.items() if path.startswith(f"{target}/")}
    return files


LANGUAGES = [
    {"locale": "en", "name": "English", "default": True, "build": True},
    {"locale": "de", "name": "Deutsch", "build": True},
    {"locale": "fr", "name": "Français", "build": True},
]
# Page → its text by language; one is not translated, one into one language only.
TEXTS = {
    "index": {"en": "# Kettle\n\nThe kettle boils water.", "de": "# Kessel\n\nDer Kessel kocht Wasser.", "fr": "# Bouilloire\n\nLa bouilloire chauffe l’eau."},
    "guide/install": {"en": "# Install\n\nRinse the kettle with water.", "de": "# Aufbau\n\nDen Kessel mit Wasser spülen.", "fr": "# Installer\n\nRincez la bouilloire avec de l’eau."},
    "guide/100% Käse": {"en": "# Cheese\n\nCheese in the kettle, no water.", "de": "# Käse\n\nKäse im Kessel, kein Wasser."},
    "parts": {"en": "# Parts\n\nLid and base of the kettle hold water."},
}  # fmt: skip
TAILS = {
    "index": "",
    "guide/install": "guide/install/",
    "guide/100% Käse": "guide/100%25%20K%C3%A4se/",
    "parts": "parts/",
}
OG = {"en": "en_US", "de": "de_DE", "fr": "fr_FR"}


@pytest.fixture(params=["folder", "suffix"])
def translated(request, empty):
    """Return a function that builds the kettle's site in three languages, English at the root."""
    pytest.importorskip("mkdocs_static_i18n", reason="mkdocs-static-i18n is installed in the MkDocs environment only")
    for page, texts in TEXTS.items():
        for lang, text in texts.items():
            suffix = "" if lang == "en" else f".{lang}"
            name = f"{lang}/{page}" if request.param == "folder" else f"{page}{suffix}"
            empty.write({f"docs/{name}.md": f"{text}\n"})

    def build(theme="mkdocs", **config):
        i18n = {"i18n": {"docs_structure": request.param, "languages": LANGUAGES}}
        return empty.build(site_url=BELOW, theme={"name": theme}, plugins=["search", i18n], **config)

    return build


def key_of(page: str, lang: str) -> str:
    """Return the output file of a page in a language."""
    below = "" if lang == "en" else f"{lang}/"
    return f"{below}index.html" if page == "index" else f"{below}{page}/index.html"


def url_of(page: str, lang: str) -> str:
    """Return the URL of a page in a language."""
    return BELOW + ("" if lang == "en" else f"{lang}/") + TAILS[page]


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_each_language_says_where_it_is(translated, theme):
    """English at the root, the others in folders; untranslated pages too, which stand there in English."""
    site = translated(theme)
    for lang in OG:
        for page, texts in TEXTS.items():
            key, url = key_of(page, lang), url_of(page, lang)
            assert said(site.files[key], "canonical") == [url]
            assert said(site.files[key], "og:url") == [url]
            assert said(site.files[key], "og:locale") == [OG[lang if lang in texts else "en"]]
            assert served(url, BELOW, site.files) == key


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_translations_name_each_other_both_ways(translated, theme):
    """hreflang: absolute, with itself, only what is translated, and each page named names the page back."""
    site = translated(theme)
    alternates = {}
    for page, texts in TEXTS.items():
        for lang in texts:
            soup = site.soup(key_of(page, lang))
            links = [(a["hreflang"], a["href"]) for a in soup.select('link[rel~="alternate"][hreflang]')]
            expected = {code: url_of(page, code) for code in texts} if len(texts) > 1 else {}
            # Material names pages that stand in for a translation too: its word, not ours.
            ours = links if theme == "mkdocs" else [(code, url) for code, url in links if code in expected]
            assert sorted(ours) == sorted(expected.items())
            alternates[url_of(page, lang)] = dict(ours)
            others = sorted(OG[code] for code in texts if code != lang)
            assert sorted(said(site.files[key_of(page, lang)], "og:locale:alternate")) == others
    for url, links in alternates.items():
        assert all(url in alternates[other].values() for other in links.values())


def test_each_language_keeps_its_own_files_and_lists(translated):
    """``smo/`` for English, ``smo/de/`` for German; pages are related to pages of their language and folder."""
    site = translated()
    for lang in OG:
        folder = "smo/" if lang == "en" else f"smo/{lang}/"
        assert {f"{folder}related.json", f"{folder}smo.css", f"{folder}manifest.json"} <= set(site.files)
        own = {key_of(page, lang) for page in TEXTS}
        in_language = {key_of(page, lang) for page, texts in TEXTS.items() if lang in texts}
        seen = set()
        for page in TEXTS:
            key = key_of(page, lang)
            found = {
                served(urljoin(url_of(page, lang), href), BELOW, site.files) for href in site.links(key, "related")
            }
            assert found <= (in_language if key in in_language else own - in_language)
            seen |= found
            for sheet in site.soup(key).select('link[rel="stylesheet"][data-smo-placed]'):
                assert (
                    served(urljoin(url_of(page, lang), sheet["href"].partition("?")[0]), BELOW, site.files)
                    == f"{folder}smo.css"
                )
        assert seen
        prefix = folder.removeprefix("smo/")
        assert {unquote(at) for at in json.loads(site.files[f"{folder}related.json"])} == {
            f"{prefix}{unquote(tail)}" for tail in TAILS.values()
        }


def test_a_language_at_a_domain_of_its_own(empty):
    """static-i18n lets a language have its own site_url; its pages say that address."""
    pytest.importorskip("mkdocs_static_i18n", reason="mkdocs-static-i18n is installed in the MkDocs environment only")
    languages = [LANGUAGES[0], {**LANGUAGES[1], "site_url": "https://x.example/docs/de/"}]
    empty.write({"docs/index.md": "# Kettle\n\nWater.\n", "docs/index.de.md": "# Kessel\n\nWasser.\n"})
    site = empty.build(
        site_url=BELOW, plugins=["search", {"i18n": {"docs_structure": "suffix", "languages": languages}}]
    )
    assert said(site.files["de/index.html"], "og:url") == said(site.files["de/index.html"], "canonical")
