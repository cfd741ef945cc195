"""Blocks in any theme, without editing it: its templates hand us the content that they print."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from jinja2.ext import Extension
from markupsafe import Markup

from smo_core.html.place import place_in_content
from smo_core.model import Additions

if TYPE_CHECKING:
    from jinja2 import Environment

log = logging.getLogger(__name__)
# The bare expression only: filtered, it is something else, such as a description.
_CONTENT = re.compile(r"\{\{([-+]?+)\s*+((article|page)\.content)\s*+(?:\|\s*+safe\s*+)?([-+]?+)\}\}")


class PlaceBlocks(Extension):
    """Wraps ``{{ article.content }}`` and ``{{ page.content }}`` of any theme, so that no theme need be edited."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's signature
        """Return a template's source with the content expression handed to :func:`place_content`."""
        return _CONTENT.sub(r"{{\1 smo_place(\2, \3, output_file) \4}}", source)


def teach(env: Environment) -> None:
    """Make an environment's templates place blocks."""
    env.globals["smo_place"] = place_content
    env.add_extension(PlaceBlocks)


def hold(content: Any, additions: Additions) -> None:  # noqa: ANN401 - an article or page of Pelican's
    """Give a piece of content its additions; Pelican makes new content for each build."""
    content.smo_additions = additions
    content.smo_placed = False


def held(content: object, output_file: object) -> Additions:
    """Return what a piece of content is to get on its own page, nothing where a list shows it."""
    if output_file != getattr(content, "save_as", None):
        return Additions()
    additions: Additions = getattr(content, "smo_additions", Additions())
    return additions


def place_content(html: str, content: Any, output_file: object) -> str:  # noqa: ANN401 - as above
    """Return an article's HTML with its blocks, on its own page only, behind its first copy there."""
    additions = held(content, output_file)
    if not (additions.blocks or additions.wraps) or content.smo_placed:
        return html
    try:
        content.smo_placed = True
        return Markup(place_in_content(str(html), additions.blocks, additions.wraps))  # noqa: S704 - a theme prints content unescaped anyway
    except Exception as error:  # noqa: BLE001 - under -r an exception becomes a busy loop
        log.error("smo: %s: %s", output_file, error)  # noqa: TRY400 - the message says all
        return html
