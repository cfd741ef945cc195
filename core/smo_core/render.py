"""Blocks are made from Jinja2 templates; a site may bring its own for any of them.

Values are escaped by the environment, so no feature escapes by hand. Every template gets
``site``, ``page``, ``t`` (the phrases of the page's language), ``lang`` and ``dir``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from smo_core import choose
from smo_core.html.marks import begins_with_element
from smo_core.icons import Icon, icon_svg, used_svg
from smo_core.phrases import direction, phrases
from smo_core.problems import SmoError
from smo_core.remembered import remembered
from smo_core.urls import relative

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup

    from smo_core.model import Page, Site
    from smo_core.settings import Settings


@lru_cache(maxsize=64)
def _environment(own: Path | None, names: tuple[str, ...], folder: Path) -> Environment:  # noqa: ARG001 - see _names
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - `smo --help` renders nothing

    return Environment(
        loader=FileSystemLoader([*([own] if own else []), folder]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: Path, site: Site, page: Page, **values: object) -> str:
    """Return one template's HTML for a page; a site's own template of the same name wins.

    Raises SmoError when a template fails.
    """
    from jinja2 import TemplateError  # noqa: PLC0415 - see _environment

    lang = choose.language(site, page) or "en"
    try:
        found = _template(site, template)
        t = _words(site.settings)(lang)
        html = found.render(site=site, page=page, t=t, lang=lang, dir=direction(lang), **values)
    except TemplateError as error:
        message = f"templates: {template.name}: {error}"
        raise SmoError(message) from error
    if not begins_with_element(html):
        message = f"templates: {template.name}: it must begin with an element, got {html.strip()[:40]!r}"
        raise SmoError(message)
    return html


@remembered(12)
def _template(site: Site, template: Path) -> Template:
    """Return a template as it is when the site is planned: looked for, and read if it is new, once for all pages."""
    own = site.settings.templates
    found = _environment(own, _names(own), template.parent).get_template(template.name)
    # As one dictionary: it is copied for each page, a chain of several in ten times the time.
    found.globals = dict(found.globals)
    return found


def _names(own: Path | None) -> tuple[str, ...]:
    """Return the names of a site's own templates: with a new one, the old choice is no longer right."""
    return tuple(sorted(path.name for path in own.glob("*.html"))) if own is not None else ()


def words_for(site: Site, page: Page) -> Mapping[str, str]:
    """Return the phrases of the page's language, with the site's own wording on top."""
    return _words(site.settings)(choose.language(site, page) or "en")


@remembered(8)
def _words(settings: Settings) -> Callable[[str], Mapping[str, str]]:
    """Return what gives the phrases of a language, the same object for the same language."""
    own = settings.phrases

    @cache
    def spoken(lang: str) -> Mapping[str, str]:
        return phrases(lang, {**own.get(lang.partition("-")[0], {}), **own.get(lang, {})})

    return spoken


def icon_for(site: Site, page: Page, icon: Icon) -> Markup:
    """Return an icon as it stands in a page: taken from the site's sprite, or drawn where there is none."""
    return used_svg(icon, _sprite_url(site.sprite, page.facts.refers_from)) if site.sprite else icon_svg(icon)


@lru_cache(maxsize=64)
def _sprite_url(sprite: str, location: str) -> str:
    path, mark, version = sprite.partition("?")
    return relative(path, base=location) + mark + version


def render_alone(template: Path, **values: object) -> str:
    """Return the HTML of a template of our own that belongs to no page, and that no site replaces."""
    return _environment(None, (), template.parent).get_template(template.name).render(**values)
