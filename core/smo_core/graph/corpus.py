"""The pages of one language as arrays: what every relatedness signal is computed from."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, repeat
from operator import methodcaller
from typing import TYPE_CHECKING, Any

from smo_core.graph.fields import FIELDS
from smo_core.graph.memory import Memory
from smo_core.graph.stopwords import STOPWORDS
from smo_core.model import Page
from smo_core.text import spoken, stem, words

if TYPE_CHECKING:
    import networkx as nx

    from smo_core.graph.links import Links

__all__ = ["FIELDS", "Corpus", "Matrix", "is_topic", "topic_of", "topics_of"]
Matrix = Any  # a Csr, which is imported only where it is used
# Shorter words are rarely topics; other scripts say more in fewer letters.
_TOPIC_FROM = 4
# TLS, APIs: shorter than a topic, but one. Numerals are none.
_ACRONYM = re.compile(r"(?![IVX]+$)[A-Z]{2,3}s?")
# Don't, you'll: a pronoun and a verb, or a verb and its denial.
_SHORT_FORM = re.compile(r"n['’]t$|['’](?:re|ll|ve|d|m)$")
_NEVER = re.compile(r"(?!)")
# A word of more titles than this, and than this share of them, is the site's way to name its pages.
_FEW = 5
_USUAL = 0.2
# A page that links to so many others, and to this share of the site, lists all that there is; and one linked so.
_FEW_LINKS, _MUCH = 5, 0.3
# What fits into one number is sorted five times as fast as three columns are.
_ONE_NUMBER = 1 << 62
# Sets of linked rows, and topics, that are kept: one page is compared with several.
_ROWS = 256
_TOLD = 1_000


@dataclass(frozen=True)
class Corpus:
    """Pages in key order, and the link graph that they belong to. Row i of a matrix is page i.

    ``allowed`` is a mask of the pages that may be suggested, None for all; ``memory`` is what
    an earlier run over these pages left.
    """

    pages: tuple[Page, ...]
    graph: nx.DiGraph[str] | Links
    allowed: Any = None
    memory: Memory = field(default_factory=Memory)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Page key → row."""
        return {page.key: i for i, page in enumerate(self.pages)}

    @property
    def root(self) -> Callable[[str], str]:
        """What gives a word in small letters as it is compared."""
        return self.memory.reader.lexicon.root

    @cached_property
    def edges(self) -> Any:  # noqa: ANN401 - an array
        """The links among these pages as a table: source row, target row, words before the link."""
        import numpy as np  # noqa: PLC0415 - numpy and scipy cost more than a small site's whole build

        adjacency = dict(self.graph.adjacency())
        tables = adjacency.values()
        source = np.repeat(self._numbered(adjacency), np.fromiter(map(len, tables), dtype=np.int64))
        target = self._numbered(chain.from_iterable(tables))
        before = [said.get("words", 0) for said in chain.from_iterable(map(methodcaller("values"), tables))]
        table = np.stack((source, target, np.array(before, dtype=np.int64)), axis=1)
        return _in_order(table[(source >= 0) & (target >= 0) & (source != target)])

    def _numbered(self, keys: Iterable[str]) -> Any:  # noqa: ANN401 - an array
        """Return the row of each key, -1 for those of other pages."""
        import numpy as np  # noqa: PLC0415 - as above

        return np.fromiter(map(self.index.get, keys, repeat(-1)), dtype=np.int64)

    @cached_property
    def links(self) -> Matrix:
        """Adjacency among these pages: 1 where row links to column."""
        import numpy as np  # noqa: PLC0415 - as above

        from smo_core.graph.sparse import entries  # noqa: PLC0415 - as above

        size = len(self.pages)
        return entries(self.edges[:, 0], self.edges[:, 1], np.ones(len(self.edges)), (size, size))

    @cached_property
    def joined(self) -> Matrix:
        """How many links, one or two, join the pages of each pair that has any."""
        return (self.links + self.links.T).tocsr()

    @cached_property
    def inbound(self) -> Any:  # noqa: ANN401 - an array
        """On how many of these pages each is linked."""
        import numpy as np  # noqa: PLC0415 - as above

        return np.bincount(self.edges[:, 1], minlength=len(self.pages)).astype(float)

    @cached_property
    def _columns(self) -> Matrix:
        return self.links.T.tocsr()

    def citing(self, row: int) -> set[int]:
        """Return the rows of the pages that link to a page."""
        return self._kept(self._columns, row, "in")

    def cited(self, row: int) -> set[int]:
        """Return the rows of the pages that a page links to."""
        return self._kept(self.links, row, "out")

    def _kept(self, matrix: Matrix, row: int, way: str) -> set[int]:
        known = self._rows.get((way, row))
        if known is None:
            if len(self._rows) >= _ROWS:
                self._rows.clear()
            known = self._rows[way, row] = _stored(matrix, row)
        return known

    @cached_property
    def _rows(self) -> dict[tuple[str, int], set[int]]:
        return {}

    @cached_property
    def linking_most(self) -> frozenset[int]:
        """The rows that link to much of the site, as a home page or a table of contents: it says nothing of a pair."""
        import numpy as np  # noqa: PLC0415 - as above

        return self._most(np.diff(self.links.indptr))

    @cached_property
    def linked_most(self) -> frozenset[int]:
        """The rows that much of the site links to: that two pages do so, says nothing of them."""
        return self._most(self.inbound)

    def _most(self, counts: Any) -> frozenset[int]:  # noqa: ANN401 - an array
        return frozenset((counts >= max(_FEW_LINKS, _MUCH * len(self.pages))).nonzero()[0].tolist())

    @cached_property
    def degrees(self) -> list[float]:
        """How many links join each page with these pages, in and out."""
        import numpy as np  # noqa: PLC0415 - as above

        found: list[float] = (self.inbound + np.diff(self.links.indptr)).tolist()
        return found

    @cached_property
    def _topics(self) -> dict[int, dict[str, str]]:
        return {}

    def topics(self, row: int) -> Mapping[str, str]:
        """Return the words of a page's title, headings and tags: as compared → as written."""
        if row not in self._topics:
            if len(self._topics) >= _TOLD:
                self._topics.clear()
            self._topics[row] = topics_of(self.pages[row], self.root)
        return self._topics[row]

    @cached_property
    def _titled(self) -> dict[int, frozenset[str]]:
        return {}

    def titled(self, row: int) -> frozenset[str]:
        """Return the words of a page's title and tags, as compared."""
        if row not in self._titled:
            if len(self._titled) >= _TOLD:
                self._titled.clear()
            facts = self.pages[row].facts
            found = topics_in((facts.title, *facts.tags), facts.language, self.root)
            self._titled[row] = frozenset(compared for compared, _ in found)
        return self._titled[row]

    @cached_property
    def usual(self) -> frozenset[str]:
        """The words that so many titles have that they tell no page from another, as compared."""
        titles = tuple(page.facts.title for page in self.pages)

        def count() -> frozenset[str]:
            times = Counter(chain.from_iterable(map(set[str], (words(title, self.root) for title in titles))))
            least = max(_FEW, len(titles) * _USUAL)
            return frozenset(word for word, number in times.items() if number > least)

        found: frozenset[str] = self.memory.same("usual", (titles,), count)
        return found


