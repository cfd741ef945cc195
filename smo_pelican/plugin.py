"""The signals, each at the moment that trials showed to be right.

Handlers live at module level, because Pelican holds them weakly and registers anew on each
settings edit; they never raise, because under ``-r`` an exception becomes a busy loop. The
state of a build is kept by its output folder, as subsites build inside one another.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

from pelican import signals
from pelican.log import console

from smo_core import collector
from smo_core.dates import today
from smo_core.enrich import SitePlan, plan_page, plan_pages, plan_site, survey
from smo_core.features.cards import with_cards
from smo_core.graph.ranker import Ranker
from smo_core.html.place import place_behind, place_in_page
from smo_core.html.read import read_content
from smo_core.lock import locked
from smo_core.model import Additions, Facts, Finding, Page, Plan
from smo_core.settings import Settings
from smo_core.tally import few, line, loudness, told
from smo_core.themes import slots
from smo_core.write import sweep, write
from smo_pelican import beside
from smo_pelican.facts import contents_of, facts_of, feeds_of, opener, order_of
from smo_pelican.lists import home_of, key_of, list_of
from smo_pelican.settings import settings_of
from smo_pelican.templates import held, hold, teach

log = logging.getLogger(__name__)
_P = ParamSpec("_P")
_ENCODING = "utf-8"  # Pelican writes no other


@dataclass(slots=True)
class Build:
    """One build in progress: its settings, its plan, what is known of its pages, and what its lists got so far."""

    settings: Settings
    whole: SitePlan | None = None
    plan: Plan = field(default_factory=lambda: Plan(additions={}))
    known: Mapping[str, Facts] = field(default_factory=dict)
    lists: dict[str, Additions] = field(default_factory=dict)


_builds: dict[str, Build] = {}
# They outlive a build: under -r the next one ranks only what changed.
_rankers: dict[str, Ranker] = {}


def _safely(handler: Callable[_P, None]) -> Callable[_P, None]:
    """Turn whatever goes wrong in a handler into one logged error."""

    @wraps(handler)
    def guarded(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            handler(*args, **kwargs)
        except Exception as error:
            log.error("smo: %s", error, exc_info=log.isEnabledFor(logging.DEBUG))  # noqa: TRY400 - the trace only on request

    return guarded


@_safely
def begin(pelican: Any) -> None:  # noqa: ANN401 - Pelican's type has no annotations
    """Check the settings and forget the last build."""
    collector.look_again()
    settings = pelican.settings
    _builds.pop(settings["OUTPUT_PATH"], None)
    beside.wait(settings["OUTPUT_PATH"])
    own = settings_of(settings)
    if own is not None:
        _builds[settings["OUTPUT_PATH"]] = Build(settings=own)


@_safely
def extend(generator: Any) -> None:  # noqa: ANN401 - as above
    """Teach a generator's templates to place blocks."""
    if generator.settings["OUTPUT_PATH"] in _builds and hasattr(generator, "env"):
        teach(generator.env)


@_safely
@collector.paused()
def collect(generators: list[Any]) -> None:
    """Read all content and plan the site."""
    settings = generators[0].settings
    build = _builds.get(settings["OUTPUT_PATH"])
    if build is None:
        return
    findings: list[Finding] = []
    contents = {content.save_as: content for content in contents_of(generators)}
    order = order_of(contents.values())
    site_url = {**settings, "SITEURL": build.settings.site_url}
    passages = build.settings.suggest.automatic
    pages = [
        Page(
            facts=facts_of(content, site_url, findings, order),
            content=read_content(content.get_content(settings.get("SITEURL", "")), passages=passages),
        )
        for content in contents.values()
    ]
    open_file = opener(generators[0].context)
    ranker = _rankers.setdefault(settings["OUTPUT_PATH"], Ranker())
    home = home_of(settings, build.settings, contents)
    site = survey(pages, build.settings, lists=home, open_file=open_file, feeds=feeds_of(settings), ranker=ranker)
    build.whole = plan_site(with_cards(site, Path(settings.get("CACHE_PATH") or "cache") / "smo" / "cards"))
    build.plan = plan_pages(build.whole)
    build.known = {page.key: page.facts for page in pages}
    for key, content in contents.items():
        additions = build.plan.additions.get(key, Additions())
        hold(content, additions)
        content.smo = {**slots(additions), "related_pages": [contents[s.key] for s in site.related.get(key, ())]}
    _report([*findings, *build.plan.findings], site.pages, strict=build.settings.strict)
    collector.pass_over()


