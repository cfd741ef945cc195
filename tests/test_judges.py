"""Foreign judges: parsers that we did not write read from every page what we meant to say."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import extruct
import linkpreview
import pytest
import webpreview
from bs4 import BeautifulSoup
from rdflib import SDO

from smo_core import Facts, Image, Page, Settings, plan, read_content, survey
from smo_core.html.place import place_in_page

ROOT = Path(__file__).parent.parent
HOSTILE = [
    "Ampersands & \"quotes\" and 'apostrophes' <b>bold</b> </script> </title>",
    "line\u2028separator and paragraph\u2029separator",
    "family 👩\u200d👩\u200d👧\u200d👦 and flags 🇺🇦🇯🇵",
    "\u202eright to left\u202c עברית العربية",
    "x" * 5000,
    "   \t \n  ",
    "&amp; already &lt;escaped&gt; &#39;",
    "{{ jinja }} ${js} %(python)s \\ backslash \\u0041",
]


def by_extruct(html, url):
    found = dict(extruct.extract(html, base_url=url, syntaxes=["opengraph"])["opengraph"][0]["properties"])
    return tuple(found.get(f"og:{name}", "") for name in ("title", "description", "image", "url"))


def by_linkpreview(html, url):
    graph = linkpreview.link_preview(url, content=html).opengraph
    return (*(getattr(graph, name) or "" for name in ("title", "description", "image")), url)


def by_webpreview(html, url):
    found = webpreview.webpreview(url, content=html)
    return found.title or "", found.description or "", found.image or "", found.url or url


JUDGES = {"extruct": by_extruct, "linkpreview": by_linkpreview, "webpreview": by_webpreview}


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """Return the pages of the sample site as MkDocs builds it: source of truth and HTML."""
    out = tmp_path_factory.mktemp("sample")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-f", "mkdocs-builtin.yml", "-d", str(out)]
    subprocess.run(command, cwd=ROOT / "sample_site", check=True)
    return {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in sorted(out.rglob("*.html"))}


def said(html):
    soup = BeautifulSoup(html, "html5lib")
    metas = {m.get("property"): m.get("content", "") for m in soup.find_all("meta") if m.get("property")}
    return tuple(metas.get(f"og:{name}", "") for name in ("title", "description", "image", "url"))


@pytest.mark.parametrize("judge", JUDGES)
def test_every_page_of_the_sample_site_reads_the_same_everywhere(sample, judge):
    """Title, description, image and address agree with what a standard parser finds in the page."""
    described = {key: html for key, html in sample.items() if 'property="og:title"' in html}
    assert len(described) > 55
    for number, (key, html) in enumerate(described.items()):
        # What stands in the head is the same whatever follows: all of the text is read of every eighth page.
        page = html if number % 8 == 0 else f"{html[: html.index('</head>')]}</head><body><p>Text.</p></body></html>"
        expected = said(page)
        assert JUDGES[judge](page, expected[3]) == expected, key


@cache
def hostile_page(text):
    facts = Facts(
        key="a/index.html",
        location="a/",
        url="https://x.example/a/",
        title=text,
        description=text,
        image=Image(src="https://x.example/i.png", alt=text),
        authors=(text,),
        tags=(text,),
        published="2026-01-01",
        language="en",
    )
    page = Page(facts=facts, content=read_content("<h1>Fallback</h1><p>Fallback text of the page.</p>"))
    made = plan(survey([page], Settings(site_url="https://x.example/", site_name=text)))
    shell = "<!doctype html><html><head><meta charset=utf-8><title>t</title></head><body></body></html>"
    return place_in_page(shell, made.additions[page.key])


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_titles_come_through_every_parser(text, judge):
    """What an author wrote is what a network reads, on one line and not without end; blank text falls back."""
    title, description, image, _ = JUDGES[judge](hostile_page(text), "https://x.example/a/")
    one_line = " ".join(text.split())
    assert " ".join(title.split()) == (one_line[:2_000].rstrip() or "Fallback")
    assert " ".join(description.split()) == (one_line[:10_000].rstrip() or "Fallback text of the page.")
    assert image == "https://x.example/i.png"


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_titles_break_no_structured_data(text):
    """The JSON-LD parses, and nothing escapes from its script."""
    html = hostile_page(text)
    (graph,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    assert len(graph["@graph"]) >= 3
    assert len(BeautifulSoup(html, "html5lib").find_all("script")) == 1


def nodes(value):
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from nodes(item)


def test_types_and_properties_are_schema_orgs(sample):
    """Every type and property of every page is in the vocabulary that rdflib carries."""
    seen = set()
    for key, html in sample.items():
        for script in BeautifulSoup(html, "html5lib").find_all("script", type="application/ld+json"):
            for node in nodes(json.loads(script.string)):
                names = {node["@type"]} if "@type" in node else set()
                names |= {name for name in node if not name.startswith("@")}
                seen |= names
                assert all(name in SDO for name in names), (key, names)
    assert {"WebSite", "WebPage", "TechArticle", "BreadcrumbList", "ImageObject", "Person", "headline"} <= seen
