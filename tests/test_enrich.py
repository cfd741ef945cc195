"""From pages to a plan: pure, total, and the same whatever order pages come in."""

import random

import pytest

from smo_core import Facts, Feature, Finding, Page, Settings, plan, read_content, survey, tally
from smo_core.enrich import installed_features, plan_page, plan_site
from smo_core.html.marks import blocks_html, head_html

SETTINGS = Settings(site_url="https://x.example/", site_name="S")


def page(key, html="<p>Some words about one thing and another.</p>", **facts):
    location = key.removesuffix("index.html")
    base = {"url": f"https://x.example/{location}", "language": "en", **facts}
    return Page(facts=Facts(key=key, location=location, **base), content=read_content(html))


PAGES = [
    page("index.html", '<h1>Home</h1><p>Start <a href="guide/">here</a>.</p>', kind="home"),
    page("guide/index.html", '<h1>Guide</h1><p><a href="a/">a</a> <a href="b/">b</a></p>'),
    page("guide/a/index.html", "<h1>Alpha</h1><p>Words about cards and previews.</p>", tags=("cards",)),
    page("guide/b/index.html", '<h1>Beta</h1><p>Words about cards. <a href="../a/">a</a></p>', tags=("cards",)),
    page("fr/index.html", "<h1>Accueil</h1><p>Des mots sur les cartes.</p>", language="fr"),
    page("about/index.html", "<h1>About</h1><p>Who we are and why.</p>"),
]


def text(made):
    return {
        key: "".join(head_html(tag) for tag in added.head) + blocks_html(added.blocks)
        for key, added in made.additions.items()
    }, [(emit.path, emit.read()) for emit in made.emits]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_pages_does_not_matter(seed):
    """Hosts hand pages over in any order; the plan is the same to the byte."""
    shuffled = random.Random(seed).sample(PAGES, len(PAGES))
    assert text(plan(survey(shuffled, SETTINGS))) == text(plan(survey(PAGES, SETTINGS)))


def test_titles_and_sections_are_completed():
    """A page without a title takes its first heading; sections follow the folders, named by their index pages."""
    pages = survey(PAGES, SETTINGS).pages
    assert pages["guide/a/index.html"].facts.title == "Alpha"
    assert pages["guide/a/index.html"].facts.section == ("Guide",)
    assert pages["guide/index.html"].facts.section == ("Guide",)
    assert pages["about/index.html"].facts.section == ()
    assert pages["index.html"].facts.section == ()


def test_two_sources_of_one_file_are_a_finding():
    """The later page counts, as its file overwrites the other's."""
    twice = [*PAGES, page("about/index.html", "<h1>Other</h1>")]
    site = survey(twice, SETTINGS)
    assert site.pages["about/index.html"].facts.title == "Other"
    assert [f.rule for f in plan(site).findings] == ["same-output"]


def test_one_canonical_for_two_pages_is_a_finding():
    """Two pages that claim one address are told of; both are built."""
    twin = page("twin/index.html", url="https://x.example/about/")
    made = plan(survey([*PAGES, twin], SETTINGS))
    assert [(f.rule, f.page) for f in made.findings] == [("same-canonical", "twin/index.html")]
    assert "twin/index.html" in made.additions


def test_a_feature_that_fails_costs_one_page_its_part():
    """The other pages and features go on; the finding names page and feature."""

    def fail(_, one):
        if one.key == "index.html":
            message = "boom"
            raise RuntimeError(message)
        return ()

    made = plan(survey(PAGES, SETTINGS), [Feature(name="bad", page=fail)])
    assert [(f.rule, f.page) for f in made.findings] == [("feature-failed", "index.html")]
    assert len(made.additions) == len(PAGES)


def test_third_parties_add_features_of_the_same_kind():
    """A feature may yield findings of its own for a page and for the site."""
    note = Finding(rule="note", severity="info", message="seen")
    made = plan(survey(PAGES, SETTINGS), [Feature(name="own", page=lambda *_: [note], site=lambda _: [note])])
    assert len(made.findings) == len(PAGES) + 1


def test_nothing_happens_when_switched_off():
    """``enabled: false`` gives an empty plan: no tag, no block, no file."""
    made = plan(survey(PAGES, SETTINGS.model_copy(update={"enabled": False})))
    assert (dict(made.additions), made.emits, made.findings) == ({}, (), ())


def test_excluded_pages_are_left_alone_but_their_links_count():
    """An excluded page gets nothing; what it links to still has it in the graph."""
    settings = SETTINGS.model_copy(update={"exclude": ("guide/index.html",)})
    made = survey(PAGES, settings)
    assert "guide/index.html" not in plan(made).additions
    assert made.graph.has_edge("guide/index.html", "guide/a/index.html")


def test_a_plan_made_page_by_page_is_the_whole_plan():
    """Additions, files and findings, in one order."""
    site = survey(PAGES, SETTINGS)
    broken = Feature(name="broken", page=lambda _site, page: [][len(page.key)])
    for features in (None, (*installed_features(), broken)):
        made, whole = plan(site, features), plan_site(site, features)
        each = {key: plan_page(whole, page) for key, page in whole.site.pages.items()}
        assert {key: one[0] for key, one in each.items() if one is not None} == dict(made.additions)
        noticed = [finding for one in each.values() if one is not None for finding in one[1]]
        assert (*whole.before, *noticed, *whole.after) == made.findings
        assert [emit.read() for emit in whole.emits] == [emit.read() for emit in made.emits]


def test_lists_get_head_tags_and_take_part_in_nothing_else():
    """Whether a host knows them or makes them as it writes; only features that ask for lists see them."""
    lists = [
        page("tags/cards/index.html", "<h1>cards</h1>", kind="list"),
        page("blog/index.html", "", kind="page", title="Landing"),
        page("drafts/index.html", "", kind="list", draft=True),
        page("about/index.html", "", kind="list"),
    ]
    seen = []
    features = (
        *installed_features(),
        Feature(name="blind", page=lambda _site, page: seen.append(page.key) or ()),
        Feature(name="asking", page=lambda _site, page: seen.append(f"{page.key}!") or (), lists=True),
    )
    with_lists, without = survey(PAGES, SETTINGS, lists=lists), survey(PAGES, SETTINGS)
    assert {*with_lists.lists} == {"tags/cards/index.html", "blog/index.html"}
    assert with_lists.related == without.related
    assert set(with_lists.graph) == set(without.graph) == set(with_lists.pages)
    made = plan(with_lists, features)
    for key in with_lists.lists:
        assert made.additions[key].head
        assert not made.additions[key].blocks
        assert f"{key}!" in seen
        assert key not in seen
    late = page("archives.html", "", kind="list", title="Archives")
    additions, findings = plan_page(plan_site(with_lists), late)
    assert additions.head
    assert (additions.blocks, findings) == ((), ())
    rows = dict(tally.rows(with_lists, plan(with_lists)))
    assert (rows["Pages"], rows["Pages with head tags"], rows["Lists with head tags"]) == ("6", "6", "2")
    assert "Lists with head tags" not in dict(tally.rows(without, plan(without)))
