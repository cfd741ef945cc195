"""What stands on a card."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from cards_site import page, site

from smo_core.features.cards.spec import READABLE, colours_of, contrast, spec_of, wanted
from smo_core.model import Image
from smo_core.problems import SettingsError
from smo_core.settings import CardColours, from_mapping, page_settings


def spec(name="Site", **facts):
    one = page("p/index.html", **facts)
    return spec_of(site(one, name=name), one, colours_of(CardColours()))


@pytest.mark.parametrize(
    ("facts", "has_card"),
    [
        ({}, True),
        ({"image": Image(src="own.png")}, False),
        ({"draft": True}, False),
        ({"hidden": True}, False),
        ({"noindex": True}, False),
        ({"kind": "list"}, False),
        ({"kind": "error"}, False),
        ({"options": page_settings({"smo": {"cards": False}}, source="t")}, False),
        ({"options": page_settings({"smo_meta_image": "x.png"}, source="t")}, False),
        ({"options": page_settings({"smo": False}, source="t")}, False),
    ],
)
def test_who_gets_a_card(facts, has_card):
    """Public pages without an image of their own."""
    one = page("p/index.html", **facts)
    assert wanted(site(one), one) is has_card


def test_excluded_pages_get_no_card():
    """Those that the setting names."""
    one = page("api/x.html")
    assert not wanted(site(one, exclude=["api/**"]), one)


def test_a_section_that_repeats_the_title_or_the_site_is_left_out():
    """Nothing is said twice."""
    assert spec(section=("Guide", "How to")).section == "How to"
    assert spec(title="How to", section=("How to",)).section == ""
    assert spec(section=("Site",)).section == ""


def test_dates_are_days_in_iso():
    """No month's name to translate; nonsense is left out."""
    assert spec(published="2026-03-04T23:59:00+14:00").date == "2026-03-04"
    assert spec(published="soon").date == ""
    assert spec().date == ""


def test_many_authors_are_counted():
    """Three are named."""
    assert spec(authors=("A", "B", "C", "D", "E")).authors == "A, B, C +2"
    assert spec(authors=("A", "B")).authors == "A, B"


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        ("ar", "دليل MkDocs", "rtl"),
        ("en", "All about MkDocs", "ltr"),
        ("en", "دليل الموقع", "rtl"),
        ("he", "MkDocs 1.6", "ltr"),
        ("he", "42", "rtl"),
        ("", "שלום", "rtl"),
        ("az-Arab", "مقاله X", "rtl"),
    ],
)
def test_direction(language, title, expected):
    """The language's, unless the whole title is written the other way."""
    assert spec(language=language, title=title).direction == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("pt_BR", ("pt", "BR")), ("zh-Hant", ("zh", "TW")), ("zh-Hans-SG", ("zh", "CN")),
     ("x-klingon", ("", "")), ("de", ("de", ""))],
)  # fmt: skip
def test_language_and_region(tag, expected):
    """As a typesetter wants them."""
    made = spec(language=tag)
    assert (made.language, made.region) == expected


@pytest.mark.parametrize("accent", ["#ffffff", "#000000", "#ffb703", "#2452d6", "#777777", "#00ff00"])
@pytest.mark.parametrize("ground", ["#ffffff", "#101418", "#ffeecc"])
def test_what_follows_from_the_colours_can_be_read(accent, ground):
    """Text on the accent, labels and paler text all reach 4.5."""
    text = "#000000" if contrast("#000000", ground) > contrast("#ffffff", ground) else "#ffffff"
    made = colours_of(CardColours(background=ground, text=text, accent=accent))
    assert contrast(made.on_accent, made.accent) >= 4.58 - 0.01 or made.on_accent_muted == made.on_accent
    assert contrast(made.on_accent_muted, made.accent) >= READABLE - 0.02
    assert contrast(made.label, made.background) >= READABLE
    assert contrast(made.muted, made.background) >= READABLE


@pytest.mark.parametrize(
    ("cards", "path"),
    [
        ({"enabled": "perhaps"}, "cards.enabled"),
        ({"design": "baner"}, "cards.design"),
        ({"colours": {"accent": "red"}}, "cards.colours.accent"),
        ({"template": "nowhere.typ"}, "cards.template"),
        ({"logo": "nowhere.svg"}, "cards.logo"),
        ({"fonts": ["nowhere"]}, "cards.fonts"),
        ("maybe", "cards"),
    ],
)
def test_settings_that_cannot_be_used_are_problems(cards, path):
    """Each names its place."""
    with pytest.raises(SettingsError) as error:
        from_mapping({"cards": cards}, source="t")
    assert [problem.path for problem in error.value.problems] == [path]


@pytest.mark.parametrize(
    ("written", "meant"), [("auto", "auto"), (True, True), ("off", False), ({"enabled": "yes"}, True)]
)
def test_the_switch(written, meant):
    """One word is enough."""
    assert from_mapping({"cards": written}, source="t").cards.enabled == meant


def test_paths_are_meant_from_the_settings_file(tmp_path):
    """Wherever the build is started."""
    (tmp_path / "own.typ").write_text("")
    (tmp_path / "fonts").mkdir()
    made = from_mapping({"cards": {"template": "own.typ", "fonts": "fonts"}}, source="t", base=tmp_path).cards
    assert made.template == tmp_path / "own.typ"
    assert made.fonts == (tmp_path / "fonts",)
