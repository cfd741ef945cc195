"""The bar itself: which targets and actions, what each says, and where each link leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup  # noqa: TC002 - annotations stay resolvable

from smo_core import choose
from smo_core.features.share import qr
from smo_core.features.share.address import filled, share_url
from smo_core.features.share.post import fields
from smo_core.features.share.script import script_of
from smo_core.features.share.target import Target
from smo_core.features.share.targets import PRESETS, find
from smo_core.icons import Icon
from smo_core.model import Block, Page, Site
from smo_core.remembered import remembered
from smo_core.render import icon_for, render, words_for
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
# What the script can do besides: the phrase that labels it, and its icon.
ACTIONS: Mapping[str, tuple[str, str]] = {
    "native": ("native_share", "share"),
    "copy": ("copy_link", "link"),
    "copy-markdown": ("copy_markdown", "markdown"),
    "copy-html": ("copy_html", "code"),
    "qr": ("qr", "qr"),
    "print": ("print", "print"),
}
_TEMPLATE = Path(__file__).with_name("share.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One link of the bar, as its template sees it.

    ``server`` is the address on a server of the reader's choice, ``example`` such a server;
    ``leaves`` says whether the link leads to another site, not to a program of the reader's.
    """

    id: str
    label: str
    name: str
    url: str
    icon: Markup
    server: str = ""
    example: str = ""
    leaves: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One button of the bar that needs the script; ``src`` is the file that it shows."""

    id: str
    label: str
    icon: Markup
    src: str = ""


def bar(site: Site, page: Page) -> Iterator[Block]:
    """Yield the share bar of one page, with its script; a page without an address cannot be shared."""
    settings = site.settings.share
    if not (settings.enabled and choose.options(page).share.enabled and page.facts.url):
        return
    words = words_for(site, page)
    buttons = tuple(_button(site, page, target, words) for target in chosen(site.settings))
    actions = tuple(_action(site, page, name, words) for name in _doable(site))
    if not (buttons or actions):
        return
    own = choose.options(page).share.text.get("default", "")
    html = render(
        _TEMPLATE,
        site,
        page,
        buttons=buttons,
        actions=actions,
        share=settings,
        script=script_of(site, page) if settings.script else None,
        title=choose.title(page),
        text=own,
        plain=settings.slot in {"before_content", "placeholder"},
    )
    yield Block(name="share", slot=settings.slot, html=html)


def icons(site: Site) -> Iterator[Icon]:
    """Yield the icons that the bars of the site show."""
    if site.settings.share.enabled and site.settings.share.labels != "text":
        yield from (_icon(target) for target in chosen(site.settings))
        yield from (Icon(name=ACTIONS[name][1]) for name in _doable(site))


@remembered(8)
def chosen(settings: Settings) -> tuple[Target, ...]:
    """Return the targets to show, in the order configured, each once, those that live."""
    named = settings.share.targets or PRESETS[settings.share.preset]
    found: dict[str, Target] = {}
    for name in named:
        target = _custom(name) if isinstance(name, CustomTarget) else find(name)
        if target is not None and target.status != "closed":
            found.setdefault(target.id, target)
    return tuple(found.values())


def _custom(own: CustomTarget) -> Target:
    return Target(
        id=own.id,
        label=own.label,
        family="social",
        pattern=own.url,
        icon="share",
        path=own.svg,
        colour="#000000",
        source="settings",
        tags="apart",
    )


def _doable(site: Site) -> tuple[str, ...]:
    """Return the actions to offer, in the order configured, each once."""
    share = site.settings.share
    names = dict.fromkeys(share.actions) if share.script else ()
    return tuple(name for name in names if name != "qr" or qr.wanted(site))


def _button(site: Site, page: Page, target: Target, words: Mapping[str, str]) -> Button:
    called, name = _names(words, target)
    values = fields(site, page, target, words)
    federated = bool(target.on_server) and site.settings.share.script
    return Button(
        id=target.id,
        label=called,
        name=name,
        url=share_url(target, values),
        icon=icon_for(site, page, _icon(target)),
        server=filled(target.on_server, values) if federated else "",
        example=target.example if federated else "",
        leaves=target.pattern.startswith("http"),
    )


@remembered(1024)
def _names(words: Mapping[str, str], target: Target) -> tuple[str, str]:
    """Return what a target's link says: on the page, and in the sentence that names it."""
    called = words.get(f"target_{target.id.replace('-', '_')}", target.label)
    return called[:1].upper() + called[1:], words[_SENTENCES[target.family]].format(target=called)


def _action(site: Site, page: Page, name: str, words: Mapping[str, str]) -> Action:
    phrase, icon = ACTIONS[name]
    src = ""
    if name == "qr":
        src = choose.asset(site, page, qr.path_of(site, page).removeprefix(f"{site.settings.assets}/"))
    return Action(id=name, label=words[phrase], icon=icon_for(site, page, Icon(name=icon)), src=src)


@remembered(256)
def _icon(target: Target) -> Icon:
    return Icon(name=target.id, path=target.path) if target.path else Icon(name=target.icon)
