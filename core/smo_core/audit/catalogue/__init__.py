"""The catalogue: one table for each group. The docs and ``smo explain`` are made from it."""

from smo_core.audit.catalogue.accessibility import ACCESSIBILITY
from smo_core.audit.catalogue.duplicates import DUPLICATES
from smo_core.audit.catalogue.feeds import FEEDS
from smo_core.audit.catalogue.graph import GRAPH
from smo_core.audit.catalogue.images import IMAGES
from smo_core.audit.catalogue.links import LINKS
from smo_core.audit.catalogue.meta import META
from smo_core.audit.catalogue.sharing import SHARING
from smo_core.audit.rule import Rule

RULES: tuple[Rule, ...] = (*META, *SHARING, *IMAGES, *LINKS, *GRAPH, *FEEDS, *ACCESSIBILITY, *DUPLICATES)
