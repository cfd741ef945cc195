"""Reasons in words: the strongest reason of a suggestion that has something to say.

A reason that names its evidence ("both about fediverse") tells more than one that cannot
("a few links away"), so those speak only where no other does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from smo_core.model import Reason

Words = Mapping[str, str]
Wording = Callable[[Sequence[str], Words], str]


def sentence(reasons: Sequence[Reason], words: Words) -> str:
    """Return one short sentence for readers, "" when no reason can be put into words."""
    telling = (say(reason, words) for reason in reasons if reason.signal not in PLAIN)
    plain = (say(reason, words) for reason in reasons if reason.signal in PLAIN)
    return next(filter(None, telling), "") or next(filter(None, plain), "")


def say(reason: Reason, words: Words) -> str:
    """Return one reason in words, "" when it cannot be put into any."""
    if reason.signal in PLAIN:
        return words[PLAIN[reason.signal]]
    wording = WORDINGS.get(reason.signal)
    return wording(reason.evidence, words) if wording else ""


def _links(evidence: Sequence[str], words: Words) -> str:
    directions = {("out",): "reason_links", ("in",): "reason_linked", ("out", "in"): "reason_both"}
    phrase = directions.get(tuple(evidence))
    return words[phrase] if phrase else ""


def _mentions(evidence: Sequence[str], words: Words) -> str:
    """Say which of the two names the other, and by what: the direction comes before the names."""
    phrase = {"out": "reason_mentioned", "in": "reason_mentions"}.get(evidence[0] if evidence else "")
    named = words["list_separator"].join(evidence[1:])
    return words[phrase].format(title=named) if phrase and named else ""


def _with(phrase: str, slot: str) -> Wording:
    def say(evidence: Sequence[str], words: Words) -> str:
        listed = words["list_separator"].join(evidence)
        return words[phrase].format(**{slot: listed}) if listed else ""

    return say


# Signal → phrase, for those without evidence that could be told in a few words.
PLAIN: Mapping[str, str] = {
    "pinned": "reason_pinned",
    "walk": "reason_near",
    "title": "reason_title",
}
# Signal → its sentence, for those that name what speaks for the pair.
WORDINGS: Mapping[str, Wording] = {
    "links": _links,
    "mentions": _mentions,
    "text": _with("reason_text", "words"),
    "reverse": _with("reason_text", "words"),
    "tfidf": _with("reason_text", "words"),
    "cpa": _with("reason_cited", "pages"),
    "cocitation": _with("reason_cited", "pages"),
    "coupling": _with("reason_coupled", "pages"),
    "cf": _with("reason_neighbours", "pages"),
    "tags": _with("reason_tags", "tags"),
    "section": _with("reason_section", "section"),
}
