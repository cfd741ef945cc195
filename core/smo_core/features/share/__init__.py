"""The share bar: plain links with text labels, no script, no request until one is followed."""

from pathlib import Path

from smo_core.features.base import Feature
from smo_core.features.share.bar import bar, check

FEATURE = Feature(name="share", page=bar, site=check, folder=Path(__file__).parent)
__all__ = ["FEATURE"]
