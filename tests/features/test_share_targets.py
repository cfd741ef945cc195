"""The table of share targets, and the URLs made from it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.features.share.address import share_url
from smo_core.features.share.target import Family, Status, Target
from smo_core.features.share.targets import ALIASES, BY_ID, PRESETS, TARGETS

GOLDEN = tomllib.loads(Path(__file__).with_name("share_urls.toml").read_text(encoding="utf-8"))
PAGE: dict[str, str] = GOLDEN["page"]
FIELDS = {*PAGE, "words", "text"}

HOSTILE = (
    "\"Rock & Roll\" <i>'50 %'</i> #1? a+b=c;d",
    "two\nlines\r\nand\ta tab",
    "family \U0001f468\u200d\U0001f469\u200d\U0001f467 emoji",
    "\u202b\u05e9\u05dc\u05d5\u05dd\u202c \u0645\u0631\u062d\u0628\u0627",
    "already %26 encoded %zz {url} {nothing}",
    "back\\slash `tick` ^ | ~ \x00 \x7f \x85",
    "日本語のタイトル",
)

every_target = pytest.mark.parametrize("target", TARGETS, ids=lambda t: t.id)


def custom(pattern: str) -> Target:
    """A row as a site's settings could make it."""
    return replace(BY_ID["x"], id="custom", pattern=pattern, on_server="")


def sent(url: str) -> dict[str, list[str]]:
    """What the service at the other end reads, in query and fragment."""
    parts = urlsplit(url)
    return parse_qs(parts.query) | parse_qs(parts.fragment)


def wanted(target: Target, fields: dict[str, str]) -> dict[str, list[str]]:
    """The same, by plain replacement in the already parsed pattern."""
    values = dict.fromkeys(FIELDS, "") | fields
    values["words"] = values["title"]
    values["text"] = f"{values['title']} {values['url']}".strip()
    if target.pattern.startswith("mailto:"):
        values["title"] = re.sub(r"\r\n|\r|\n", " ", values["title"])
        for name in ("words", "text"):
            values[name] = re.sub(r"\r\n|\r|\n", "\r\n", values[name])
    return {
        name: [re.sub(r"\{(\w+)\}", lambda m: values[m[1]], pattern)]
        for name, (pattern,) in sent(target.pattern).items()
        if pattern not in {f"{{{name}}}" for name, value in values.items() if not value}
    }


class TestTable:
    def test_ids_and_labels_are_unique(self) -> None:
        assert len({t.id for t in TARGETS}) == len(TARGETS) == len(BY_ID)
        assert len({t.label.casefold() for t in TARGETS}) == len(TARGETS)

    def test_every_family_has_a_living_member(self) -> None:
        living = {t.family for t in TARGETS if t.status == "alive"}
        assert living == set(get_args(Family))

    @every_target
    def test_row_is_well_formed(self, target: Target) -> None:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", target.id)
        assert target.label
        assert target.label == target.label.strip()
        assert target.family in get_args(Family)
        assert target.status in get_args(Status)
        assert re.fullmatch(r"#[0-9a-f]{6}", target.colour)
        assert target.source
        assert date.fromisoformat(target.verified)

    @every_target
    def test_patterns_are_safe_and_carry_the_page(self, target: Target) -> None:
        schemes = ("https://", "mailto:?", "sms:?", "fb-messenger://")
        for pattern in filter(None, (target.pattern, target.on_server)):
            assert pattern.startswith(schemes)
            assert re.fullmatch(r"[!#-;=?-~]+", pattern)
            known = FIELDS | ({"server"} if pattern == target.on_server else set())
            assert set(re.findall(r"\{(.*?)\}", pattern)) <= known
            assert "{url}" in pattern or "{text}" in pattern

    @every_target
    def test_closed_ones_name_living_alternatives(self, target: Target) -> None:
        assert target.instead or target.status != "closed"
        assert all(BY_ID[other].status == "alive" for other in target.instead)

    @pytest.mark.parametrize(("alias", "meant"), ALIASES.items())
    def test_alias_leads_to_a_target(self, alias: str, meant: str) -> None:
        assert alias not in BY_ID
        assert meant in BY_ID

    @pytest.mark.parametrize("preset", PRESETS)
    def test_preset_is_a_choice_of_living_targets(self, preset: str) -> None:
        chosen = PRESETS[preset]
        assert 6 <= len(chosen) == len(set(chosen)) <= 8
        assert all(BY_ID[name].status == "alive" for name in chosen)


