"""Graph: whether readers get to every page, and on from it.

Content links are told apart from navigation: with menus counted, every page looks linked.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

from smo_core.audit.rule import Hit
from smo_core.audit.site import Built, Same
from smo_core.graph.metrics import parts
from smo_core.text import words

if TYPE_CHECKING:
    import networkx as nx

_DEEP, _HUB = 3, 150
_COMMON_TAG, _MENU = 2, 0.5
_SIGMAS, _ENOUGH = 4.0, 20
# Words on more pages than this say nothing about which two belong together.
_RARE, _ALIKE, _SHARED = 12, 0.6, 3


def _pages(built: Built) -> tuple[str, ...]:
    """Return the pages that readers are meant to find: content that asks not to be left out, the home page aside."""
    return _found(Same(built))


@lru_cache(maxsize=2)
def _found(same: Same) -> tuple[str, ...]:
    built = same.site
    return tuple([
        key
        for key, page in built.pages.items()
        if page.facts.public and key != built.home and key in built.sheets
        and not (built.sheets[key].noindex or built.sheets[key].moved)
    ])  # fmt: skip


class _Ways:
    """Which pages are led to at all: ``every`` by any link, ``indexed`` by one of a page without noindex.

    ``lists`` are, by page, the lists of pages that lead to it: a list is no content itself, yet it is what
    leads to them.
    """

    def __init__(self, built: Built) -> None:
        self.every: set[str] = set()
        self.indexed: set[str] = set()
        self.lists: defaultdict[str, list[str]] = defaultdict(list)
        self.graph = built.graph
        for key, targets in built.links.items():
            sheet = built.sheets[key]
            self.every.update(targets)
            if not sheet.noindex:
                self.indexed.update(targets)
            if key not in built.graph:
                for target in {*targets}.difference(sheet.menu, sheet.ours):
                    self.lists[target].append(key)

    def content(self, key: str) -> list[str]:
        """Return the pages whose content leads to a page."""
        inside = self.graph.predecessors(key) if key in self.graph else ()
        return [*inside, *self.lists.get(key, ())]


@lru_cache(maxsize=2)
def _into(same: Same) -> _Ways:
    return _Ways(same.site)


def orphan(built: Built) -> Iterator[tuple[str, Hit]]:
    """G01: no page leads here, not even a menu."""
    every = _into(Same(built)).every
    for key in _pages(built):
        if key not in every:
            yield key, Hit(message="No page links here, not even a menu.")


def content_orphan(built: Built) -> Iterator[tuple[str, Hit]]:
    """G02: only menus, headers and footers lead here."""
    ways = _into(Same(built))
    for key in _pages(built):
        if key in ways.every and not ways.content(key):
            yield key, Hit(message="Only menus, headers, footers and lists link here; no text does.")


def unreachable(built: Built) -> Iterator[tuple[str, Hit]]:
    """G03: pages lead here, but no way from the home page."""
    every = _into(Same(built)).every
    if built.home:
        for key in _pages(built):
            if key in every and key not in built.depths:
                yield key, Hit(message=f"No way leads here from {built.home}.")


def dead_end(built: Built) -> Iterator[tuple[str, Hit]]:
    """G04: the text leads nowhere in the site, and none of our lists does."""
    for key in _pages(built):
        if built.graph.out_degree(key) == 0 and not built.sheets[key].ours:
            yield key, Hit(message="The text links to no other page of the site.")


def deep(built: Built) -> Iterator[tuple[str, Hit]]:
    """G05: more than three clicks from the home page."""
    for key in _pages(built):
        if (depth := built.depths.get(key, 0)) > _DEEP:
            yield key, Hit(message=f"It takes {depth} clicks to come here from the home page.")


def island(built: Built) -> Iterator[tuple[str, Hit]]:
    """G06: pages that link to each other, and to and from no other."""
    wanted = set(_pages(built)) | {built.home}
    for keys in parts(built.graph)[1:]:
        if len(keys) > 1 and wanted.issuperset(keys):
            yield (
                keys[0],
                Hit(message=f"{len(keys)} pages link only to each other: {', '.join(keys[:5])}", about=keys[0]),
            )


def one_way_in(built: Built) -> Iterator[tuple[str, Hit]]:
    """G07: one page alone has a link to this one in its text."""
    ways = _into(Same(built))
    for key in _pages(built):
        if len(content := ways.content(key)) == 1:
            yield key, Hit(message=f"Only {content[0]} links here from its text.")


def hub(built: Built) -> Iterator[tuple[str, Hit]]:
    """G08: a text with links to more than 150 pages."""
    for key in built.pages:
        if key in built.graph and (count := built.graph.out_degree(key)) > _HUB:
            yield key, Hit(message=f"The text links to {count} pages.")


def only_from_noindex(built: Built) -> Iterator[tuple[str, Hit]]:
    """G09: every page that leads here asks crawlers to stay away."""
    ways = _into(Same(built))
    for key in _pages(built):
        if key in ways.every and key not in ways.indexed:
            yield key, Hit(message="Every page that links here has noindex.")


def cut_page(built: Built) -> Iterator[tuple[str, Hit]]:
    """G10: without this page, others would lose their connection by content links."""
    for key, severed in cuts(built.graph).items():
        if severed > 1 and key in built.pages:
            yield key, Hit(message=f"Without this page, {severed} pages would become an island.")


def cuts(graph: nx.DiGraph[str]) -> dict[str, int]:
    """Return the articulation points of the links, both ways, and how many pages each holds on to the rest.

    Tarjan's low points, without recursion; the smaller side counts as the one cut off.
    """
    keys = sorted(graph)
    number = {key: at for at, key in enumerate(keys)}
    plain = [sorted({number[other] for other in (*graph.succ[key], *graph.pred[key])}) for key in keys]
    found: dict[str, int] = {}
    order = [-1] * len(keys)
    low = [0] * len(keys)
    size = [1] * len(keys)
    total = {number[key]: len(group) for group in parts(graph) for key in group}
    met = 0
    for root in range(len(keys)):
        if order[root] >= 0:
            continue
        order[root] = low[root] = met
        met += 1
        stack = [(root, -1, iter(plain[root]))]
        branches = 0
        while stack:
            here, parent, rest = stack[-1]
            following = next(rest, None)
            if following is not None:
                if order[following] < 0:
                    order[following] = low[following] = met
                    met += 1
                    stack.append((following, here, iter(plain[following])))
                elif following != parent and order[following] < low[here]:
                    low[here] = order[following]
                continue
            stack.pop()
            if parent < 0:
                continue
            size[parent] += size[here]
            low[parent] = min(low[parent], low[here])
            branches += parent == root
            if low[here] >= order[parent] and (parent != root or branches > 1):
                severed = min(size[here], total[parent] - size[here] - 1)
                found[keys[parent]] = max(found.get(keys[parent], 0), severed)
    return found


def alike_unlinked(built: Built) -> Iterator[tuple[str, Hit]]:
    """G11: two pages whose titles and headings share rare words, and neither links to the other."""
    keys = [key for key in _pages(built) if built.pages[key].facts.readable]
    weights = {key: _profile(built, key) for key in keys}
    where: defaultdict[str, list[str]] = defaultdict(list)
    for key, profile in weights.items():
        for word in profile:
            where[word].append(key)
    rarity = {word: math.log(len(keys) / len(having)) for word, having in where.items()}
    # A word that all pages have tells nothing, however few they are.
    most = min(_RARE, len(keys) - 1)
    squares = {word: value**2 for word, value in rarity.items()}
    norms = {key: math.sqrt(sum([squares[word] for word in profile])) for key, profile in weights.items()}
    rare = {word: squares[word] for word, having in where.items() if 1 < len(having) <= most}
    for key in keys:
        shared: defaultdict[str, float] = defaultdict(float)
        common: defaultdict[str, int] = defaultdict(int)
        for word in filter(rare.__contains__, weights[key]):
            weight = rare[word]
            for other in where[word]:
                if other > key:
                    shared[other] += weight
                    common[other] += 1
        if max(common.values(), default=0) < _SHARED:
            continue
        best = max(shared, key=lambda other: (shared[other] / (norms[key] * norms[other]), other), default="")
        likeness = shared[best] / (norms[key] * norms[best]) if best else 0
        linked = best and (built.graph.has_edge(key, best) or built.graph.has_edge(best, key))
        if likeness >= _ALIKE and common[best] >= _SHARED and not linked:
            yield key, Hit(message=f"{best} is about the same, and neither page links to the other.", about=best)


def _profile(built: Built, key: str) -> list[str]:
    """Return the words of a page's title and headings, in order: sums of equal parts are equal in every run."""
    page = built.pages[key]
    return sorted({*words(" ".join((page.facts.title, *(heading.text for heading in page.content.headings))))})


