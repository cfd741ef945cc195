"""The table of networks on which a site may have an account: one row for one network.

A pattern holds ``{name}``, the account as its owner writes it there, without a leading
``@``; and ``{server}`` where handles name a server: ``@name@server``. A row without a
pattern takes an address only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from smo_core.urls import is_web

if TYPE_CHECKING:
    from collections.abc import Mapping


_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d+)?")


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
    Profile(id="fediverse", label="Fediverse", icon="people", pattern="https://{server}/@{name}"),
    Profile(id="misskey", label="Misskey", icon="misskey", pattern="https://{server}/@{name}"),
    Profile(id="lemmy", label="Lemmy", icon="people", pattern="https://{server}/c/{name}", me=False),
    Profile(id="bluesky", label="Bluesky", icon="bluesky", pattern="https://bsky.app/profile/{name}"),
    Profile(id="threads", label="Threads", icon="threads", pattern="https://www.threads.com/@{name}"),
    Profile(id="x", label="X", icon="x", pattern="https://x.com/{name}"),
    Profile(id="linkedin", label="LinkedIn", icon="linkedin", pattern="https://www.linkedin.com/{name}"),
    Profile(id="facebook", label="Facebook", icon="facebook", pattern="https://www.facebook.com/{name}"),
    Profile(id="instagram", label="Instagram", icon="instagram", pattern="https://www.instagram.com/{name}/"),
    Profile(id="youtube", label="YouTube", icon="youtube", pattern="https://www.youtube.com/@{name}"),
    Profile(id="peertube", label="PeerTube", icon="tv", pattern="https://{server}/@{name}"),
    Profile(id="tiktok", label="TikTok", icon="tiktok", pattern="https://www.tiktok.com/@{name}"),
    Profile(id="twitch", label="Twitch", icon="twitch", pattern="https://www.twitch.tv/{name}"),
    Profile(id="github", label="GitHub", icon="github", pattern="https://github.com/{name}"),
    Profile(id="gitlab", label="GitLab", icon="gitlab", pattern="https://gitlab.com/{name}"),
    Profile(id="codeberg", label="Codeberg", icon="git", pattern="https://codeberg.org/{name}"),
    Profile(id="reddit", label="Reddit", icon="reddit", pattern="https://www.reddit.com/{name}", me=False),
    Profile(id="tumblr", label="Tumblr", icon="tumblr", pattern="https://www.tumblr.com/{name}"),
    Profile(id="pinterest", label="Pinterest", icon="pinterest", pattern="https://www.pinterest.com/{name}/"),
    Profile(id="medium", label="Medium", icon="medium", pattern="https://medium.com/@{name}"),
    Profile(id="vk", label="VK", icon="vk", pattern="https://vk.com/{name}"),
    Profile(id="telegram", label="Telegram", icon="telegram", pattern="https://t.me/{name}", me=False),
    Profile(id="matrix", label="Matrix", icon="matrix", pattern="https://matrix.to/#/{name}", me=False),
    Profile(id="discord", label="Discord", icon="discord", me=False),
    Profile(id="patreon", label="Patreon", icon="patreon", pattern="https://www.patreon.com/{name}"),
    Profile(id="substack", label="Substack", icon="substack", pattern="https://{name}.substack.com/"),
    Profile(id="newsletter", label="Newsletter", icon="newsletter", me=False),
)
"""Networks with accounts that a site can name; others are ``follow.links``."""

BY_ID: Final[Mapping[str, Profile]] = MappingProxyType({profile.id: profile for profile in PROFILES})


def address(profile: Profile, account: str) -> str | None:
    """Return the address of an account, given as an address, a name or a handle; None when it cannot be told.

    A handle is ``@name@server``, ``!name@server`` in Lemmy. Everything but letters that a path
    may hold is percent-encoded, so that an account never leads elsewhere than its network.
    """
    account = account.strip()
    if is_web(account):
        return account
    room = profile.id == "matrix"
    name, _, server = account.lstrip("@!").partition("@") if "{server}" in profile.pattern else (account, "", "")
    name = name if room else name.lstrip("@")
    if not (profile.pattern and name) or ("{server}" in profile.pattern and not _HOST.fullmatch(server)):
        return None
    if "{name}." in profile.pattern and not re.fullmatch(r"[A-Za-z0-9-]+", name):
        return None
    return profile.pattern.replace("{server}", server).replace("{name}", quote(name, safe=":#!@/" if room else "/"))
