"""What theme authors get: each block as safe HTML under its name, "" where a page has none."""

from __future__ import annotations

from collections import defaultdict

from markupsafe import Markup

from smo_core.html.marks import blocks_html
from smo_core.model import Additions


def slots(additions: Additions) -> defaultdict[str, Markup]:
    """Return ``{"share": …, "related": …, "backlinks": …}`` for ``{{ smo.share }}`` in a template.

    Set a block's slot to "placeholder" when the theme places it, so that it stands there only.
    """
    found: defaultdict[str, Markup] = defaultdict(Markup)
    for block in additions.blocks:
        found[block.name] = blocks_html((block,))
    return found
