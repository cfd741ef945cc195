"""What the texts of all pages say, kept up to date as pages change: their words by field, and the names in them.

A changed page is read again, and a new name is looked for in the texts that have its words;
nothing else is read twice.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from smo_core.graph.csr import places_from
from smo_core.graph.edits import reordered, stacked, widened
from smo_core.graph.fields import FIELDS, READ
from smo_core.graph.lexicon import Lexicon
from smo_core.graph.phrases import fold, in_capitals, is_loud, names_of
from smo_core.graph.sequences import Sequences
from smo_core.graph.sparse import Matrix, entries, kept, rows_of
from smo_core.model import Page
from smo_core.stems import stemmer

# Pages whose words are counted at once: enough to do it in arrays, few enough to hold them.
_AT_ONCE = 1_000
# A name in all its forms, and in capitals.
_FORMS = 2
_BODY = [name for name, _, _ in FIELDS].index("body")
_NOTHING = entries([], [], [], (0, 0))
# Names that are looked for one by one in the texts that have their words; for more, all texts are read.
_FEW = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What some pages say.

    ``words`` is text × word, how often each word stands in it; page i has the ``len(FIELDS)`` rows from
    ``i * len(FIELDS)``. ``written`` is page × word, how often each stands in the body as it is written, in columns
    of its own. ``named`` is page × name, how often each name stands in the body, one that is only ever
    written in capitals in capitals; ``numbers`` maps a name, as compared, to its column, ``owners`` to the keys of
    the pages that are called so.
    """

    words: Matrix
    written: Matrix
    named: Matrix
    numbers: Mapping[str, int]
    owners: Mapping[str, tuple[str, ...]]


class Reader:
    """Reads pages, again and again; what did not change since the last time is not read anew."""

    def __init__(self, language: str = "") -> None:
        """Begin with nothing read; ``language`` is the primary BCP 47 tag of the pages."""
        self.lexicon = Lexicon(stemmer(language))
        self._numbers: dict[str, int] = {}
        self._titles: tuple[tuple[str, str], ...] = ()
        self._sequences = Sequences(())
        self._pages: tuple[Page, ...] = ()
        # How often each name stands in the body of a page: row 2i for page i, row 2i + 1 for those in capitals.
        self._named = _NOTHING
        self._loud: frozenset[str] = frozenset()
        self._texts = Texts(words=_NOTHING, written=_NOTHING, named=_NOTHING, numbers={}, owners={})

    def read(self, pages: Sequence[Page]) -> Texts:
        """Return what these pages say."""
        if len(pages) == len(self._pages) and all(a is b for a, b in zip(pages, self._pages, strict=True)):
            return self._texts
        owners, fresh = self._name(pages)
        source = self._known(pages)
        unread = np.flatnonzero(source < 0)
        words, written, named = self._count([pages[row] for row in unread.tolist()], self._sequences)
        source[unread] = len(self._pages) + np.arange(len(unread))
        words = reordered(widened(self._texts.words, words.shape[1]), words, _rows_of_each(source, len(FIELDS)))
        written = reordered(widened(self._texts.written, written.shape[1]), written, source)
        named = reordered(widened(self._named, len(self._numbers)), named, _rows_of_each(source, _FORMS))
        if fresh and len(unread) < len(pages):
            again = np.setdiff1d(_having(words, self.lexicon, fresh), unread)
            named = named + self._named_again(pages, again, fresh)
        self._pages, self._named = tuple(pages), named
        meant = _meant(named, [self._numbers[name] for name in self._loud])
        self._texts = Texts(words=words, written=written, named=meant, numbers=self._numbers, owners=owners)
        return self._texts

    def _known(self, pages: Sequence[Page]) -> Any:  # noqa: ANN401 - an array
        """Return the row that each page had when it was read, -1 for those that say something else now."""
        before = {page.facts.key: row for row, page in enumerate(self._pages)}
        rows = [before.get(page.facts.key, -1) for page in pages]
        same = [
            row >= 0 and ((old := self._pages[row]) is page or _reads_alike(old, page))
            for row, page in zip(rows, pages, strict=True)
        ]
        return np.where(np.array(same, dtype=bool), np.array(rows, dtype=np.int64), -1)

    def let_go(self) -> Texts:
        """Return what was read without its words, and forget it."""
        self._texts, self._pages, self._named = replace(self._texts, words=_NOTHING, written=_NOTHING), (), _NOTHING
        return self._texts

    def _name(self, pages: Sequence[Page]) -> tuple[Mapping[str, tuple[str, ...]], list[str]]:
        """Take the pages' names in; return who owns each, and which are new."""
        titles = tuple([((facts := page.facts).key, facts.title) for page in pages])
        if titles == self._titles:
            return self._texts.owners, []
        self._titles = titles
        owners: dict[str, list[str]] = {}
        quiet: set[str] = set()
        loud = is_loud([title for _, title in titles])
        for page in pages:
            called = [(name, fold(name)) for name in names_of(page)]
            for phrase in dict.fromkeys([phrase for _, phrase in called if phrase]):
                owners.setdefault(phrase, []).append(page.key)
            quiet.update(phrase for name, phrase in called if not in_capitals(name, loud=loud))
        self._loud = frozenset(owners.keys() - quiet)
        # Names that are gone keep their numbers, and are found in vain.
        fresh = [phrase for phrase in owners if phrase not in self._numbers]
        for phrase in fresh:
            self._numbers[phrase] = len(self._numbers)
        if fresh:
            self._sequences = self._sequences_of(self._numbers)
        return {phrase: tuple(sorted(keys)) for phrase, keys in sorted(owners.items())}, fresh

    def _count(self, pages: Sequence[Page], names: Sequences) -> tuple[Matrix, Matrix, Matrix]:
        """Return the words of some pages by field, those of their bodies as they are written, and the names in these.

        Names are counted in all forms and in capitals.
        """
        words, written, named = [], [], []
        readers = [READ[name] for name, _, _ in FIELDS]
        for start in range(0, len(pages), _AT_ONCE):
            some = pages[start : start + _AT_ONCE]
            cut, ends = array("i"), [0]
            for page in some:
                for read in readers:
                    # An array takes a list sooner than what is still to be made.
                    cut.fromlist(self.lexicon.cut(read(page)))
                    ends.append(len(cut))
            pieces, bounds = np.array(cut, dtype=np.int32), np.array(ends)
            words.append(self.lexicon.counts(pieces, bounds))
            written.append(self.lexicon.written(*_bodies(pieces, bounds)))
            named.append(self._find(pieces, bounds, names, len(some)))
        found = _one(words, len(self.lexicon.words)), _one(written, self.lexicon.spellings)
        return *found, stacked(named, len(self._numbers))

    def _find(self, pieces: Any, bounds: Any, names: Sequences, count: int) -> Matrix:  # noqa: ANN401 - arrays
        folds, capitals = self.lexicon.folds(pieces, bounds)
        places, which = names.find(folds)
        text = np.cumsum(folds == 0)[places]
        body = np.flatnonzero(text % len(FIELDS) == _BODY)
        places, which, page = places[body], which[body], text[body] // len(FIELDS)
        before = np.concatenate(([0], np.cumsum(capitals)))
        loud = before[places + names.lengths[which]] - before[places] == names.lengths[which]
        rows, columns = np.concatenate((_FORMS * page, _FORMS * page[loud] + 1)), np.concatenate((which, which[loud]))
        return entries(rows, columns, np.ones(len(rows)), (_FORMS * count, len(self._numbers)))

    def _sequences_of(self, names: Iterable[str]) -> Sequences:
        return Sequences([self.lexicon.numbered(name.split(" ")) for name in names])

    def _named_again(self, pages: Sequence[Page], rows: Any, fresh: Sequence[str]) -> Matrix:  # noqa: ANN401 - an array
        *_, found = self._count([pages[row] for row in rows.tolist()], self._sequences_of(fresh))
        columns = np.array([self._numbers[name] for name in fresh])
        where = _rows_of_each(rows, _FORMS)[rows_of(found)]
        return entries(where, columns[found.indices], found.data, (_FORMS * len(pages), len(self._numbers)))


