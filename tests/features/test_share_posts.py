"""What is said about a page to each network: words, hashtags, campaign, and that it fits."""

from __future__ import annotations

import unicodedata
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smo_core import Facts, Page, Settings, read_content, survey
from smo_core.features.share.address import share_url
from smo_core.features.share.post import fields, fit, hashtags
from smo_core.features.share.room import COUNTS, count, fitted
from smo_core.features.share.targets import BY_ID, TARGETS
from smo_core.graphemes import graphemes
from smo_core.phrases import phrases
from smo_core.settings import from_mapping, page_settings
from smo_core.urls import with_query

URL = "https://x.example/docs/a/"
ROOMY = [target for target in TARGETS if target.room is not None]
every_roomy = pytest.mark.parametrize("target", ROOMY, ids=lambda t: t.id)
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=700)


def made(target, settings=None, text=None, title="Tea & cake", url=URL, **facts):
    options = page_settings({"smo": {"share": {"text": text}}}, source="a.md") if text else None
    page = Page(
        facts=Facts(key="a/index.html", location="a/", url=url, title=title, options=options, **facts),
        content=read_content(""),
    )
    own = from_mapping({"site_url": "https://x.example/docs/", "share": settings or {}}, source="t")
    return fields(survey([page], own), page, BY_ID[target], phrases("en"))


def sent(target, values):
    parts = urlsplit(share_url(BY_ID[target], values))
    return dict(parse_qsl(parts.query) + parse_qsl(parts.fragment))


class TestWords:
    def test_are_the_title_without_anything_better(self):
        assert made("mastodon")["text"] == f"Tea & cake {URL}"

    def test_are_the_pages_own_for_all_or_for_one(self):
        own = {"default": "Read this.", "mastodon": "Toot this."}
        assert made("mastodon", text=own)["text"] == f"Toot this. {URL}"
        assert made("bluesky", text=own)["text"] == f"Read this. {URL}"
        assert made("bluesky", text="Read this.")["text"] == f"Read this. {URL}"

    def test_a_title_that_a_service_asks_for_changes_only_for_that_service(self):
        assert made("reddit", text={"default": "Read this."})["title"] == "Tea & cake"
        assert made("reddit", text={"reddit": "Ask me"})["title"] == "Ask me"

    def test_line_breaks_are_meant(self):
        assert made("bluesky", text="One\n\nTwo\x07 three  four")["words"] == "One\n\nTwo three four"

    def test_an_assistant_is_asked_in_the_words_of_the_page_s_language(self):
        assert made("chatgpt")["text"] == phrases("en")["ai_question"].format(title="Tea & cake", url=URL)

    def test_the_account_is_the_author_s_before_the_site_s(self):
        own = {"site_url": URL, "meta": {"x_site": "@site"}, "authors": {"Ana": {"x": "@ana"}}}
        for authors, account in ((("Bo", "Ana"), "ana"), (("Bo",), "site")):
            page = Page(
                facts=Facts(key="a", location="a", url=URL, title="T", authors=authors), content=read_content("")
            )
            values = fields(survey([page], from_mapping(own, source="t")), page, BY_ID["x"], phrases("en"))
            assert values["via"] == account


class TestHashtags:
    @pytest.mark.parametrize(
        ("tag", "made"),
        [
            ("open graph", "OpenGraph"), ("seo", "seo"), ("iOS", "iOS"), ("rock’n’roll", "rocknroll"),
            ("node.js", "NodeJs"), ("C++", ""), ("2026", ""), ("web 3", "Web3"), ("R", "R"), ("#done", "done"),
            ("हिन्दी भाषा", "हिन्दीभाषा"), ("日本 語", "日本語"), ("\u06a9\u062a\u0627\u0628\u200c\u0647\u0627", "\u06a9\u062a\u0627\u0628\u200c\u0647\u0627"), ("l·l", "l·l"), ("a_b", "a_b"), ("  ", ""),
        ],
    )  # fmt: skip
    def test_are_words_run_together(self, tag, made):
        assert hashtags((tag,)) == ((made,) if made else ())

    def test_of_two_that_differ_in_case_only_the_first_stays(self):
        assert hashtags(("Tea", "cake", "tea")) == ("Tea", "cake")

    @given(st.lists(st.text()))
    def test_hold_nothing_that_would_end_them(self, tags):
        for tag in hashtags(tuple(tags)):
            assert all(unicodedata.category(char)[0] in "LMN" or char in "_\u200c\u200d\u00b7" for char in tag)
            assert any(char.isalpha() for char in tag)

    def test_go_where_a_network_has_them(self):
        tags = {"tags": ("open graph", "tea", "cake", "milk")}
        assert made("bluesky", **tags)["text"] == f"Tea & cake {URL} #OpenGraph #tea #cake"
        assert sent("x", made("x", **tags))["hashtags"] == "OpenGraph,tea,cake"
        assert sent("threads", made("threads", **tags))["tag"] == "OpenGraph"
        assert sent("facebook", made("facebook", **tags))["hashtag"] == "#OpenGraph"
        assert "#" not in made("whatsapp", **tags)["text"]
        assert made("bluesky", {"hashtags": 0}, **tags)["text"] == f"Tea & cake {URL}"


