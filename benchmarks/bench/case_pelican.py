"""Pelican: whole builds without a plugin, with ours, with each peer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bench.cases import Case, Place, gone
from bench.content import write_markdown
from bench.runner import Job

# Row → environment and plugin.
_ROWS = {
    "no plugin": ("pelican", ""),
    "smo, cards off": ("pelican", "smo_pelican"),
    "pelican-seo": ("pelican-seo", "pelican.plugins.seo"),
    "pelican-related-posts": ("pelican-related", "pelican.plugins.related_posts"),
    "pelican-similar-posts": ("pelican-similar", "pelican.plugins.similar_posts"),
}


def cases(place: Place) -> Iterator[Case]:
    """Yield a case for each size."""
    for size in (300,) if place.quick else (300, 1300):
        content = place.folder / "sites" / f"articles-{size}"
        write_markdown(content, size, place.folder / "fetched", pelican=True)
        folder = place.folder / "pelican" / str(size)
        folder.mkdir(parents=True, exist_ok=True)
        yield Case(title=f"Pelican, {size} articles", pages=size, base="no plugin", jobs=tuple(_jobs(place, size)))


def _jobs(place: Place, size: int) -> Iterator[Job]:
    folder = place.folder / "pelican" / str(size)
    for number, (name, (environment, plugin)) in enumerate(_ROWS.items()):
        program = place.environments.program(environment, "pelican")
        if program is None:
            continue
        settings = {
            "SITENAME": "Bench",
            "SITEURL": "https://bench.example",
            "TIMEZONE": "UTC",
            "DEFAULT_LANG": "en",
            "PLUGINS": [plugin] if plugin else [],
            "SMO": {"cards": {"enabled": False}},
            "FEED_ALL_ATOM": None,
            "CATEGORY_FEED_ATOM": None,
            "TRANSLATION_FEED_ATOM": None,
            "AUTHOR_FEED_ATOM": None,
            "AUTHOR_FEED_RSS": None,
            # Else only the first build of each would have the work to do.
            "LOAD_CONTENT_CACHE": False,
        }
        lines = "".join(f"{key} = {value!r}\n" for key, value in settings.items())
        (folder / f"conf{number}.py").write_text(lines, encoding="utf-8")
        out = folder / f"out-{number}"
        source = str(place.folder / "sites" / f"articles-{size}")
        yield Job(
            name=name,
            command=(program, source, "--settings", f"conf{number}.py", "--output", str(out), "--quiet"),
            folder=folder,
            before=partial(gone, out),
        )