def _in_order(table: Any) -> Any:  # noqa: ANN401 - arrays
    """Return links by source, then by the words before them, then by target."""
    import numpy as np  # noqa: PLC0415 - as above

    source, target, before = table.T
    pages, words = max(source.max(initial=0), target.max(initial=0)) + 1, before.max(initial=0) + 1
    if math.prod((int(pages), int(pages), int(words))) < _ONE_NUMBER:
        return table[np.argsort((source * words + before) * pages + target, kind="stable")]
    return table[np.lexsort((target, before, source))]


def _stored(matrix: Matrix, row: int) -> set[int]:
    return set(matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]].tolist())


@lru_cache(maxsize=100_000)
def is_topic(word: str) -> bool:
    """Whether a word, as compared, may be named to readers as what a page is about."""
    long_enough = len(word) >= (_TOPIC_FROM if word.isascii() else 2)
    return long_enough and word not in STOPWORDS and not word[0].isdigit() and not _SHORT_FORM.search(word)


def topics_of(page: Page, root: Callable[[str], str]) -> dict[str, str]:
    """Return the words of a page's title, headings and tags: as compared → as written."""
    headings = (heading.text for heading in page.content.headings)
    found: dict[str, str] = {}
    for compared, topic in topics_in((*page.facts.tags, page.facts.title, *headings), page.facts.language, root):
        found.setdefault(compared, topic)
    return found


def topics_in(names: Iterable[str], language: str, root: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield the topics in names and headings: as compared, as readers are told them; acronyms among them."""
    for name in names:
        # Where several words are in capitals and nothing else, the short ones are no acronyms.
        acronym = _NEVER if name.isupper() and " " in name else _ACRONYM
        for written in spoken(name):
            if topic := topic_of(written, language) or (written if acronym.fullmatch(written) else ""):
                yield root(written.casefold()), topic


@lru_cache(maxsize=100_000)
def topic_of(written: str, language: str = "") -> str:
    """Return a word as readers are told it, nothing when it is no topic."""
    return as_said(written, language) if is_topic(stem(written.casefold())) else ""


def as_said(written: str, language: str) -> str:
    """Return a word of a heading as it is written amid a sentence.

    A capital at its start is no part of it; capitals inside it are, and those of German nouns.
    """
    return written.lower() if written[1:].islower() and language[:2] != "de" else written
