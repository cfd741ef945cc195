"""``smo audit --fix --source``: a patch of the sources with what can be put right for certain.

Addresses of which there is exactly one right form, and descriptions that the page's own first
words give. Nothing is written; what is left is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from smo_core.audit.result import Audit, AuditFinding
from smo_core.audit.written import Thing
from smo_core.audit.written.described import with_description
from smo_core.audit.written.mend import Mender, Style
from smo_core.audit.written.trace import Trace, address_of
from smo_core.folder.origins import names_of, traces
from smo_core.folder.sources import diff, from_here, read_sources, style_of
from smo_core.html.dom import Tree
from smo_core.html.encoding import decode
from smo_core.html.inventory import take
from smo_core.html.page import read_page
from smo_core.settings import Settings
from smo_core.stores import read
from smo_core.text import clean, cut

# Rules about addresses, which a source can have right.
ADDRESSES = ("I01", "I07", "L01", "L02", "L03", "L04", "L09", "L15", "S02")
_DESCRIPTION = "M04"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A unified diff, how many findings it repairs in how many files, and why others are not in it."""

    text: str
    repaired: int
    files: int
    left: Mapping[str, int]


def mended(found: Audit, folder: Path, settings: Settings) -> Mended:
    """Return the patch that repairs findings in the sources below a folder. Raises InputError for a missing one."""
    texts = read_sources(folder)
    above = from_here(folder)
    names = names_of(found, texts, above)
    style = style_of(folder)
    made = dict(texts)
    left: Counter[str] = Counter()
    repaired = 0
    wanted = [finding for finding in found.findings if finding.rule in ADDRESSES]
    left[_NO_SOURCE] += sum(finding.page not in names for finding in wanted)
    for trace, findings in traces(found, wanted, texts, names):
        mender = _mender(found, folder, trace, style)
        changes: dict[tuple[int, int], str] = {}
        for finding in findings:
            reason = _mend(finding, trace, mender, changes)
            repaired += not reason
            left[reason] += reason != "" and finding.rule != "L09"
        made[trace.name] = _changed(trace.text, changes)
    for finding in found.findings:
        if finding.rule == _DESCRIPTION and (name := names.get(finding.page)) is not None:
            new_text = _described(found, finding, made[name], name, style, settings)
            repaired += new_text is not None
            left[_NO_WORDS] += new_text is None
            made[name] = new_text or made[name]
    touched = [name for name in sorted(made) if made[name] != texts[name]]
    text = "".join(line for name in touched for line in diff(f"{above}{name}", texts[name], made[name]))
    return Mended(text=text, repaired=repaired, files=len(touched), left={k: n for k, n in left.items() if n})


_NO_SOURCE = "no source was found for the page"
_NO_PLACE = "the place in the source is not certain"
_NO_TARGET = "there is no single right address"
_NO_WORDS = "the page has no first words to describe it, or says already what it is about"


def _mend(finding: AuditFinding, trace: Trace, mender: Mender, changes: dict[tuple[int, int], str]) -> str:
    """Add the changes that repair a finding, wherever the source says the same; return why there are none, else ""."""
    spot = trace.spot(finding.line, finding.column, finding.about)
    things = [(one, thing) for one in (trace.alike(spot) if spot else ()) if (thing := trace.made_of(one))]
    if not things:
        return _NO_PLACE
    before = len(changes)
    for one, thing in things:
        new = mender.mended(finding.rule, thing, address_of(one))
        if new is not None and new != thing.value and _fits(trace.text, thing, new):
            changes[thing.start, thing.end] = new
    return "" if len(changes) > before else _NO_TARGET


def _mender(found: Audit, folder: Path, trace: Trace, style: Style) -> Mender:
    @cache
    def ids(key: str) -> Collection[str]:
        return frozenset(take(Tree(decode(read(found.root / key)).text)).ids) if key in found.pages else frozenset()

    return Mender(
        name=trace.name,
        key=trace.key,
        base=trace.base,
        style=style,
        ground=trace.sources.ground,
        sources=trace.sources,
        ids=ids,
        there=lambda path: (folder / path).is_file(),
    )


def _fits(text: str, thing: Thing, new: str) -> bool:
    """Whether an address can stand where the old one does without becoming something else."""
    quoted = text[thing.start - 1 : thing.start] in {'"', "'", "<"}
    return not any(sign in new for sign in "\"'<>\n") and (quoted or not any(sign in new for sign in " ()"))


def _changed(text: str, changes: Mapping[tuple[int, int], str]) -> str:
    for (start, end), new in sorted(changes.items(), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _described(  # noqa: PLR0913, PLR0917 - a page, its source, and how both are written
    found: Audit, finding: AuditFinding, text: str, name: str, style: Style, settings: Settings
) -> str | None:
    if PurePosixPath(name).suffix.lower() in {".rst", ".rest"}:
        return None
    content = read_page(decode(read(found.root / finding.page)).text, selector=settings.folder.content).content
    lead = cut(clean(content.lead), settings.meta.description_length)
    return with_description(text, lead, plain=style == "pelican") if lead else None
