"""Building head tags: which attribute a name goes by, and the key that says what it states."""

from __future__ import annotations

from smo_core.model import HeadTag

_PROPERTIES = ("og:", "article:", "video:", "profile:", "fb:")


def meta(name: str, value: str) -> HeadTag:
    """Return a meta tag: Open Graph by ``property`` (RDFa), everything else by ``name``."""
    attribute = "property" if name.startswith(_PROPERTIES) else "name"
    return HeadTag(key=(attribute, name), tag="meta", attributes=((attribute, name), ("content", value)))


def link(rel: str, href: str, *, detail: str = "", **attributes: str) -> HeadTag:
    """Return a link tag; ``detail`` tells links of one relation apart."""
    key = ("link", f"{rel}:{detail}" if detail else rel)
    return HeadTag(key=key, tag="link", attributes=(("rel", rel), *attributes.items(), ("href", href)))
