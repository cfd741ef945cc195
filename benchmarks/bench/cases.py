"""What a case is, and where it may work."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from bench.environments import Environments
from bench.runner import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where environments, sites and builds are, and how much is asked for."""

    folder: Path
    corpora: Path
    environments: Environments
    quick: bool = False
    full: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One table: jobs that do their work on the same pages; ``base`` is the row that others are divided by."""

    title: str
    pages: int
    base: str
    jobs: tuple[Job, ...]


def gone(folder: Path) -> None:
    """Make sure that a folder is not there."""
    shutil.rmtree(folder, ignore_errors=True)
