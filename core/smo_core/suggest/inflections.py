"""Names in the forms that a language gives them: "grüner Tee" is meant by "mit grünem Tee".

Only forms that stand in the site's own texts are looked for: words with the same Snowball stem as a
word of the name (https://snowballstem.org/), and the same beginning. English needs none of this; the
folding of words that all names go through does for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import islice, product

from smo_core.stems import stemmer
from smo_core.text import folded
from smo_core.text import stem as light

_MOST_FORMS = 24
_SHORTEST = 3
# An ending is no longer than this; what differs in more is another word.
_ENDING = 4


def inflected(names: Iterable[str], texts: Iterable[str], language: str) -> dict[str, tuple[str, ...]]:
    """Return for each name its other forms in the texts, as compared; none where the language has no stemmer.

    ``language`` is a primary BCP 47 tag. A form that is a name itself is left to that.
    """
    known = list(names)
    root = stemmer(language)
    if root is light or not known:
        return {}
    wanted = {word for name in known for word in name.split()}
    vocabulary = wanted.union(*(folded(text) for text in texts))
    forms = _by_stem(sorted(vocabulary), root)
    taken = set(known)
    found: dict[str, tuple[str, ...]] = {}
    for name in known:
        choices = [[word, *(form for form in forms.get(word, ()) if form != word)] for word in name.split()]
        others = (" ".join(words) for words in islice(product(*choices), _MOST_FORMS))
        if variants := tuple(other for other in others if other not in taken):
            found[name] = variants
    return found


def _by_stem(words: Iterable[str], stem: Callable[[str], str]) -> dict[str, list[str]]:
    """Return for each word all words of its stem."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        root = stem(word)
        if len(root) >= _SHORTEST and len(word) - len(root) <= _ENDING and word.isalpha():
            groups[root].append(word)
    return {word: group for group in groups.values() for word in group}
