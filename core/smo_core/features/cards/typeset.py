"""From strings to PNG: one typst document with a page for each card.

Run as a script it draws one job read from standard input: typst holds Python's lock while it
works, so a second core needs a second process. Imports nothing of the suite, to start fast.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import subprocess

_FOLDER = Path(__file__).parent / "templates"
# A process for fewer cards than this costs more than it saves; more than four have not been seen to help.
_WORTH_A_PROCESS = 64
_MOST_PROCESSES = 4
# typst keeps what its last compilations made: with a hundred cards in each that came to 700 MB, and was no faster.
_BATCH = 16
# Before each PNG in what a process hands over.
_SIZE = struct.Struct(">I")


class DrawingError(Exception):
    """What typst said about cards that it could not draw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Cards to draw: the design's file, a folder with just the fonts, the logo, each card's strings."""

    design: str
    fonts: str
    logo: dict[str, Any] | None
    cards: list[dict[str, Any]]


def source() -> bytes:
    """Return the document that calls the design once for each card."""
    return b"".join((_FOLDER / name).read_bytes() for name in ("tools.typ", "main.typ"))


def typeset(job: Job) -> Iterator[bytes]:
    """Yield one PNG for each card, some at a time; raises DrawingError, saying why, when the next cannot be drawn."""
    import typst  # noqa: PLC0415 - part of an extra

    design = Path(job.design)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[job.fonts])
    for start in range(0, len(job.cards), _BATCH):
        batch = job.cards[start : start + _BATCH]
        data = json.dumps({"logo": job.logo, "cards": batch}, ensure_ascii=False)
        try:
            made, _ = typst.compile_with_warnings(  # type: ignore[call-overload] # its stub wants source and root of one type
                source(),
                root=str(design.parent),
                font_paths=fonts,
                format="png",
                ppi=72,
                sys_inputs={"design": f"/{design.name}", "data": data},
            )
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 - a panic in Rust arrives as a BaseException
            raise DrawingError(str(error).strip() or type(error).__name__) from None
        found = made if isinstance(made, list) else [made or b""]
        if len(found) != len(batch):
            message = f"the design makes {len(found)} pages for {len(batch)} card{'s'[: len(batch) > 1]}"
            raise DrawingError(message)
        yield from found


def typeset_all(job: Job) -> Iterator[bytes]:
    """Yield what :func:`typeset` yields, made by several processes where that is faster."""
    count = min(_processes(), _MOST_PROCESSES, len(job.cards) // _WORTH_A_PROCESS)
    if count < 2 or not sys.executable:  # noqa: PLR2004 - one process is this one
        yield from typeset(job)
        return
    size = -(-len(job.cards) // count)
    parts = [
        Job(design=job.design, fonts=job.fonts, logo=job.logo, cards=job.cards[start : start + size])
        for start in range(0, len(job.cards), size)
    ]
    helpers = [_Helper(part) for part in parts[1:]]
    try:
        yield from typeset(parts[0])
        for helper in helpers:
            yield from helper.result()
    finally:
        for helper in helpers:
            helper.stop()


def _processes() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


class _Helper:
    """Another process drawing a part of the cards; its part is drawn here when it cannot."""

    def __init__(self, job: Job) -> None:
        import subprocess  # noqa: PLC0415 - most builds draw too few cards for it

        self._job = job
        self._folder = Path(job.fonts).parent
        self._into = self._folder / f"part-{id(self)}"
        self._process: subprocess.Popen[bytes] | None = None
        task = self._folder / f"part-{id(self)}.json"
        try:
            task.write_text(json.dumps(asdict(job)), encoding="utf-8")
            self._process = subprocess.Popen(  # noqa: S603 - our own file
                [sys.executable, "-P", __file__, str(task), str(self._into)],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            self._process = None

    def result(self) -> Iterator[bytes]:
        if self._process is None or self._process.wait() != 0:
            yield from typeset(self._job)
            return
        with self._into.open("rb") as file:
            while size := file.read(_SIZE.size):
                yield file.read(*_SIZE.unpack(size))

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()


def gather(files: Sequence[str], folder: Path) -> None:
    """Put the font files, and no others, into ``folder``: as links where the system has them."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, file in enumerate(files):
        target = folder / f"{number}{Path(file).suffix.lower()}"
        try:
            target.symlink_to(Path(file).resolve())
        except (OSError, NotImplementedError):
            shutil.copyfile(file, target)


def _end_with_parent() -> None:
    """End when nobody is left to take the cards: the standard input closes."""
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    Thread(target=_end_with_parent, daemon=True).start()
    task = Job(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    with Path(sys.argv[2]).open("wb") as file:
        file.writelines(_SIZE.pack(len(page)) + page for page in typeset(task))
