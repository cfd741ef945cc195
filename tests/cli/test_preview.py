"""``smo preview``: one page that needs nothing else, read by parsers that we did not write."""

import base64
import hashlib
import json
import re
from html import escape
from urllib.parse import urlsplit

import html5lib
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from smo_core.cli import main
from smo_core.features.networks import NETWORKS

HOSTILE = {
    "markup": "&\"<>'</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "comment": "<!--<script></noscript></style></title>-->",
    "lines": "a\u2028b\u2029c",
    "emoji": "👩\u200d👩\u200d👧",
    "rtl": "ما هو تحسين الظهور",
    "long": "x" * 5000,
    "blank": "   ",
    "templates": "{{ 7 * 7 }} {% raw %} ${x}",
}
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
    + (1200).to_bytes(4, "big")
    + (630).to_bytes(4, "big")
    + b"\x08\2\0\0\0"
    + b"\0" * 99
)


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a b.png").write_bytes(PNG)
    for name, title in HOSTILE.items():
        said = escape(title)
        (folder / f"{name}.html").write_text(
            f"<!doctype html><html><head><meta charset=utf-8><title>{said}</title>"
            f'<link rel="canonical" href="https://s.example/{name}.html"><meta property="og:title" content="{said}">'
            f'<meta property="og:description" content="{said}"><meta property="og:image" content="https://s.example/'
            f'{"a%20b.png" if name != "long" else "none.png"}"><meta name="twitter:card" content="summary_large_image">'
            f"</head><body></body></html>",
            encoding="utf-8",
        )
    (folder / "elsewhere.html").write_text(
        '<html><head><title>E</title><meta property="og:image" content="https://cdn.example/x.png"></head></html>',
        encoding="utf-8",
    )
    return folder


def made(site, out="preview.html", *args):
    path = site.parent / out
    result = CliRunner().invoke(main, ["preview", str(site), "--out", str(path), *args], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return path.read_text(encoding="utf-8")


def data_of(html):
    return json.loads(BeautifulSoup(html, "html5lib").find(id="data").string)


def texts(data, page, field):
    return [data["texts"][variant[field]] for variant in page["variants"]]


@pytest.mark.parametrize("out", ["preview.html", "site/deep/preview.html"])
def test_nothing_is_fetched(site, out):
    """No address in any element leads outside; a policy forbids the rest."""
    soup = BeautifulSoup(made(site, out), "html5lib")
    for element in soup.find_all(lambda _: True):
        for name in ("src", "href", "srcset", "poster", "action", "formaction", "data", "ping", "background"):
            value = element.get(name, "")
            assert not urlsplit(value).netloc, (element.name, value[:80])
            assert urlsplit(value).scheme in {"", "data"}
    assert not soup.find_all(["link", "base", "iframe", "object", "embed"])
    assert "url(" not in soup.style.string
    assert "@import" not in soup.style.string
    images = [src for src, _ in data_of(made(site, out))["images"] if src]
    assert images
    assert all(
        src.startswith("data:image/png;base64,") if out == "preview.html" else src == "../a%20b.png" for src in images
    )


def test_the_policy_lets_in_our_script_and_style_only(site):
    """Hashes as browsers compute them; no inline handler, no style attribute."""
    html = made(site)
    soup = BeautifulSoup(html, "html5lib")
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    scripts = soup.find_all("script")
    assert [s.get("type") for s in scripts] == ["application/json", None]
    for text in (scripts[1].string, soup.style.string):
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for element in soup.find_all(lambda _: True):
        assert not [name for name in element.attrs if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_arrive_whole_and_harmless(site, name):
    """In the data as they are, blanks collapsed; no element of theirs comes to life."""
    html = made(site)
    data = data_of(html)
    (page,) = [p for p in data["pages"] if p["key"] == f"{name}.html"]
    wanted = " ".join(HOSTILE[name].split())
    assert set(texts(data, page, "title")) <= {wanted, ""}
    if wanted:
        assert wanted in texts(data, page, "title")
    soup = BeautifulSoup(html, "html5lib")
    assert len(soup.find_all("script")) == 2
    assert len(soup.find_all("style")) == 1
    assert len(soup.find_all("noscript")) == 1
    assert soup.find("img", attrs={"onerror": True}) is None


def test_without_scripts_there_is_a_list(site):
    """Read as by a browser without JavaScript: each page with its title, its text and its problems."""
    tree = html5lib.parse(made(site), treebuilder="etree", namespaceHTMLElements=False)
    items = tree.findall(".//noscript/ol/li")
    assert len(items) == len(HOSTILE) + 1
    said = ["".join(item.find("h2").itertext()) for item in items]
    assert " ".join(HOSTILE["markup"].split()) in said
    assert all(item.find("h2").get("dir") == "auto" for item in items)


def test_every_network_has_its_card(site):
    """Each page, each network; cards that are the same are kept once."""
    data = data_of(made(site))
    assert [network["id"] for network in data["networks"]] == [network.id for network in NETWORKS]
    for page in data["pages"]:
        assert len(page["cards"]) == len(NETWORKS)
        assert set(page["cards"]) == set(range(len(page["variants"])))


def test_cuts_are_places_in_the_text(site):
    """How many characters are kept, and how long it is, where a network cuts."""
    data = data_of(made(site))
    (page,) = [p for p in data["pages"] if p["key"] == "long.html"]
    place = page["cards"][[n["id"] for n in data["networks"]].index("x")]
    assert page["variants"][place]["cut"]["title"] == [69, "70 of 5000 characters"]


def test_missing_and_foreign_images_are_said_so(site):
    """No picture is drawn that nobody would see."""
    data = data_of(made(site))
    pages = {page["key"]: page for page in data["pages"]}
    assert "the site does not hold it" in texts(data, pages["long.html"], "dropped")
    image = data["images"][pages["elsewhere.html"]["variants"][0]["image"]]
    assert image == ["", "Image on another host, not loaded"]


def test_images_too_big_are_not_carried(site):
    """A gallery must open; what is too big is named with its weight."""
    (site / "a b.png").write_bytes(PNG + b"\0" * 500_000)
    images = data_of(made(site))["images"]
    assert ["", "PNG, 1200 × 630, 500.1 KB: too big to carry along"] in images


def test_the_same_site_gives_the_same_bytes(site):
    """No time, no random order."""
    assert made(site) == made(site, "again.html")


def test_a_preview_inside_the_site_is_not_a_page_of_it(site):
    """It is passed over by the next run, and kept out of search engines."""
    html = made(site, "site/preview.html")
    assert made(site, "site/preview.html") == html
    assert BeautifulSoup(html, "html5lib").find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_styles_know_every_network():
    """A new row of the table needs a look of its own, or it is drawn plain on purpose."""
    from importlib.resources import files

    css = files("smo_core.features.networks").joinpath("preview", "preview.css").read_text(encoding="utf-8")
    assert {n.id for n in NETWORKS} == {n.id for n in NETWORKS if re.search(rf"\.{n.id}\b", css)}
