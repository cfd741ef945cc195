"""What leads readers on: lists in three styles, backlinks with their sentence, sections, what is next, resources."""

import json
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from smo_core import Facts, Image, Page, plan, read_content, survey
from smo_core.features.related.reasons import PLAIN, WORDINGS, sentence
from smo_core.graph.signals import SIGNALS
from smo_core.model import Card, Reason
from smo_core.phrases import LANGUAGES, phrases
from smo_core.settings import from_mapping, page_settings

URL = "https://x.example/"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (800).to_bytes(4) + (600).to_bytes(4) + b"\x08\x02\0\0\0"
BLOCKS = {
    "section": True,
    "next": {"enabled": True, "count": 2},
    "resources": {"enabled": True, "slot": "after_content"},
}


def page(key, html="<p>Water boils in the kettle for green tea.</p>", language="en", options=None, **facts):
    location = key.removesuffix("index.html")
    base = {"url": URL + location, "title": key.removesuffix("/index.html").title(), "language": language, **facts}
    made = Facts(key=key, location=location, options=options, **base)
    return Page(facts=made, content=read_content(html))


def surveyed(*pages, **settings):
    given = from_mapping({"site_url": URL, **settings}, source="t")
    return survey(pages, given, open_file=lambda name: PNG if name.endswith(".png") else None)


def blocks(site, key):
    """Return the blocks of a page by name, as a browser reads them."""
    return {b.name: BeautifulSoup(b.html, "html5lib") for b in plan(site).additions[key].blocks}


def leads_to(block):
    return [a["href"] for a in block.find_all("a")] if block else []


GUIDE = [
    page(f"guide/{name}/index.html", order=place, section=("Guide",))
    for place, name in enumerate(("zero", "alpha", "mid", "beta", "end"), 10)
]


class TestStyles:
    """Related pages as a list, as cards, in as little room as can be."""

    PAGES = (
        page("a/index.html", image=Image(src="img/a.png")),
        page("b/index.html", image=Image(src="https://elsewhere.example/b.png")),
        page("c/index.html", title="“Čaj” & co"),
    )

    @pytest.mark.parametrize("style", ["list", "cards", "compact"])
    def test_every_style_leads_to_the_same_pages_under_one_heading(self, style):
        """The style is looks: links, their names and the landmark's name are the same."""
        site = surveyed(*self.PAGES, related={"style": style})
        related = blocks(site, "a/index.html")["related"]
        assert leads_to(related) == leads_to(blocks(surveyed(*self.PAGES), "a/index.html")["related"])
        assert related.aside["aria-labelledby"] == related.h2["id"] == "smo-related"
        assert sorted(a.get_text() for a in related.find_all("a")) == ["B", "“Čaj” & co"]

    def test_a_card_shows_the_pages_own_picture_with_its_size(self):
        """From the site's own files, by a relative link, with no alternative text: the title says all."""
        site = surveyed(*self.PAGES, related={"style": "cards"})
        (image,) = blocks(site, "b/index.html")["related"].find_all("img")
        assert (image["src"], image["width"], image["height"]) == ("../img/a.png", "800", "600")
        assert (image["alt"], image["loading"]) == ("", "lazy")

    def test_no_card_makes_readers_ask_another_server(self):
        """A picture elsewhere is not shown; its page has its first letter, as has one without a picture."""
        site = surveyed(*self.PAGES, page("d/index.html"), related={"style": "cards"})
        related = blocks(site, "d/index.html")["related"]
        letters = {li.a.get_text(): li.span.get_text() for li in related.select("li:not(:has(img))")}
        assert letters == {"B": "B", "“Čaj” & co": "Č"}
        assert all(li.span["aria-hidden"] == "true" for li in related.select("li:not(:has(img))"))
        assert "elsewhere.example" not in str(related)

    def test_a_preview_card_stands_in_for_a_picture(self, tmp_path):
        """Where the site draws cards, lists have them too."""
        from dataclasses import replace

        drawn = {"c/index.html": Card(src="smo/cards/c.png", width=1200, height=630, file=tmp_path / "c.png")}
        site = replace(surveyed(*self.PAGES, related={"style": "cards"}), cards=drawn)
        images = {i.find_parent("li").a.get_text(): i["src"] for i in blocks(site, "b/index.html")["related"]("img")}
        assert images == {"A": "../img/a.png", "“Čaj” & co": "../smo/cards/c.png"}

    def test_cards_without_any_picture_are_plain(self):
        """A row of single letters would help nobody."""
        site = surveyed(*(page(f"{n}/index.html") for n in "xyz"), related={"style": "cards"})
        assert not blocks(site, "x/index.html")["related"].select(".smo-picture")

    def test_compact_is_titles_only(self):
        """No reason, no picture."""
        related = blocks(surveyed(*self.PAGES, related={"style": "compact"}), "a/index.html")["related"]
        assert not related.select(".smo-reason, .smo-picture")

    @pytest.mark.parametrize("style", ["cards", "compact"])
    def test_each_style_has_a_template_of_its_own_to_replace(self, style, tmp_path):
        """A site that brings one gets it, for this style only."""
        (tmp_path / f"related-{style}.html").write_text("<p>{{ items | length }} {{ items[0].initial }}</p>")
        own = {"templates": str(tmp_path)}
        assert blocks(surveyed(*self.PAGES, **own, related={"style": style}), "a/index.html")["related"].p
        assert not blocks(surveyed(*self.PAGES, **own), "a/index.html")["related"].p


