"""Whatever a folder's pages say of their address, in the end each says one, twice the same.

One table of folders; each page is read by html5lib and looked up as a plain web server would:
by the path of its URL below the place where the folder lies.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

import smo_core
from smo_core.settings import from_mapping

ROOT, BELOW = "https://x.example/", "https://x.example/docs/"
_ODD = "100%25%20Tee%20&%20K%C3%A4se%20%E2%80%93%20%E6%97%A5%E6%9C%AC.html"
# File → what follows the folder's address.
TAILS = {
    "index.html": "",
    "guide/index.html": "guide/",
    "guide/install.html": "guide/install.html",
    "odd pages/100% Tee & Käse – 日本.html": f"odd%20pages/{_ODD}",
}
DEBIAN = "file:///usr/share/doc/kettle/html/"


def link(href: str) -> str:
    """Return a canonical link."""
    return f'<link rel="canonical" href="{href}">\n'


def og(url: str) -> str:
    """Return an og:url."""
    return f'<meta property="og:url" content="{url}">\n'


def written(html: str) -> str:
    """Return a tail as it is written into an attribute."""
    return html.replace("&", "&amp;")


@pytest.fixture
def linked(folder, page):
    """Return a function that writes pages with the given heads, links them, and returns the files."""

    def run(head=lambda _key: "", body=lambda _key: "", **options) -> dict[str, bytes]:
        pages = {key: page(f"Kettle {key}", f"<p>Water boils.</p>{body(key)}", head=head(key)) for key in TAILS}
        root = folder(pages)
        smo_core.link(root, from_mapping(options, source="test"))
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}

    return run


def said(html: bytes, name: str) -> list[str]:
    """Return all values of a statement anywhere in a page, as html5lib reads it."""
    soup = BeautifulSoup(html, "html5lib")
    if name == "canonical":
        return [str(tag["href"]) for tag in soup.select('link[rel~="canonical"]')]
    return [str(tag["content"]) for tag in soup.select(f'meta[property="{name}"], meta[name="{name}"]')]


def served(url: str, root: str, files: Mapping[str, bytes]) -> str:
    """Return the file that a plain web server shows at a URL, when the folder lies at ``root``."""
    assert url.startswith(root)
    path = unquote(urlsplit(url).path.removeprefix(urlsplit(root).path))
    name = f"{path}index.html" if path.endswith("/") or not path else path
    assert name in files
    return name


def assert_each_page_says_where_it_is(files: Mapping[str, bytes], root: str) -> None:
    """Assert that each page has one canonical link and one og:url, both where it is."""
    for key, tail in TAILS.items():
        assert said(files[key], "canonical") == [root + tail]
        assert said(files[key], "og:url") == [root + tail]
        assert served(root + tail, root, files) == key


@pytest.mark.parametrize("existing", ["keep", "replace"])
@pytest.mark.parametrize(
    ("head", "body", "options", "root"),
    [
        pytest.param("", "", {"site_url": ROOT}, ROOT, id="domain"),
        pytest.param("", "", {"site_url": "https://x.example"}, ROOT, id="domain, no slash"),
        pytest.param("", "", {"site_url": BELOW}, BELOW, id="sub-path"),
        pytest.param("", "", {"site_url": "https://x.example/docs"}, BELOW, id="sub-path, no slash"),
        pytest.param(link(f"{ROOT}TAIL"), "", {}, ROOT, id="from canonicals, domain"),
        pytest.param(link(f"{BELOW}TAIL"), "", {}, BELOW, id="from canonicals, sub-path"),
        pytest.param(link(f"{BELOW}TAIL") + og(f"{BELOW}TAIL"), "", {}, BELOW, id="both there"),
        pytest.param(og(f"{BELOW}TAIL"), "", {"site_url": BELOW}, BELOW, id="og:url there"),
        pytest.param("", f'<p><a href="{BELOW}guide/install.html">a</a> <a href="{BELOW}index.html">b</a></p>', {}, BELOW, id="from links"),
        pytest.param(link(f"{DEBIAN}TAIL"), "", {"site_url": BELOW}, BELOW, id="file canonicals"),
        pytest.param(link(f"{DEBIAN}TAIL") + og(f"{DEBIAN}TAIL"), "", {"site_url": BELOW}, BELOW, id="file in both"),
        pytest.param(link("/docs/TAIL"), "", {"site_url": BELOW}, BELOW, id="path canonicals"),
        pytest.param(link("//x.example/docs/TAIL"), "", {"site_url": BELOW}, BELOW, id="no scheme"),
        pytest.param(link("") + og("None"), "", {"site_url": BELOW}, BELOW, id="void"),
        pytest.param(link(f"{DEBIAN}TAIL"), f'<p><a href="{BELOW}guide/install.html">a</a></p>', {}, BELOW, id="file canonicals, from links"),
    ],
)  # fmt: skip
def test_canonical_and_og_url_are_where_the_page_is(linked, head, body, options, root, existing):  # noqa: PLR0913, PLR0917 - a row of the table
    """Told, found in canonical links, found in absolute links; what is no web address is put right."""
    files = linked(
        lambda key: head.replace("TAIL", written(TAILS[key])), lambda _: body, **options, meta={"existing": existing}
    )
    assert_each_page_says_where_it_is(files, root)


FIRST = "https://a.example/first"


@pytest.mark.parametrize(
    ("head", "existing", "expected"),
    [
        pytest.param(link(FIRST), "keep", FIRST, id="elsewhere, keep"),
        pytest.param(link(FIRST), "replace", FIRST, id="elsewhere, replace"),
        pytest.param(link(f"{BELOW}2.0/kettle"), "keep", f"{BELOW}2.0/kettle", id="newer version"),
        pytest.param(link("http://x.example/docs/"), "keep", "http://x.example/docs/", id="http"),
        pytest.param(link(FIRST) + og(BELOW), "keep", FIRST, id="contradicted, keep"),
        pytest.param(link(FIRST) + og(BELOW), "replace", FIRST, id="contradicted, replace"),
        pytest.param(og(FIRST), "keep", BELOW, id="og:url elsewhere, keep"),
        pytest.param(og(FIRST), "replace", BELOW, id="og:url elsewhere, replace"),
        pytest.param(link(DEBIAN) + og(FIRST), "keep", BELOW, id="file, og:url elsewhere"),
    ],
)
def test_og_url_is_the_canonical_that_is_finally_in_the_page(folder, page, head, existing, expected):
    """A page that says it is a copy of another stays one, and does not contradict itself."""
    root = folder({"index.html": page(head=head), "tea.html": page("Tea")})
    smo_core.link(root, from_mapping({"site_url": BELOW, "meta": {"existing": existing}}, source="test"))
    data = (root / "index.html").read_bytes()
    assert said(data, "canonical") == [expected]
    assert said(data, "og:url") == [expected]
    assert said((root / "tea.html").read_bytes(), "canonical") == [f"{BELOW}tea.html"]


@pytest.mark.parametrize(
    "head", ["", link(f"{DEBIAN}TAIL"), link("TAIL")], ids=["nothing", "file canonicals", "relative canonicals"]
)
def test_without_an_address_none_is_claimed(linked, head):
    """Nobody knows where these pages will be: heads keep what they said, and nothing is added."""
    files = linked(lambda key: head.replace("TAIL", written(TAILS[key])))
    for key in TAILS:
        assert said(files[key], "og:url") == []
        assert len(said(files[key], "canonical")) == bool(head)


@pytest.mark.parametrize("head", [link(f"{DEBIAN}TAIL"), link("https://a.example/TAIL"), ""])
def test_a_second_run_says_the_same(folder, page, head):
    """What gave way is remembered, so that running again with another address follows it."""
    root = folder({key: page(head=head.replace("TAIL", written(tail))) for key, tail in TAILS.items()})
    smo_core.link(root, from_mapping({"site_url": ROOT}, source="test"))
    first = {key: (root / key).read_bytes() for key in TAILS}
    smo_core.link(root, from_mapping({"site_url": ROOT}, source="test"))
    assert {key: (root / key).read_bytes() for key in TAILS} == first
    smo_core.link(root, from_mapping({"site_url": BELOW}, source="test"))
    for key, tail in TAILS.items():
        data = (root / key).read_bytes()
        there = "https://a.example/" if "a.example" in head else BELOW
        assert said(data, "canonical") == said(data, "og:url") == [there + tail]


def test_versions_side_by_side_are_linked_each_at_its_own_address(folder, page):
    """As the documentation advises: once for each version, none claims the other's pages."""
    root = folder({f"{v}/{key}": page(f"{v} {key}") for v in ("1.0", "2.0") for key in TAILS})
    for version in ("1.0", "2.0"):
        smo_core.link(root / version, from_mapping({"site_url": f"{BELOW}{version}/"}, source="test"))
    for version in ("1.0", "2.0"):
        files = {p.relative_to(root / version).as_posix(): p.read_bytes() for p in (root / version).rglob("*.html")}
        assert_each_page_says_where_it_is(files, f"{BELOW}{version}/")


def test_error_pages_and_noindex_claim_no_address(folder, page):
    """404.html is shown at any address."""
    robots = '<meta name="robots" content="noindex">\n'
    root = folder({"404.html": page("Not found"), "secret.html": page("Secret", head=robots), "index.html": page()})
    smo_core.link(root, from_mapping({"site_url": BELOW}, source="test"))
    for key in ("404.html", "secret.html"):
        data = (root / key).read_bytes()
        assert said(data, "og:url") == said(data, "canonical") == []
