"""The table of networks on which a site may have an account: one row for one network.

A pattern holds ``{name}``, the account as its owner writes it there, without a leading
``@``; and ``{server}`` where handles name a server: ``@name@server``. A row without a
pattern takes an address only.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One network: its id in settings, its proper name, the address of an account, an icon, whether it is a profile."""

    id: str
    label: str
    icon: str
    pattern: str = ""
    me: bool = True
    """Whether the address speaks of the same person or project: ``rel="me"``."""


PROFILES: Final[tuple[Profile, ...]] = (
    Profile(id="mastodon", label="Mastodon", icon="mastodon", pattern="https://{server}/@{name}"),
    Profile(id="fediverse", label="Fediverse", icon="asterisk", pattern="https://{server}/@{name}"),
    Profile(id="bluesky", label="Bluesky", icon="bluesky", pattern="https://bsky.app/profile/{name}"),
    Profile(id="threads", label="Threads", icon="threads", pattern="https://www.threads.com/@{name}"),
    Profile(id="x", label="X", icon="x", pattern="https://x.com/{name}"),
    Profile(id="linkedin", label="LinkedIn", icon="linkedin"),
    Profile(id="facebook", label="Facebook", icon="facebook", pattern="https://www.facebook.com/{name}"),
    Profile(id="reddit", label="Reddit", icon="reddit", pattern="https://www.reddit.com/{name}"),
    Profile(id="tumblr", label="Tumblr", icon="tumblr", pattern="https://www.tumblr.com/{name}"),
    Profile(id="pinterest", label="Pinterest", icon="pinterest", pattern="https://www.pinterest.com/{name}/"),
    Profile(id="vk", label="VK", icon="vk", pattern="https://vk.com/{name}"),
    Profile(id="newsletter", label="Newsletter", icon="mail", me=False),
)

BY_ID: Final[Mapping[str, Profile]] = MappingProxyType({profile.id: profile for profile in PROFILES})
