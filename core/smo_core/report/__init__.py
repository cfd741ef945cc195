"""The report: a site as its readers and its links show it, in one HTML page that needs nothing else.

Everything here is pure; :mod:`smo_core.folder.reporting` reads the folder for it.
"""

from smo_core.report.document import Frame, document, summary
from smo_core.report.figures import Figures, Rescuer, figures
from smo_core.report.history import Run, read_history, with_run, write_history
from smo_core.report.score import Score, score

__all__ = [
    "Figures",
    "Frame",
    "Rescuer",
    "Run",
    "Score",
    "document",
    "figures",
    "read_history",
    "score",
    "summary",
    "with_run",
    "write_history",
]
