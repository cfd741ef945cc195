"""Languages as Open Graph writes them."""

from __future__ import annotations

# Facebook's locale of each language where the page names no region
# (https://developers.facebook.com/docs/internationalization).
_LOCALES = {
    "ar": "ar_AR", "cs": "cs_CZ", "da": "da_DK", "de": "de_DE", "el": "el_GR", "en": "en_US", "es": "es_ES",
    "fa": "fa_IR", "fi": "fi_FI", "fr": "fr_FR", "he": "he_IL", "hi": "hi_IN", "hu": "hu_HU", "id": "id_ID",
    "it": "it_IT", "ja": "ja_JP", "ko": "ko_KR", "nb": "nb_NO", "nl": "nl_NL", "pl": "pl_PL", "pt": "pt_PT",
    "ro": "ro_RO", "ru": "ru_RU", "sv": "sv_SE", "th": "th_TH", "tr": "tr_TR", "uk": "uk_UA", "vi": "vi_VN",
    "zh": "zh_CN",
}  # fmt: skip
_REGION = 2


def locale(language: str) -> str:
    """Return a language as Open Graph writes it (``pt-BR`` → ``pt_BR``, ``fr`` → ``fr_FR``), "" if unknown."""
    parts = language.replace("_", "-").split("-")
    region = next((part.upper() for part in parts[1:] if len(part) == _REGION and part.isalpha()), "")
    return f"{parts[0].lower()}_{region}" if region else _LOCALES.get(parts[0].lower(), "")
