"""Text: cleaned to one line, cut without tearing, split into words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smo_core import text
from smo_core.text import clean, cut, stem, without_name, words

ZWJ = "\u200d"
FAMILY = f"\U0001f468{ZWJ}\U0001f469{ZWJ}\U0001f467"
GERMANY, FRANCE = "\U0001f1e9\U0001f1ea", "\U0001f1eb\U0001f1f7"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
THUMB = "\U0001f44d\U0001f3fd"
KEYCAP = "1\ufe0f\u20e3"
ACCENTED = "e\u0301"
NAMASTE = "\u0928\u092e\u0938\u094d\u0924\u0947"
PERSIAN = "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
GRAPHEMES = (FAMILY, GERMANY, FRANCE, ENGLAND, THUMB, KEYCAP, ACCENTED, "\u0915\u0940", "a", "日", ".", "。", " ", "?")

mixed = st.lists(st.sampled_from(GRAPHEMES), max_size=80).map("".join)
limits = st.integers(10, 80)


def boundaries(graphemes):
    """Return the positions at which text made of these graphemes may be cut."""
    found, at = {0}, 0
    for grapheme in graphemes:
        at += len(grapheme)
        found.add(at)
    return found


def kept(text, result):
    """Return how many characters of the text the result kept."""
    return len(result) if text.startswith(result) else len(result) - 1


class TestClean:
    """One line, nothing that breaks a page, a feed or a script."""

    @given(st.text(st.characters()))
    @example("\ud800\u2028\x00\x85\ufffe")
    def test_the_result_is_one_printable_line(self, text):
        """No line ends, no controls, no lone surrogates, no doubled blanks."""
        result = clean(text)
        assert result == result.strip()
        assert "  " not in result
        assert not [c for c in result if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]
        result.encode()

    @pytest.mark.parametrize("icon", ["\ue157", "\uf8ff", "\U000f0337", "\U0010fffd"])
    def test_icons_that_only_the_pages_own_font_has_are_left_out(self, icon):
        """Elsewhere they are empty boxes."""
        assert clean(f"{icon} All\n{icon}Ops {icon}") == "All Ops"
        assert clean(icon) == ""

    @given(st.text(st.characters()))
    def test_cleaning_twice_is_cleaning_once(self, text):
        """Clean text stays as it is."""
        assert clean(clean(text)) == clean(text)

    @pytest.mark.parametrize("text", [FAMILY, NAMASTE, PERSIAN, KEYCAP, "a – b"])
    def test_joiners_and_marks_stay(self, text):
        """Emoji, Indic and Persian words need their joiners."""
        assert clean(text) == text


class TestCut:
    """Descriptions end where a reader would end them."""

    @given(st.text(), st.integers(2, 60))
    def test_it_is_never_longer_than_allowed_and_a_beginning_of_the_text(self, text, limit):
        """The answer is a prefix, up to an ellipsis, within the limit."""
        result = cut(text, limit)
        assert len(result) <= limit
        assert text.startswith((result, result.removesuffix("…")))

    @given(st.text(), st.integers(2, 60))
    def test_short_text_stays_whole(self, text, limit):
        """Nothing is cut that fits."""
        if len(text) <= limit:
            assert cut(text, limit) == text

    @given(st.lists(st.sampled_from(GRAPHEMES), max_size=80), limits)
    @example([GERMANY, FRANCE] * 20, 30)
    @example([ENGLAND] * 9, 30)
    @example([THUMB] * 30, 25)
    def test_no_visible_character_is_torn(self, graphemes, limit):
        """Flags, families, skin tones, keycaps and accents stay whole."""
        text = "".join(graphemes)
        assert kept(text, cut(text, limit)) in boundaries(graphemes)

    @given(mixed, limits)
    def test_cutting_twice_is_cutting_once(self, text, limit):
        """What was cut fits."""
        assert cut(cut(text, limit), limit) == cut(text, limit)

    def test_whole_sentences_come_first(self):
        """A sentence that ends in the second half of the space ends the description."""
        assert cut("One short sentence here. And a second one that is too long.", 40) == "One short sentence here."

    def test_an_early_sentence_end_does_not_make_a_stub(self):
        """``Hi.`` alone is no description."""
        assert cut("Hi. " + "word " * 30, 50).endswith("word…")

    def test_words_are_not_torn(self):
        """The ellipsis stands after a whole word, without a comma before it."""
        assert cut("alpha beta, gamma delta", 14) == "alpha beta…"

    def test_chinese_sentences_end_without_blanks(self):
        """Scripts written without spaces have sentence ends too."""
        assert cut("这是第一句话。这是第二句话，它更长一些。", 12) == "这是第一句话。"


class TestWords:
    """Words as pages are compared by them."""

    @given(st.text(), st.text())
    def test_texts_do_not_touch_each_other(self, a, b):
        """The words of two texts are the words of the one and those of the other."""
        assert words(f"{a} \n {b}") == words(a) + words(b)

    @given(st.text())
    def test_the_same_text_has_the_same_words(self, text):
        """Case and repetition do not matter; none is empty."""
        assert words(text) == words(text)
        assert all(words(text))

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Static sites", ["static", "site"]),
            ("The theme's colours", ["the", "theme", "colour"]),
            ("snake_case", ["snake", "case"]),
            ("getElementById", ["get", "element", "by", "id", "getelementbyid"]),
            ("日本語", ["日本", "本語"]),
            ("ÉCOLE Straße", ["école", "strasse"]),
            ("a I", []),
        ],
    )
    def test_words_are_folded_and_split_as_readers_see_them(self, text, expected):
        """Plurals, possessives, compound names and unspaced scripts."""
        assert words(text) == expected

    @pytest.mark.parametrize(
        ("word", "expected"),
        [("libraries", "library"), ("dies", "die"), ("class", "class"), ("status", "status"), ("gas", "gas"), ("", "")],
    )
    def test_stems_drop_only_plain_plurals(self, word, expected):
        """Words that merely look like plurals stay."""
        assert stem(word) == expected


@given(st.text(st.sampled_from(" \t\n\r\xa0\x0b\x1f\u2003\u202f\u3000ab¶é\u200b\x00\ud800\u200d"), max_size=12))
def test_the_fast_ways_to_clean_give_what_the_rule_gives(said: str) -> None:
    ruled = text._BLANKS.sub(" ", text._UNWANTED.sub("", said))
    assert text.blanks_as_one(said) == ruled
    assert text.clean(said) == ruled.strip()


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("Kettle - Archives", "Archives"),
        ("Archives | Kettle", "Archives"),
        ("Archives \N{EM DASH} Kettle", "Archives"),
        ("Kettle: Archives", "Archives"),
        ("Boil: Water - Kettle", "Boil: Water"),
        ("Archives - KETTLE", "Archives"),
        ("kettle: Archives", "Archives"),
        ("Kettle", "Kettle"),
        ("Kettle - ", "Kettle - "),
        ("Kettle-proof gloves", "Kettle-proof gloves"),
        ("Kettles - all of them", "Kettles - all of them"),
        ("My Kettle", "My Kettle"),
        ("Tea/Kettle", "Tea/Kettle"),
        ("Kettle care", "Kettle care"),
    ],
)
def test_a_title_loses_the_name_of_the_site_and_nothing_else(title, own):
    """Before or behind, where signs divide them; a name that is part of a longer one stays."""
    assert without_name(title, "Kettle") == own
    assert without_name(title, "") == title
