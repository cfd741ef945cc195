"""Small sites with cards, and fonts to draw them with."""

from functools import cache

import pytest

from smo_core import Facts, Page, read_content, survey
from smo_core.settings import from_mapping

URL = "https://x.example/"
# A sample of each script, the language it is in, and a family that has it.
SCRIPTS = {
    "latin": ("en", "A page about cards, and how they come to be drawn", ""),
    "cyrillic": ("ru", "Карточки предпросмотра для каждой страницы", ""),
    "greek": ("el", "Κάρτες προεπισκόπησης για κάθε σελίδα", ""),  # noqa: RUF001 - Greek
    "cjk": ("ja", "静的サイトのためのプレビューカードを自動で生成する方法", "Noto Sans CJK JP"),
    "arabic": ("ar", "بطاقات المعاينة لكل صفحة من صفحات الموقع", "Noto Sans Arabic"),
    "hebrew": ("he", "כרטיסי תצוגה מקדימה לכל עמוד באתר", "Noto Sans Hebrew"),
    "devanagari": ("hi", "हर पृष्ठ के लिए पूर्वावलोकन कार्ड कैसे बनाएँ", "Noto Sans Devanagari"),
    "emoji": ("en", "Ship it 🚀 with 👩‍👩‍👧‍👦 and 🇩🇪 and ❤️ 👍🏽", "Noto Color Emoji"),
}


@cache
def installed():
    import typst

    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
    return {info.family: info.path for info in fonts.fonts()}


def need_font(family):
    """Skip the test when the system has no such family (Debian: fonts-noto-core, -cjk, -color-emoji)."""
    if family and family not in installed():
        pytest.skip(f"{family} is not installed")


def page(key, title="A title", html="", **facts):
    location = key.removesuffix("index.html")
    base = {"url": URL + location, "title": title, "language": "en", **facts}
    return Page(facts=Facts(key=key, location=location, **base), content=read_content(html))


def site(*pages, name="Site", **cards):
    settings = from_mapping({"site_url": URL, "site_name": name, "cards": cards or True}, source="t")
    return survey(pages, settings)
