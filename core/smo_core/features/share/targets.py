"""The share targets by every name that settings may use, and ready choices of them.

A target is a row of :data:`smo_core.features.share.table.TARGETS`. To add a service, add a row
there and its expected URL to the tests.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from smo_core.features.share.table import TARGETS
from smo_core.features.share.target import Target

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ALIASES", "BY_ID", "PRESETS", "TARGETS", "find"]

BY_ID: Final[Mapping[str, Target]] = MappingProxyType({t.id: t for t in TARGETS})

ALIASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "e-mail": "email",
        "facebook-messenger": "messenger",
        "fb": "facebook",
        "fb-messenger": "messenger",
        "g-plus": "google-plus",
        "get-pocket": "pocket",
        "hackernews": "hacker-news",
        "hatena-bookmark": "hatena",
        "hn": "hacker-news",
        "imessage": "sms",
        "lobste-rs": "lobsters",
        "lobste.rs": "lobsters",
        "mail": "email",
        "microsoft-copilot": "copilot",
        "microsoft-teams": "teams",
        "odnoklassniki": "ok",
        "ok-ru": "ok",
        "openai": "chatgpt",
        "raindrop-io": "raindrop",
        "raindrop.io": "raindrop",
        "sina-weibo": "weibo",
        "tg": "telegram",
        "twitter": "x",
        "vkontakte": "vk",
        "whats-app": "whatsapp",
        "y-combinator": "hacker-news",
        "ycombinator": "hacker-news",
    }
)
"""Other names a settings file may use, each with the id it means."""

PRESETS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "docs": (
            "mastodon",
            "bluesky",
            "linkedin",
            "reddit",
            "hacker-news",
            "x",
            "email",
        ),
        "blog": (
            "mastodon",
            "bluesky",
            "threads",
            "linkedin",
            "facebook",
            "x",
            "whatsapp",
            "email",
        ),
        "news": (
            "facebook",
            "whatsapp",
            "x",
            "bluesky",
            "linkedin",
            "telegram",
            "reddit",
            "email",
        ),
    }
)
"""Ready choices of targets, in order, for three kinds of readers."""


def find(name: str) -> Target | None:
    """Return the target that a settings file means by ``name``, None when there is none."""
    return BY_ID.get(ALIASES.get(name, name))
