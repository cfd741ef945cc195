"""The pages of one language as arrays: what every relatedness signal is computed from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from smo_core.graph.stopwords import STOPWORDS
from smo_core.model import Page
from smo_core.text import spoken, stem, word_counts

if TYPE_CHECKING:
    import networkx as nx

Matrix = Any  # scipy.sparse.csr_array, which is imported only where it is used
_TEXT_CAP = 8_000
# Shorter words are rarely topics; other scripts say more in fewer letters.
_TOPIC_FROM = 4
# How much a word counts by where it stands, and how far a long field is held back (BM25F's b).
FIELDS: tuple[tuple[str, float, float], ...] = (
    ("body", 1, 0.5),
    ("title", 14, 0.3),
    ("url", 8, 0.3),
    ("tags", 4, 0.3),
    ("description", 3, 0.3),
    ("lead", 2, 0.3),
    ("headings", 1, 0.3),
)


@dataclass(frozen=True)
class Corpus:
    """Pages in key order, and the link graph that they belong to. Row i of a matrix is page i."""

    pages: tuple[Page, ...]
    graph: nx.DiGraph[str]

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Page key → row."""
        return {page.key: i for i, page in enumerate(self.pages)}

    @cached_property
    def fields(self) -> dict[str, list[Counter[str]]]:
        """Word counts by field, one list entry for each page."""
        return {name: [word_counts(_READ[name](page)) for page in self.pages] for name, _, _ in FIELDS}

    @cached_property
    def _on_pages(self) -> Counter[str]:
        """On how many pages each word stands."""
        seen: Counter[str] = Counter()
        for i in range(len(self.pages)):
            seen.update(set().union(*(counts[i] for counts in self.fields.values())))
        return seen

    @cached_property
    def terms(self) -> list[str]:
        """Column → word, for every word that stands on more than one page."""
        return sorted(word for word, pages in self._on_pages.items() if pages > 1)

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Word → column."""
        return {word: column for column, word in enumerate(self.terms)}

    @cached_property
    def frequency(self) -> list[int]:
        """Column → on how many pages the word stands."""
        return [self._on_pages[word] for word in self.terms]

    @cached_property
    def topics(self) -> list[dict[str, str]]:
        """Return for each page the words of its title, headings and tags: as compared → as written."""
        return [_topics(page) for page in self.pages]

    @cached_property
    def links(self) -> Matrix:
        """Adjacency among these pages: 1 where row links to column."""
        pairs = [(self.index[a], self.index[b]) for a, b in self.graph.edges if a in self.index and b in self.index]
        return self.sparse(((i, j, 1.0) for i, j in pairs), len(self.pages))

    def sparse(self, entries: Iterator[tuple[int, int, float]], columns: int) -> Matrix:
        """Return a page × ``columns`` sparse matrix of (row, column, value) entries, duplicates added."""
        import numpy as np  # noqa: PLC0415 - numpy and scipy cost more than a small site's whole build
        from scipy.sparse import csr_array  # noqa: PLC0415

        listed = list(entries)
        rows = np.fromiter((e[0] for e in listed), dtype=np.int32, count=len(listed))
        cols = np.fromiter((e[1] for e in listed), dtype=np.int32, count=len(listed))
        data = np.fromiter((e[2] for e in listed), dtype=np.float64, count=len(listed))
        return csr_array((data, (rows, cols)), shape=(len(self.pages), columns))


def is_topic(word: str) -> bool:
    """Whether a word, as compared, may be named to readers as what a page is about."""
    long_enough = len(word) >= (_TOPIC_FROM if word.isascii() else 2)
    return long_enough and word not in STOPWORDS and not word[0].isdigit()


def _topics(page: Page) -> dict[str, str]:
    headings = (heading.text for heading in page.content.headings)
    found: dict[str, str] = {}
    for text in (*page.facts.tags, page.facts.title, *headings):
        for written in spoken(text):
            # A capital at the start of a heading is no part of the word; capitals inside it are.
            plain = written.lower() if written[1:].islower() else written
            compared = stem(written.casefold())
            if is_topic(compared):
                found.setdefault(compared, plain)
    return found


def _url_words(page: Page) -> str:
    return page.facts.location.removesuffix(".html").replace("/", " ").replace("-", " ").replace("_", " ")


_READ: Mapping[str, Callable[[Page], str]] = {
    "body": lambda page: page.content.text[:_TEXT_CAP],
    "title": lambda page: page.facts.title,
    "url": _url_words,
    "tags": lambda page: " ".join(page.facts.tags),
    "description": lambda page: page.facts.description,
    "lead": lambda page: page.content.lead,
    "headings": lambda page: " ".join(h.text for h in page.content.headings if h.text != page.facts.title),
}
