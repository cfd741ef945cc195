"""The runs of the past: one line of figures for each, kept in a JSON file that the user names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from smo_core.dates import iso
from smo_core.problems import InputError
from smo_core.write import write

# A year of daily runs and more; older ones make way.
_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The figures of one run; ``date`` is ISO 8601."""

    date: str
    score: int
    pages: int
    links: int
    orphans: int
    errors: int
    warnings: int
    notes: int


def read_history(path: Path) -> tuple[Run, ...]:
    """Return the runs of a file, oldest first; none when there is no file yet. Raises InputError for any other."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        message = f"{path}: this history cannot be read: {error}. Name another file, or delete it to begin anew."
        raise InputError(message) from error
    if not isinstance(entries, list):
        message = f"{path}: a history is a list of runs, this is {type(entries).__name__}. Name another file."
        raise InputError(message)
    return tuple(_run(entry, f"{path}: run {place}") for place, entry in enumerate(entries, 1))


def _run(entry: Any, where: str) -> Run:  # noqa: ANN401 - anything may stand in a file
    values = entry if isinstance(entry, dict) else {}
    for field in fields(Run):
        value = values.get(field.name)
        fits = iso(value) if field.name == "date" else type(value) is int
        if not fits:
            message = f"{where}: {field.name} is missing or wrong, got {value!r}. Correct it or delete the run."
            raise InputError(message)
    return Run(**{field.name: values[field.name] for field in fields(Run)})


def with_run(history: Sequence[Run], run: Run) -> tuple[Run, ...]:
    """Return the history with one more run; it replaces one of the same date."""
    others = [known for known in history if known.date != run.date]
    return tuple(sorted([*others, run], key=lambda one: one.date)[-_MOST:])


def write_history(path: Path, history: Sequence[Run]) -> None:
    """Write the runs, one on each line, so that a diff shows what is new."""
    lines = ",\n".join(json.dumps(asdict(run)) for run in history)
    write(path, f"[\n{lines}\n]\n".encode())
