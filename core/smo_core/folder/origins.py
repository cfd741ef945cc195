"""Findings of built pages → the sources that these were made of, and the lines there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from smo_core.audit.formats import text_of
from smo_core.audit.ground import Ground
from smo_core.audit.result import Audit, AuditFinding
from smo_core.audit.written import things
from smo_core.audit.written.sources import Sources
from smo_core.audit.written.trace import Trace
from smo_core.folder.files import everything
from smo_core.folder.sources import from_here, read_sources, sources_of
from smo_core.html.dom import Tree
from smo_core.html.encoding import decode
from smo_core.html.inventory import take
from smo_core.problems import InputError
from smo_core.settings.audit import Form
from smo_core.stores import read
from smo_core.write import write_pieces

# What this rule is about stands in the front matter, and nowhere in particular in a page.
_TAG = "G13"


def traced(found: Audit, folder: Path) -> Audit:
    """Return the audit with the source of each page, as from the current folder, and the line of each finding.

    ``folder`` holds the Markdown and reStructuredText sources. What a host said of sources counts first;
    other pages' are found by path, slug and title. A line that is not certain is None. Raises
    InputError for a folder without sources.
    """
    texts = read_sources(folder)
    names = names_of(found, texts)
    above = from_here(folder)
    pages = {key: replace(page, source=_said(above, names.get(key))) for key, page in found.pages.items()}
    places: dict[int, tuple[str, int | None]] = {}
    for trace, findings in traces(found, found.findings, texts, names):
        for finding in findings:
            places[id(finding)] = (above + trace.name, _line(trace, finding))
    moved = []
    for finding in found.findings:
        source, line = places.get(id(finding), (_said(above, names.get(finding.page)), None))
        moved.append(replace(finding, source=source, source_line=line))
    return replace(found, pages=MappingProxyType(pages), findings=tuple(moved))


def report(found: Audit, files: Mapping[Form, Path], folder: Path | None) -> None:
    """Write an audit to files, by format. ``folder`` holds the sources, None where nobody knows them."""
    with suppress(InputError):
        # A site may be made of HTML alone: then there are no lines but those of the pages.
        found = traced(found, folder) if folder is not None else found
    for form, path in files.items():
        write_pieces(path, map(str.encode, text_of(form, found)))


def names_of(found: Audit, texts: Mapping[str, str], above: str = "") -> dict[str, str]:
    """Return the name of each page's source, by page key. ``above`` leads to the sources where pages name theirs so."""
    told = {key: page.source.removeprefix(above) for key, page in found.pages.items() if page.source}
    if told:
        # A host knows all of its sources; what has none was made by a plugin or a theme.
        return {key: name for key, name in told.items() if name in texts}
    return sources_of({key: page.title for key, page in found.pages.items()}, texts)


def traces(
    found: Audit, findings: Iterable[AuditFinding], texts: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[tuple[Trace, list[AuditFinding]]]:
    """Yield each page that has a source and findings, and these."""
    by_page: defaultdict[str, list[AuditFinding]] = defaultdict(list)
    for finding in findings:
        if finding.page in names and (finding.line is not None or finding.rule == _TAG):
            by_page[finding.page].append(finding)
    if not by_page:
        return
    sources = Sources(names, Ground(everything(found.root), found.site_url))
    for key, own in by_page.items():
        trace = _trace(found.root, key, texts, sources)
        if trace is not None:
            yield trace, own


def _trace(root: Path, key: str, texts: Mapping[str, str], sources: Sources) -> Trace | None:
    """Return one page and its source, None for what cannot be understood: the audit has said so already."""
    name = sources.names[key]
    text = texts[name]
    try:
        inventory = take(Tree(decode(read(root / key)).text))
        return Trace(key=key, inventory=inventory, name=name, text=text, things=things(name, text), sources=sources)
    except Exception:  # noqa: BLE001 - one page must not cost the others
        return None


def _line(trace: Trace, finding: AuditFinding) -> int | None:
    if finding.rule == _TAG:
        return trace.line(trace.tag(finding.about))
    return trace.line(trace.made_of(trace.spot(finding.line, finding.column, finding.about)))


def _said(above: str, name: str | None) -> str:
    return f"{above}{name}" if name else ""