class TestBacklinks:
    """Pages that link here, each with the sentence that does."""

    SAYING = page("b/index.html", '<p>First this. Then <a href="../a/">boil &lt;b&gt; it</a>, at once. Then that.</p>')

    def test_the_sentence_stands_below_the_title_with_its_anchor_marked(self):
        """The text of the linking page, and of it no more than the sentence."""
        context = blocks(surveyed(page("a/index.html"), self.SAYING), "a/index.html")["backlinks"].find(
            class_="smo-context"
        )
        assert context.get_text() == "Then boil <b> it, at once."
        assert context.mark.get_text() == "boil <b> it"
        assert not context.find("b")

    def test_a_link_around_which_nothing_is_said_has_none(self):
        """A bare list item is no sentence; a later link that has one lends it."""
        bare = '<ul><li><a href="../a/">A</a></li></ul>'
        site = surveyed(
            page("a/index.html"),
            page("b/index.html", bare),
            page("c/index.html", bare + '<p>It is told <a href="../a/">there</a> in full.</p>'),
        )
        found = blocks(site, "a/index.html")["backlinks"].find_all("li")
        assert [li.a["href"] for li in found] == ["../b/", "../c/"]
        assert [[s.get_text() for s in li.select(".smo-context")] for li in found] == [
            [],
            ["It is told there in full."],
        ]

    def test_it_can_be_left_out(self):
        """A site that wants titles only gets them."""
        site = surveyed(page("a/index.html"), self.SAYING, backlinks={"context": False})
        assert not blocks(site, "a/index.html")["backlinks"].select(".smo-context")

    def test_a_sentence_in_another_language_says_so(self):
        """Screen readers change their voice for it."""
        french = page("b/index.html", '<p>Voir aussi <a href="../a/">la page</a> de là-bas.</p>', "fr")
        context = blocks(surveyed(page("a/index.html"), french), "a/index.html")["backlinks"].find(class_="smo-context")
        assert context["lang"] == "fr"


