"""The hooks, each at the moment that trials showed to be right.

Pages are read in ``on_env``, after cross-references and tag lists are resolved; blocks are
appended in ``on_page_context``, after the search plugins have indexed; head tags go in at
``on_post_page``, after social cards and before minifiers.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.base import ValidationError
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File

from smo_core import collector
from smo_core.dates import today
from smo_core.enrich import plan, survey
from smo_core.features.cards import with_cards
from smo_core.graph.ranker import Ranker
from smo_core.html.place import place_in_content, place_in_page
from smo_core.model import Additions, Facts, Finding, Page, Plan
from smo_core.problems import SettingsError, SmoError
from smo_core.settings import Settings, from_mapping
from smo_core.tally import few, line, loudness, told
from smo_core.themes import slots
from smo_mkdocs.collect import collect
from smo_mkdocs.facts import assets_of, facts_of, feeds_of, opener, order_of
from smo_mkdocs.palette import with_palette
from smo_mkdocs.shown import Shown

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

log = get_plugin_logger("smo")


class SmoPlugin(BasePlugin):  # type: ignore[type-arg]
    """Share bars, meta tags, related pages and backlinks on every page of the site."""

    def __init__(self) -> None:
        """Start with nothing known; a build fills it."""
        self.own = Settings.plain()
        self.settings = self.own
        self.pages: dict[str, Page] = {}
        self.lists: tuple[Page, ...] = ()
        self.order: dict[str, int] = {}
        self.plan = Plan(additions={})
        self.summary = ""
        self.serving = False
        self.shown = Shown()
        self.ranker: Ranker | None = None

    def load_config(
        self,
        options: dict[str, Any],
        config_file_path: str | None = None,
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, Any]]]:
        """Check the settings; every problem is shown by MkDocs, in its own format."""
        self.config = options  # type: ignore[assignment]
        try:
            base = Path(config_file_path).parent if config_file_path else None
            self.own = from_mapping(options, source=config_file_path or "mkdocs.yml", base=base)
        except SettingsError as error:
            return [(problem.path, ValidationError(str(problem).partition(": ")[2])) for problem in error.problems], []
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 - MkDocs' signature
        """Exist, so that this object outlives the rebuilds of ``serve``."""
        self.serving = command == "serve"
        if self.serving:
            self.ranker = Ranker()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Forget the last build."""
        collector.look_again()
        self.plan = Plan(additions={})
        self.summary = ""
        self.shown.wait()
        return config

    @event_priority(-100)
    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002 - MkDocs' signature
        """Remember the order of the menu, when all who build menus have built theirs."""
        self.order = order_of(nav)
        return nav

    @event_priority(-90)
    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Read every page, plan the site, hand our files to MkDocs."""
        # Versioning plugins rewrite site_url: it is not final before all on_config have run.
        self.settings = with_palette(self.own, config).model_copy(
            update={
                "site_url": config.site_url or self.own.site_url,
                "site_name": config.site_name or self.own.site_name,
                "author": self.own.author or config.site_author or "",
                "assets": assets_of(self.own.assets, config),
            },
        )
        findings: list[Finding] = []
        facts = partial(facts_of, config=config, site_url=self.settings.site_url, findings=findings, order=self.order)
        pages, lists = collect(files, config, self.pages, facts, passages=self.settings.suggest.automatic)
        self.pages = {page.facts.source or "": page for page in pages}
        self.lists = tuple(lists)
        # Error pages extend a theme's templates too, and have no page of ours.
        env.globals["smo"] = slots(Additions())
        try:
            site = survey(
                pages,
                self.settings,
                lists=lists,
                open_file=opener(files),
                feeds=feeds_of(config),
                ranker=self.ranker,
            )
            site = with_cards(site, Path(config.config_file_path or ".").parent / ".cache" / "smo" / "cards")
            self.plan = plan(site)
        except SmoError as error:
            raise PluginError(f"smo: {error}") from error  # noqa: EM102, TRY003 - the host's way to stop a build
        self._report([*findings, *self.plan.findings], site.pages)
        self.summary = line(site, self.plan)
        for emit in self.plan.emits:
            if isinstance(emit.data, Path):
                files.append(File.generated(config, emit.path, abs_src_path=str(emit.data)))
            else:
                files.append(File.generated(config, emit.path, content=emit.read()))
        collector.pass_over()
        return env

    def _report(self, findings: list[Finding], pages: Mapping[str, Page]) -> None:
        for finding, more in few(findings):
            say = log.info if loudness(finding) == "info" else log.warning
            say("%s", told(finding, pages))
            if more:
                say("%s", more)
        worse = [finding for finding in findings if finding.severity != "info"]
        if self.settings.strict and worse:
            raise PluginError(f"smo: {len(worse)} findings, and the setting strict is on.")  # noqa: EM102, TRY003

    @event_priority(-100)
    def on_page_context(self, context: Any, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> Any:  # noqa: ANN401, ARG002 - MkDocs' signature
        """Put the blocks into the article, and give themes ``smo`` to place them themselves."""
        additions = self._additions(page)
        context["smo"] = slots(additions)
        if page.content is not None:
            page.content = place_in_content(page.content, additions.blocks, additions.wraps)
        return context

    @event_priority(25)
    def on_post_page(self, output: str, /, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs' signature
        """Put the head tags in."""
        additions = self._additions(page)
        return place_in_page(output, additions) if additions.head or additions.blocks else output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Say in one line what was done, and in another what networks make of it."""
        log.info("%s", self.summary)
        # A served site has an address that no network can reach.
        if self.settings.check and not self.serving:
            from smo_core.folder.checking import verdict  # noqa: PLC0415 - most builds do without

            try:
                said, passed = verdict(Path(config.site_dir), self.settings)
            except SmoError as error:
                raise PluginError(f"smo: {error}") from error  # noqa: EM102, TRY003
            log.info("%s", said)
            if not passed:
                raise PluginError("smo: networks will not show every page well; see `smo check`.")  # noqa: EM101, TRY003
        if self.settings.audit.enabled and not self.serving:
            from smo_core.folder.auditing import verdict as judged  # noqa: PLC0415 - as above

            try:
                said, passed = judged(
                    Path(config.site_dir), self.settings, today(), self._known(), Path(config.docs_dir)
                )
            except SmoError as error:
                raise PluginError(f"smo: {error}") from error  # noqa: EM102, TRY003
            log.info("%s", said)
            if not passed:
                raise PluginError("smo: the audit found errors or warnings; see `smo audit`.")  # noqa: EM101, TRY003

        sources = Path(config.docs_dir)
        self.shown.renew(Path(config.site_dir), self._settings_of_site(), self._known(), sources, serving=self.serving)

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs' signature
        """Let nobody wait for a site that will not come."""
        self.shown.go_on()

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002 - MkDocs' signature
        """Show report and previews beside the site, made when they are asked for."""
        if self.settings.enabled and self.settings.report != "off":
            sources = Path(config.docs_dir)
            address = self.shown.beside(server, self._settings_of_site(), self._known(), sources)
            log.info("Report on this site: %s", address)
        return server

    def _settings_of_site(self) -> Settings:
        # A site in several languages is built once for each, and has one report.
        return self.settings.model_copy(update={"assets": self.own.assets})

    def _known(self) -> dict[str, Facts]:
        """Return what is known of the pages, lists among them, by key."""
        return {page.key: page.facts for page in (*self.pages.values(), *self.lists)}

    def _additions(self, page: MkDocsPage) -> Additions:
        return self.plan.additions.get(page.file.dest_uri, Additions())
