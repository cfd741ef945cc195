"""The settings tree: every option with its default, its limits and one sentence on what it does.

The reference page of the docs and the JSON schema are made from it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator

from smo_core.settings.audit import AuditSettings
from smo_core.settings.cards import CardsSettings
from smo_core.settings.follow import FollowSettings
from smo_core.settings.forms import (
    ACCOUNT,
    HANDLE,
    Also,
    Names,
    Part,
    Score,
    WebAddress,
    auto_switch,
    report_switch,
    switch,
)
from smo_core.settings.share import ShareSettings
from smo_core.urls import is_web, with_slash
from smo_core.vocabulary import ERROR_PAGES, Existing, Slot


class MetaSettings(Part):
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
    x_site: str = Field(default="", pattern=ACCOUNT)
    """The site's account on X, for ``twitter:site``."""
    fediverse_creator: str = Field(default="", pattern=HANDLE)
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
    lists: bool = True
    """Describe what templates make without content of its own, too: the home page of a blog, lists, archives."""
    microformats: bool = False
    """Add an unseen h-entry with h-card to each page, for readers of microformats2."""
    standard_publication: str = Field(default="", pattern=r"^(at://\S+)?$")
    """The at:// address of the site's Standard.site publication record."""
    article_type: Literal["Article", "BlogPosting", "TechArticle", "NewsArticle"] = "Article"
    """The schema.org type of pages that are dated posts."""
    page_type: Literal["Article", "TechArticle", "WebPage"] = "TechArticle"
    """The schema.org type of the other pages."""


class AuthorSettings(Part):
    """One author, by the name that pages give."""

    url: WebAddress = ""
    """A page about the author."""
    fediverse: str = Field(default="", pattern=HANDLE)
    """The author's fediverse handle, ``@name@server``."""
    x: str = Field(default="", pattern=ACCOUNT)
    """The author's account on X."""
    same_as: tuple[WebAddress, ...] = ()
    """Further addresses of the same person."""


class PublisherSettings(Part):
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


class RelatedSettings(Part):
    """Related pages."""

    enabled: bool = True
    """Show related pages."""
    style: Literal["list", "cards", "compact"] = "list"
    """How the list looks: titles with reasons, cards with images, or titles in as little room as can be."""
    count: int = Field(default=5, ge=1, le=50)
    """The most pages shown."""
    reasons: bool = True
    """Say under each link why it is there; the compact style never does."""
    weights: dict[str, Score] = Field(default_factory=dict)
    """Weights by signal, over the built-in ones; 0 turns a signal off."""
    exclude: Names = ()
    """Path globs of pages that are never suggested."""
    exclude_linked: bool = False
    """Suggest no page that the text links to already."""
    threshold: float = Field(default=0.1, ge=0, le=1)
    """The least score of a suggestion: 1 is a pair that all signals agree on. At 0 short lists are filled up."""
    unlinked: float = Field(default=0.3, ge=0, le=0.9)
    """The share of its score that a page loses which no other links to; with one link half of it, with two a third."""
    recency: float = Field(default=0, ge=0, le=36500)
    """Days after which a page counts a quarter less than the newest, an endless time one half; 0 for no difference."""
    slot: Slot = "after_content"
    """Where the list goes when the page has no placeholder for it."""


class BacklinksSettings(Part):
    """Pages that link here."""

    enabled: bool = True
    """Show the pages that link to the page."""
    count: int = Field(default=10, ge=1, le=1000)
    """The most pages shown."""
    context: bool = True
    """Show the sentence in which each page links here."""
    slot: Slot = "after_content"
    """Where the list goes when the page has no placeholder for it."""


class SectionSettings(Part):
    """More pages of the same section."""

    enabled: bool = False
    """Show the other pages of the page's section."""
    count: int = Field(default=6, ge=1, le=1000)
    """The most pages shown: those that follow first."""
    slot: Slot = "after_content"
    """Where the list goes when the page has no placeholder for it."""


class NextSettings(Part):
    """What to read next."""

    enabled: bool = False
    """Show which page to read next."""
    count: int = Field(default=1, ge=1, le=2)
    """How many pages: the one that follows in the site's order, then the best related one not linked to yet."""
    slot: Slot = "after_content"
    """Where it goes when the page has no placeholder for it."""


class ResourcesSettings(Part):
    """Pages elsewhere that several pages of the site link to."""

    enabled: bool = False
    """List them, by section and for the whole site."""
    count: int = Field(default=10, ge=1, le=1000)
    """The most addresses shown."""
    at_least: int = Field(default=2, ge=1)
    """How many pages must link to an address before it is listed."""
    exclude: Names = ()
    """Globs of addresses that are never listed, without ``https://``: ``github.com/**``."""
    slot: Slot = "placeholder"
    """Where the list goes when the page has no placeholder for it."""


