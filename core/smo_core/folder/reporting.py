"""Report on a folder of built HTML: read it for the link graph, audit it, put both into one page."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from smo_core.audit import BY_ID, Audit
from smo_core.folder.auditing import audit_and_read
from smo_core.folder.linking import survey_folder
from smo_core.folder.origins import traced
from smo_core.folder.pool import Progress
from smo_core.folder.scan import Scan
from smo_core.model import Facts, Site
from smo_core.report import Figures, Frame, Run, Score, document, figures, score, summary
from smo_core.settings import Settings

# A list of pages to link an orphan from needs some to choose among.
_NEAREST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A folder looked at: its site with related pages, its audit, its figures and its score."""

    site: Site
    audit: Audit
    figures: Figures
    score: Score

    def run(self, date: str) -> Run:
        """Return the figures for the history, under an ISO 8601 date."""
        counts = self.audit.counts
        return Run(
            date=date,
            score=self.score.value,
            pages=len(self.site.pages),
            links=self.site.graph.number_of_edges(),
            orphans=len(self.figures.orphans),
            errors=counts["error"],
            warnings=counts["warning"],
            notes=counts["info"],
        )

    def summary(self) -> dict[str, Any]:
        """Return the report as plain values for JSON."""
        return summary(self.site, self.figures, self.audit.findings, self.score)

    def html(self, frame: Frame) -> str:
        """Return the report as one HTML page."""
        return document(
            self.site,
            figures=self.figures,
            findings=self.audit.findings,
            rules=BY_ID,
            score=self.score,
            frame=frame,
        )


def examine(  # noqa: PLR0913 - each is a choice of the caller, all but two by name
    root: Path,
    settings: Settings,
    *,
    jobs: int = 0,
    today: str = "",
    known: Mapping[str, Facts] = MappingProxyType({}),
    progress: Progress | None = None,
    sources: Path | None = None,
) -> Examined:
    """Return what a report on the folder says; nothing is written.

    ``today`` is the date (ISO 8601) after which dates lie in the future, ``known`` what a host
    knows of its pages, by key. ``sources`` is the folder of the sources: findings then say where in them they
    stand. Raises InputError for a missing or empty folder, of pages or of sources.
    """
    audited, readings = audit_and_read(
        root, settings, jobs=jobs, today=today, known=known, progress=progress, full=True
    )
    if sources is not None:
        audited = traced(audited, sources)
    scanned = Scan(root=root, files=tuple(readings), readings=readings, findings=(), digests={}, how=b"")
    return examined(survey_folder(scanned, _ranked(settings)), audited)


def examined(site: Site, audited: Audit) -> Examined:
    """Return the report on a site that is read and audited already."""
    found = figures(site, audited.pages, audited.home)
    return Examined(
        site=site,
        audit=audited,
        figures=found,
        score=score(audited.pages, audited.findings),
    )


def frame_for(root: Path, out: Path, *, date: str = "", runs: Sequence[Run] = ()) -> Frame:
    """Return the frame of a report written to ``out``: where from there the pages of ``root`` are."""
    base: str | None
    try:
        inside = out.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        base = _outside(root, out)
    else:
        base = "../" * inside.count("/")
    return Frame(base=base, name=root.resolve().name, date=date, runs=tuple(runs))


def _outside(root: Path, out: Path) -> str | None:
    try:
        steps = os.path.relpath(root.resolve(), out.resolve().parent)
    except ValueError:
        # Another drive: no way to it would hold when the report is moved.
        return None
    return f"{quote(steps.replace(os.sep, '/'))}/"


def _ranked(settings: Settings) -> Settings:
    """Return the settings with related pages on: a report needs them, whether the site shows them or not."""
    update = {"enabled": True, "count": max(settings.related.count, _NEAREST)}
    return settings.model_copy(update={"related": settings.related.model_copy(update=update)})
