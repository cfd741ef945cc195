"""``smo suggest SITE``."""

from __future__ import annotations

from pathlib import Path

import click

from smo_core.cli import options


@click.command("suggest", short_help="Suggest links between pages.")
@options.site
@click.option("--page", default="", help="Only this page: its address, its location or its file.")
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="Pages shown; 0 is all.")
@click.option("--per-page", type=click.IntRange(min=1), help="The most links for one page. Default: the setting.")
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    help="The folder of the Markdown and reStructuredText sources: print a patch that adds the links to them.",
)
@click.option("--patch", type=click.Path(path_type=Path), help="Write the patch to this file instead of printing it.")
@options.settings_options
@options.as_json
@options.jobs
def command(
    site: Path,
    page: str,
    limit: int,
    per_page: int | None,
    source: Path | None,
    patch: Path | None,
    config: Path | None,
    site_url: str,
    as_json: bool,
    jobs: int,
) -> None:
    """Suggest links between the pages of SITE: words that name another page and do not link to it.

    Pages that no other links to come first. SITE and the sources are not changed; apply a patch
    with `git apply`.
    """
    if patch is not None and source is None:
        message = "--patch needs --source: the folder of the sources that the patch is for"
        raise click.UsageError(message)
    if as_json and source is not None and patch is None:
        message = "--json and a printed patch are two outputs; write the patch to a file with --patch"
        raise click.UsageError(message)
    settings = options.load(config, site_url)
    if per_page is not None:
        wishes = settings.suggest.model_copy(update={"per_page": per_page})
        settings = settings.model_copy(update={"suggest": wishes})
    from smo_core.cli import show_suggest  # noqa: PLC0415 - settings errors come before heavy imports
    from smo_core.folder.suggesting import chosen, suggest_in  # noqa: PLC0415 - as above

    with options.progress(quiet=as_json) as show:
        found = chosen(suggest_in(site, settings, jobs=jobs, progress=show), page=page, limit=limit)
    if source is not None:
        from smo_core.folder.sources import patched  # noqa: PLC0415 - as above

        result = patched(found.pages, found.all, source)
        if patch is None:
            click.echo(result.text, nl=False)
            show_suggest.show_left(result, err=True)
            return
        from smo_core.write import write  # noqa: PLC0415 - as above

        write(patch, result.text.encode())
    if as_json:
        click.echo(show_suggest.as_json(found))
    else:
        show_suggest.show(found)
        if source is not None:
            show_suggest.show_left(result, err=False, patch=patch)
