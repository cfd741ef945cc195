"""QR codes of the pages' addresses, made at build time: a reader's phone needs no service to read them.

A code is named after what it says, so that a page keeps its file as long as it keeps its address.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from io import BytesIO

from smo_core.model import Emit, Finding, Page, Site


def wanted(site: Site) -> bool:
    """Whether the bars offer QR codes, and they can be made."""
    share = site.settings.share
    return share.enabled and share.script and "qr" in share.actions and find_spec("segno") is not None


def path_of(site: Site, page: Page) -> str:
    """Return the path, below the site's root, of the QR code of a page that has an address."""
    name = sha256((page.facts.url or "").encode("utf-8", "replace")).hexdigest()[:12]
    return f"{site.settings.assets}/qr/{name}.svg"


def codes(site: Site) -> Iterator[Emit | Finding]:
    """Yield the code of each page that can be shared, made when it is written; or why there is none."""
    if "qr" in site.settings.share.actions and find_spec("segno") is None:
        yield Finding(
            rule="no-qr",
            severity="warning",
            message="share.actions asks for QR codes, but what draws them is not installed; the button is left out.",
            hint='Install it with: pip install "smo-suite[qr]"',
        )
    if not wanted(site):
        return
    urls = {path_of(site, page): page.facts.url for page in site.pages.values() if page.facts.public and page.facts.url}
    for path, url in sorted(urls.items()):
        yield Emit(path=path, data=lambda url=url: _svg(url))  # type: ignore[misc]


@lru_cache(maxsize=4096)
def _svg(url: str) -> bytes:
    """Return an SVG of black squares on white with the quiet zone of 4 that ISO/IEC 18004 asks for."""
    import segno  # noqa: PLC0415 - only sites that ask for codes pay for it

    out = BytesIO()
    segno.make_qr(url, error="m").save(out, kind="svg", border=4, light="#fff", omitsize=True, xmldecl=False, nl=False)
    return out.getvalue()
