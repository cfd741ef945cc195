"""Environments of their own: what is compared never shares a package with its rival."""

from __future__ import annotations

import compileall
import json
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
_HOSTS = {"mkdocs": ("mkdocs>=1.6,<2", "mkdocs-material>=9.6,<10"), "pelican": ("pelican[markdown]>=4.12,<4.13",)}
# Environment → its packages; what begins with "." is this project. A peer that cannot be installed costs its rows only.
ENVIRONMENTS: dict[str, tuple[str, ...]] = {
    "mkdocs": (*_HOSTS["mkdocs"], "."),
    "mkdocs-cards": (*_HOSTS["mkdocs"], ".[cards]"),
    "mkdocs-social": (*_HOSTS["mkdocs"], "mkdocs-material[imaging]"),
    "mkdocs-ultralytics": (*_HOSTS["mkdocs"], "mkdocs-ultralytics-plugin"),
    "mkdocs-rss": (*_HOSTS["mkdocs"], "mkdocs-rss-plugin"),
    "pelican": (*_HOSTS["pelican"], "."),
    "pelican-seo": (*_HOSTS["pelican"], "pelican-seo"),
    "pelican-related": (*_HOSTS["pelican"], "pelican-related-posts"),
    "pelican-similar": (*_HOSTS["pelican"], "pelican-similar-posts"),
    "folder": (".",),
    "pagefind": ("pagefind[bin]",),
}


class Environments:
    """Environments below one folder, made when they are first asked for and kept for the next run."""

    def __init__(self, folder: Path) -> None:
        """Begin with those that are there."""
        self.folder = folder
        self.refused: dict[str, str] = {}
        # Peers were compiled when they were installed; our own source is used as it lies there.
        for package in ("core/smo_core", "smo_mkdocs", "smo_pelican"):
            compileall.compile_dir(ROOT / package, quiet=1)

    def program(self, name: str, program: str) -> str | None:
        """Return the path of a program of an environment, None (and why in ``refused``) if it cannot be had."""
        home = self.folder / name
        if name not in self.refused and not (home / "ready").exists():
            print(f"Preparing the {name} environment …", flush=True)
            venv.create(home, with_pip=True, clear=True)
            wanted = [part for one in ENVIRONMENTS[name] for part in _asked(one)]
            command = [home / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            made = subprocess.run([*command, *wanted], capture_output=True, text=True, check=False)
            if made.returncode:
                self.refused[name] = " ".join(made.stderr.split())[-300:]
            else:
                (home / "ready").touch()
        path = home / "bin" / program
        return None if name in self.refused else str(path)

    def versions(self) -> dict[str, str]:
        """Return name and version of every package that was compared, Python's included."""
        found = {"Python": sys.version.split()[0]}
        compared = ("mkdocs", "pelican", "pagefind", "smo-suite", "typst", "cairosvg", "pillow")
        for home in sorted(path.parent for path in self.folder.glob("*/ready")):
            command = [home / "bin" / "python", "-m", "pip", "list", "--format=json", "--disable-pip-version-check"]
            listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            for one in json.loads(listed):
                if one["name"].casefold().startswith(compared):
                    found[one["name"]] = one["version"]
        return found


def _asked(package: str) -> tuple[str, ...]:
    return ("-e", f"{ROOT}{package[1:]}") if package.startswith(".") else (package,)
