"""The interface's words: complete in every language, found by language tag."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from smo_core.features.share.targets import BY_ID
from smo_core.phrases import LANGUAGES, _read, direction, phrases

if TYPE_CHECKING:
    from pathlib import Path

every_language = pytest.mark.parametrize("language", LANGUAGES)


def table(language: str) -> dict[str, Any]:
    file = files("smo_core.phrases") / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def is_optional(key: str) -> bool:
    """Whether the key is a target's local name, which most languages lack."""
    return key.startswith("target_") and key not in {"target_email", "target_sms"}


ENGLISH = table("en")


class TestFiles:
    def test_there_is_one_for_each_language_and_no_other(self) -> None:
        names = [f.name for f in files("smo_core.phrases").iterdir()]
        tables = sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml"))
        assert tuple(tables) == LANGUAGES

    @every_language
    def test_all_have_the_same_keys(self, language: str) -> None:
        own = {key for key in table(language) if not is_optional(key)}
        assert own == set(ENGLISH)

    @every_language
    def test_local_names_belong_to_targets(self, language: str) -> None:
        names = [key for key in table(language) if key.startswith("target_")]
        assert {n.removeprefix("target_").replace("_", "-") for n in names} <= set(BY_ID)

    @every_language
    def test_all_have_the_same_placeholders(self, language: str) -> None:
        own = table(language)
        for key, sentence in ENGLISH.items():
            expected = sorted(re.findall(r"\{.*?\}", sentence))
            assert sorted(re.findall(r"\{.*?\}", own[key])) == expected, key

    @every_language
    def test_none_is_empty_or_unkempt(self, language: str) -> None:
        for key, sentence in table(language).items():
            assert isinstance(sentence, str)
            assert sentence.strip(), key
            assert not set("<>\n\t\"'") & set(sentence), key
            if key not in {"list_separator", "quote_open", "quote_close"}:
                assert sentence == sentence.strip(), key

    @every_language
    def test_sentences_are_translated(self, language: str) -> None:
        own = table(language)
        if language != "en":
            same = {k for k in ENGLISH if "_" in k and own[k] == ENGLISH[k]}
            assert same <= {"list_separator", "quote_open", "quote_close", "target_sms"}

    @pytest.mark.parametrize(
        ("language", "separator"),
        [("en", ", "), ("zh", "、"), ("ja", "、"), ("ar", "، "), ("he", ", ")],
    )
    def test_lists_are_separated_as_the_script_does(self, language: str, separator: str) -> None:
        assert phrases(language)["list_separator"] == separator


class TestLookup:
    @pytest.mark.parametrize(
        ("asked", "given"),
        [
            ("fr", "fr"),
            ("fr-CA", "fr"),
            ("FR_ca", "fr"),
            (" de ", "de"),
            ("pt-BR", "pt"),
            ("zh-Hant", "zh"),
            ("zh-Hant-TW", "zh"),
            ("sr-Latn-RS", "en"),
            ("iw", "he"),
            ("en-GB", "en"),
            ("x-klingon", "en"),
            ("français", "en"),
            ("../en", "en"),
            ("-", "en"),
            ("", "en"),
        ],
    )
    def test_finds_the_nearest_language(self, asked: str, given: str) -> None:
        expected = ENGLISH | table(given)
        assert dict(phrases(asked)) == expected

    def test_a_missing_phrase_is_english(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        english = phrases("en")
        (tmp_path / "fr.toml").write_text('yes = "Oui"', encoding="utf-8")
        monkeypatch.setattr("smo_core.phrases.files", lambda _: tmp_path)
        # Past the cache, so that no other test sees this poorer French.
        french = _read.__wrapped__("fr")
        assert french == {**english, "yes": "Oui"}

    def test_the_sites_own_words_win(self) -> None:
        own = phrases("fr", {"more": "Encore"})
        assert own["more"] == "Encore"
        assert own["yes"] == "Oui"
        assert phrases("fr")["more"] == "Plus"

    def test_is_read_once_and_cannot_be_changed(self) -> None:
        assert phrases("fr-CA") is phrases("fr")
        with pytest.raises(TypeError):
            phrases("fr")["more"] = "x"  # type: ignore[index]
        with pytest.raises(TypeError):
            phrases("fr", {"yes": "si"})["more"] = "x"  # type: ignore[index]


class TestDirection:
    @pytest.mark.parametrize(
        "language",
        [
            *("ar", "he", "fa", "ur", "yi", "ps", "sd", "ckb", "dv", "ug"),
            *("ar-EG", "HE_il", "iw", "az-Arab", "pa-Arab-PK", "en-Hebr", "ff-Adlm"),
        ],
    )
    def test_right_to_left(self, language: str) -> None:
        assert direction(language) == "rtl"

    @pytest.mark.parametrize(
        "language",
        ["en", "zh-Hant", "ar-Latn", "az", "hi", "ru", "de-x-arab", "", "arn"],
    )
    def test_left_to_right(self, language: str) -> None:
        assert direction(language) == "ltr"
