"""MkDocs: whole builds without a plugin, with ours, with each peer."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from functools import partial

from bench.cases import Case, Place
from bench.content import write_markdown
from bench.runner import Job

_OURS = {"smo": {"cards": {"enabled": False}}}
# Row → environment and plugins besides search; the first is what the others are compared with.
_ROWS: dict[str, tuple[str, list[object]]] = {
    "no plugin": ("mkdocs", []),
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
            docs = place.folder / "sites" / f"markdown-{size}"
            write_markdown(docs, size, place.folder / "fetched")
            yield Case(
                title=f"MkDocs, theme {theme}, {size} pages",
                pages=size,
                base="no plugin",
                jobs=tuple(_jobs(place, theme, size)),
            )


def _jobs(place: Place, theme: str, size: int) -> Iterator[Job]:
    folder = place.folder / "mkdocs" / f"{theme}-{size}"
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, (environment, plugins)) in enumerate(_ROWS.items()):
        program = place.environments.program(environment, "mkdocs")
        if program is None or size > _AT_MOST.get(name, size):
            continue
        out = folder / f"site-{number}"
        settings = {
            "site_name": "Bench",
            "site_url": "https://bench.example/",
            "docs_dir": str(place.folder / "sites" / f"markdown-{size}"),
            "site_dir": str(out),
            "theme": {
                "name": theme,
                **({"font": False, "features": ["navigation.prune"]} if theme == "material" else {}),
            },
            "plugins": ["search", *plugins],
        }
        # JSON is YAML, and needs no library here.
        (folder / f"{number}.yml").write_text(json.dumps(settings), encoding="utf-8")
        yield Job(
            name=name,
            command=(program, "build", "--quiet", "--config-file", f"{number}.yml"),
            folder=folder,
            before=partial(shutil.rmtree, out, ignore_errors=True),
            environ={"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"},
        )
