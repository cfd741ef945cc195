"""What every host tells its user: one plan in a few figures, and each finding as loudly as it deserves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sized
from types import MappingProxyType

from smo_core.model import Finding, Page, Plan, Site
from smo_core.text import clean, harmless
from smo_core.vocabulary import Severity

_SHOWN = 10


class Tally:
    """Counts what pages get, as they are planned one after another."""

    def __init__(self) -> None:
        """Begin with none."""
        self.keys: list[str] = []
        self._tagged = self._lists = 0
        self._blocks: Counter[str] = Counter()

    def count(self, key: str, *, tagged: bool, blocks: Iterable[str], listing: bool) -> None:
        """Add one page: whether its head gets tags, the names of its blocks, and whether it but lists other pages."""
        if listing:
            self._lists += tagged
            return
        self.keys.append(key)
        self._tagged += tagged
        self._blocks.update(blocks)

    def rows(self, site: Site) -> Iterator[tuple[str, str]]:
        """Yield the names and values of the summary's rows on pages."""
        yield "Pages", str(len(site.pages))
        yield "Pages with head tags", str(self._tagged)
        if self._lists:
            yield "Lists with head tags", str(self._lists)
        for name, number in sorted(self._blocks.items()):
            yield f"Pages with {name}", str(number)
        if site.cards:
            yield "Pages with a preview card", str(len(site.cards))
        yield "Content links", str(site.links.number_of_edges())
        yield "Pages that no page links to", str(sum(1 for key in self.keys if site.links.in_degree(key) == 0))


def rows(site: Site, plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the names and values of the summary's rows."""
    tally = Tally()
    for key, added in plan.additions.items():
        page = site.find(key)
        listing = page is None or page.facts.is_list
        blocks = (block.name for block in added.blocks)
        tally.count(key, tagged=bool(added.head), blocks=blocks, listing=listing)
    yield from tally.rows(site)
    yield from on_findings(plan.findings)


def on_findings(findings: Sized) -> Iterator[tuple[str, str]]:
    """Yield the summary's row on findings, if there are any."""
    if findings:
        yield "Findings", str(len(findings))


def line(site: Site, plan: Plan) -> str:
    """Return the summary as one line of text."""
    return ", ".join(f"{name[:1].lower()}{name[1:]} {value}" for name, value in rows(site, plan))


def few(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Yield the first findings of each rule, the last of them with a line on how many more there are, else with "".

    What is wrong with a template is wrong with each of its pages.
    """
    found = tuple(findings)
    left = Counter(finding.rule for finding in found)
    shown: Counter[str] = Counter()
    for finding in found:
        rule = finding.rule
        shown[rule] += 1
        left[rule] -= 1
        if shown[rule] <= _SHOWN:
            last = shown[rule] == _SHOWN and left[rule]
            yield finding, f"… and {left[rule]} more of {rule}" if last else ""


def told(finding: Finding, pages: Mapping[str, Page] = MappingProxyType({})) -> str:
    """Return a finding as one line: where, what, what to do.

    Where is the source of its page, which its author can open, if the ``pages`` by key tell it.
    """
    page = pages.get(finding.page)
    name = (page.facts.source if page else None) or finding.page
    where = f"{clean(name)}:" if name else ""
    return harmless(" ".join(part for part in (where, finding.message, finding.hint) if part))


def loudness(finding: Finding) -> Severity:
    """Return how loudly a host tells a finding, when builds that count warnings must not fail by it.

    What is noticed about a page is mere information: the build passed without us. Settings
    that cannot be followed are a warning, of the site or of a page. The setting ``strict``
    asks for more, and has its own way to fail.
    """
    if finding.severity == "error":
        return "error"
    return "warning" if finding.severity == "warning" and not finding.page else "info"
