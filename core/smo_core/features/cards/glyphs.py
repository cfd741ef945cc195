"""What is said of characters that no font at hand has: once for letters and once for signs, not once for each page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from smo_core.model import Finding

_NAMED, _PAGES = 12, 3


def unshown(missing: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """Yield what is to be said of the characters that cards lack, by page key.

    Letters mean a script without a font, which costs many cards their words; a sign is one
    picture fewer on a card. Each is said at the first page that lacks some.
    """
    letters = {page: frozenset(filter(str.isalpha, lacking)) for page, lacking in missing.items()}
    signs = {page: lacking - letters[page] for page, lacking in missing.items() if not letters[page]}
    for group in (letters, signs):
        pages = [page for page, lacking in group.items() if lacking]
        if pages:
            yield _missing(pages, Counter(character for page in pages for character in sorted(group[page])))


def _missing(pages: list[str], lacking: Counter[str]) -> Finding:
    most = sorted(lacking, key=lambda character: (-lacking[character], character))
    listed = ", ".join(f"{character} (U+{ord(character):04X})" for character in most[:_NAMED])
    more = f" and {len(most) - _NAMED} more" if len(most) > _NAMED else ""
    others = ", ".join(pages[1 : _PAGES + 1])
    further = f" and {len(pages) - 1 - _PAGES} more" if len(pages) > _PAGES + 1 else ""
    whose = f"this preview card, and of that of {others}{further}" if others else "the preview card"
    return Finding(
        rule="card-glyphs",
        severity="warning",
        message=f"No font at hand has these characters of {whose}: {listed}{more}.",
        hint="Put a font that has them into a folder named in cards.fonts; Noto has one for every script.",
        page=pages[0],
    )
