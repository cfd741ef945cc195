"""The script of the share bar: one module for each language of the pages, the same code with other words.

`share.js` is the source to read, `share.min.js` what is sent. Which phrases the code needs
is read off the code itself, so that the two cannot drift apart.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from hashlib import sha256, sha384
from pathlib import Path

from smo_core import choose
from smo_core.html.marks import json_text
from smo_core.model import Emit, HeadTag, Page, Site
from smo_core.render import words_for

_CODE = Path(__file__).with_name("share.min.js")
_WORD = re.compile(r"\bWORDS\.(\w+)")
# What a file name may be made of; a language tag of the page is text from outside.
_TAG = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


def script_tag(site: Site, page: Page) -> HeadTag:
    """Return the element that loads the script in the page's language, with its checksum."""
    data = _script(site, page)
    # A stale copy under the same name would fail the checksum: the version gives each its own address.
    src = f"{choose.asset(site, page, _name(site, page))}?v={sha256(data).hexdigest()[:8]}"
    attributes = (("type", "module"), ("src", src), ("integrity", f"sha384-{b64encode(sha384(data).digest()).decode()}"))
    return HeadTag(key=("script", "smo-share"), tag="script", attributes=attributes, body="")


def scripts(site: Site) -> Iterator[Emit]:
    """Yield the script once for each language that pages with a bar are in."""
    if not (site.settings.share.enabled and site.settings.share.script):
        return
    shared = {_name(site, page): page for page in reversed(site.pages.values()) if page.facts.public and page.facts.url}
    for name in sorted(shared):
        yield Emit(path=f"{site.settings.assets}/{name}", data=_script(site, shared[name]))


def _name(site: Site, page: Page) -> str:
    tag = choose.language(site, page)
    return f"share.{tag.lower() if _TAG.fullmatch(tag) else 'en'}.js"


def _script(site: Site, page: Page) -> bytes:
    words = words_for(site, page)
    return _spoken(tuple((name, words[name]) for name in needed()))


@lru_cache(maxsize=64)
def _spoken(words: tuple[tuple[str, str], ...]) -> bytes:
    return f"const WORDS={json_text(dict(words))};{_code()}".encode()


@cache
def needed() -> tuple[str, ...]:
    """Return the names of the phrases that the code uses."""
    return tuple(sorted(set(_WORD.findall(_code()))))


@cache
def _code() -> str:
    return _CODE.read_text(encoding="utf-8")
