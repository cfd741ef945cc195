"""Live bars for the pages on styles: made by the real templates, so that they cannot differ from a site's own."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from smo_core import Facts, Page, plan, read_content, survey
from smo_core.features.share import FEATURE
from smo_core.settings import from_mapping

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page as MkDocsPage

_MARK = "<!-- share:styles -->"
_ID = re.compile(r'\b((?:id|aria-labelledby|aria-describedby)="smo-\w+)"')
LOOKS = ("plain", "brand")
LABELS = ("icon+text", "text", "icon")


def on_page_content(html: str, page: MkDocsPage, **_: object) -> str:
    """Return a page with its mark replaced by one bar for each look and kind of labels."""
    return html.replace(_MARK, gallery(page.title or "", page.canonical_url or "", page.url)) if _MARK in html else html


def on_post_page(output: str, page: MkDocsPage, **_: object) -> str:
    """Return a page with its own bar in the style that its front matter asks for."""
    style = page.meta.get("share_style")
    return output.replace('class="smo smo-share', f'class="smo smo-share smo-{style}') if style else output


def gallery(title: str, url: str, location: str) -> str:
    """Return a heading and a bar for each look and kind of labels."""
    parts = []
    for number, (look, labels) in enumerate(product(LOOKS, LABELS)):
        html, rules = bar(title, url, location, look, labels)
        parts.append(f"<h2><code>look: {look}</code>, <code>labels: {labels}</code></h2>")
        parts.append(f"<style>{rules}</style>" if rules else "")
        parts.append(_ID.sub(rf'\1-{number}"', html))
    return "\n".join(parts)


def bar(title: str, url: str, location: str, look: str, labels: str) -> tuple[str, str]:
    """Return the HTML of one bar, and the CSS that its settings ask for."""
    wanted = {"look": look, "labels": labels, "headings": False, "quotes": False, "actions": "native, copy, print"}
    settings = from_mapping({"site_url": url, "icons": "inline", "share": wanted, "cards": False}, source="docs")
    page = Page(facts=Facts(key="index.html", location=location, url=url, title=title), content=read_content(""))
    site = survey([page], settings)
    (block,) = plan(site, [FEATURE]).additions["index.html"].blocks
    return block.html.replace(' class="smo ', ' class="smo smo-plain '), FEATURE.rules(site)
