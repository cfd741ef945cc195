"""The settings tree: every option with its default, its limits and one sentence on what it does.

The reference page of the docs and the JSON schema are made from it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    field_validator,
)

from smo_core.model import Existing, Slot
from smo_core.urls import is_web, with_slash


def _listed(value: object) -> object:
    """Accept ``a, b`` where a list is wanted: front matter of Pelican has only strings."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


class _Also:
    """Says in the JSON schema that a shorthand is accepted beside the full form."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:  # noqa: ANN401 - pydantic's own type
        return {"anyOf": [handler(core), *({"type": kind} for kind in self.kinds)]}


Names = Annotated[tuple[str, ...], BeforeValidator(_listed), _Also("string")]
Score = Annotated[float, Field(ge=0)]


def _switch(value: object) -> object:
    """Accept ``share: false`` for ``share: {enabled: false}``; words, because Pelican has only strings."""
    word = value.strip().casefold() if isinstance(value, str) else value
    named: dict[Any, bool] = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    if isinstance(word, bool) or (isinstance(word, str) and word in named):
        return {"enabled": named.get(word, word)}
    return value


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False, use_attribute_docstrings=True)


class CustomTarget(_Part):
    """A place to share to that the suite does not know."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    """A name for the target: small letters, digits and hyphens."""
    label: str = Field(min_length=1)
    """What readers see."""
    url: str
    """The address to open, with ``{url}``, ``{title}``, ``{text}`` or ``{description}`` where they belong."""
    svg: str = ""
    """Path data (the ``d`` of one ``path``, in a 16 × 16 box) of the icon."""

    @field_validator("url")
    @classmethod
    def _web_and_filled(cls, value: str) -> str:
        if not re.match(r"https?://|mailto:|sms:", value):
            message = "must begin with https://, http://, mailto: or sms:"
            raise ValueError(message)
        if "{url}" not in value and "{text}" not in value:
            message = "must hold {url} or {text}, where the page's address goes"
            raise ValueError(message)
        return value

    @field_validator("svg")
    @classmethod
    def _path_data(cls, value: str) -> str:
        if not re.fullmatch(r"[MmZzLlHhVvCcSsQqTtAaEe0-9\s,.+-]*", value):
            message = "must be SVG path data: letters of path commands, digits, blanks, commas, points and signs"
            raise ValueError(message)
        return value


def _web_or_nothing(value: str) -> str:
    if value and not is_web(value):
        message = "must be an absolute address such as https://example.org/"
        raise ValueError(message)
    return value


WebAddress = Annotated[str, AfterValidator(_web_or_nothing)]
_ACCOUNT = r"^(@?\w{1,15})?$"
_HANDLE = r"^(@?[\w.-]+@[\w.-]+)?$"


class MetaSettings(_Part):
    """Tags in the head of each page."""

    enabled: bool = True
    """Add head tags at all."""
    existing: Existing = "keep"
    """Whether a tag that the theme or another plugin wrote stays when it is sound, or ours replaces it."""
    description: bool = True
    """Take a description from the page's first paragraph when it has none."""
    description_length: int = Field(default=160, ge=50, le=1000)
    """The most characters that a description taken from the content may have."""
    canonical: bool = True
    """Add ``<link rel="canonical">`` where the theme does not."""
    open_graph: bool = True
    """Add Open Graph tags (``og:title`` …)."""
    x_card: bool = True
    """Add X card tags (``twitter:card`` …)."""
    json_ld: bool = True
    """Add one schema.org graph as JSON-LD."""
    x_site: str = Field(default="", pattern=_ACCOUNT)
    """The site's account on X, for ``twitter:site``."""
    fediverse_creator: str = Field(default="", pattern=_HANDLE)
    """The fediverse handle of authors who have none of their own in ``authors``."""
    content_images: bool = True
    """Let the first picture of the content that is large enough stand for a page without an image."""
    labels: bool = True
    """Name author and reading time of articles as card labels (``twitter:label1`` …)."""
    robots: str = "max-image-preview:large"
    """Content of the robots tag of pages that may be indexed; a page's own robots tag always wins."""
    theme_color: str = Field(default="", pattern=r"^(#[0-9A-Fa-f]{6})?$")
    """The colour of browser bars and of embeds in chats, as #rrggbb."""
    me: tuple[WebAddress, ...] = ()
    """Addresses of the same person or project elsewhere, as ``rel="me"``."""
    license: WebAddress = ""
    """The address of the licence of the content."""
    microformats: bool = False
    """Add an unseen h-entry with h-card to each page, for readers of microformats2."""
    standard_publication: str = Field(default="", pattern=r"^(at://\S+)?$")
    """The at:// address of the site's Standard.site publication record."""
    article_type: Literal["Article", "BlogPosting", "TechArticle", "NewsArticle"] = "Article"
    """The schema.org type of pages that are dated posts."""
    page_type: Literal["Article", "TechArticle", "WebPage"] = "TechArticle"
    """The schema.org type of the other pages."""


