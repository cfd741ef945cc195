"""A folder of built HTML as a host: read every page, plan the site, write what changed."""

from smo_core.folder.linking import Report, link, unchanged
from smo_core.folder.scan import Scan, scan
from smo_core.folder.unlinking import unlink

__all__ = ["Report", "Scan", "link", "scan", "unchanged", "unlink"]
