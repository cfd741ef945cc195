"""Where a page can be shared, and the URL that does it.

One row of `TARGETS` is one service. A row says everything: its pattern, its
looks, whether it still exists, and when and against what that was last checked.
To add a service, add a row here and its expected URL to the tests.

Placeholders of a pattern:

    {url} {title} {description} {image} {site}    as the page has them
    {tags_comma} {tags_space}    the tags, already joined
    {via}                        an account name without "@"
    {text}                       title, space, url: for services whose compose
                                 box takes a single text and no separate link

Signal, WeChat and KakaoTalk have no share URL, and Gemini takes no prefilled
question: readers reach those by the browser's own share sheet, the QR code or
"copy link".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

Family = Literal[
    "social",
    "messaging",
    "bookmark",
    "fediverse",
    "regional",
    "mail",
    "read-later",
    "ai",
]
Status = Literal["alive", "closed", "unverified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One place a page can be shared to; the row every share link is built from."""

    id: str
    """Name in settings and class names, kebab-case: `hacker-news`."""
    label: str
    """Proper name, as the service writes it: `Hacker News`."""
    family: Family
    """Which sentence introduces it (share on, send by, save to, ask)."""
    pattern: str
    """Share URL with placeholders; see the module's docstring."""
    icon: str
    """Name for `icon_svg`."""
    colour: str
    """Brand colour, `#rrggbb`."""
    source: str
    """Where the pattern is documented, or which software is known to use it."""
    status: Status = "alive"
    """`closed`: the service is gone. `unverified`: nobody could confirm it."""
    instead: tuple[str, ...] = ()
    """Ids of living alternatives; never empty when closed."""
    on_server: str = ""
    """Pattern on a server of the reader's choice, for federated services.

    `{server}` is its host; `share_url` leaves it in place for the browser.
    """
    verified: str = "2026-11-22"
    """ISO date on which the pattern was last compared with `source`."""
    note: str = ""
    """What a maintainer or author should know."""


_PLACEHOLDER: Final = re.compile(r"\{(url|title|text|description|tags_comma|tags_space|via|image|site)\}")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_LINE_BREAK: Final = re.compile(r"\r\n?|\n")


def share_url(target: Target, fields: Mapping[str, str]) -> str:
    """Return the URL that shares a page to `target`, not yet escaped for HTML.

    `fields` holds plain, unencoded values under the names of the placeholders;
    absent means empty. A `text` given there replaces the made one (a question
    for an AI, say). Every value is percent-encoded, a space as `%20`, a lone
    surrogate as U+FFFD. A query or fragment parameter all of whose placeholders
    are empty is left out; the literal parts of the pattern stay.
    """
    values = _encoded(fields, mail=target.pattern.startswith("mailto:"))
    address, _, fragment = target.pattern.partition("#")
    path, _, query = address.partition("?")
    # A fragment may be bare parameters (#text=…) or a route with some (#/new?…).
    route, mark, rest = fragment.rpartition("?")
    shared = _joined(_filled(path, values), "?", _parameters(query, values))
    if not mark:
        return _joined(shared, "#", _parameters(rest, values))
    inner = _joined(_filled(route, values), "?", _parameters(rest, values))
    return _joined(shared, "#", inner)


def _encoded(fields: Mapping[str, str], *, mail: bool) -> dict[str, str]:
    texts = {name: value for name, value in fields.items() if value}
    if "text" not in texts:
        texts["text"] = " ".join(texts[n] for n in ("title", "url") if n in texts)
    if mail:
        # RFC 6068, section 5: line breaks in a body are %0D%0A, and headers,
        # where the title goes, should have none.
        for name, value in texts.items():
            texts[name] = _LINE_BREAK.sub(" " if name == "title" else "\r\n", value)
    return {name: _quoted(value) for name, value in texts.items()}


@lru_cache(maxsize=1024)
def _quoted(value: str) -> str:
    # quote() cannot encode a lone surrogate, which sloppy decoding of a file
    # name or a JSON escape can leave in a title.
    return quote(_SURROGATE.sub("\ufffd", value), safe="")


