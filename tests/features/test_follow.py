"""The follow block: accounts, links and feeds, each with its name, in the order configured."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from smo_core import Facts, Page, plan, read_content, survey
from smo_core.features.follow.profiles import BY_ID, PROFILES, address
from smo_core.icons import icon_names
from smo_core.model import Feed
from smo_core.settings import from_mapping, page_settings

URL = "https://x.example/"
ATOM = Feed(url=f"{URL}feed.xml", type="application/atom+xml", title="S")
RSS = Feed(url=f"{URL}rss.xml", type="application/rss+xml", title="S")


def made(follow, *feeds, options=None, language="en"):
    facts = Facts(key="index.html", location="", url=URL, title="T", language=language, options=options)
    settings = from_mapping({"site_url": URL, "site_name": "S", "follow": follow}, source="t")
    return plan(survey([Page(facts=facts, content=read_content(""))], settings, feeds=feeds))


def links(planned):
    found = [block.html for block in planned.additions["index.html"].blocks if block.name == "follow"]
    return BeautifulSoup(found[0], "html5lib").find_all("a") if found else []


def test_it_is_a_labelled_list_in_the_order_configured():
    planned = made({"accounts": {"github": "smo", "mastodon": "@smo@example.social", "newsletter": f"{URL}letter"}})
    assert [(a.get_text(), a["href"]) for a in links(planned)] == [
        ("GitHub", "https://github.com/smo"),
        ("Mastodon", "https://example.social/@smo"),
        ("Newsletter", f"{URL}letter"),
    ]
    aside = links(planned)[0].find_parent("aside")
    assert aside.h2["id"] == aside["aria-labelledby"]
    assert aside.h2.get_text() == "Follow"


def test_profiles_are_marked_as_the_same_person_s_and_nothing_else_is():
    planned = made({"accounts": {"github": "smo", "newsletter": f"{URL}letter", "telegram": "smo"}}, ATOM)
    assert [a.get("rel") for a in links(planned)] == [["me"], None, None, None]


def test_feeds_come_last_and_are_told_apart():
    assert [a.get_text() for a in links(made({"enabled": True}, ATOM))] == ["Feed"]
    assert [a.get_text() for a in links(made({"enabled": True}, ATOM, RSS))] == ["Feed (Atom)", "Feed (RSS)"]
    assert links(made({"enabled": True}, ATOM))[0]["type"] == ATOM.type
    assert links(made({"accounts": {"x": "smo"}, "feeds": False}, ATOM))[-1]["href"] == "https://x.com/smo"


def test_own_links_have_label_icon_and_mark():
    own = {"id": "forum", "label": "Our <forum>", "url": "https://f.example/", "svg": "M0 0h1", "me": True}
    planned = made({"links": [own]})
    (link,) = links(planned)
    assert (link.get_text(), link["rel"], link.use["xlink:href"].partition("#")[2]) == (
        "Our <forum>",
        ["me"],
        "i-own-forum",
    )
    (icons,) = (emit.read() for emit in planned.emits if emit.path == "smo/icons.svg")
    assert b'id="i-own-forum"' in icons


@pytest.mark.parametrize("follow", [{}, False, {"feeds": True}, {"accounts": {"x": "smo"}, "enabled": False}])
def test_there_is_no_block_that_nobody_asked_for(follow):
    assert links(made(follow, ATOM)) == []


def test_a_page_can_do_without():
    options = page_settings({"smo": {"follow": False}}, source="a.md")
    assert links(made({"accounts": {"x": "smo"}}, options=options)) == []


def test_words_are_in_the_language_of_the_page():
    planned = made({"accounts": {"newsletter": f"{URL}letter"}}, ATOM, language="de-AT")
    assert [a.get_text() for a in links(planned)] == ["Newsletter", "Feed"]
    assert links(planned)[0].find_parent("aside").h2.get_text() == "Folgen"


@pytest.mark.parametrize(
    ("accounts", "rule", "cure"),
    [
        ({"mastadon": "@a@b.example"}, "unknown-network", "'mastodon'"),
        ({"mastodon": "smo"}, "no-account", "@name@server"),
        ({"discord": "smo"}, "no-account", "an address"),
    ],
)
def test_what_cannot_be_followed_is_reported_and_left_out(accounts, rule, cure):
    planned = made({"accounts": {**accounts, "x": "smo"}})
    (finding,) = planned.findings
    assert finding.rule == rule
    assert cure in finding.hint
    assert len(links(planned)) == 1


class TestTable:
    @pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
    def test_row_is_well_formed(self, profile):
        assert BY_ID[profile.id] is profile
        assert profile.icon in icon_names()
        assert not profile.pattern or profile.pattern.startswith("https://")
        assert address(profile, "https://elsewhere.example/me") == "https://elsewhere.example/me"

    @given(st.sampled_from([p for p in PROFILES if p.pattern and "{name}." not in p.pattern]), st.text())
    def test_no_account_leads_away_from_its_network(self, profile, account):
        found = address(profile, f"{account}@server.example" if "{server}" in profile.pattern else f"a{account}")
        if found is not None and "{server}" not in profile.pattern:
            assert urlsplit(found).hostname == urlsplit(profile.pattern).hostname

    @pytest.mark.parametrize(
        ("network", "account", "url"),
        [
            ("lemmy", "!smo@lemmy.example", "https://lemmy.example/c/smo"),
            ("matrix", "#smo:example.org", "https://matrix.to/#/#smo:example.org"),
            ("linkedin", "company/smo", "https://www.linkedin.com/company/smo"),
            ("youtube", "@smo", "https://www.youtube.com/@smo"),
            ("mastodon", "@smo@evil/../x", None),
            ("substack", "smo", "https://smo.substack.com/"),
            ("substack", "evil.example/", None),
        ],
    )
    def test_accounts_become_addresses(self, network, account, url):
        assert address(BY_ID[network], account) == url
