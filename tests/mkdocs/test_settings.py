"""Settings of the site: what is wrong with them is said in the host's own way, all at once."""

from __future__ import annotations

import json

import pytest
from mkdocs.exceptions import Abort

INSTALL = "guide/install/index.html"
PARTS = "parts/index.html"


def test_bad_settings_abort_the_build_with_every_problem_named(project):
    """An unknown key with the nearest name, a wrong type, a wrong choice: one run shows all, exit code 1."""
    project.configure({"shre": {}, "related": {"count": "many"}, "share": {"preset": "doc", "labels": 3}})
    done = project.run("build")
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "Plugin 'smo' option 'shre'" in said
    assert "'share'" in said.partition("option 'shre'")[2].splitlines()[0]
    assert "Plugin 'smo' option 'related.count'" in said
    assert "'many'" in said
    assert "Plugin 'smo' option 'share.preset'" in said
    assert "'docs'" in said.partition("option 'share.preset'")[2].splitlines()[0]
    assert "Plugin 'smo' option 'share.labels'" in said
    assert "configuration error" in said
    assert "Traceback" not in said
    assert not (project.root / "site").exists()


def test_a_section_that_is_no_mapping_says_how_to_write_it(project):
    """``related: 5`` is answered with what belongs there."""
    project.configure({"related": 5})
    said = project.run("build").stderr
    assert "option 'related'" in said
    assert "mapping" in said


@pytest.mark.parametrize(
    ("target", "cures"),
    [("mastadon", ["'mastodon'"]), ("pocket", ["closed", "instapaper", "raindrop"])],
)
def test_a_target_that_cannot_be_shown_is_reported_with_its_cure(project, target, cures):
    """Unknown and closed targets warn once, name the cure, and the other buttons stay."""
    site = project.build({"share": {"targets": [target, "email"]}})
    (warning,) = site.log()
    assert "share.targets.0" in warning
    assert all(cure in warning for cure in cures)
    assert len(site.links(INSTALL, "share")) == 1


def test_targets_stand_in_the_order_configured(project):
    """The list of targets decides which buttons there are and in what order."""
    site = project.build({"share": {"targets": ["reddit", "mastodon", "email"]}})
    starts = [href.partition("?")[0] for href in site.links(INSTALL, "share")]
    assert len(starts) == 3
    assert "reddit" in starts[0]
    assert starts[2] == "mailto:"


def test_without_an_address_one_warning_and_nothing_absolute(project):
    """No site_url: no share bar, canonical, og:url or og:image; relative links work as ever."""
    site = project.build(site_url=None)
    (warning,) = site.log()
    assert "site_url" in warning
    assert site.blocks(INSTALL) == ["related", "backlinks"]
    assert [site.said(INSTALL, name) for name in ("canonical", "og:url", "og:image")] == [[], [], []]
    assert site.said(INSTALL, "og:title") == ["Install the kettle"]
    assert all(site.leads_to(INSTALL, href) for href in site.links(INSTALL, "related"))


def test_without_an_address_strict_fails_because_something_is_missing(project):
    """The warning about the address counts under the host's own --strict."""
    with pytest.raises(Abort, match="1 warnings"):
        project.build(site_url=None, strict=True)


def test_our_own_strict_fails_the_build_on_findings(project):
    """With the setting ``strict`` a warning of ours ends the build, naming the count."""
    targets = {"share": {"targets": ["mastadon", "pocket", "email"]}}
    assert len(project.build(targets).log()) == 2
    with pytest.raises(Abort):
        project.build({**targets, "strict": True})


def test_of_many_like_findings_ten_are_logged_and_the_rest_counted(project):
    """What a template does wrong it does on each page."""
    messages = project.build({"share": {"targets": [f"service-{i}" for i in range(13)]}}).log()
    assert sum("share.targets." in message for message in messages) == 10
    assert [message for message in messages if "more of" in message] == ["smo: … and 3 more of unknown-target"]
    assert len(messages) == 11


def test_our_own_strict_has_its_exit_code_even_when_quiet(project):
    """``build --strict -q`` of the host exits 0 on warnings; our gate does not."""
    project.configure({"strict": True, "share": {"targets": ["mastadon"]}})
    assert project.run("build", "-q").returncode == 1


def test_our_own_strict_passes_a_clean_site(project):
    """Nothing to warn of, nothing to fail."""
    assert project.build({"strict": True}).blocks(INSTALL) == ["share", "related", "backlinks"]


@pytest.mark.parametrize("name", ["share", "related", "backlinks"])
def test_each_block_can_be_switched_off(project, name):
    """One setting takes one block from all pages and leaves the others."""
    site = project.build({name: {"enabled": False}})
    assert name not in site.blocks(INSTALL)
    assert len(site.blocks(INSTALL)) == 2


def test_switched_off_means_untouched(project):
    """``enabled: false`` builds the site as if the plugin were not there."""
    plain = project.build(smo=None)
    off = project.build({"enabled": False})
    assert {key: off.html(key) for key in off.pages} == {key: plain.html(key) for key in plain.pages}
    assert not any(key.startswith("smo/") for key in off.files)


def test_excluded_pages_are_left_alone(project):
    """A glob of ``exclude`` keeps pages as the host builds them."""
    plain = project.build(smo=None)
    site = project.build({"exclude": ["guide/**"]})
    assert site.html(INSTALL) == plain.html(INSTALL)
    assert site.blocks("parts/index.html")


def test_slots_move_blocks(project):
    """``before_content`` stands before the article's first words, ``body_end`` after all else."""
    site = project.build({"share": {"slot": "before_content"}, "related": {"slot": "body_end"}})
    assert site.blocks(INSTALL) == ["share", "backlinks", "related"]
    html = site.html(INSTALL)
    assert html.index('data-smo-placed="share"') < html.index("Rinse the kettle with")
    assert site.block(INSTALL, "related").parent.name == "body"


@pytest.mark.parametrize("where", [{"smo": {"author": "Cleo"}}, {"site_author": "Cleo"}])
def test_the_author_of_the_site_is_the_author_of_pages_without_one(project, where):
    """Our own setting or the host's: it fills in, and never replaces who a page names."""
    site = project.build(**where)
    assert authors(site, PARTS) == ["Cleo"]
    assert authors(site, INSTALL) == ["Ada", "Ben"] == site.said(INSTALL, "article:author")


def authors(site, key):
    """Return the authors whom the page's JSON-LD names."""
    (script,) = site.soup(key).select('head script[type="application/ld+json"]')
    return [person["name"] for node in json.loads(script.string)["@graph"] for person in node.get("author", [])]
