"""What the front matter of one page can say, and which pages readers are never sent to."""

from __future__ import annotations

import pytest

INSTALL = "guide/install/index.html"
PARTS = "parts/index.html"


def page(*front: str) -> str:
    """Return the page about parts with this front matter."""
    return "\n".join(["---", *front, "---", "# Parts", "", "Lid, base, cord. See the [guide](guide/index.md).", ""])


def with_parts(project, *front: str, **config):
    return project.write({"docs/parts.md": page(*front)}).build(**config)


@pytest.mark.parametrize("front", [("smo: {share: false}",), ("smo_share: false",), ("smo:", "  share: no")])
def test_a_page_can_do_without_one_block(project, front):
    """Every spelling of the switch takes the share bar from this page and from no other."""
    site = with_parts(project, *front)
    assert site.blocks(PARTS) == ["related"]
    assert "share" in site.blocks(INSTALL)
    assert site.log() == []


@pytest.mark.parametrize("front", ["smo: false", "smo_enabled: false", "smo: {enabled: false}"])
def test_a_page_can_be_left_alone(project, front):
    """A page that says so is built as if the plugin were not there."""
    plain = with_parts(project, front, smo=None)
    site = with_parts(project, front)
    assert site.html(PARTS) == plain.html(PARTS)
    assert site.blocks(INSTALL)


@pytest.mark.parametrize(
    "front",
    [
        "smo_related_pin: [guide/boil.md]",
        "smo_related_pin: guide/boil/",
        "smo: {related: {pin: [guide/boil/index.html]}}",
    ],
)
def test_pinned_pages_come_first(project, front):
    """By source, address or output file, a pinned page heads the list, and is listed once."""
    site = with_parts(project, front)
    assert site.links(PARTS, "related")[0] == "../guide/boil/"
    assert len(set(site.links(PARTS, "related"))) == len(site.links(PARTS, "related"))


def test_blocked_pages_are_not_suggested(project):
    """A blocked page is missing from this page's list, and takes no place in it."""
    site = with_parts(project, "smo: {related: {block: [guide/index.md, guide/install/]}}")
    assert not {"guide/", "guide/install/"} & {*site.related["parts/"]}
    assert {*site.related["parts/"]} == {"", "guide/boil/"}


def test_a_page_can_say_how_networks_show_it(project):
    """Title, description and image for networks differ from those of the page."""
    site = with_parts(project, "smo: {meta: {title: Spare parts, description: All of them., image: img/kettle.png}}")
    assert site.said(PARTS, "og:title") == ["Spare parts"]
    assert site.said(PARTS, "og:description") == ["All of them."]
    assert site.said(PARTS, "og:image") == ["https://docs.example/manual/img/kettle.png"]


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("smo: {shere: false}", ["smo.shere", "'share'"]),
        ("smo: {share: perhaps}", ["smo.share", "'perhaps'"]),
        ("smo: nonsense", ["smo", "'nonsense'"]),
        ("smo_related_pin: {a: b}", ["smo.related.pin"]),
    ],
)
def test_bad_settings_of_a_page_are_one_message_and_the_build_goes_on(project, front, words):
    """The message names file and setting; the page gets what the site's settings give it."""
    site = with_parts(project, front)
    (warning,) = site.log()
    assert "parts.md" in warning
    assert all(word in warning for word in words)
    assert site.blocks(PARTS) == ["share", "related"]
    assert site.blocks(INSTALL) == ["share", "related", "backlinks"]


@pytest.mark.parametrize(
    "front", ["status: draft", "draft: true", "status: hidden", "robots: noindex, follow", "robots: none"]
)
def test_pages_not_meant_to_be_found_are_never_pointed_to(project, front):
    """Drafts, hidden and noindex pages are neither suggested nor listed as backlinks; their own words stay."""
    plain = with_parts(project, front, smo=None)
    site = with_parts(project, front)
    assert "parts/" not in site.related
    assert not any("parts/" in targets for targets in site.related.values())
    assert "backlinks" not in site.blocks("guide/index.html")
    assert site.bare(PARTS) == plain.html(PARTS)
    assert site.blocks(PARTS) == []
    assert site.said(PARTS, "robots") == ([front.removeprefix("robots: ")] if "robots" in front else [])
    assert site.said(PARTS, "og:title") == []


def test_a_public_page_in_the_same_place_is_pointed_to(project):
    """The control of the test above: without the front matter the page is suggested and is a backlink."""
    site = with_parts(project, "status: new")
    assert any("parts/" in targets for targets in site.related.values())
    assert site.links("guide/index.html", "backlinks") == ["../parts/"]


def test_drafts_of_the_host_are_left_out_of_a_build_and_untouched_in_serve(project):
    """``draft_docs`` pages are no part of the site; in ``serve`` they are built, but not pointed to."""
    config = {"draft_docs": "parts.md\n"}
    assert PARTS not in project.build(**config).files
    preview = project.rebuild(first=True, serve=True)
    assert PARTS in preview.files
    assert not any("parts/" in targets for targets in preview.related.values())


def test_two_sources_of_one_output_do_not_stop_the_build(project):
    """README.md beside index.md: the host keeps one, and the kept one is treated as ever."""
    project.write({"docs/guide/README.md": "# Read me\n\nThe other start of the guide.\n"})
    site = project.build()
    assert site.blocks("guide/index.html") == ["share", "related", "backlinks"]
    assert site.said("guide/index.html", "og:title") == ["Guide"]


def test_translations_know_each_other(project):
    """Pages with one slug and different languages point to each other by hreflang and are not mixed."""
    text = "---\nlang: {}\nslug: tea\n---\n# {}\n\nTea, tea, and kettle.\n"
    project.write({"docs/tea.md": text.format("en", "Tea"), "docs/fr/the.md": text.format("fr", "Thé")})
    site = project.build()
    there = {
        tag["hreflang"]: tag["href"]
        for tag in site.soup("tea/index.html").select('head link[rel="alternate"][hreflang]')
    }
    assert there == {"en": "https://docs.example/manual/tea/", "fr": "https://docs.example/manual/fr/the/"}
    assert "fr/the/" not in {
        target for page, targets in site.related.items() for target in targets if page != "fr/the/"
    }
    assert site.block("fr/the/index.html", "share")["lang"] == "fr"
