"""Settings of the block that says where else a site can be followed."""

from __future__ import annotations

from pydantic import Field

from smo_core.settings.forms import Automatic, Part, PathData, WebAddress
from smo_core.vocabulary import Slot


class FollowLink(Part):
    """A place to follow that the suite does not know."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    """A name for the place: small letters, digits and hyphens."""
    label: str = Field(min_length=1)
    """What readers see."""
    url: WebAddress
    """Its address."""
    svg: PathData = ""
    """Path data (the ``d`` of one ``path``, in a 16 × 16 box) of the icon."""
    me: bool = False
    """Whether it is a profile of the same person or project, marked ``rel="me"``."""


class FollowSettings(Part):
    """Where else the site can be followed."""

    enabled: Automatic = "auto"
    """Show the block; ``auto`` shows it when there are accounts or links."""
    accounts: dict[str, str] = Field(default_factory=dict)
    """Accounts in the order shown, by network: a name, a handle or an address."""
    links: tuple[FollowLink, ...] = ()
    """Further places to follow, after the accounts."""
    feeds: bool = True
    """Show the site's own feeds, at the end."""
    slot: Slot = "after_content"
    """Where the block goes when the page has no placeholder for it."""

    @property
    def shown(self) -> bool:
        """Whether there is to be a block, if there is anything to show in it."""
        return bool(self.accounts or self.links) if self.enabled == "auto" else self.enabled
