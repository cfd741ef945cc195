"""``smo audit --fix``: put right what tags of ours can put right; ``smo unlink`` takes them out again.

Nothing that an author or a theme wrote is changed: head tags are placed as ``smo link``
places them, on the pages whose findings ask for it. On a site that ``smo link`` has worked on, everything
it places is placed again; elsewhere head tags alone.
"""

from __future__ import annotations

from smo_core.audit.result import Audit
from smo_core.audit.rules import BY_ID
from smo_core.folder.linking import link
from smo_core.folder.owned import owned
from smo_core.settings import Settings


def repair(found: Audit, settings: Settings, *, jobs: int = 0) -> tuple[str, ...]:
    """Repair the pages with repairable findings; return the keys of those that changed.

    Raises InputError when a file cannot be written.
    """
    wanted = {f.page for f in found.findings if f.rule in BY_ID and BY_ID[f.rule].repairable and f.page in found.pages}
    if not wanted:
        return ()
    settings = settings.model_copy(update={"site_url": settings.site_url or found.site_url})
    if not owned(found.root, settings.assets):
        # What readers see is not what needs repair: a folder without our blocks gets head tags alone.
        parts = ("share", "related", "backlinks", "section", "next", "resources", "follow", "cards")
        off = {name: getattr(settings, name).model_copy(update={"enabled": False}) for name in parts}
        settings = settings.model_copy(update=off)
    return link(found.root, settings, only=frozenset(wanted), jobs=jobs).changed