class TestSection:
    """More in this section."""

    def test_it_is_off_unless_asked_for(self):
        """Menus of most themes have it already."""
        assert "section" not in blocks(surveyed(*GUIDE), GUIDE[0].key)
        assert "next" not in blocks(surveyed(*GUIDE), GUIDE[0].key)
        assert "resources" not in blocks(surveyed(*GUIDE), GUIDE[0].key)

    def test_siblings_stand_in_reading_order_without_the_page_itself(self):
        """Not by name, not by score."""
        site = surveyed(*GUIDE, section=True, related=False)
        section = blocks(site, "guide/mid/index.html")["section"]
        assert leads_to(section) == ["../zero/", "../alpha/", "../beta/", "../end/"]
        assert section.h2.get_text() == "More in Guide"

    def test_where_there_are_too_many_those_that_follow_come_first(self):
        """And after the last the first: each page is shown on as many others."""
        site = surveyed(*GUIDE, section={"enabled": True, "count": 2}, related=False)
        shown = {p.key: leads_to(blocks(site, p.key)["section"]) for p in GUIDE}
        assert shown["guide/zero/index.html"] == ["../alpha/", "../mid/"]
        assert shown["guide/end/index.html"] == ["../zero/", "../alpha/"]
        assert sorted(href for hrefs in shown.values() for href in hrefs) == sorted(
            [f"../{p.key.split('/')[1]}/" for p in GUIDE] * 2
        )

    def test_what_other_lists_show_is_not_repeated(self):
        """Related pages and the next page stand above; no two lists lead to one place."""
        site = surveyed(*GUIDE, **BLOCKS, related={"count": 2})
        for one in GUIDE:
            made = blocks(site, one.key)
            hrefs = [href for name in ("next", "related", "section") for href in leads_to(made.get(name))]
            assert len(hrefs) == len(set(hrefs)) == len(GUIDE) - 1

    def test_a_list_that_waits_for_a_placeholder_takes_nothing_from_it(self):
        """It may not be on the page at all."""
        site = surveyed(*GUIDE, section=True, related={"slot": "placeholder"})
        assert len(leads_to(blocks(site, GUIDE[0].key)["section"])) == len(GUIDE) - 1

    def test_only_pages_that_readers_may_see_are_in_it(self):
        """No hidden page, no list of pages, no other language, no other section."""
        others = (
            page("guide/hidden/index.html", hidden=True, section=("Guide",)),
            page("guide/list/index.html", kind="list", section=("Guide",)),
            page("guide/fr/index.html", language="fr", section=("Guide",)),
            page("other/index.html", section=("Other",)),
        )
        site = surveyed(*GUIDE, *others, section=True, related=False)
        assert len(leads_to(blocks(site, GUIDE[0].key)["section"])) == len(GUIDE) - 1
        assert "section" not in blocks(site, "other/index.html")


class TestNext:
    """What to read next."""

    def test_the_sites_own_order_counts_first(self):
        """Each page leads to the one that follows; the last to a related one, if any is left."""
        site = surveyed(*GUIDE, next=True)
        for one, then in pairwise(GUIDE):
            assert leads_to(blocks(site, one.key)["next"]) == [f"../{then.key.split('/')[1]}/"]
        assert len(leads_to(blocks(site, GUIDE[-1].key)["next"])) == 1

    def test_a_gap_in_the_order_is_an_end(self):
        """Two series stand in one site; a page that readers may not see ends one, too."""
        ends = (
            page("a/index.html", order=1),
            page("b/index.html", order=3),
            page("c/index.html", order=4, noindex=True),
            page("d/index.html", order=5, language="fr"),
            page("e/index.html", order=6),
        )
        assert dict(surveyed(*ends, next=True).following) == {}

    def test_without_an_order_the_best_related_page_that_is_not_linked_yet(self):
        """Readers who followed the text's links have seen those."""
        pages = (
            page("a/index.html", '<p>Kettle water, see <a href="../b/">b</a> for tea.</p>'),
            page("b/index.html"),
            page("c/index.html"),
        )
        site = surveyed(*pages, next=True)
        assert leads_to(blocks(site, "a/index.html")["next"]) == ["../c/"]

    def test_it_is_shown_to_readers_only(self):
        """No rel, no head tag: whether pages are a series is for the theme to say."""
        site = surveyed(*GUIDE, next=True)
        made = plan(site).additions[GUIDE[0].key]
        assert 'rel="next"' not in "".join(block.html for block in made.blocks)
        assert ("link", "next") not in {tag.key for tag in made.head}

    def test_a_pinned_page_stays_in_its_list(self):
        """The author put it there."""
        pinning = page("a/index.html", options=page_settings({"smo": {"related": {"pin": ["b/"]}}}, source="a.md"))
        site = surveyed(pinning, page("b/index.html"), page("c/index.html"), next=True)
        made = blocks(site, "a/index.html")
        assert leads_to(made["next"]) == ["../b/"]
        assert leads_to(made["related"])[0] == "../b/"