class AuthorSettings(_Part):
    """One author, by the name that pages give."""

    url: WebAddress = ""
    """A page about the author."""
    fediverse: str = Field(default="", pattern=_HANDLE)
    """The author's fediverse handle, ``@name@server``."""
    x: str = Field(default="", pattern=_ACCOUNT)
    """The author's account on X."""
    same_as: tuple[WebAddress, ...] = ()
    """Further addresses of the same person."""


class PublisherSettings(_Part):
    """Who publishes the site."""

    type: Literal["Organization", "Person"] = "Organization"
    """What the publisher is."""
    name: str = ""
    """The publisher's name; without one nothing is said of a publisher."""
    url: WebAddress = ""
    """The publisher's own address."""
    logo: str = ""
    """The publisher's logo: an absolute URL, or a path below the site's root."""
    same_as: tuple[WebAddress, ...] = ()
    """Further addresses of the same publisher, such as accounts on networks."""


class ShareSettings(_Part):
    """The share bar."""

    enabled: bool = True
    """Show a share bar."""
    preset: Literal["docs", "blog", "news"] = "docs"
    """The audience that the default targets are chosen for."""
    targets: Annotated[tuple[str | CustomTarget, ...], BeforeValidator(_listed), _Also("string")] = ()
    """The targets in the order shown, by name, or described as a custom target; empty means the preset's."""
    labels: Literal["icon+text", "text", "icon"] = "icon+text"
    """What each button shows; an icon alone still has its name for screen readers."""
    slot: Slot = "after_content"
    """Where the bar goes when the page has no placeholder for it."""


class RelatedSettings(_Part):
    """Related pages."""

    enabled: bool = True
    """Show related pages."""
    count: int = Field(default=5, ge=1, le=50)
    """The most pages shown."""
    reasons: bool = True
    """Say under each link why it is there."""
    weights: dict[str, Score] = Field(default_factory=dict)
    """Weights by signal, over the built-in ones; 0 turns a signal off."""
    exclude: Names = ()
    """Path globs of pages that are never suggested."""
    slot: Slot = "after_content"
    """Where the list goes when the page has no placeholder for it."""


class BacklinksSettings(_Part):
    """Pages that link here."""

    enabled: bool = True
    """Show the pages that link to the page."""
    count: int = Field(default=10, ge=1, le=1000)
    """The most pages shown."""
    slot: Slot = "after_content"
    """Where the list goes when the page has no placeholder for it."""


Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


def _card_switch(value: object) -> object:
    """Accept ``cards: auto`` as well as what every switch accepts."""
    word = value.strip().casefold() if isinstance(value, str) else value
    return {"enabled": "auto"} if word == "auto" else _switch(value)


def _auto(value: object) -> object:
    """Accept true, false and auto, in words too, and say so when it is something else."""
    chosen = _card_switch(value)
    if not isinstance(chosen, dict) or set(chosen) != {"enabled"}:
        message = "must be true, false or auto"
        raise ValueError(message)
    return chosen["enabled"]


class CardColours(_Part):
    """The colours of preview cards, each as ``#rrggbb``."""

    background: Colour = "#ffffff"
    """What text stands on."""
    text: Colour = "#16181d"
    """The title; paler text is mixed from it and the background."""
    accent: Colour = "#2452d6"
    """Bars, panels and labels; what stands on it is white or black, whichever reads better."""


class CardsSettings(_Part):
    """Preview cards: a picture of 1200 × 630 drawn for each page that has no image of its own."""

    enabled: Annotated[bool | Literal["auto"], BeforeValidator(_auto)] = "auto"
    """Draw cards; ``auto`` draws them when the extra ``cards`` is installed and the site has an address."""
    design: Literal["plain", "banner", "split"] = "plain"
    """The built-in design."""
    template: Path | None = None
    """A ``.typ`` file of your own in place of the built-in design."""
    logo: Path | None = None
    """An SVG or PNG file to show on each card."""
    colours: CardColours = CardColours()
    font: str = ""
    """The family that cards are set in, from the folders in ``fonts``; empty means the one that is carried along."""
    fonts: Annotated[tuple[Path, ...], BeforeValidator(_listed)] = ()
    """Folders of font files, for your own family and for scripts other than Latin, Greek and Cyrillic."""
    system_fonts: bool = True
    """Use installed fonts for characters that no other font has; cards may then differ between machines."""
    description: bool = True
    """Show the page's description below its title."""
    exclude: Names = ()
    """Path globs of pages that get no card."""


