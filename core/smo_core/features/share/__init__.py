"""The share bar: plain links with text labels, no request until one is followed; a script adds what links cannot do."""

from collections.abc import Iterator
from pathlib import Path

from smo_core.features.base import Feature, SiteAddition
from smo_core.features.share.bar import bar, icons
from smo_core.features.share.brand import rules
from smo_core.features.share.check import check
from smo_core.features.share.qr import codes
from smo_core.features.share.script import scripts
from smo_core.model import Site


def files(site: Site) -> Iterator[SiteAddition]:
    """Yield the scripts, the QR codes, and what is wrong with the settings."""
    yield from check(site)
    yield from scripts(site)
    yield from codes(site)


FEATURE = Feature(name="share", page=bar, site=files, icons=icons, rules=rules, folder=Path(__file__).parent)
__all__ = ["FEATURE"]