def citing(name, *links, **facts):
    html = "".join(f'<p>As <a href="{href}"{rest}>{text}</a> says, water boils.</p>' for href, text, rest in links)
    return page(f"{name}/index.html", html, **facts)


SPEC = ("https://www.spec.example/html/#top", "The HTML standard", "")


class TestResources:
    """Addresses elsewhere that several pages cite."""

    SITE = (
        citing("a", SPEC, ("https://once.example/", "Once", "")),
        citing(
            "b",
            ("http://spec.example/html", "HTML", ""),
            ("https://www.linkedin.com/sharing/share-offsite/?url=b", "Post", ""),
        ),
        citing("c", SPEC, ("https://x.example/a/", "own", ""), ("https://ad.example/", "ad", ' rel="sponsored"')),
        citing(
            "d", ("https://social.example/share?text=d", "Post", ""), ("https://ad.example/", "ad", ' rel="sponsored"')
        ),
    )

    def test_what_several_pages_cite_is_listed_under_what_most_call_it(self):
        """One address however it is spelt; what one page cites, ways to share, paid links and own pages are none."""
        site = surveyed(*self.SITE, resources={"enabled": True, "slot": "after_content"})
        (found,) = site.resources[()]
        assert (found.url, found.title, found.host) == (
            "https://www.spec.example/html/",
            "The HTML standard",
            "spec.example",
        )
        assert found.pages == ("a/index.html", "b/index.html", "c/index.html")
        block = blocks(site, "d/index.html")["resources"]
        assert [(a["href"], a.get_text()) for a in block.find_all("a")] == [(found.url, found.title)]
        assert block.find(class_="smo-host").get_text() == "spec.example"

    def test_a_threshold_and_globs_say_what_is_listed(self):
        """More pages must cite it, or it is never wanted."""
        wishes = {"enabled": True, "slot": "after_content"}
        assert surveyed(*self.SITE, resources={**wishes, "at_least": 4}).resources == {}
        assert surveyed(*self.SITE, resources={**wishes, "exclude": ["spec.example/**"]}).resources == {}
        (first, second) = surveyed(*self.SITE, resources={**wishes, "at_least": 1}).resources[()]
        assert (first.title, second.title) == ("The HTML standard", "Once")

    def test_a_section_lists_what_its_own_pages_cite(self):
        """With the sections within it; the home page lists what the whole site does."""
        pages = (
            citing("in/a", SPEC, section=("In",)),
            citing("in/b", SPEC, section=("In", "Deeper")),
            citing("out/c", SPEC, section=("Out",)),
            page("index.html", "<p>Home of all the kettles.</p>", kind="home"),
        )
        site = surveyed(*pages, resources={"enabled": True, "slot": "after_content"})
        assert {section: len(found[0].pages) for section, found in site.resources.items()} == {(): 3, ("In",): 2}
        assert "resources" in blocks(site, "index.html")
        assert "resources" not in blocks(site, "out/c/index.html")

    def test_an_anchor_that_means_anything_is_no_title(self):
        """The text "here" leads to three addresses; the other name of one is better, else the address itself."""
        pages = [citing(n, *((f"https://{h}.example/p", "here", "") for h in "uvw")) for n in "ab"]
        pages.append(
            citing("c", ("https://u.example/p", "About U", ""), ("https://v.example/p", "https://v.example/p", ""))
        )
        site = surveyed(*pages, resources=True)
        assert [r.title for r in site.resources[()]] == ["About U", "v.example/p", "w.example/p"]

    def test_all_of_it_is_in_one_file(self):
        """Addresses, titles, hosts, and the pages that cite them."""
        made = plan(surveyed(*self.SITE, resources=True))
        (emit,) = (e for e in made.emits if e.path == "smo/resources.json")
        assert json.loads(emit.read()) == [
            {
                "url": "https://www.spec.example/html/",
                "title": "The HTML standard",
                "host": "spec.example",
                "pages": ["a/", "b/", "c/"],
            }
        ]
        assert all(e.path != "smo/resources.json" for e in plan(surveyed(*self.SITE)).emits)


