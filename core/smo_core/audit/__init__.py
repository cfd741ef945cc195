"""The audit: rules over a built site as readers, crawlers and networks meet it.

``smo check`` says what networks make of a page's card; the audit looks at everything else too:
links, the link graph, feeds, duplicates. Rules are pure; :mod:`smo_core.folder.auditing`
reads the folder for them.
"""

from smo_core.audit.result import Audit, AuditFinding, PageFigures, document
from smo_core.audit.rule import GROUPS, Hit, Rule
from smo_core.audit.rules import BY_ID, RULES

__all__ = ["BY_ID", "GROUPS", "RULES", "Audit", "AuditFinding", "Hit", "PageFigures", "Rule", "document"]
