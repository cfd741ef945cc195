"""MkDocs: whole builds without a plugin, with ours, with each peer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from bench.cases import Case, Place, gone
from bench.content import write_markdown
from bench.runner import Job

BARE = "no plugin"
_OURS = {"smo": {"cards": {"enabled": False}}}
# Row → environment and plugins besides search; the first is what the others are compared with.
_ROWS: dict[str, tuple[str, list[object]]] = {
    BARE: ("mkdocs", []),
    "smo, cards off": ("mkdocs", [_OURS]),
    "mkdocs-ultralytics-plugin": ("mkdocs-ultralytics", [{"ultralytics": {"add_authors": False}}]),
    "mkdocs-rss-plugin": ("mkdocs-rss", [{"rss": {"use_git": False}}]),
}
# What a plugin takes for so many pages grows with their square: more would be an hour.
_AT_MOST = {"mkdocs-ultralytics-plugin": 1_000}


def cases(place: Place) -> Iterator[Case]:
    """Yield a case for each theme and size."""
    sizes = (150,) if place.quick else (150, 500, 1000, 3000) if place.full else (150, 500, 1000)
    for theme in ("material", "mkdocs"):
        for size in sizes:
            yield Case(
                title=f"MkDocs, theme {theme}, {size} pages",
                pages=size,
                base=BARE,
                jobs=tuple(_jobs(place, theme, size)),
            )


def _jobs(place: Place, theme: str, size: int) -> Iterator[Job]:
    docs, folder = pages(place, size), place.folder / "mkdocs" / f"{theme}-{size}"
    for number, (name, (environment, plugins)) in enumerate(_ROWS.items()):
        program = place.environments.program(environment, "mkdocs")
        if program is None or size > _AT_MOST.get(name, size):
            continue
        out = folder / f"site-{number}"
        command = build(program, folder / f"{number}.yml", docs=docs, out=out, theme=theme, plugins=plugins)
        yield job(name, command, folder, partial(gone, out))


def pages(place: Place, size: int) -> Path:
    """Return a folder with so many pages of Markdown."""
    docs = place.folder / "sites" / f"markdown-{size}"
    write_markdown(docs, size, place.folder / "fetched")
    return docs


def build(  # noqa: PLR0913 - each is a setting, by name
    program: str, config: Path, *, docs: Path, out: Path, theme: str, plugins: Sequence[object]
) -> tuple[str, ...]:
    """Write the configuration of a site; return the command that builds it."""
    settings = {
        "site_name": "Bench",
        "site_url": "https://bench.example/",
        "docs_dir": str(docs),
        "site_dir": str(out),
        "theme": {
            "name": theme,
            **({"font": False, "features": ["navigation.prune"]} if theme == "material" else {}),
        },
        "plugins": ["search", *plugins],
    }
    config.parent.mkdir(parents=True, exist_ok=True)
    # JSON is YAML, and needs no library here.
    config.write_text(json.dumps(settings), encoding="utf-8")
    return (program, "build", "--quiet", "--config-file", config.name)


def job(name: str, command: Sequence[str], folder: Path, before: Callable[[], object]) -> Job:
    """Return a build of MkDocs that has nothing else to say."""
    environ = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"}
    return Job(name=name, command=command, folder=folder, before=before, environ=environ)
