"""What a page says, asked word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from smo_core.graph.corpus import Corpus, as_said, topic_of
from smo_core.model import Page
from smo_core.text import spoken, stem

# A text with fewer characters than this says most of its words once.
_SHORT = 600
# Characters of texts that are kept as they are compared: a page is compared with several.
_KEPT = 2_000_000


class _Heard(dict[int, "Said"]):
    """What pages say, by row, as far as it is kept; ``length`` is how many characters that is."""

    length = 0


def said_by(corpus: Corpus, row: int) -> Said:
    """Return what a page says."""
    kept: _Heard = corpus.__dict__.setdefault("said", _Heard())
    known = kept.get(row)
    if known is None:
        page = corpus.pages[row]
        known = _Repeated(page) if corpus.root is stem else _Inflected(page, corpus.root)
        if kept.length >= _KEPT:
            kept.clear()
            kept.length = 0
        kept[row] = known
        kept.length += len(known.text)
    return known


def places_of(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text says some words, as they are or with an s: not within longer words."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        end += text.startswith("s", end)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at, end
        at = text.find(words, at + 1)


class Said(dict[str, str]):
    """Word as compared → as a page says it, if it says it twice, else nothing; a short page need not.

    ``text`` is all that it says, casefolded.
    """

    def __init__(self, page: Page) -> None:
        """Read nothing yet."""
        super().__init__()
        self._spelt, self._language = f"{page.facts.title}\n{page.content.text}", page.facts.language
        self._begin = len(page.facts.title) + 1
        self.text = self._spelt.casefold()
        self._enough = 1 if len(self.text) <= _SHORT else 2


class _Repeated(Said):
    """Words that differ by a plural at most: found out when they are asked for."""

    def __missing__(self, word: str) -> str:
        said = list(islice(places_of(word, self.text), self._enough))
        self[word] = found = self._written(*said[0]) if len(said) == self._enough else ""
        return found

    def _written(self, at: int, end: int) -> str:
        """Return what stands in a place, with the capitals that it has there."""
        same = len(self.text) == len(self._spelt) and at >= self._begin
        return as_said((self._spelt if same else self.text)[at:end], self._language)


class _Inflected(Said):
    """Words of many forms: told in the form in which the page says them first."""

    def __init__(self, page: Page, root: Callable[[str], str]) -> None:
        super().__init__(page)
        self._read, self._root = False, root

    def __missing__(self, word: str) -> str:
        if self._read:
            return ""
        self._read = True
        spelt = ((written, topic_of(written, self._language)) for written in spoken(self._spelt))
        said = [(self._root(written.casefold()), topic) for written, topic in spelt if topic]
        times = Counter(compared for compared, _ in said)
        for compared, topic in said:
            if times[compared] >= self._enough:
                self.setdefault(compared, topic)
        return self.get(word, "")