def _report(findings: list[Finding], pages: Mapping[str, Page], *, strict: bool) -> None:
    for finding, more in few(findings):
        severity = "error" if strict and finding.severity != "info" else loudness(finding)
        level = logging.getLevelNamesMapping()[severity.upper()]
        log.log(level, "smo: %s", told(finding, pages))
        if more:
            log.log(level, "smo: %s", more)


@_safely
def finish_page(path: str, context: Mapping[str, Any]) -> None:
    """Put the head tags into a written page, and its blocks where the theme hid the content from us."""
    content = context.get("article") or context.get("page")
    if content is None:
        _finish_list(Path(path), context)
        return
    additions = held(content, context.get("output_file"))
    if not (additions.head or additions.blocks or additions.wraps):
        return
    file = Path(path)
    text = place_in_page(file.read_bytes().decode(_ENCODING), additions)
    article = content.get_content(context.get("localsiteurl", context.get("SITEURL", "")))
    write(file, place_behind(text, article, additions.blocks).encode(_ENCODING))


def _finish_list(file: Path, context: Mapping[str, Any]) -> None:
    """Put the head tags into a page that lists others; which there are, only the writing of them tells."""
    build, key = _builds.get(context.get("OUTPUT_PATH", "")), key_of(context)
    if build is None or build.whole is None or not key:
        return
    text = file.read_bytes().decode(_ENCODING)
    additions = build.plan.additions.get(key)
    if additions is None:
        page = list_of(context, key, text, build.settings)
        additions, findings = plan_page(build.whole, page) or (Additions(), ())
        build.lists[key] = additions
        _report([*findings], {key: page}, strict=build.settings.strict)
    if additions.head:
        write(file, place_in_page(text, additions).encode(_ENCODING))


@_safely
def finish(pelican: Any) -> None:  # noqa: ANN401 - as above
    """Write our files and say in one line what was done."""
    build = _builds.get(pelican.settings["OUTPUT_PATH"])
    if build is None or build.whole is None:
        return
    output = Path(pelican.settings["OUTPUT_PATH"])
    with locked(output):
        sweep(output)
        for emit in build.plan.emits:
            write(output / emit.path, emit.read())
    made = replace(build.plan, additions={**build.plan.additions, **build.lists})
    console.print(f"smo: {line(build.whole.site, made)}", highlight=False, markup=False)
    beside.show(pelican.settings["OUTPUT_PATH"], build.settings, build.known, Path(pelican.settings["PATH"]))
    if build.settings.check:
        from smo_core.folder.checking import verdict  # noqa: PLC0415 - most builds do without

        _tell(verdict(output, build.settings), "networks will not show every page well; see `smo check`.")
    if build.settings.audit.enabled:
        from smo_core.folder.auditing import verdict as judged  # noqa: PLC0415 - as above

        _tell(
            judged(output, build.settings, today(), build.known, Path(pelican.settings["PATH"])),
            "the audit found errors or warnings; see `smo audit`.",
        )


def _tell(verdict: tuple[str, bool], complaint: str) -> None:
    said, passed = verdict
    console.print(f"smo: {said}", highlight=False, markup=False)
    if not passed:
        log.error("smo: %s", complaint)


@_safely
def start(pelican: Any) -> None:  # noqa: ANN401 - as above
    """Where Pelican listens, show the report beside it, and say where."""
    settings = pelican.settings
    if not beside.wanted() or (own := settings_of(settings)) is None or not own.enabled or own.report == "off":
        return
    host, port = settings.get("BIND") or "", settings.get("PORT", 8000) + 1
    address = beside.listen(settings["OUTPUT_PATH"], host, port, own, Path(settings["PATH"]))
    if address:
        console.print(f"smo: Report on this site: {address}", highlight=False, markup=False)


def register() -> None:
    """Connect the handlers; Pelican may call this more than once."""
    signals.initialized.connect(start)
    signals.get_generators.connect(begin)
    signals.generator_init.connect(extend)
    signals.all_generators_finalized.connect(collect)
    signals.content_written.connect(finish_page)
    signals.finalized.connect(finish)
