"""Buttons in the colours of their services, legible by computation."""

from __future__ import annotations

from smo_core.colours import on
from smo_core.features.share.bar import chosen
from smo_core.model import Site


def rules(site: Site) -> str:
    """Return the CSS custom properties of each chosen target, for `share.look: brand`; else nothing."""
    share = site.settings.share
    if not share.enabled or share.look != "brand":
        return ""
    return "".join(
        f".smo-brand [data-target={target.id}]{{--_brand:{target.colour};--_glyph:{on(target.colour)}}}\n"
        for target in chosen(site.settings)
    )
