"""Related pages: where to read on, each with the reason why."""

from collections.abc import Iterator
from pathlib import Path

from smo_core.features.base import Feature, SiteAddition
from smo_core.features.related.check import check
from smo_core.features.related.listing import data, listing
from smo_core.model import Site


def files(site: Site) -> Iterator[SiteAddition]:
    """Yield the data file, and what is wrong with the names in pins and blocks."""
    yield from check(site)
    yield from data(site)


FEATURE = Feature(name="related", page=listing, site=files, folder=Path(__file__).parent)
__all__ = ["FEATURE"]