def _filled(part: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), part)


def _parameters(part: str, values: Mapping[str, str]) -> str:
    kept = (piece for piece in part.split("&") if not _is_void(piece, values))
    return "&".join(_filled(piece, values) for piece in kept)


def _is_void(parameter: str, values: Mapping[str, str]) -> bool:
    names = _PLACEHOLDER.findall(parameter)
    return bool(names) and not any(values.get(name) for name in names)


def _joined(head: str, mark: str, tail: str) -> str:
    return f"{head}{mark}{tail}" if tail else head


TARGETS: Final[tuple[Target, ...]] = (
    # -- social ---------------------------------------------------------------
    Target(
        id="facebook",
        label="Facebook",
        family="social",
        pattern="https://www.facebook.com/sharer/sharer.php?u={url}",
        icon="facebook",
        colour="#0866ff",
        source="react-share 5.3.0, shareon 2.8.1, sharer.js 0.5.4",
        note="Title and image come from the page; the old quote= is ignored.",
    ),
    Target(
        id="x",
        label="X",
        family="social",
        pattern=("https://x.com/intent/tweet?text={title}&url={url}&hashtags={tags_comma}&via={via}"),
        icon="x",
        colour="#000000",
        source="https://developer.x.com/en/docs/x-for-websites/tweet-button/guides/web-intent",
        note="The documentation still writes twitter.com; sharer.js uses x.com.",
    ),
    Target(
        id="linkedin",
        label="LinkedIn",
        family="social",
        pattern="https://www.linkedin.com/sharing/share-offsite/?url={url}",
        icon="linkedin",
        colour="#0a66c2",
        source="shareon 2.8.1, shariff 3.3.0",
        note="Takes the URL only; shareArticle with title and summary is legacy.",
    ),
    Target(
        id="threads",
        label="Threads",
        family="social",
        pattern="https://www.threads.com/intent/post?text={title}&url={url}",
        icon="threads",
        colour="#000000",
        source="https://developers.facebook.com/docs/threads/threads-web-intents",
        note="threads.net is the old host.",
    ),
    Target(
        id="bluesky",
        label="Bluesky",
        family="social",
        pattern="https://bsky.app/intent/compose?text={text}",
        icon="bluesky",
        colour="#1185fe",
        source="https://docs.bsky.app/docs/advanced-guides/intent-links",
        note="A post holds 300 graphemes, the URL included.",
    ),
    Target(
        id="reddit",
        label="Reddit",
        family="social",
        pattern="https://www.reddit.com/submit?url={url}&title={title}",
        icon="reddit",
        colour="#ff4500",
        source="react-share 5.3.0, shareon 2.8.1, sharer.js 0.5.4",
        note="/web/submit was broken: react-share #571, #572.",
    ),
    Target(
        id="hacker-news",
        label="Hacker News",
        family="social",
        pattern="https://news.ycombinator.com/submitlink?u={url}&t={title}",
        icon="hacker-news",
        colour="#ff6600",
        source="shareon 2.8.1, sharer.js 0.5.4",
    ),
    Target(
        id="lobsters",
        label="Lobsters",
        family="social",
        pattern="https://lobste.rs/stories/new?url={url}&title={title}",
        icon="letter-l",
        colour="#ac130d",
        source="shareon 2.8.1",
    ),
    Target(
        id="pinterest",
        label="Pinterest",
        family="social",
        pattern=("https://www.pinterest.com/pin/create/button/?url={url}&media={image}&description={title}"),
        icon="pinterest",
        colour="#bd081c",
        source="shareon 2.8.1, sharer.js 0.5.4",
    ),
    Target(
        id="tumblr",
        label="Tumblr",
        family="social",
        pattern=(
            "https://www.tumblr.com/widgets/share/tool?posttype=link"
            "&canonicalUrl={url}&title={title}&caption={description}&tags={tags_comma}"
        ),
        icon="tumblr",
        colour="#36465d",
        source="react-share 5.3.0, shareon 2.8.1, sharer.js 0.5.4",
    ),
    Target(
        id="buffer",
        label="Buffer",
        family="social",
        pattern="https://publish.buffer.com/compose?url={url}&text={title}",
        icon="stack",
        colour="#231f20",
        source="FreshRSS app/shares.php",
        note="buffer.com/add is the older address.",
    ),
    # -- fediverse ------------------------------------------------------------
    Target(
        id="mastodon",
        label="Mastodon",
        family="fediverse",
        pattern="https://share.joinmastodon.org/#text={text}",
        icon="mastodon",
        colour="#6364ff",
        source="mastodon/share src/utils.ts",
        on_server="https://{server}/share?text={text}",
        note="In the fragment, so that the page in between never sees the text.",
    ),
    Target(
        id="misskey",
        label="Misskey",
        family="fediverse",
        pattern="https://misskey-hub.net/share/?text={title}&url={url}",
        icon="misskey",
        colour="#a1ca03",
        source="misskey-dev/misskey, its own share to another server",
        on_server="https://{server}/share?text={title}&url={url}",
    ),
    Target(
        id="lemmy",
        label="Lemmy",
        family="fediverse",
        pattern="https://lemmy.world/create_post?url={url}&title={title}",
        icon="people",
        colour="#000000",
        source="FreshRSS app/shares.php",
        on_server="https://{server}/create_post?url={url}&title={title}",
        note="Lemmy has no neutral door; without a server, its largest one.",
    ),
    Target(
        id="diaspora",
        label="diaspora*",
        family="fediverse",
        pattern="https://share.diasporafoundation.org/?url={url}&title={title}",
        icon="asterisk",
        colour="#000000",
        source="shariff 3.3.0, sharer.js 0.5.4",
        on_server="https://{server}/bookmarklet?url={url}&title={title}",
    ),
    # -- messaging ------------------------------------------------------------
    Target(
        id="whatsapp",
        label="WhatsApp",
        family="messaging",
        pattern="https://wa.me/?text={text}",
        icon="whatsapp",
        colour="#25d366",
        source="shareon 2.8.1, sharer.js 0.5.4, FreshRSS app/shares.php",
        note="react-share uses api.whatsapp.com/send?text= (#459, #575).",
    ),
    Target(
        id="telegram",
        label="Telegram",
        family="messaging",
        pattern="https://t.me/share/url?url={url}&text={title}",
        icon="telegram",
        colour="#26a5e4",
        source="https://core.telegram.org/widgets/share#custom-buttons",
    ),
    Target(
        id="messenger",
        label="Messenger",
        family="messaging",
        pattern="fb-messenger://share?link={url}",
        icon="messenger",
        colour="#0866ff",
        source="sharer.js 0.5.4",
        note="Opens the app, so phones only; the web dialog needs an app id.",
    ),
    Target(
        id="line",
        label="LINE",
        family="messaging",
        pattern="https://social-plugins.line.me/lineit/share?url={url}&text={title}",
        icon="line",
        colour="#06c755",
        source="react-share 5.3.0",
    ),
    Target(
        id="teams",
        label="Microsoft Teams",
        family="messaging",
        pattern="https://teams.microsoft.com/share?href={url}&msgText={title}",
        icon="teams",
        colour="#6264a7",
        source="shareon 2.8.1",
    ),
    Target(
        id="sms",
        label="SMS",
        family="messaging",
        pattern="sms:?&body={text}",
        icon="chat",
        colour="#4b5563",
        source="RFC 5724; the ?& form is common practice",
        note="?& because older iOS wants &body= and everyone else ?body=.",
    ),
    # -- mail -----------------------------------------------------------------
    Target(
        id="email",
        label="Email",
        family="mail",
        pattern="mailto:?subject={title}&body={title}%0D%0A{url}",
        icon="mail",
        colour="#4b5563",
        source="RFC 6068",
    ),
    # -- bookmarks and read-later ---------------------------------------------
    Target(
        id="raindrop",
        label="Raindrop.io",
        family="bookmark",
        pattern="https://app.raindrop.io/add?link={url}&title={title}",
        icon="droplet",
        colour="#0b7ed0",
        source="FreshRSS app/shares.php",
    ),
    Target(
        id="pinboard",
        label="Pinboard",
        family="bookmark",
        pattern="https://pinboard.in/add?url={url}&title={title}",
        icon="pin",
        colour="#0000ff",
        source="FreshRSS app/shares.php",
    ),
    Target(
        id="flipboard",
        label="Flipboard",
        family="bookmark",
        pattern=("https://share.flipboard.com/bookmarklet/popout?v=2&title={title}&url={url}"),
        icon="flipboard",
        colour="#e12828",
        source="sharer.js 0.5.4, shariff 3.3.0",
    ),
    Target(
        id="hatena",
        label="Hatena Bookmark",
        family="bookmark",
        pattern="https://b.hatena.ne.jp/add?mode=confirm&url={url}&title={title}",
        icon="letter-b",
        colour="#00a4de",
        source="react-share 5.3.0",
    ),
    Target(
        id="instapaper",
        label="Instapaper",
        family="read-later",
        pattern=("https://www.instapaper.com/hello2?url={url}&title={title}&description={description}"),
        icon="text-cursor",
        colour="#1f1f1f",
        source="react-share 5.3.0",
    ),
    Target(
        id="mix",
        label="Mix",
        family="bookmark",
        pattern="https://mix.com/add?url={url}",
        icon="bookmark",
        colour="#ff8126",
        source="sharer.js 0.5.4",
        status="unverified",
        instead=("raindrop", "flipboard"),
        note="Heir of StumbleUpon; no notice of closure found, nor signs of life.",
    ),
    Target(
        id="diigo",
        label="Diigo",
        family="bookmark",
        pattern="https://www.diigo.com/post?url={url}&title={title}",
        icon="bookmark",
        colour="#4989d3",
        source="old share plugins only",
        status="unverified",
        instead=("raindrop", "pinboard"),
        note="Seen in code of the 2000s; nothing recent confirms it.",
    ),
    # -- regional -------------------------------------------------------------
    Target(
        id="vk",
        label="VK",
        family="regional",
        pattern="https://vk.com/share.php?url={url}&title={title}&image={image}",
        icon="vk",
        colour="#0077ff",
        source="https://dev.vk.com/en/api/posts; parameters: react-share 5.3.0",
    ),
    Target(
        id="ok",
        label="Odnoklassniki",
        family="regional",
        pattern=("https://connect.ok.ru/offer?url={url}&title={title}&imageUrl={image}"),
        icon="ok",
        colour="#ee8208",
        source="react-share 5.3.0, shareon 2.8.1",
    ),
    Target(
        id="weibo",
        label="Weibo",
        family="regional",
        pattern=("https://service.weibo.com/share/share.php?url={url}&title={title}&pic={image}"),
        icon="weibo",
        colour="#e6162d",
        source="sharer.js 0.5.4, shariff 3.3.0",
    ),
    Target(
        id="qzone",
        label="Qzone",
        family="regional",
        pattern=("https://sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey?url={url}&title={title}"),
        icon="qzone",
        colour="#fece00",
        source="shariff 3.3.0",
    ),
    Target(
        id="xing",
        label="XING",
        family="regional",
        pattern="https://www.xing.com/spi/shares/new?url={url}",
        icon="xing",
        colour="#006567",
        source="shariff 3.3.0, FreshRSS app/shares.php",
    ),
    # -- assistants: pass the question as `text` -------------------------------
    Target(
        id="chatgpt",
        label="ChatGPT",
        family="ai",
        pattern="https://chatgpt.com/?q={text}",
        icon="chatgpt",
        colour="#000000",
        source="common practice; no vendor documentation",
        note="Ask about the page, nothing else: hidden instructions are abuse.",
    ),
    Target(
        id="claude",
        label="Claude",
        family="ai",
        pattern="https://claude.ai/new?q={text}",
        icon="claude",
        colour="#d97757",
        source="common practice; no vendor documentation",
        note="The prefill is reported as unreliable (starlight-llm-actions).",
    ),
    Target(
        id="perplexity",
        label="Perplexity",
        family="ai",
        pattern="https://www.perplexity.ai/search?q={text}",
        icon="perplexity",
        colour="#1fb8cd",
        source="common practice; no vendor documentation",
    ),
    Target(
        id="grok",
        label="Grok",
        family="ai",
        pattern="https://grok.com/?q={text}",
        icon="sparkles",
        colour="#000000",
        source="common practice; no vendor documentation",
    ),
    Target(
        id="copilot",
        label="Copilot",
        family="ai",
        pattern="https://copilot.microsoft.com/?q={text}",
        icon="sparkles",
        colour="#0078d4",
        source="common practice; no vendor documentation",
    ),
    # -- closed: kept so that the build can say so and propose another ---------
    Target(
        id="pocket",
        label="Pocket",
        family="read-later",
        pattern="https://getpocket.com/save?url={url}&title={title}",
        icon="bookmark",
        colour="#ef3f56",
        source="FreshRSS app/shares.php, sharer.js 0.5.4",
        status="closed",
        instead=("instapaper", "raindrop", "pinboard"),
        note="Closed on 2025-07-08.",
    ),
    Target(
        id="stumbleupon",
        label="StumbleUpon",
        family="bookmark",
        pattern="https://www.stumbleupon.com/submit?url={url}",
        icon="bookmark",
        colour="#eb4924",
        source="shariff 3.3.0",
        status="closed",
        instead=("reddit", "flipboard"),
        note="Closed on 2018-06-30.",
    ),
    Target(
        id="digg",
        label="Digg",
        family="social",
        pattern="https://digg.com/submit?url={url}&title={title}",
        icon="share",
        colour="#000000",
        source="old share plugins only",
        status="closed",
        instead=("reddit", "hacker-news", "lobsters"),
        note="Reopened on 2026-01-14, reset on 2026-03-13.",
    ),
    Target(
        id="delicious",
        label="Delicious",
        family="bookmark",
        pattern="https://del.icio.us/post?url={url}&title={title}",
        icon="bookmark",
        colour="#3399ff",
        source="sharer.js 0.5.4",
        status="closed",
        instead=("pinboard", "raindrop"),
    ),
    Target(
        id="google-bookmarks",
        label="Google Bookmarks",
        family="bookmark",
        pattern=("https://www.google.com/bookmarks/mark?op=edit&bkmk={url}&title={title}"),
        icon="bookmark",
        colour="#4285f4",
        source="old share plugins only",
        status="closed",
        instead=("raindrop", "pinboard"),
    ),
    Target(
        id="google-plus",
        label="Google+",
        family="social",
        pattern="https://plus.google.com/share?url={url}",
        icon="share",
        colour="#db4437",
        source="old share plugins only",
        status="closed",
        instead=("mastodon", "bluesky", "linkedin"),
        note="Closed to consumers on 2019-04-02.",
    ),
    Target(
        id="flattr",
        label="Flattr",
        family="social",
        pattern="https://flattr.com/submit/auto?title={title}&url={url}",
        icon="share",
        colour="#7ea352",
        source="shariff 3.3.0",
        status="closed",
        instead=("mastodon", "bluesky"),
        note="It paid authors, which no living target does; link a donation page.",
    ),
    Target(
        id="skype",
        label="Skype",
        family="messaging",
        pattern="https://web.skype.com/share?url={url}&title={title}",
        icon="chat",
        colour="#00aff0",
        source="sharer.js 0.5.4",
        status="closed",
        instead=("teams", "whatsapp", "telegram"),
        note="Closed on 2025-05-05 in favour of Teams.",
    ),
)

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


def endpoints() -> frozenset[str]:
    """Return the addresses at which pages are shared, as host and path; ``*`` is a server of the reader's choice."""
    patterns = (pattern for target in TARGETS for pattern in (target.pattern, target.on_server))
    addresses = (re.split(r"[?#]|\{(?!server\})", pattern)[0] for pattern in patterns)
    return frozenset(
        address.replace("{server}", "*").partition("://")[2].removeprefix("www.").rstrip("/")
        for address in addresses
        if address.startswith("http")
    )
