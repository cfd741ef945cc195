"""Which boxes of a page without a marked content region hold its text, and are looked into."""

from __future__ import annotations

from collections.abc import Sequence

from smo_core.html.dom import Element, named
from smo_core.html.flow import boxes, named_noise
from smo_core.html.stretches import Stretch

# What has more of the page's text is taken apart in its turn.
_MOST = 0.6
_AROUND = frozenset(("nav", "header", "footer", "aside"))


def taken_apart(found: Sequence[Stretch], texts: Sequence[str]) -> set[int]:
    """Return which stretches are to be taken apart: that with most of the text, that with most of what is no menu."""
    sizes = [_signs(text) for text in texts]
    largest = max(range(len(found)), key=sizes.__getitem__, default=0)
    if found and not is_noise(found[largest].box):
        # What the others are, which takes long to tell, would change nothing.
        own = sizes[largest] - _linked(found[largest])
        if own > _MOST * (own + sum(sizes) - sizes[largest]):
            return {largest}
    noise = [is_noise(one.box) for one in found]
    most = _most(
        [0 if out and at != largest else size for at, (size, out) in enumerate(zip(sizes, noise, strict=True))]
    )
    prose = [0 if out else size - _linked(one) for one, size, out in zip(found, sizes, noise, strict=True)]
    telling = _most(prose)
    # What is called navigation is none if it holds the page, as a header does that nobody closed.
    if telling is None and all(noise):
        titled = [at for at, one in enumerate(found) if one.box is not None and one.box.find("h1") is not None]
        most = titled[0] if len(titled) == 1 else most
    elif telling is not None and most is not None and noise[most] and not found[most].open:
        most = None
    return {at for at in (most, telling) if at is not None}


def _most(sizes: Sequence[int]) -> int | None:
    """Return which size is most of all together, None if none is."""
    largest = max(sizes, default=0)
    return sizes.index(largest) if largest > _MOST * sum(sizes) else None


def _linked(stretch: Stretch) -> int:
    """Return how much of its text is in links: all but of a menu, little of a text."""
    return _signs("".join([a.text for node in stretch.nodes if isinstance(node, Element) for a in named(node, "a")]))


def is_noise(box: Element | None) -> bool:
    """Whether a box is navigation by its name."""
    return box is not None and any(one.tag in _AROUND or named_noise(one) for one in boxes(box))


def _signs(text: str) -> int:
    """Return the length of a text without its blanks."""
    return len(text) - text.count(" ") - text.count("\n") - text.count("\t")
