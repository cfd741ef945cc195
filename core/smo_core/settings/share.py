"""Settings of the share bar."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator

from smo_core.settings.forms import Also, ByTarget, Part, PathData, listed
from smo_core.vocabulary import Slot

Action = Literal["native", "copy", "copy-markdown", "copy-html", "qr", "print"]


class CustomTarget(Part):
    """A place to share to that the suite does not know."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    """A name for the target: small letters, digits and hyphens."""
    label: str = Field(min_length=1)
    """What readers see."""
    url: str
    """The address to open, with ``{url}``, ``{title}``, ``{words}`` or ``{text}`` where they belong."""
    svg: PathData = ""
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


class ShareSettings(Part):
    """The share bar."""

    enabled: bool = True
    """Show a share bar."""
    preset: Literal["docs", "blog", "news"] = "docs"
    """The audience that the default targets are chosen for."""
    targets: Annotated[tuple[str | CustomTarget, ...], BeforeValidator(listed), Also("string")] = ()
    """The targets in the order shown, by name, or described as a custom target; empty means the preset's."""
    actions: Annotated[tuple[Action, ...], BeforeValidator(listed), Also("string")] = ("native", "copy")
    """What the page's script offers besides, in the order shown; ``qr`` needs the extra ``qr``."""
    style: Literal["inline", "rail", "floating"] = "inline"
    """The bar's place: with the text, beside it on wide screens, or at the bottom of small ones."""
    look: Literal["plain", "brand"] = "plain"
    """Whether buttons have the colours of the page, or each its service's."""
    labels: Literal["icon+text", "text", "icon"] = "icon+text"
    """What each button shows; an icon alone still has its name for screen readers."""
    slot: Slot = "after_content"
    """Where the bar goes when the page has no placeholder for it."""
    script: bool = True
    """Add a small script for what links cannot do; without it the links work all the same."""
    headings: bool = True
    """Let the script offer to copy the link to a section, beside its heading."""
    quotes: bool = True
    """Let the script offer to share the text that a reader selects."""
    hashtags: int = Field(default=3, ge=0, le=10)
    """The most of a page's tags that go into a post as hashtags."""
    campaign: dict[str, ByTarget] = Field(default_factory=dict)
    """Parameters that shared links get, such as ``{utm_source: "{target}"}``; a value may differ by target."""