def outlier(built: Built) -> Iterator[tuple[str, Hit]]:
    """G12: a page that draws far more of the site's links than any should."""
    ranks = {key: built.ranks[key] for key in _pages(built) if key in built.ranks}
    if len(ranks) < _ENOUGH:
        return
    bound = fmean(ranks.values()) + _SIGMAS * pstdev(ranks.values())
    for key, rank in ranks.items():
        if rank > bound:
            yield key, Hit(message=f"Links lead here far more than to other pages: {rank:.1%} of all PageRank.")


def lonely_tag(built: Built) -> Iterator[tuple[str, Hit]]:
    """G13: a tag that no other page has."""
    keys = _pages(built)
    counts = Counter(tag.casefold() for key in keys for tag in built.pages[key].facts.tags)
    if not any(count >= _COMMON_TAG for count in counts.values()):
        return
    for key in keys:
        for tag in built.pages[key].facts.tags:
            if counts[tag.casefold()] == 1:
                yield key, Hit(message=f"No other page has the tag {tag!r}.", about=tag)


def outside_menu(built: Built) -> Iterator[tuple[str, Hit]]:
    """G14: a page that the site's menu leaves out, where it names most others."""
    keys = _pages(built)
    listed = {target for sheet in built.sheets.values() for target in sheet.menu}
    inside = [key for key in keys if key in listed]
    if len(inside) > _MENU * len(keys):
        for key in keys:
            if key not in listed:
                yield key, Hit(message="No menu names this page.")
