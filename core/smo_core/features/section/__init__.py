"""More in this section: the pages that stand beside this one, in their order."""

from pathlib import Path

from smo_core.features.base import Feature
from smo_core.features.section.siblings import siblings

FEATURE = Feature(name="section", page=siblings, folder=Path(__file__).parent)
__all__ = ["FEATURE"]