class SuggestSettings(Part):
    """Links that the text could have: words that name another page and do not link to it."""

    per_page: int = Field(default=5, ge=1, le=100)
    """The most links suggested for one page."""
    least: float = Field(default=0.05, ge=0, le=1)
    """The least chance, 0 to 1, that a suggestion must have."""
    automatic: bool = False
    """Make the surest suggestions links of the built pages: marked, the first mention only, and removable."""
    automatic_per_page: int = Field(default=3, ge=1, le=100)
    """The most automatic links on one page."""
    automatic_least: float = Field(default=0.5, ge=0, le=1)
    """The least chance, 0 to 1, that an automatic link must have."""
    aliases: dict[str, Names] = Field(default_factory=dict)
    """Further names of pages, by source path, URL path or key: ``{guide/start.md: [quick start]}``."""
    exclude: Names = ()
    """Path globs of pages that get no suggestions and are none."""


class FolderSettings(Part):
    """How ``smo link`` reads a folder of built HTML."""

    content: str = ""
    """CSS selector of the element that holds a page's content, where ``main`` and ``article`` do not tell."""
    exclude: Names = (
        *ERROR_PAGES, "search.html", "search/index.html", "**/search/*_?.html", "**/search/*_??.html",
        "**/search/nomatches.html", "**/genindex*.html", "**/py-modindex.html", "modindex.html", "**/_modules/**",
        "drafts/**", "yandex_????????????????.html", "pinterest-?????.html",
    )  # fmt: skip
    """Path globs of pages that are no content: indexes, search and error pages, proofs of ownership."""
    lists: Names = (
        "tag/**", "tags/**", "tags.html", "category/**", "categories/**", "categories.html", "author/**",
        "authors.html", "archive.html", "archives/**", "archives.html", "page/**", "blog/archive/**",
        "blog/archive.html", "blog/category/**", "blog/page/**", "blog/tags/**", "blog/tags.html",
        "**/page/[0-9]/**", "**/page/[0-9][0-9]/**", "**/page/[0-9][0-9][0-9]/**", "**/page/[0-9].html",
        "**/page/[0-9][0-9].html", "**/page[0-9]/**", "**/page[0-9][0-9]/**", "**/index[0-9].html",
        "**/index[0-9][0-9].html", "**/[0-9][0-9][0-9][0-9]/[0-9][0-9]/index.html",
        "**/[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]/index.html", "??/tags/**", "??-??/tags/**", "??/categories/**",
        "??-??/categories/**", "??/tag/**", "??/category/**", "??/archives/**", "??/author/**",
    )  # fmt: skip
    """Path globs of pages that list others: they get head tags and nothing else, and no page is related to them."""

    @property
    def no_content(self) -> tuple[str, ...]:
        """Path globs of all pages that are no content."""
        return (*self.exclude, *self.lists)


class Settings(Part):
    """All settings of a site."""

    enabled: bool = True
    """Do anything at all."""
    strict: bool = False
    """Fail the build when there are findings of severity ``warning`` or worse."""
    report: Annotated[Literal["off", "serve", "publish"], BeforeValidator(report_switch), Also("boolean")] = "serve"
    """Show a report on the site, and its link previews: on the host's own server only, or on the published site too."""
    check: bool = False
    """Look at the built site as networks will, and say in one line what they make of it."""
    audit: Annotated[AuditSettings, BeforeValidator(switch), Also("boolean")] = AuditSettings.plain()
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
    icons: Literal["auto", "sprite", "inline"] = "auto"
    """Whether icons come from one file or stand in each page; ``auto``: one file if the site has an address."""
    authors: dict[str, AuthorSettings] = Field(default_factory=dict)
    """What is known of authors, by the name that pages give: ``{Ana Lima: {fediverse: "@ana@example.social"}}``."""
    publisher: PublisherSettings = PublisherSettings.plain()
    """Who publishes the site, for structured data."""
    phrases: dict[str, dict[str, str]] = Field(default_factory=dict)
    """Own wording by language: ``{en: {related_heading: See also}}``."""
    meta: Annotated[MetaSettings, BeforeValidator(switch), Also("boolean")] = MetaSettings.plain()
    share: Annotated[ShareSettings, BeforeValidator(switch), Also("boolean")] = ShareSettings.plain()
    related: Annotated[RelatedSettings, BeforeValidator(switch), Also("boolean")] = RelatedSettings.plain()
    backlinks: Annotated[BacklinksSettings, BeforeValidator(switch), Also("boolean")] = BacklinksSettings.plain()
    section: Annotated[SectionSettings, BeforeValidator(switch), Also("boolean")] = SectionSettings.plain()
    next: Annotated[NextSettings, BeforeValidator(switch), Also("boolean")] = NextSettings.plain()
    resources: Annotated[ResourcesSettings, BeforeValidator(switch), Also("boolean")] = ResourcesSettings.plain()
    follow: Annotated[FollowSettings, BeforeValidator(auto_switch), Also("boolean", "string")] = FollowSettings.plain()
    suggest: SuggestSettings = SuggestSettings.plain()
    cards: Annotated[CardsSettings, BeforeValidator(auto_switch), Also("boolean", "string")] = CardsSettings.plain()
    folder: FolderSettings = FolderSettings.plain()

    @property
    def report_folder(self) -> str:
        """The folder of the report, below the site's root, with a slash at its end."""
        return f"{self.assets}/report/"

    @field_validator("site_url")
    @classmethod
    def _web(cls, value: str) -> str:
        if value and not is_web(value):
            message = "must be an absolute address such as https://example.org/docs/"
            raise ValueError(message)
        return with_slash(value)