class TestShareUrl:
    def test_every_target_has_a_golden_case_and_no_other(self) -> None:
        assert set(GOLDEN["urls"]) == set(BY_ID)
        assert set(GOLDEN["on_server"]) == {t.id for t in TARGETS if t.on_server}

    @every_target
    def test_is_what_the_service_documents(self, target: Target) -> None:
        assert share_url(target, PAGE) == GOLDEN["urls"][target.id]

    @pytest.mark.parametrize("name", GOLDEN["on_server"])
    def test_leaves_the_server_for_the_browser_to_fill(self, name: str) -> None:
        target = replace(BY_ID[name], pattern=BY_ID[name].on_server)
        assert share_url(target, PAGE) == GOLDEN["on_server"][name]

    @pytest.mark.parametrize("title", HOSTILE)
    @every_target
    def test_hostile_titles_arrive_unchanged(self, target: Target, title: str) -> None:
        fields = PAGE | {"title": title}
        assert sent(share_url(target, fields)) == wanted(target, fields)

    @every_target
    def test_empty_values_take_their_parameter_along(self, target: Target) -> None:
        url = share_url(target, {"url": PAGE["url"]})
        if target.id != "email":  # its body has a literal line break before the URL
            parameters = re.split(r"[?#&]", url)[1:]
            assert all(p.partition("=")[2] for p in parameters if p)
        assert "%20http" not in url

    def test_says_nothing_when_there_is_nothing_to_say(self) -> None:
        assert share_url(BY_ID["mastodon"], {}) == "https://share.joinmastodon.org/"

    @pytest.mark.parametrize(
        ("pattern", "filled"),
        [
            ("https://x.example/?", "https://x.example/"),
            ("https://x.example/{url}?#", "https://x.example/a"),
            ("https://x.example/?u={url}#{title}?", "https://x.example/?u=a#b"),
            ("https://x.example/?u={url}&t={title}&fixed#/new?z={url}", "https://x.example/?u=a&t=b&fixed#/new?z=a"),
        ],
    )
    def test_signs_without_anything_behind_them_go(self, pattern: str, filled: str) -> None:
        assert share_url(replace(BY_ID["mastodon"], pattern=pattern), {"url": "a", "title": "b"}) == filled
        assert share_url(BY_ID["mastodon"], {"url": ""}) == share_url(BY_ID["mastodon"], {})

    def test_drops_void_parameters_wherever_they_stand(self) -> None:
        target = custom("https://a.example/?v={via}&k=1&t={title}&w={via}{site}")
        assert share_url(target, {"title": "T"}) == "https://a.example/?k=1&t=T"

    def test_keeps_a_parameter_with_one_of_its_values(self) -> None:
        target = custom("https://a.example/?q={title}%20{via}")
        assert share_url(target, {"via": "me"}) == "https://a.example/?q=%20me"

    def test_fills_paths_and_routes_in_the_fragment(self) -> None:
        target = custom("https://a.example/{url}/save?s={site}#/new/{title}?d={via}")
        fields = {"url": "https://b.example/?c", "title": "x/y"}
        made = "https://a.example/https%3A%2F%2Fb.example%2F%3Fc/save#/new/x%2Fy"
        assert share_url(target, fields) == made

    def test_takes_a_ready_text_instead_of_title_and_url(self) -> None:
        url = share_url(BY_ID["claude"], PAGE | {"text": "What is in it?"})
        assert share_url(BY_ID["claude"], PAGE | {"text": ""}) == "https://claude.ai/new"
        assert url == "https://claude.ai/new?q=What%20is%20in%20it%3F"

    def test_mail_breaks_lines_as_rfc_6068_says(self) -> None:
        """Section 5: %0D%0A in the body, none in header fields."""
        target = custom("mailto:?subject={title}&body={text}")
        fields = {"title": "a\nb", "text": "c\nd\re\r\nf"}
        made = "mailto:?subject=a%20b&body=c%0D%0Ad%0D%0Ae%0D%0Af"
        assert share_url(target, fields) == made

    def test_a_lone_surrogate_becomes_a_replacement_character(self) -> None:
        url = share_url(BY_ID["reddit"], {"url": "u", "title": "a\ud800b"})
        assert url.endswith("&title=a%EF%BF%BDb")

    @given(value=st.text(st.characters(exclude_categories=())))
    def test_any_text_comes_back_and_the_url_stays_clean(self, value: str) -> None:
        whole = re.sub("[\ud800-\udfff]", "\ufffd", value)
        target = custom("https://a.example/?t={title}#x={title}")
        url = share_url(target, {"title": value})
        assert unquote(urlsplit(url).query) == (f"t={whole}" if value else "")
        assert unquote(urlsplit(url).fragment) == (f"x={whole}" if value else "")

    @given(
        fields=st.dictionaries(st.sampled_from(sorted(FIELDS)), st.text()),
        target=st.sampled_from(TARGETS),
    )
    def test_no_url_holds_a_character_html_or_uris_forbid(self, fields: dict[str, str], target: Target) -> None:
        """RFC 3986, section 2: only unreserved, reserved and whole %XX."""
        url = share_url(target, fields)
        legal = r"(?:[A-Za-z0-9._~:/?#@!$&()*+,;=-]|%[0-9A-F]{2})+"
        assert re.fullmatch(legal, url)
        # Nothing from the values may add a parameter or a fragment.
        assert url.count("#") <= target.pattern.count("#")
        assert url.count("&") <= target.pattern.count("&")
