"""Settings of the site and of one article; nothing that is wrong with them stops Pelican."""

from __future__ import annotations

import logging

import pytest

import smo_pelican.facts
import smo_pelican.plugin
import smo_pelican.settings

BROKEN = "this broke"
KETTLE = "install-the-kettle.html"
BOIL = "boil-water.html"
ALL = ["share", "related", "backlinks"]


def errors(site):
    return site.log(logging.ERROR)


def test_bad_settings_are_one_logged_error_and_the_site_is_built(project):
    """Every problem is in the one message, with the nearest name; pages are as without the plugin."""
    plain = project.build(None)
    site = project.build({"shre": {}, "related": {"count": "many"}, "share": {"preset": "doc"}})
    (message,) = errors(site)
    for words in ("SMO", "shre", "'share'", "related.count", "'many'", "share.preset", "'docs'"):
        assert words in message
    assert site.files == plain.files


@pytest.mark.parametrize("smo", ["share", ["share"], 7])
def test_settings_that_are_no_dict_are_one_logged_error(project, smo):
    """``SMO = "share"`` is answered, not crashed on."""
    project.build(None)
    site = project.rebuild({}, SMO=smo)
    (message,) = errors(site)
    assert "SMO" in message
    assert KETTLE in site.files


@pytest.mark.parametrize(("target", "cures"), [("mastadon", ["'mastodon'"]), ("pocket", ["closed", "instapaper"])])
def test_a_target_that_cannot_be_shown_is_reported_with_its_cure(project, target, cures):
    """Unknown and closed targets warn once, name the cure, and the other buttons stay."""
    site = project.build({"share": {"targets": [target, "email"]}})
    (warning,) = site.log()
    assert all(cure in warning for cure in ["share.targets.0", *cures])
    assert len(site.links(KETTLE, "share")) == 1


def test_of_many_like_findings_ten_are_logged_and_the_rest_counted(project):
    """What a template does wrong it does on each page."""
    messages = project.build({"share": {"targets": [f"service-{i}" for i in range(13)]}}).log()
    assert sum("share.targets." in message for message in messages) == 10
    assert [message for message in messages if "more of" in message] == ["smo: … and 3 more of unknown-target"]
    assert len(messages) == 11


def test_our_own_strict_logs_errors_instead_of_warnings(project):
    """``--fatal errors`` then fails the build, as Pelican users expect."""
    targets = {"share": {"targets": ["mastadon", "email"]}}
    assert errors(project.build(targets)) == []
    assert len(errors(project.build({**targets, "strict": True}))) == 1


def test_own_templates_are_found_beside_the_content(project):
    """A template in the folder ``templates`` replaces the built-in one of its name."""
    project.write({"content/own/share.html": '<p class="own">{{ buttons | length }} ways</p>'})
    site = project.build({"templates": "own", "share": {"targets": ["email"]}}, ARTICLE_EXCLUDES=["own"])
    assert site.block(KETTLE, "share").get_text() == "1 ways"
    assert site.block(KETTLE, "related").find("ul")


@pytest.mark.parametrize("template", ["{% if %}", "{{ nothing.at.all }}", "no element", ""])
def test_a_broken_template_costs_its_block_only(project, template):
    """The build goes on, a message names the block, and the other blocks stand."""
    project.write({"content/own/share.html": template})
    site = project.build({"templates": "own"}, ARTICLE_EXCLUDES=["own"])
    assert site.blocks(KETTLE) == ALL[1:]
    messages = site.log()
    assert messages
    assert all("share" in message for message in messages)


def boil(project, *lines):
    text = "\n".join(
        [
            "Title: Boil water",
            "Date: 2026-03-05",
            "Category: kitchen",
            *lines,
            "",
            "Fill the [kettle]({filename}kettle.md) with water.",
            "",
        ]
    )
    return project.write({"content/boil.md": text})


