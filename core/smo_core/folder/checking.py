"""Look at a folder of built HTML as networks will: read heads, measure images, judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from smo_core.features.networks.files import ImageFile
from smo_core.features.networks.judge import Verdict, images, judge, line
from smo_core.features.networks.network import Network
from smo_core.features.networks.seen import Seen, see
from smo_core.features.networks.table import NETWORKS
from smo_core.folder.facts import canonical_address
from smo_core.folder.files import find, refuse_empty
from smo_core.folder.images import measure_all
from smo_core.folder.naming import key_of
from smo_core.folder.pool import Progress, over, pool
from smo_core.html.encoding import decode
from smo_core.model import Finding
from smo_core.paths import matches
from smo_core.settings import Settings
from smo_core.stores import read
from smo_core.urls import absolute, location_of
from smo_core.vocabulary import ERROR_PAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A folder looked at: the verdicts in page order, the images by address, and what was left out and why."""

    root: Path
    site_url: str
    networks: tuple[Network, ...]
    verdicts: tuple[Verdict, ...]
    files: Mapping[str, ImageFile]
    skipped: Mapping[str, int]
    findings: tuple[Finding, ...] = ()

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding there is, page by page."""
        return (*self.findings, *(noted.finding for verdict in self.verdicts for noted in verdict.noted))


def check(  # noqa: PLR0913 - each is a choice of the caller, all but two by name
    root: Path,
    settings: Settings,
    *,
    networks: Sequence[Network] = NETWORKS,
    page: str = "",
    jobs: int = 0,
    progress: Progress | None = None,
) -> Checked:
    """Return what the networks make of the pages below ``root``.

    ``page`` is the address, location or file of the only page wanted; it is looked at also
    if it would be left out. Left out are lists (the setting ``folder.lists``), noindex
    and error pages, redirects. Raises InputError for a missing or empty folder or page.
    """
    files = find(root)
    refuse_empty(root, files)
    pages: dict[str, Seen] = {}
    findings: list[Finding] = []
    with pool(root, jobs, len(files)) as crew:
        for done, (key, seen, reason) in enumerate(over(crew, partial(_see, root), files), 1):
            if seen is not None:
                pages[key] = seen
            else:
                message = f"The file cannot be read: {reason}."
                findings.append(Finding(rule="unreadable", severity="error", message=message, page=key))
            if progress is not None:
                progress("Reading", done, len(files))
    site_url = settings.site_url or canonical_address({key: seen.head for key, seen in pages.items()})
    wanted = [key_of(page, pages, root, site_url)] if page else []
    skipped = {} if page else {key: why for key, seen in pages.items() if (why := _skip(key, seen, settings))}
    looked_at = [
        replace(pages[key], address=absolute(site_url, location_of(key)) or "")
        for key in (wanted or [key for key in pages if key not in skipped])
    ]
    measured = measure_all(root, (address for seen in looked_at for address in images(seen)), site_url)
    return Checked(
        root=root,
        site_url=site_url,
        networks=tuple(networks),
        verdicts=judge(looked_at, networks, measured),
        files=measured,
        skipped=dict(sorted(Counter(skipped.values()).items())),
        findings=tuple(findings),
    )


def verdict(root: Path, settings: Settings) -> tuple[str, bool]:
    """Return one line on what the networks make of a built site, and whether ``strict`` lets it pass.

    For a host to ask when it is done. Raises InputError when the site cannot be read.
    """
    checked = check(root, settings)
    bad = any(finding.severity != "info" for finding in checked.all_findings)
    return line(checked.verdicts), not (settings.strict and bad)


def _see(root: Path, key: str) -> tuple[str, Seen | None, str]:
    try:
        raw = read(root / key)
    except OSError as error:
        return key, None, error.strerror or str(error)
    try:
        return key, see(key, decode(raw).text), ""
    except Exception as error:  # noqa: BLE001 - one page must not cost the others
        return key, None, str(error)


def _skip(key: str, seen: Seen, settings: Settings) -> str:
    if seen.skip:
        return seen.skip
    if matches(key, ERROR_PAGES):
        return "error page"
    listed = matches(key, (*settings.folder.no_content, *settings.exclude))
    return "list or index" if listed else ""
