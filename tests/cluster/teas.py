"""A site about teas, of any size, in a folder or in a store."""

from __future__ import annotations

import os
import signal
from importlib import import_module
from pathlib import Path

from smo_core.stores import listed, put, read

PAGE = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title} - Teas</title>\n'
    '<link rel="canonical" href="https://teas.example/{key}"></head><body><main><h1>{title}</h1>\n'
    '<p>{words} <a href="{next}">the next</a>, <a href="gone{number}.html">one that is gone</a>.</p>\n'
    '<img src="leaf.png" alt="A leaf"></main></body></html>\n'
)
WORDS = ("kettle", "leaf", "water", "cup", "milk", "steam", "garden", "harvest", "smoke", "mountain", "cake", "spoon")
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")


def pages(count: int) -> dict[str, bytes]:
    """Return files of a site whose pages link to each other and share words."""
    names = [f"p{number // 50}/tea{number}.html" for number in range(count)]
    made = {
        name: PAGE.format(
            title=f"Tea {number}",
            key=name,
            number=number,
            words=" ".join(WORDS[(number * step + step) % len(WORDS)] for step in range(1, 40)),
            next=f"../{names[(number * 3 + 1) % count]}",
        ).encode()
        for number, name in enumerate(names)
    }
    made |= {f"p{number}/leaf.png": PNG for number in range(count // 50 + 1)}
    made["odd/Müsli & 100%.html"] = made[names[0]].replace(b"Tea 0", "Müsli <é>".encode())
    made["odd/latin.html"] = '<meta charset="latin-1"><title>Thé</title><p>Thé noir'.encode("latin-1")
    made["odd/empty.html"] = b""
    made["notes.txt"] = b"not a page"
    return made


def write_site(root: Path, files: dict[str, bytes]) -> Path:
    for key, data in files.items():
        if isinstance(root, Path):
            (root / key).parent.mkdir(parents=True, exist_ok=True)
            (root / key).write_bytes(data)
        else:
            put(root / key, data)
    return root


def files_in(root: Path) -> dict[str, bytes]:
    if isinstance(root, Path):
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    return {key: read(root / key) for key in listed(root)}


class Deadly:
    """Stands for a function of the suite; where it has done one page, its process is killed.

    That happens once if there is a ``mark``: a folder that is made before.
    """

    def __init__(self, module: str, name: str, page: str, mark: Path | None = None) -> None:
        """Stand for the function of this name, until it has done this page."""
        self.module, self.name, self.page, self.mark = module, name, page, mark

    def __call__(self, *args):
        done = getattr(import_module(self.module), self.name)(*args)
        if getattr(args[-1], "key", args[-1]) == self.page:
            try:
                if self.mark is not None:
                    self.mark.mkdir()
            except FileExistsError:
                return done
            os.kill(os.getpid(), signal.SIGKILL)
        return done
