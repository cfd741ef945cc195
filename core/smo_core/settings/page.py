"""One page's own settings: ``smo:`` in its front matter."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from smo_core.settings.audit import RuleNames
from smo_core.settings.forms import Also, ByTarget, Names, Part, switch


class PageRelated(Part):
    """One page's own wishes about related pages."""

    enabled: bool = True
    """Show related pages here."""
    pin: Names = ()
    """Pages shown first, whatever their score: source path, URL path or key."""
    block: Names = ()
    """Pages never suggested here."""


class PageMeta(Part):
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


class PageSwitch(Part):
    """Whether one page has a block, or a card."""

    enabled: bool = True
    """Show it here."""


class PageShare(PageSwitch):
    """One page's own wishes about its share bar."""

    text: ByTarget = Field(default_factory=dict)
    """What posts say in place of the title: one text, or one for each target, with ``default`` for the others."""


class PageAudit(Part):
    """What the audit leaves out on one page."""

    ignore: RuleNames = ()
    """Rules that do not apply here: ids such as ``G04``, or a letter for a whole group."""


class PageSettings(Part):
    """A page's own settings: ``smo:`` in its front matter, or ``smo_…`` where that has no levels."""

    enabled: bool = True
    """Do anything on this page."""
    aliases: Names = ()
    """What else the page is called: where other pages say it, a link here is suggested."""
    meta: Annotated[PageMeta, BeforeValidator(switch), Also("boolean")] = PageMeta.plain()
    share: Annotated[PageShare, BeforeValidator(switch), Also("boolean")] = PageShare.plain()
    related: Annotated[PageRelated, BeforeValidator(switch), Also("boolean")] = PageRelated.plain()
    backlinks: Annotated[PageSwitch, BeforeValidator(switch), Also("boolean")] = PageSwitch.plain()
    section: Annotated[PageSwitch, BeforeValidator(switch), Also("boolean")] = PageSwitch.plain()
    next: Annotated[PageSwitch, BeforeValidator(switch), Also("boolean")] = PageSwitch.plain()
    resources: Annotated[PageSwitch, BeforeValidator(switch), Also("boolean")] = PageSwitch.plain()
    follow: Annotated[PageSwitch, BeforeValidator(switch), Also("boolean")] = PageSwitch.plain()
    suggest: Annotated[PageSwitch, BeforeValidator(switch), Also("boolean")] = PageSwitch.plain()
    cards: Annotated[PageSwitch, BeforeValidator(switch), Also("boolean")] = PageSwitch.plain()
    audit: PageAudit = PageAudit.plain()
