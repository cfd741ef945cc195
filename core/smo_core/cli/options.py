"""What several commands share: their options, how settings are found, how progress is shown."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from smo_core.features.networks.network import Network
    from smo_core.folder.pool import Progress
    from smo_core.settings import Settings

_F = TypeVar("_F", bound=Callable[..., object])


class _Place(click.ParamType[Path]):
    """A folder, or the address of one in a store, such as s3://bucket/site."""

    name = "place"

    def convert(self, value: Path | str, _: click.Parameter | None, __: click.Context | None) -> Path:
        """Return what stands for the folder."""
        from smo_core.stores import place_of  # noqa: PLC0415 - help needs none

        return place_of(value) if isinstance(value, str) else value


PLACE = _Place()
site = click.argument("site", type=click.Path(path_type=Path))
# Of commands that take a store too.
place = click.argument("site", type=PLACE)
# However one says where something is to be written, each command understands it.
OUT = ("-o", "--out", "--output")
jobs = click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes to use; 0 is one for each core.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
dry_run = click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")


fail_on = click.option(
    "--fail-on",
    type=click.Choice(("error", "warning", "info", "never")),
    default="error",
    show_default=True,
    help="Exit with 1 on findings of this severity or worse.",
)


def executors(function: _F) -> _F:
    """Add ``--executor`` and ``--scheduler``; :func:`executor` makes of them who works."""
    name = click.option(
        "--executor",
        "executor_name",
        type=click.Choice(("local", "dask")),
        default="local",
        show_default=True,
        help="Who reads and writes pages: processes of this machine, or the workers of a Dask cluster.",
    )
    address = click.option(
        "--scheduler", default="", metavar="ADDRESS", help="The scheduler of the Dask cluster: tcp://HOST:8786."
    )
    return name(address(function))


@contextmanager
def executor(name: str, scheduler: str) -> Iterator[Executor | None]:
    """Provide the executor that was asked for, None for processes of this machine.

    Raises UsageError for one option without the other, and SmoError when there is no cluster.
    """
    if (name == "local") != (not scheduler):
        message = "--executor dask and --scheduler ADDRESS go together"
        raise click.UsageError(message)
    if name == "local":
        yield None
        return
    from smo_core.folder.cluster import EXECUTORS  # noqa: PLC0415 - an extra

    with EXECUTORS[name](scheduler) as found:
        yield found


def networks(function: _F) -> _F:
    """Add ``--network``, which hands over rows of the table, all of them by default."""
    option = click.option(
        "--network",
        "networks",
        multiple=True,
        callback=_networks,
        metavar="NAME",
        help="Only this network; give it again for more. Default: all.",
    )
    return option(function)


def _networks(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[Network, ...]:
    from smo_core.features.networks.table import BY_ID, NETWORKS  # noqa: PLC0415 - not for help
    from smo_core.problems import did_you_mean  # noqa: PLC0415 - as above

    wanted = [name.strip().casefold() for one in given for name in one.split(",") if name.strip()]
    for name in wanted:
        if name not in BY_ID:
            message = f"there is no network {name!r}. {did_you_mean(name, BY_ID)}"
            raise click.BadParameter(message)
    return tuple(network for network in NETWORKS if not wanted or network.id in wanted)


def settings_options(function: _F) -> _F:
    """Add ``--config`` and ``--site-url``."""
    config = click.option(
        "--config",
        type=click.Path(path_type=Path),
        help="Settings: a TOML file. Default: smo.toml, or [tool.smo] in pyproject.toml, in the current folder.",
    )
    url = click.option("--site-url", default="", help="The address where the site will be.")
    return config(url(function))


def load(config: Path | None, site_url: str) -> Settings:
    """Return the settings that apply. Raises SmoError when they cannot be read or used."""
    from smo_core.settings import Settings, from_file, from_mapping  # noqa: PLC0415 - help needs no settings

    path = config or _found()
    settings = from_file(path) if path is not None else Settings.plain()
    if site_url:
        checked = from_mapping({"site_url": site_url}, source="--site-url")
        settings = settings.model_copy(update={"site_url": checked.site_url})
    return settings


def _found() -> Path | None:
    if (own := Path("smo.toml")).is_file():
        return own
    project = Path("pyproject.toml")
    try:
        table = tomllib.loads(project.read_text(encoding="utf-8-sig")).get("tool", {})
    except (OSError, ValueError):
        # No file, or one that is somebody else's trouble: it was not named by the user.
        return None
    return project if isinstance(table, dict) and "smo" in table else None


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress | None]:
    """Provide a progress bar on standard error, or None when it is not a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - costs more than many runs
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, int] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done)  # type: ignore[arg-type]

        yield show
