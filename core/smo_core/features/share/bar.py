"""The bar itself: which targets, what each link says and where it leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from smo_core import choose
from smo_core.features.share.icons import icon_svg
from smo_core.features.share.targets import ALIASES, BY_ID, PRESETS, Target, share_url
from smo_core.model import Block, Finding, Page, Site
from smo_core.problems import did_you_mean
from smo_core.render import render, words_for
from smo_core.settings import CustomTarget, Settings

# The sentence that names a target, by its family.
_SENTENCES: Mapping[str, str] = {
    "social": "share_on",
    "fediverse": "share_on",
    "regional": "share_on",
    "bookmark": "save_to",
    "read-later": "save_to",
    "messaging": "send_by",
    "mail": "send_by",
    "ai": "ask_ai",
}


_TEMPLATE = Path(__file__).with_name("share.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One link of the bar, as its template sees it."""

    id: str
    label: str
    name: str
    url: str
    icon: Markup


def bar(site: Site, page: Page) -> Iterator[Block]:
    """Yield the share bar of one page; a page without an address cannot be shared."""
    settings = site.settings.share
    if not (settings.enabled and choose.options(page).share.enabled and page.facts.url):
        return
    words = words_for(site, page)
    fields = _fields(site, page)
    buttons = tuple(_button(target, fields, words) for target in chosen(site.settings))
    if buttons:
        html = render(_TEMPLATE, site, page, buttons=buttons, labels=settings.labels)
        yield Block(name="share", slot=settings.slot, html=html)


def check(site: Site) -> Iterator[Finding]:
    """Yield a finding for each configured target that does not exist or has closed, and for a missing address."""
    settings = site.settings
    if not settings.share.enabled:
        return
    if not settings.site_url:
        yield Finding(
            rule="no-site-url",
            severity="warning",
            message="The site has no address, so share bars, canonical links and og:url are left out.",
            hint="Set site_url to where the site will be, such as https://example.org/docs/.",
        )
    for position, name in enumerate(settings.share.targets):
        if isinstance(name, CustomTarget):
            continue
        target = BY_ID.get(ALIASES.get(name, name))
        where = f"share.targets.{position}"
        if target is None:
            hint = did_you_mean(name, [*BY_ID, *ALIASES])
            yield Finding(
                rule="unknown-target",
                severity="warning",
                message=f"{where}: there is no share target {name!r}.",
                hint=hint,
            )
        elif target.status == "closed":
            living = ", ".join(target.instead)
            yield Finding(
                rule="closed-target",
                severity="warning",
                message=f"{where}: {target.label} has closed, so its button is left out.",
                hint=f"Use one of these instead: {living}." if living else "Take it out of the list.",
            )


def chosen(settings: Settings) -> tuple[Target, ...]:
    """Return the targets to show, in the order configured, each once, those that live."""
    named = settings.share.targets or PRESETS[settings.share.preset]
    found: dict[str, Target] = {}
    for name in named:
        target = _custom(name) if isinstance(name, CustomTarget) else BY_ID.get(ALIASES.get(name, name))
        if target is not None and target.status != "closed":
            found.setdefault(target.id, target)
    return tuple(found.values())


def _custom(own: CustomTarget) -> Target:
    return Target(
        id=own.id,
        label=own.label,
        family="social",
        pattern=own.url,
        icon=f"path:{own.svg}",
        colour="#000000",
        source="settings",
    )


def _fields(site: Site, page: Page) -> Mapping[str, str]:
    image = choose.image(site, page)
    tags = [tag.replace(" ", "") for tag in page.facts.tags]
    return {
        "url": page.facts.url or "",
        "title": choose.title(page),
        "description": choose.description(site, page),
        "tags_comma": ",".join(tags),
        "tags_space": " ".join(tags),
        "via": site.settings.meta.x_site.lstrip("@"),
        "image": image.src if image else "",
        "site": site.settings.site_name,
    }


def _button(target: Target, fields: Mapping[str, str], words: Mapping[str, str]) -> Button:
    called = words.get(f"target_{target.id.replace('-', '_')}", target.label)
    name = words[_SENTENCES[target.family]].format(target=called)
    return Button(
        id=target.id,
        label=called[:1].upper() + called[1:],
        name=name,
        url=share_url(target, fields),
        icon=_icon(target.icon),
    )


def _icon(name: str) -> Markup:
    if not name.startswith("path:"):
        return Markup(icon_svg(name))  # noqa: S704 - our own files
    path = escape(name.removeprefix("path:"))
    opening = (
        '<svg aria-hidden="true" focusable="false" width="20" height="20" fill="currentColor" viewBox="0 0 16 16">'
    )
    return Markup(f'{opening}<path d="{path}"/></svg>') if path else Markup(icon_svg("share"))  # noqa: S704 - escaped above
