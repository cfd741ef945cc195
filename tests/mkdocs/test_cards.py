"""Preview cards in a build: drawn for pages without a picture, named in their heads, cached."""

from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from smo_core.images import inspect

pytest.importorskip("typst")
PARTS = "parts/index.html"


def card_of(site, key):
    (url,) = site.said(key, "og:image")
    return urlsplit(url).path.removeprefix("/manual/")


def test_a_page_without_a_picture_has_a_card_of_its_own(project):
    """The head names a PNG of 1200 by 630 that is in the output, and the card becomes a large one."""
    site = project.build()
    card = card_of(site, PARTS)
    assert card.startswith("smo/cards/")
    info = inspect(site.files[card])
    assert (info.type, info.width, info.height) == ("image/png", 1200, 630)
    assert (site.said(PARTS, "og:image:width"), site.said(PARTS, "og:image:type")) == (["1200"], ["image/png"])
    assert site.said(PARTS, "twitter:card") == ["summary_large_image"]
    assert site.said(PARTS, "og:image:alt") != []


def test_a_second_build_has_the_same_cards(project):
    """Names and bytes do not change; nothing is left of earlier names."""
    first, second = project.build(), project.build()
    cards = {key: data for key, data in first.files.items() if key.startswith("smo/cards/")}
    assert cards
    assert cards == {key: data for key, data in second.files.items() if key.startswith("smo/cards/")}


@pytest.mark.parametrize("smo", [{"cards": False}, {"image": "https://docs.example/own.png", "cards": False}])
def test_without_cards_the_sites_image_stands_for_a_page(project, smo):
    """Switched off, nothing is drawn, and the site's image is used if there is one."""
    site = project.build(smo)
    assert not any(key.startswith("smo/cards/") for key in site.files)
    assert site.said(PARTS, "og:image") == ([smo["image"]] if "image" in smo else [])


@pytest.mark.parametrize(
    ("palette", "own", "accent"),
    [
        ([{"primary": "deep orange"}, {"primary": "red"}], {}, "#ff6e42"),
        ({"primary": "teal"}, {}, "#009485"),
        ({"primary": "teal"}, {"accent": "#123456"}, "#123456"),
        ({"primary": "custom"}, {}, "#2452d6"),
        (None, {}, "#2452d6"),
    ],
)
def test_cards_take_the_themes_colour_unless_told_otherwise(palette, own, accent):
    """The first palette's primary colour; what the settings say wins; unknown names change nothing."""
    from smo_core.settings import from_mapping
    from smo_mkdocs.palette import with_palette

    settings = from_mapping({"cards": {"colours": own}} if own else {}, source="test")
    config = SimpleNamespace(theme={"palette": palette})
    assert with_palette(settings, config).cards.colours.accent == accent