@pytest.mark.parametrize("line", ["Smo_Share: false", "smo_share: off"])
def test_an_article_can_do_without_one_block(project, line):
    """The switch takes the share bar from this article and from no other."""
    site = boil(project, line).build()
    assert site.blocks(BOIL) == ALL[1:]
    assert site.blocks(KETTLE) == ALL
    assert site.log() == []


@pytest.mark.parametrize("line", ["Smo: false", "smo_enabled: no"])
def test_an_article_can_be_left_alone(project, line):
    """An article that says so is built as if the plugin were not there."""
    plain = boil(project, line).build(None)
    site = project.build()
    assert site.html(BOIL) == plain.html(BOIL)
    assert site.blocks(KETTLE) == ALL


@pytest.mark.parametrize("pin", ["pages/water.md", "pages/about-water.html", "/pages/about-water.html"])
def test_pinned_pages_come_first(project, pin):
    """By source or by address, a pinned page heads the list, and is listed once."""
    site = boil(project, f"Smo_Related_Pin: {pin}, steam.md").build()
    assert site.related[BOIL][:2] == ["pages/about-water.html", "steam.html"]
    assert len(set(site.related[BOIL])) == len(site.related[BOIL])


def test_blocked_pages_are_not_suggested(project):
    """A blocked page is missing from this article's list."""
    assert KETTLE in project.build().related[BOIL]
    assert KETTLE not in boil(project, "Smo_Related_Block: kettle.md").build().related[BOIL]


@pytest.mark.parametrize(
    ("line", "words"), [("smo_shere: no", ["shere", "'share'"]), ("smo_share: perhaps", ["share", "'perhaps'"])]
)
def test_bad_settings_of_an_article_are_one_message_and_the_build_goes_on(project, line, words):
    """The message names the source; the article gets what the site's settings give it."""
    site = boil(project, line).build()
    (message,) = site.log()
    assert all(word in message for word in ["boil.md", *words])
    assert "share" in site.blocks(BOIL)


@pytest.mark.parametrize("line", ["Status: draft", "Status: hidden", "Robots: noindex", "Robots: none"])
def test_articles_not_meant_to_be_found_are_never_pointed_to(project, line):
    """Neither suggested nor listed as backlinks."""
    site = boil(project, line).build()
    assert BOIL not in {target for page, targets in site.related.items() for target in (page, *targets)}
    assert BOIL not in site.links(KETTLE, "backlinks")


def test_a_public_article_in_the_same_place_is_pointed_to(project):
    """The control of the test above."""
    site = boil(project, "Status: published").build()
    assert BOIL in site.related[KETTLE]
    assert BOIL in site.links(KETTLE, "backlinks")


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (smo_pelican.settings, "from_mapping"),
        (smo_pelican.plugin, "survey"),
        (smo_pelican.plugin, "plan_pages"),
        (smo_pelican.plugin, "list_of"),
        (smo_pelican.plugin, "facts_of"),
        (smo_pelican.templates, "place_in_content"),
        (smo_pelican.plugin, "place_in_page"),
        (smo_pelican.plugin, "write"),
    ],
)
def test_whatever_fails_in_a_handler_pelican_goes_on(project, monkeypatch, module, name):
    """Under ``-r`` an exception would loop forever; it becomes a logged error, and every page is written."""

    def broken(*_, **__):
        raise RuntimeError(BROKEN)

    plain = project.build(None)
    monkeypatch.setattr(module, name, broken)
    site = project.build()
    assert any(BROKEN in message for message in errors(site))
    assert set(plain.files) <= set(site.files)
    assert "Rinse the kettle with water." in site.html(KETTLE)


def test_a_build_can_end_with_what_the_audit_finds(project, capsys):
    """With ``audit`` one line more is said; with ``strict`` too, findings are an error of the log."""
    options = {"audit": {"enabled": True, "select": ["M01", "G01"]}, "cards": False}
    site = project.build(options)
    assert "smo: audit: " in capsys.readouterr().out
    assert errors(site) == []
    found = project.build({"audit": {"enabled": True, "select": ["M16"], "severity": {"M16": "error"}}, "strict": True})
    assert any("the audit found" in line for line in errors(found))
