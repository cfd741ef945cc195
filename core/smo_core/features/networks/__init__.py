"""What networks see of a page: who reads which tag, what is shown, what is wrong.

Nothing is added to pages here; ``smo check`` and ``smo preview`` are made of it.
"""

from smo_core.features.networks.judge import Noted, Verdict, judge
from smo_core.features.networks.rules import RULES
from smo_core.features.networks.seen import Seen, see
from smo_core.features.networks.showing import show
from smo_core.features.networks.shown import Shown
from smo_core.features.networks.table import NETWORKS

__all__ = ["NETWORKS", "RULES", "Noted", "Seen", "Shown", "Verdict", "judge", "see", "show"]