EVIDENCE = {"links": ("out",), "mentions": ("in", "green tea")}


class TestReasons:
    """Each suggestion can say why, in every language."""

    @pytest.mark.parametrize("signal", [*(s.name for s in SIGNALS), "pinned"])
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_signal_has_a_sentence(self, signal, language):
        """A signal without words would leave readers with a page and no reason."""
        said = sentence(
            (Reason(signal=signal, score=1, evidence=EVIDENCE.get(signal, ("green tea",))),), phrases(language)
        )
        assert said
        assert "{" not in said
        assert signal in PLAIN or signal == "links" or "green tea" in said

    def test_no_sentence_is_without_a_signal(self):
        """What nobody can say any more is no longer translated."""
        assert {*WORDINGS, *PLAIN} == {*(s.name for s in SIGNALS), "pinned"}

    def test_a_reason_that_names_something_speaks_before_one_that_cannot(self):
        """However much the other weighs."""
        reasons = (Reason(signal="walk", score=9), Reason(signal="tags", score=1, evidence=("tea",)))
        assert sentence(reasons, phrases("en")) == "Same tags: tea"
        assert sentence(reasons[:1], phrases("en")) == "A few links away"
        assert sentence((), phrases("en")) == ""


class TestAllTogether:
    """All blocks on one page."""

    SITE = tuple(
        page(
            f"guide/{name}/index.html",
            f'<p>Kettle {name} says <a href="../{then}/">go on</a>, as <a href="https://spec.example/{place % 2}">that</a> does.</p>',
            order=place,
            section=("Guide <b>&amp;</b>",),
        )
        for place, (name, then) in enumerate(pairwise("abcdefgh"))
    )

    def test_landmarks_and_headings_have_names_of_their_own(self):
        """What screen readers list can be told apart."""
        site = surveyed(*self.SITE, **BLOCKS, related={"count": 4})
        made = blocks(site, "guide/b/index.html")
        assert list(made) == ["share", "next", "related", "section", "backlinks", "resources"]
        names = [block.h2.get_text() for block in made.values()]
        assert len(set(names)) == len({block.aside["aria-labelledby"] for block in made.values()}) == len(made)
        for block in made.values():
            texts = [a.get_text() for a in block.find_all("a")]
            assert len(set(texts)) == len(texts)

    def test_pages_of_one_title_can_be_told_apart(self):
        """By their section where that tells, else by their address; also from the page they stand on."""
        pages = [
            page("a/index.html", title="Report", section=("Old",)),
            page("b/index.html", title="Report", section=("New",)),
            page("c/index.html", title="Report", section=("Both",)),
            page("d/index.html", title="Report", section=("Both",)),
            page("e/index.html", title="Other", section=("Both",)),
        ]
        made = blocks(surveyed(*pages, related={"count": 9}), "a/index.html")
        names = {"Report (New)", "Report (c/)", "Report (d/)", "Other"}
        assert {a.get_text() for a in made["related"].find_all("a")} == names

    def test_a_hostile_section_is_text(self):
        """Names of sections come from titles of pages."""
        made = blocks(surveyed(*self.SITE, **BLOCKS), "guide/b/index.html")
        assert made["section"].h2.get_text() == "More in Guide <b>&amp;</b>"

    @pytest.mark.parametrize("name", ["section", "next", "resources"])
    def test_each_can_be_switched_off_on_a_page(self, name):
        """Front matter has the last word."""
        from dataclasses import replace

        quiet = page_settings({"smo": {name: False}}, source="b.md")
        own = [replace(p, facts=replace(p.facts, options=quiet)) if "/b/" in p.key else p for p in self.SITE]
        assert name in blocks(surveyed(*self.SITE, **BLOCKS), "guide/b/index.html")
        assert name not in blocks(surveyed(*own, **BLOCKS), "guide/b/index.html")

    def test_the_order_of_pages_does_not_matter(self):
        """The same site gives the same blocks."""
        one, other = (plan(surveyed(*pages, **BLOCKS)) for pages in (self.SITE, self.SITE[::-1]))
        assert dict(one.additions) == dict(other.additions)
