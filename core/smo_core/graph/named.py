"""Which names stand in which page's text, kept up to date as pages change.

A changed text is read for all names, and a new name is looked for in all texts that have its
words; nothing else is read twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from smo_core.graph.fields import TEXT_CAP
from smo_core.graph.phrases import Phrases, names_of, phrases
from smo_core.model import Page
from smo_core.text import folded


@dataclass(slots=True)
class Named:
    """The names of all pages, and how often each stands in each page's text."""

    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    _table: Phrases = field(default_factory=lambda: phrases({}))
    _texts: dict[str, str] = field(default_factory=dict)

    def read(self, pages: Sequence[Page], having: Callable[[str], Iterable[str]]) -> None:
        """Bring everything up to these pages; ``having`` gives the keys of pages that have all words of a name."""
        names = {page.key: names_of(page) for page in pages}
        fresh = self._name(names)
        texts = {page.key: page.content.text[:TEXT_CAP] for page in pages}
        unread = [key for key, text in texts.items() if self._texts.get(key) != text]
        counts = {key: self.counts[key] for key in texts if key in self.counts}
        for key in unread:
            counts[key] = self._table.count(texts[key])
        if fresh and len(unread) < len(texts):
            table = phrases({"": fresh})
            again = {key for name in fresh for key in having(name)}.difference(unread)
            for key in sorted(again & texts.keys()):
                counts[key] = counts[key] | table.count(texts[key])
        self.counts, self._texts = counts, texts

    def _name(self, names: Mapping[str, Sequence[str]]) -> list[str]:
        """Take the pages' names in; return those that are new."""
        owners: dict[str, list[str]] = {}
        for key in sorted(names):
            for phrase in dict.fromkeys(fold(name) for name in names[key]):
                if phrase:
                    owners.setdefault(phrase, []).append(key)
        # Names that are gone stay in the table, and are found in vain, until a new one comes.
        fresh = [phrase for phrase in owners if phrase not in self._table.owners]
        if fresh:
            self._table = phrases({key: tuple(names[key]) for key in names})
        self.owners = {phrase: tuple(keys) for phrase, keys in sorted(owners.items())}
        return fresh


@lru_cache(maxsize=400_000)
def fold(name: str) -> str:
    """Return a name as it is compared."""
    return " ".join(folded(name))
