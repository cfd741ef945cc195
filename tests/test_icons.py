"""Icons: ours, a site's own, inline and in the sprite."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import smo_core.icons
from smo_core.features.follow.profiles import PROFILES
from smo_core.features.share.bar import ACTIONS
from smo_core.features.share.targets import TARGETS
from smo_core.icons import Icon, icon_names, icon_svg, sprite, used_svg

GENERAL = (
    "share",
    "link",
    "copy",
    "quote",
    "print",
    "qr",
    "mail",
    "chat",
    "bookmark",
    "rss",
    "check",
    "external",
    "more",
)
SVG = "{http://www.w3.org/2000/svg}"
every_icon = pytest.mark.parametrize("name", icon_names())


@pytest.mark.parametrize(
    "name", sorted({t.icon for t in TARGETS} | {p.icon for p in PROFILES} | {i for _, i in ACTIONS.values()})
)
def test_whatever_a_table_names_there_is(name):
    assert icon_svg(Icon(name=name))


@every_icon
def test_an_icon_is_small_inert_svg_in_the_colour_of_the_text(name):
    svg = icon_svg(Icon(name=name))
    root = ET.fromstring(svg)
    assert root.get("aria-hidden") == "true"
    assert root.get("focusable") == "false"
    assert (root.get("width"), root.get("height")) == ("20", "20")
    assert "currentColor" in {root.get("fill"), root.get("stroke")}
    assert root.get("viewBox") in {"0 0 16 16", "0 0 24 24"}
    assert {child.tag for child in root} <= {"path", "circle", "rect"}
    assert not {"class", "id", "style", "xmlns"} & set(root.attrib)
    assert "\n" not in svg
    assert len(svg) < 4000


@every_icon
def test_the_sprite_has_the_same_drawing_under_the_id_that_pages_use(name):
    icon = Icon(name=name)
    inline = ET.fromstring(icon_svg(icon))
    (symbol,) = ET.fromstring(sprite([icon]))
    assert used_svg(icon, "../smo/icons.svg").endswith(f'<use xlink:href="../smo/icons.svg#{symbol.get("id")}"/></svg>')
    assert symbol.get("viewBox") == inline.get("viewBox")
    assert [child.attrib for child in symbol] == [child.attrib for child in inline]
    assert {key: value for key, value in symbol.items() if key != "id"}.items() <= inline.attrib.items()


def test_the_sprite_holds_each_icon_once_in_one_order():
    icons = [Icon(name="x"), Icon(name="rss"), Icon(name="x"), Icon(name="x", path="M0 0h1")]
    assert sprite(icons) == sprite(reversed(icons))
    assert [symbol.get("id") for symbol in ET.fromstring(sprite(icons))] == ["i-own-x", "i-rss", "i-x"]


def test_an_icon_of_a_site_never_hides_one_of_ours():
    assert Icon(name="x", path="M0 0h1").id != Icon(name="x").id
    assert {Icon(name=name).id for name in icon_names()}.isdisjoint({Icon(name=n, path="M0").id for n in icon_names()})


def test_none_is_shipped_in_vain():
    used = {t.icon for t in TARGETS} | {p.icon for p in PROFILES} | {icon for _, icon in ACTIONS.values()}
    assert set(icon_names()) == used | set(GENERAL)


def test_the_notice_names_the_source_of_each():
    notice = Path(smo_core.icons.__file__).with_name("NOTICE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w-]+) \| \S+ \| \S+\.svg \|$", notice, re.MULTILINE)
    assert tuple(rows) == icon_names()


def test_an_unknown_name_is_told_the_nearest():
    with pytest.raises(ValueError, match="'mastodom'; the nearest is 'mastodon'"):
        icon_svg(Icon(name="mastodom"))


@pytest.mark.parametrize("name", ["", "../icons/x", "NOTICE.md"])
def test_a_name_is_never_a_path(name):
    with pytest.raises(ValueError, match="there is no icon"):
        icon_svg(Icon(name=name))