def _bodies(pieces: Any, bounds: Any) -> tuple[Any, Any]:  # noqa: ANN401 - arrays
    """Return the pieces of the bodies alone, and where they begin and end."""
    starts, ends = (each.reshape(-1, len(FIELDS))[:, _BODY] for each in (bounds[:-1], bounds[1:]))
    return pieces[places_from(starts, ends - starts)], np.concatenate(([0], np.cumsum(ends - starts)))


def _one(parts: Sequence[Matrix], columns: int) -> Matrix:
    """Return matrices one below the other; what is counted later may have more words."""
    return stacked([widened(part, columns) for part in parts], columns)


def _rows_of_each(pages: Any, count: int) -> Any:  # noqa: ANN401 - arrays
    """Return the rows of pages that have so many each."""
    return (pages[:, None] * count + np.arange(count)).ravel()


def _meant(named: Matrix, loud: Sequence[int]) -> Matrix:
    """Return how often each page names each name; of the ``loud`` ones only what is in capitals counts."""
    pages = _FORMS * np.arange(named.shape[0] // _FORMS)
    every = named[pages]
    if not loud:
        return every
    only = np.zeros(named.shape[1], dtype=bool)
    only[loud] = True
    capitals = named[pages + 1]
    return kept(every, ~only[every.indices]) + kept(capitals, only[capitals.indices])


def _having(words: Matrix, lexicon: Lexicon, names: Sequence[str]) -> Any:  # noqa: ANN401 - an array
    """Return the rows of the pages that have all words of one of the names, as far as words tell."""
    size = words.shape[0] // len(FIELDS)
    if len(names) > _FEW:
        return np.arange(size)
    having = np.zeros(size, dtype=bool)
    for name in names:
        left = np.ones(size, dtype=bool)
        for word in name.split():
            columns = lexicon.columns_of(word)
            if len(columns):
                rows = rows_of(words)[np.isin(words.indices, columns)]
                left &= np.bincount(rows // len(FIELDS), minlength=size) > 0
        having |= left
    return np.flatnonzero(having)


def _reads_alike(old: Page, new: Page) -> bool:
    """Whether two pages say the same, as far as words go."""
    a, b = old.facts, new.facts
    facts = (a.title, a.location, a.tags, a.description) == (b.title, b.location, b.tags, b.description)
    return facts and (
        old.content is new.content
        or (old.content.text, old.content.lead, old.content.headings)
        == (new.content.text, new.content.lead, new.content.headings)
    )
