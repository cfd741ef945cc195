"""The script of the share bar: one module for each language of the pages, the same code with other words.

`share.js` is the source to read, `share.min.js` what is sent. Which phrases the code needs
is read off the code itself, so that the two cannot drift apart.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from smo_core import choose
from smo_core.html.marks import json_text
from smo_core.model import Emit, Page, Site
from smo_core.render import words_for

_CODE = Path(__file__).with_name("share.min.js")
_SOURCE = Path(__file__).with_name("share.js")
_WORD = re.compile(r"\bwords\.(\w+)")
# What a file name may be made of; a language tag of the page is text from outside.
_TAG = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What loads the script: its address, relative to the page, and its checksum for `integrity`."""

    src: str
    integrity: str


def script_of(site: Site, page: Page) -> Script:
    """Return what loads the script in the page's language.

    It stands in the bar, not in the head: Material's instant navigation never runs a script
    that a later page's head brings along.
    """
    # A stale copy under the same name would fail the checksum: the version gives each its own address.
    digest = _checksum(_script(site, page))
    src = f"{choose.asset(site, page, _name(site, page))}?v={digest[:8]}"
    return Script(src=src, integrity=f"sha256-{digest}")


def scripts(site: Site) -> Iterator[Emit]:
    """Yield the script once for each language that pages with a bar are in."""
    if not (site.settings.share.enabled and site.settings.share.script):
        return
    shared = {_name(site, page): page for page in site.pages.values() if page.facts.public and page.facts.url}
    for name in sorted(shared):
        yield Emit(path=f"{site.settings.assets}/{name}", data=_script(site, shared[name]))


def _name(site: Site, page: Page) -> str:
    tag = choose.language(site, page)
    return f"share.{tag.lower() if _TAG.fullmatch(tag) else 'en'}.js"


def _script(site: Site, page: Page) -> bytes:
    words = words_for(site, page)
    # The script asks for words by the language of the bar: a reader may go from one language to another.
    return _spoken((("lang", choose.language(site, page) or "en"), *((name, words[name]) for name in needed())))


@lru_cache(maxsize=64)
def _checksum(data: bytes) -> str:
    return b64encode(sha256(data).digest()).decode()


@lru_cache(maxsize=64)
def _spoken(words: tuple[tuple[str, str], ...]) -> bytes:
    return f"const WORDS={json_text(dict(words))};{_code()}".encode()


@cache
def needed() -> tuple[str, ...]:
    """Return the names of the phrases that the code uses."""
    return tuple(sorted(set(_WORD.findall(_SOURCE.read_text(encoding="utf-8")))))


@cache
def _code() -> str:
    return _CODE.read_text(encoding="utf-8")