class TestRoom:
    @pytest.mark.parametrize(
        ("unit", "text", "long"),
        [
            ("weighted", "abc", 3), ("weighted", "日本", 4), ("weighted", "👨‍👩‍👧‍👦", 2), ("weighted", "é", 1), ("weighted", "e\u0301", 1),
            ("weighted", "🇺🇦", 2), ("weighted", "…", 2), ("weighted", "’", 1), ("weighted", "1️⃣", 2), ("weighted", "한국", 4),
            ("graphemes", "👨‍👩‍👧‍👦e\u0301", 2), ("emoji-bytes", "a😀", 5), ("emoji-bytes", "日本", 2), ("characters", "e\u0301", 2),
        ],
    )  # fmt: skip
    def test_is_counted_as_the_network_counts(self, unit, text, long):
        """twitter-text, config/v3.json; app.bsky.feed.post; Threads posts, limitations."""
        assert count(text, unit) == long

    @given(st.text(st.characters(max_codepoint=0x400, exclude_categories=("Cs",))), st.sampled_from(sorted(COUNTS)))
    def test_of_texts_in_latin_letters_is_what_their_visible_characters_count(self, text, unit):
        """They are counted at once, without a look at each."""
        one_by_one = len(text) if unit == "characters" else sum(map(COUNTS[unit], graphemes(text)))
        assert count(text, unit) == one_by_one

    @given(texts, st.integers(0, 300), st.sampled_from(sorted(COUNTS)))
    def test_what_is_cut_fits_and_is_a_beginning(self, text, size, unit):
        short = fitted(text, size, unit)
        assert count(short, unit) <= size
        assert short in {text, ""} or (short[-1] == "…" and text.startswith(short[:-1]))

    def test_the_cut_is_at_a_word(self):
        assert fitted("one two three four", 12, "graphemes") == "one two…"
        assert fitted("one two three four", 14, "graphemes") == "one two three…"
        assert fitted("Donaudampfschiff", 8, "graphemes") == "Donauda…"

    @every_roomy
    @given(words=texts, tags=st.lists(st.text(st.characters(categories=("L",)), min_size=1, max_size=40), max_size=5))
    def test_a_whole_post_fits_each_network(self, target, words, tags):
        """The address counts as the network counts it; hashtags go before words do."""
        said, kept = fit(words, URL, tuple(tags), target)
        room = target.room
        link = 0 if room.link == 0 else 1 + (len(URL) if room.link is None else room.link)
        counted = kept if target.tags in {"text", "list"} else ()
        assert link + count(said, room.unit) + sum(count(f" #{tag}", room.unit) for tag in counted) <= room.size
        assert kept == tuple(tags)[: len(kept)]
        assert said == words or not counted

    def test_an_address_that_fills_a_post_stands_alone(self):
        long = f"https://x.example/{'a' * 400}"
        assert made("bluesky", url=long, tags=("tea",))["text"] == long

    def test_what_fills_a_post_loses_hashtags_first(self):
        title = "x" * (300 - len(URL) - len("  #tea"))
        assert made("bluesky", title=title, tags=("tea", "cake"))["text"] == f"{title} {URL} #tea"

    def test_a_title_is_cut_to_what_a_form_takes(self):
        assert len(made("hacker-news", title="word " * 40)["title"]) <= 80


class TestEveryPattern:
    @pytest.mark.parametrize("target", [t for t in TARGETS if t.status == "alive"], ids=lambda t: t.id)
    @given(title=st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
    def test_carries_title_and_address_through_any_title(self, target, title):
        """What the service reads, after its own decoding, is what we meant, and nothing else."""
        assume(title.strip())
        values = made(target.id, title=title, tags=("Tea",))
        address = share_url(target, values)
        whole = unquote(address.replace("+", "%2B"))
        assert URL in whole
        for name in ("words", "text"):
            if f"{{{name}}}" in target.pattern and not target.pattern.startswith("mailto:"):
                parts = urlsplit(address)
                read = parse_qs(parts.query) | parse_qs(parts.fragment.rpartition("?")[2])
                assert values[name] in [value for found in read.values() for value in found] or not values[name]


class TestCampaign:
    CAMPAIGN = {"utm_source": "{target}", "utm_medium": {"default": "social", "email": "mail", "x": ""}}  # noqa: RUF012 - never changed

    def test_marks_the_shared_link_by_target(self):
        assert made("mastodon", {"campaign": self.CAMPAIGN})["url"] == f"{URL}?utm_source=mastodon&utm_medium=social"
        assert made("email", {"campaign": self.CAMPAIGN})["url"] == f"{URL}?utm_source=email&utm_medium=mail"
        assert made("x", {"campaign": self.CAMPAIGN})["url"] == f"{URL}?utm_source=x"

    def test_is_off_by_default(self):
        assert made("mastodon")["url"] == URL
        assert Settings().share.campaign == {}

    @pytest.mark.parametrize(
        ("url", "merged"),
        [
            ("https://x.example/", "https://x.example/?a=1%26"),
            ("https://x.example/?b=%C3%A9&a=0&&c", "https://x.example/?b=%C3%A9&c&a=1%26"),
            ("https://x.example/?a=0#part?a=2", "https://x.example/?a=1%26#part?a=2"),
            ("https://x.example/p#", "https://x.example/p?a=1%26#"),
        ],
    )
    def test_joins_what_the_address_has(self, url, merged):
        assert with_query(url, {"a": "1&"}) == merged
        assert with_query(merged, {"a": "1&"}) == merged
        assert with_query(url, {}) == url

    @given(st.dictionaries(st.text(min_size=1), st.text(min_size=1), max_size=4))
    def test_arrives_as_it_was_meant(self, parameters):
        assume(
            all(ord(char) not in range(0xD800, 0xE000) for text in parameters.items() for part in text for char in part)
        )
        assert dict(parse_qsl(urlsplit(with_query(URL, parameters)).query)) == parameters