class FolderSettings(_Part):
    """How ``smo link`` reads a folder of built HTML."""

    content: str = ""
    """CSS selector of the element that holds a page's content, where ``main`` and ``article`` do not tell."""
    exclude: Names = (
        "404.html", "search.html", "search/index.html", "genindex*.html", "py-modindex.html", "modindex.html",
        "_modules/**", "tag/**", "tags/**", "tags.html", "category/**", "categories.html", "author/**",
        "authors.html", "archives.html", "page/**", "drafts/**",
    )  # fmt: skip
    """Path globs of pages that are no content: lists, indexes, error pages."""


class Settings(_Part):
    """All settings of a site."""

    enabled: bool = True
    """Do anything at all."""
    strict: bool = False
    """Fail the build when there are findings of severity ``warning`` or worse."""
    check: bool = False
    """Look at the built site as networks will, and say in one line what they make of it."""
    site_url: str = ""
    """The address where the site will be; the host's own setting wins over it."""
    site_name: str = ""
    """The site's name; the host's own setting wins over it."""
    language: str = ""
    """The BCP 47 language of pages that do not say theirs."""
    description: str = ""
    """The description of the home page when it has none of its own."""
    author: str = ""
    """The author of pages that do not name theirs."""
    image: str = ""
    """The image of pages without one: an absolute URL, or a path below the site's root."""
    image_alt: str = ""
    """What that image shows."""
    exclude: Names = ()
    """Path globs of pages that are left alone."""
    templates: Path | None = None
    """A folder of templates that replace the built-in ones of the same name."""
    assets: str = Field(default="smo", pattern=r"^[\w-]+(/[\w-]+)*$")
    """The folder, below the site's root, of the files that are added to the site."""
    authors: dict[str, AuthorSettings] = Field(default_factory=dict)
    """What is known of authors, by the name that pages give: ``{Ana Lima: {fediverse: "@ana@example.social"}}``."""
    publisher: PublisherSettings = PublisherSettings()
    """Who publishes the site, for structured data."""
    phrases: dict[str, dict[str, str]] = Field(default_factory=dict)
    """Own wording by language: ``{en: {related_heading: See also}}``."""
    meta: Annotated[MetaSettings, BeforeValidator(_switch), _Also("boolean")] = MetaSettings()
    share: Annotated[ShareSettings, BeforeValidator(_switch), _Also("boolean")] = ShareSettings()
    related: Annotated[RelatedSettings, BeforeValidator(_switch), _Also("boolean")] = RelatedSettings()
    backlinks: Annotated[BacklinksSettings, BeforeValidator(_switch), _Also("boolean")] = BacklinksSettings()
    cards: Annotated[CardsSettings, BeforeValidator(_card_switch), _Also("boolean", "string")] = CardsSettings()
    folder: FolderSettings = FolderSettings()

    @field_validator("site_url")
    @classmethod
    def _web(cls, value: str) -> str:
        if value and not is_web(value):
            message = "must be an absolute address such as https://example.org/docs/"
            raise ValueError(message)
        return with_slash(value)


class PageRelated(_Part):
    """One page's own wishes about related pages."""

    enabled: bool = True
    """Show related pages here."""
    pin: Names = ()
    """Pages shown first, whatever their score: source path, URL path or key."""
    block: Names = ()
    """Pages never suggested here."""


class PageMeta(_Part):
    """One page's own head tags."""

    enabled: bool = True
    """Add head tags here."""
    title: str = ""
    """The title on networks, when it shall differ from the page's."""
    description: str = ""
    """The description on networks, when it shall differ from the page's."""
    image: str = ""
    """The image on networks."""
    image_alt: str = ""
    """What that image shows."""
    type: Literal["", "Article", "BlogPosting", "TechArticle", "NewsArticle", "WebPage"] = ""
    """The schema.org type of the page."""
    standard_document: str = Field(default="", pattern=r"^(at://\S+)?$")
    """The at:// address of the page's Standard.site document record."""


class PageSwitch(_Part):
    """Whether one page has a block, or a card."""

    enabled: bool = True
    """Show it here."""


class PageSettings(_Part):
    """A page's own settings: ``smo:`` in its front matter, or ``smo_…`` where that has no levels."""

    enabled: bool = True
    """Do anything on this page."""
    meta: Annotated[PageMeta, BeforeValidator(_switch), _Also("boolean")] = PageMeta()
    share: Annotated[PageSwitch, BeforeValidator(_switch), _Also("boolean")] = PageSwitch()
    related: Annotated[PageRelated, BeforeValidator(_switch), _Also("boolean")] = PageRelated()
    backlinks: Annotated[PageSwitch, BeforeValidator(_switch), _Also("boolean")] = PageSwitch()
    cards: Annotated[PageSwitch, BeforeValidator(_switch), _Also("boolean")] = PageSwitch()
