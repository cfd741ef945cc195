"""Words as numbers: a text is cut into pieces, and what a piece stands for is worked out once for all texts.

A piece stands for the words that pages are compared by (its *columns*, see :func:`smo_core.text.forms`), for the
words that names are compared by (its *folds*, see :func:`smo_core.text.folded`), and for what it is as it is
written (see :func:`smo_core.text.written`).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from typing import Any

from smo_core.text import PIECES, SHORTEST, WORDS, folded, forms, stem, written

# Texts without other letters are cut by two methods in C, several times as fast as by a pattern. An
# apostrophe stays: only the pattern knows whether it belongs to a word.
_GAPS = str.maketrans({chr(sign): " " for sign in range(128) if not chr(sign).isalnum() and chr(sign) not in "'_"})


class _Numbers(dict[str, int]):
    """Text → its number; one that was never seen is learned."""

    def __init__(self, learn: Callable[[str], None]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        self._learn(text)
        return number


class _Meanings:
    """For each piece, by number, the numbers of the words that it stands for, in one long array."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self._found = array("i")
        self._ends = array("i", [0])

    def add(self, words: Iterable[str]) -> None:
        """Take in what the next piece stands for."""
        for word in words:
            self._found.append(self.words.setdefault(word, len(self.words)))
        self._ends.append(len(self._found))

    def of(self, pieces: Any, bounds: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401 - arrays
        """Return what many pieces stand for, one after the other, the bounds of texts moved accordingly, and places.

        A place is the number of a word among all that :meth:`add` has taken in.
        """
        import numpy as np  # noqa: PLC0415 - see Corpus

        # Copies: an array that others look into cannot grow.
        found, ends = np.array(self._found, dtype=np.int32), np.array(self._ends, dtype=np.int64)
        lengths = np.diff(ends)[pieces]
        behind = np.concatenate(([0], np.cumsum(lengths)))
        places = np.arange(behind[-1]) + np.repeat(ends[pieces] - behind[:-1], lengths)
        return found[places], behind[bounds].astype(np.int32), places

    def counts(self, pieces: Any, bounds: Any) -> Any:  # noqa: ANN401 - arrays
        """Return text × word: how often each word stands in each text."""
        import numpy as np  # noqa: PLC0415 - see Corpus

        from smo_core.graph.csr import Csr  # noqa: PLC0415 - as above

        columns, indptr, _ = self.of(pieces, bounds)
        said = (np.ones(len(columns), dtype=np.int32), columns, indptr)
        return Csr(said, shape=(len(bounds) - 1, len(self.words))).summed()

    def pieces(self, word: str) -> Any:  # noqa: ANN401 - an array
        """Return the pieces that stand for a word, among others."""
        import numpy as np  # noqa: PLC0415 - see Corpus

        places = np.flatnonzero(np.array(self._found, dtype=np.int32) == self.words.get(word, -1))
        return np.unique(np.searchsorted(np.array(self._ends, dtype=np.int64), places, side="right") - 1)


class Lexicon:
    """Piece ↔ number, word ↔ column. It only grows: a column keeps its word for as long as the lexicon lives."""

    def __init__(self, root: Callable[[str], str] = stem) -> None:
        """Begin without words; ``root`` gives a word in small letters as it is compared."""
        self.words: list[str] = []
        self.root = root
        self._forms, self._folds, self._wholes = _Meanings(), _Meanings(), _Meanings()
        # For each fold of each piece, whether it is written in capitals.
        self._capitals = bytearray()
        self._numbers = _Numbers(self._learn)

    @property
    def column(self) -> dict[str, int]:
        """Word → its column."""
        return self._forms.words

    @property
    def spellings(self) -> int:
        """How many words there are as they are written, each with a column."""
        return len(self._wholes.words)

    def cut(self, text: str) -> list[int]:
        """Return the numbers of the pieces of a text, in order."""
        pieces = text.translate(_GAPS).split() if text.isascii() else PIECES.findall(text)
        return list(map(self._numbers.__getitem__, pieces))

    def counts(self, pieces: Any, bounds: Any) -> Any:  # noqa: ANN401 - arrays
        """Return text × word: how often each word stands in each text.

        ``pieces`` are those of all texts one after the other, ``bounds`` where texts begin and end in there.
        """
        found = self._forms.counts(pieces, bounds)
        self.words.extend(list(self.column)[len(self.words) :])
        return found

    def written(self, pieces: Any, bounds: Any) -> Any:  # noqa: ANN401 - arrays
        """Return text × word as :meth:`counts` does, of the words as they are written, in columns of their own."""
        return self._wholes.counts(pieces, bounds)

    def folds(self, pieces: Any, bounds: Any) -> tuple[Any, Any]:  # noqa: ANN401 - arrays
        """Return the numbers, from 1, of the folded words of all texts, a 0 behind each text; which are in capitals."""
        import numpy as np  # noqa: PLC0415 - see Corpus

        found, moved, places = self._folds.of(pieces, bounds)
        capitals = np.array(self._capitals, dtype=bool)[places]
        return np.insert(found + 1, moved[1:], 0), np.insert(capitals, moved[1:], False)

    def columns_of(self, word: str) -> Any:  # noqa: ANN401 - an array
        """Return the columns of all pieces that a folded word stands in; none where it is too short to have one."""
        import numpy as np  # noqa: PLC0415 - see Corpus

        pieces = self._folds.pieces(word)
        return np.unique(self._forms.of(pieces, np.arange(len(pieces) + 1))[0])

    def numbered(self, words: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers, from 1, of words that are folded already."""
        known = self._folds.words
        return tuple(known.setdefault(word, len(known)) + 1 for word in words)

    def _learn(self, piece: str) -> None:
        small = piece.lower()
        if piece.isascii() and piece[1:] == small[1:] and "'" not in piece and "_" not in piece:
            # The ordinary word: no second form, one fold.
            fold = stem(small)
            form = fold if self.root is stem else self.root(small)
            long = len(piece) >= SHORTEST
            self._forms.add((form,) if long else ())
            self._wholes.add((small if self.root is stem else form,) if long else ())
            self._folds.add((fold,))
            self._capitals.append(_is_loud(piece))
            return
        tokens = WORDS.findall(piece) if "'" in piece or "_" in piece else (piece,)
        self._forms.add(word for token in tokens for word in forms(token, self.root))
        self._wholes.add(written(piece, self.root))
        folds = [(fold, token) for token in tokens for fold in folded(token)]
        self._folds.add(fold for fold, _ in folds)
        self._capitals.extend(_is_loud(token) for _, token in folds)


def _is_loud(token: str) -> bool:
    """Whether a word is in capitals: signs that have none are as they would be among some; so is an ending, APIs."""
    single = token.removesuffix("s") if len(token) > SHORTEST else token
    return single == single.upper()
