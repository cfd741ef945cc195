"""The page itself, read by parsers that we did not write: self-contained, its texts harmless, its data whole."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from gzip import compress
from types import MappingProxyType
from urllib.parse import urlsplit

import networkx as nx
import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from plots import noticed, planted, report_on

from smo_core.audit import AuditFinding
from smo_core.graph.links import Links
from smo_core.model import Facts, Finding, Page, Site
from smo_core.report import Run, letters
from smo_core.settings import Settings

HOSTILE = {
    "markup": "&\"<>'</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "comment": "<!--<script></noscript></style></title>-->",
    "lines": "a\u2028b\u2029c",
    "emoji": "👩\u200d👩\u200d👧",
    "rtl": "ما هو تحسين الظهور",
    "long": "x" * 5000,
    "blank": "   ",
    "templates": "{{ 7 * 7 }} {% raw %} ${x}",
    "slug": "a b",
    "control": "\x00\x01\x1f",
}


def hostile_site(text):
    """Return a site whose every text is this one, and findings that say it too."""
    pages = {
        key: Page(facts=Facts(key=key, location=key, title=text, section=(text,), language="en"))
        for key in ("a b/ü&.html", "index.html", "c.html")
    }
    graph = nx.DiGraph()
    graph.add_nodes_from(sorted(pages))
    graph.add_edge("index.html", "a b/ü&.html")
    site = Site(settings=Settings(site_name=text), pages=MappingProxyType(pages), links=Links.of(graph))
    findings = [
        Finding(rule="L01", severity="error", message=text, hint=text, page="index.html"),
        Finding(rule="L01", severity="error", message=text, page=text),
    ]
    return site, findings


def data_of(html):
    return json.loads(BeautifulSoup(html, "html5lib").find(id="data").string)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_arrive_whole_and_harmless(name):
    site, findings = hostile_site(HOSTILE[name])
    html = report_on(site, findings)
    soup = BeautifulSoup(html, "html5lib")
    assert [script.get("type") for script in soup.find_all("script")] == ["application/json", None]
    assert len(soup.find_all("style")) == 1
    assert soup.find("img") is None
    data = data_of(html)
    wanted = " ".join(HOSTILE[name].split())
    titles = set(data["pages"]["title"])
    assert titles == ({wanted} if len(wanted) <= 200 else {f"{wanted[:199]}…"})
    assert HOSTILE[name] in data["texts"]
    assert HOSTILE[name] in data["findings"]["others"]


def test_nothing_is_fetched():
    """No address in any element leads outside; a policy forbids the rest."""
    soup = BeautifulSoup(report_on(planted(60)), "html5lib")
    for element in soup.find_all(lambda _: True):
        for name in ("src", "href", "srcset", "poster", "action", "formaction", "data", "ping", "background"):
            value = element.get(name, "")
            assert not urlsplit(value).netloc, (element.name, value[:80])
            assert urlsplit(value).scheme == ""
    assert not soup.find_all(["link", "base", "iframe", "object", "embed", "img"])
    assert "url(" not in soup.style.string
    assert "@import" not in soup.style.string


def test_the_policy_lets_in_our_script_and_style_only():
    """Hashes as browsers compute them; no inline handler, no style attribute."""
    soup = BeautifulSoup(report_on(planted(60)), "html5lib")
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    for text in (soup.find_all("script")[1].string, soup.style.string):
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for element in soup.find_all(lambda _: True):
        assert not [name for name in element.attrs if name.startswith("on") or name == "style"]


def numbers(text):
    """As the script reads them."""
    codes = iter(map(ord, text))
    for code in codes:
        if code >= 0xE000:
            yield (code - 0xE000) * 32768 + next(codes) - 256
        else:
            yield code - (63 if code < 256 else 256)


def signed(number):
    return number >> 1 ^ -(number & 1)


@given(st.lists(st.integers(0, 209_715_199) | st.integers(0, 70_000)))
@example([0, 63, 64, 53_247, 53_248, 55_039, 55_040, 65_535, 65_536, 209_715_199])
def test_numbers_come_back_from_letters_that_every_page_can_hold(held):
    """No half characters, no controls, nothing that HTML reads as markup; large numbers too."""
    written = letters.letters(held)
    assert list(numbers(written)) == held
    assert list(map(signed, numbers(letters.signed([number // 2 for number in held])))) == [n // 2 for n in held]
    assert list(map(signed, numbers(letters.signed([-number // 2 for number in held])))) == [-n // 2 for n in held]
    assert json.loads(written.encode().join([b'"', b'"']).replace(b"\\", b"\\\\")) == written
    assert not re.search("[\x00-\x3e\x80-\xff\ud800-\udfff]", written)


def test_a_number_that_letters_cannot_hold_is_refused():
    """Rather than to be another one."""
    with pytest.raises(ValueError, match="too large"):
        letters.letters([209_715_200])


def unpacked(packed):
    steps = map(signed, numbers(packed["steps"]))
    rows = []
    for page, count in enumerate(numbers(packed["counts"])):
        last, row = page, []
        for _ in range(count):
            last += next(steps)
            row.append(last)
        rows.append(row)
    return rows


def test_keys_and_titles_come_back_from_what_they_share():
    """As the script has them: what a key shares with the one before it, and what key and title say both."""
    titles = {
        "a/index.html": "About a", "api/index.html": "The api of teas", "api/teas.brew.html": "teas.brew — Brewing",
        "api/teas.brew.hot.html": "teas.brew.hot", "guide/green-tea.html": "Green tea", "guide/green.html": "Water \x01",
        "guide/ü.html": "Ü", "guide/🍵🍵.html": "Cups", "guide/🍵🍶.html": "Cups", "index.html": "index",
    }  # fmt: skip
    pages = {key: Page(facts=Facts(key=key, location=key, title=title)) for key, title in titles.items()}
    graph = nx.DiGraph()
    graph.add_nodes_from(pages)
    site = Site(settings=Settings(), pages=MappingProxyType(pages), links=Links.of(graph))
    packed = data_of(report_on(site, []))["pages"]
    found, before = {}, ""
    for rest, shared, title, which in zip(*(packed[n] for n in ("key", "shared", "title", "short")), strict=True):
        key = before = before[: next(numbers(shared))] + rest
        slug = re.sub("[^a-z0-9]+", "-", title.lower()).strip("-")
        steps = key.split("/")
        stem = steps[-2] if steps[1:] and steps[-1].startswith("index.") else steps[-1].rpartition(".")[0]
        key = key.replace("\x01", slug) if which == "1" else key
        found[key] = title.replace("\x01", stem, 1) if which == "2" else title
    assert found == titles
    assert "2" in packed["short"]
    assert "1" in packed["short"]


def test_the_data_holds_every_link_and_every_related_page():
    site = planted(120)
    data = data_of(report_on(site))
    keys = sorted(site.pages)
    named = [[keys[place] for place in row] for row in unpacked(data["links"])]
    assert named == [sorted(site.graph.successors(key)) for key in keys]
    near = [[keys[place] for place in row] for row in unpacked(data["related"])]
    assert near == [[suggestion.key for suggestion in site.related.get(key, ())] for key in keys]
    total = sum(count for _, _, count in data["between"])
    disc = data["pages"]["disc"]
    assert total == sum(disc[keys.index(a)] != disc[keys.index(b)] for a, b in site.graph.edges)


def test_the_data_holds_every_finding():
    site = planted(120)
    findings = noticed(site)
    data = data_of(report_on(site, findings))["findings"]
    at, last = [], -1
    for step in map(signed, numbers(data["page"])):
        last += step
        at.append(last)
    rules = [(data["rules"][rule], level) for rule, level, many in data["runs"] for _ in range(many)]
    keys = [*sorted(site.pages), *data["others"], ""]
    told = {
        (rule, ["info", "warning", "error"][level], keys[page]) for (rule, level), page in zip(rules, at, strict=True)
    }
    assert len(rules) == len(findings)
    assert told == {(finding.rule, finding.severity, finding.page) for finding in findings}


def test_a_finding_says_where_in_the_source_it_stands_where_that_is_known():
    site = planted(30)
    key, other = sorted(site.pages)[:2]
    first = AuditFinding(rule="L01", severity="error", message="m", page=key, line=9, source="docs/a.md", source_line=3)
    second = Finding(rule="L01", severity="error", message="n", page=other, line=4)
    data = data_of(report_on(site, [first, second]))
    texts, told = data["texts"], data["findings"]
    assert [(texts[name], line) for name, line in zip(told["source"], told["at"], strict=True)] == [
        ("docs/a.md", 3),
        ("", 0),
    ]
    assert told["line"] == [9, 4]
    assert "source" not in data_of(report_on(site, [second]))["findings"]


def test_of_many_findings_of_a_rule_the_words_are_left_out():
    site = planted(400)
    findings = [Finding(rule="M04", severity="warning", message=f"m{page}", page=page) for page in site.pages]
    data = data_of(report_on(site, findings))
    assert len([*numbers(data["findings"]["page"])]) == 400
    assert len(data["findings"]["message"]) == 200
    assert data["findings"]["runs"][0][2] == 400


def test_without_scripts_the_figures_and_lists_are_there():
    site = planted(120)
    text = BeautifulSoup(report_on(site), "html5lib").find("main").get_text(" ")
    for words in ("How the score is made", "120", "orphans", "Most linked", "Communities", "Orphan"):
        assert words in text


def test_the_runs_of_the_past_are_a_line_and_a_table():
    runs = [
        Run(date=f"2026-0{n}-01T00:00:00Z", score=40 + n, pages=9, links=8, orphans=7, errors=6, warnings=5, notes=4)
        for n in (1, 2, 3)
    ]
    soup = BeautifulSoup(report_on(planted(30), runs=tuple(runs)), "html5lib")
    chart = soup.find("figure", class_="chart")
    assert len(chart.find_all("circle")) == 3
    assert "from 41 to 43" in chart.svg["aria-label"]
    rows = soup.find(id="history").find("tbody").find_all("tr")
    assert [row.td.string for row in rows] == ["43", "42", "41"]


def test_the_same_site_gives_the_same_bytes():
    assert report_on(planted(200)) == report_on(planted(200))


def test_a_site_with_one_page_and_one_without_findings_have_reports():
    one = planted(1)
    assert "Nothing was found that needs mending" in report_on(one, [])
    nothing = replace(one, pages=MappingProxyType({}), links=Links.of(nx.DiGraph()))
    assert data_of(report_on(nothing, []))["pages"]["key"] == []


def test_ten_thousand_pages_weigh_a_quarter_of_a_megabyte():
    """Compressed, as a server sends it."""
    assert len(compress(report_on(planted(10_000)).encode(), 9)) <= 250_000
