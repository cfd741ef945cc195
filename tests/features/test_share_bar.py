"""The markup of the share bar: what a script finds, what stays without one, its colours, its QR codes."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from smo_core import Facts, Page, plan, read_content, survey
from smo_core.colours import contrast, on
from smo_core.features.share.bar import ACTIONS
from smo_core.features.share.brand import rules
from smo_core.features.share.script import needed
from smo_core.features.share.targets import TARGETS
from smo_core.phrases import LANGUAGES, phrases
from smo_core.settings import from_mapping, page_settings

URL = "https://x.example/"
LABELS = ("icon+text", "text", "icon")


def page(key="a/index.html", **facts):
    location = key.removesuffix("index.html")
    base = {"url": URL + location, "title": 'A "title" <b>', "language": "en", **facts}
    return Page(facts=Facts(key=key, location=location, **base), content=read_content("<p>Text.</p>"))


def made(share=None, *pages, **settings):
    own = from_mapping({"site_url": URL, "related": False, "share": share or {}, **settings}, source="t")
    return plan(survey(pages or [page()], own))


def bar(planned, key="a/index.html"):
    (block,) = (block for block in planned.additions[key].blocks if block.name == "share")
    return BeautifulSoup(block.html, "html5lib").aside


def emitted(planned):
    return {emit.path: emit.read() for emit in planned.emits}


def test_the_script_finds_what_it_needs():
    found = bar(made({"targets": ["mastodon", "lemmy", "email"]}))
    share = found.find("smo-share")
    assert share["data-url"] == f"{URL}a/"
    assert share["data-title"] == 'A "title" <b>'
    assert {"data-headings", "data-quotes"} <= set(share.attrs)
    mastodon, lemmy, email = share.find_all("a")
    assert mastodon["data-server"].startswith("https://{server}/share?text=A%20%22title%22%20%3Cb%3E%20https%3A")
    assert (lemmy["data-example"], mastodon.get("data-example"), email.get("data-server")) == (
        "lemmy.world",
        None,
        None,
    )
    assert share.find(role="status").get_text() == ""


def test_buttons_that_need_the_script_are_hidden_until_it_comes():
    found = bar(made({"actions": "print, copy, native, copy"}))
    hidden = found.select("li[hidden] > button")
    assert [button["data-action"] for button in hidden] == ["print", "copy", "native"]
    assert not found.select("li:not([hidden]) > button")
    assert all(button["type"] == "button" for button in hidden)


def test_without_the_script_nothing_of_it_is_there():
    found = bar(made({"script": False, "actions": ["copy", "qr"], "targets": ["mastodon"]}))
    assert not found.find_all(["script", "button", "smo-share"])
    assert not found.select("[data-server], [role=status]")
    assert not [path for path in emitted(made({"script": False})) if path.endswith(".js")]


def test_links_that_leave_say_that_they_open_a_new_tab():
    found = bar(made({"targets": ["x", "email", "sms"]}))
    leaving, *others = found.find_all("a")
    assert leaving["target"] == "_blank"
    assert leaving["rel"] == ["noopener", "nofollow"]
    described = found.find(id=leaving["aria-describedby"])
    assert (described.get_text(), described.has_attr("hidden")) == ("opens in a new tab", True)
    assert not any(link.has_attr("target") for link in others)


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("style", ["inline", "rail", "floating"])
def test_every_button_has_a_name_in_every_style(style, labels):
    """An icon alone has its name for screen readers, and for those who point at it."""
    found = bar(made({"style": style, "labels": labels, "actions": [*ACTIONS][:4]}))
    assert (f"smo-{style}" in found["class"]) is (style != "inline")
    for button in found.find_all(["a", "button"]):
        assert button.get_text(strip=True) or button["aria-label"]
        assert ("title" in button.attrs) is (labels == "icon" or style == "rail")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_script_with_its_words(language):
    planned = made({}, page(language=language))
    element = bar(planned).script
    path, _, version = element["src"].partition("?v=")
    data = emitted(planned)[path.removeprefix("../")]
    assert path == f"../smo/share.{language}.js"
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
    assert (element["integrity"], version) == (f"sha256-{digest}", digest[:8])
    words = json.loads(re.match(r"const WORDS=(\{.*?\});", data.decode())[1])
    assert words == {"lang": language} | {name: phrases(language)[name] for name in needed()}


def test_the_language_is_that_of_the_page_and_own_words_reach_the_script():
    planned = made({}, page(), page("b/index.html", language="fr-CA"), phrases={"fr": {"copied": "Copié </script>"}})
    assert bar(planned, "b/index.html").script["src"].startswith("../smo/share.fr-ca.js?v=")
    assert b"Copi\xc3\xa9 \\u003c/script\\u003e" in emitted(planned)["smo/share.fr-ca.js"]
    assert bar(planned).h2.get_text() == "Share this page"


def test_a_language_that_no_file_can_be_named_after_gets_the_english_script():
    planned = made({}, page(language="../../x"))
    assert set(emitted(planned)) >= {"smo/share.en.js"}
    assert not [path for path in emitted(planned) if ".." in path]


class TestIcons:
    def test_come_from_one_file_where_the_site_has_an_address(self):
        planned = made({"targets": ["x"], "actions": ["copy"]})
        icons = emitted(planned)["smo/icons.svg"].decode()
        assert re.findall('symbol id="([^"]+)"', icons) == ["i-link", "i-x"]
        assert not bar(planned).find_all("path")

    @pytest.mark.parametrize(
        ("icons", "address", "drawn"), [("inline", URL, True), ("auto", "", True), ("sprite", "", False)]
    )
    def test_stand_in_the_page_where_they_must(self, icons, address, drawn):
        """A page on a disk cannot take symbols from another file."""
        planned = made({}, site_url=address, icons=icons)
        assert bool(bar(planned).find_all("path")) is drawn
        assert ("smo/icons.svg" in emitted(planned)) is not drawn

    def test_are_not_there_for_words_alone(self):
        planned = made({"labels": "text"})
        assert not bar(planned).find_all("svg")
        assert "smo/icons.svg" not in emitted(planned)


class TestBrand:
    @pytest.mark.parametrize("target", TARGETS, ids=lambda t: t.id)
    def test_what_stands_on_a_colour_is_legible(self, target):
        """WCAG 2.2, 1.4.3: at least 4.5 to 1, whatever the brand."""
        assert contrast(on(target.colour), target.colour) >= 4.5

    def test_contrast_is_what_wcag_says(self):
        assert contrast("#000000", "#ffffff") == pytest.approx(21)
        assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)
        assert contrast("#ff0000", "#ff0000") == 1

    def test_colours_are_in_the_stylesheet_not_in_the_page(self):
        """The policy `default-src 'self'` forbids style attributes."""
        planned = made({"look": "brand", "targets": ["bluesky", "whatsapp"]})
        sheet = emitted(planned)["smo/smo.css"].decode()
        assert ".smo-brand [data-target=bluesky]{--_brand:#1185fe;--_glyph:#000}" in sheet
        assert "smo-brand" in bar(planned)["class"]
        assert not bar(planned).select("[style]")
        assert "#1185fe" not in emitted(made({"targets": ["bluesky"]}))["smo/smo.css"].decode()

    def test_rules_are_for_chosen_targets_only(self):
        site = survey(
            [page()], from_mapping({"site_url": URL, "share": {"look": "brand", "targets": ["x"]}}, source="t")
        )
        assert rules(site).count("data-target") == 1
        assert rules(replace(site, settings=from_mapping({"share": False}, source="t"))) == ""


class TestQr:
    def test_each_page_has_a_code_named_after_its_address(self):
        planned = made({"actions": ["qr"]}, page(), page("b/index.html"))
        sources = {bar(planned, key).button["data-src"].removeprefix("../") for key in planned.additions}
        assert len(sources) == 2
        codes = emitted(planned)
        assert all(codes[path].startswith(b"<svg ") for path in sources)
        assert not [path for path in emitted(made()) if "/qr/" in path]

    def test_without_what_draws_them_there_is_one_finding_and_no_button(self, monkeypatch):
        monkeypatch.setattr("smo_core.features.share.qr.find_spec", lambda _: None)
        planned = made({"actions": ["qr", "copy"]})
        assert [finding.rule for finding in planned.findings] == ["no-qr"]
        assert [button["data-action"] for button in bar(planned).find_all("button")] == ["copy"]


@pytest.mark.parametrize(
    ("share", "text", "where"),
    [
        ({"campaign": {"utm_source": {"mastadon": "m"}}}, {}, "share.campaign.utm_source"),
        ({}, {"mastadon": "Hi"}, "smo.share.text"),
    ],
)
def test_words_for_a_target_that_does_not_exist_are_reported(share, text, where):
    options = page_settings({"smo": {"share": {"text": text}}}, source="a.md")
    (finding,) = made(share, page(options=options)).findings
    assert (finding.rule, finding.hint) == ("unknown-target", "Did you mean 'mastodon'?")
    assert finding.message.startswith(where)
