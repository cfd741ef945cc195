"""Reasons in words: the strongest reason of a suggestion that has something to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from smo_core.model import Reason

Words = Mapping[str, str]


def sentence(reasons: Sequence[Reason], words: Words) -> str:
    """Return one short sentence for readers, "" when no reason can be put into words."""
    return next((said for reason in reasons if (said := _say(reason, words))), "")


def _say(reason: Reason, words: Words) -> str:
    wording = WORDINGS.get(reason.signal)
    return wording(reason.evidence, words) if wording else ""


def _links(evidence: Sequence[str], words: Words) -> str:
    directions = {("out",): "reason_links", ("in",): "reason_linked", ("out", "in"): "reason_both"}
    phrase = directions.get(tuple(evidence))
    return words[phrase] if phrase else ""


def _with(phrase: str, slot: str) -> Callable[[Sequence[str], Words], str]:
    def say(evidence: Sequence[str], words: Words) -> str:
        listed = words["list_separator"].join(evidence)
        return words[phrase].format(**{slot: listed}) if listed else ""

    return say


WORDINGS: Mapping[str, Callable[[Sequence[str], Words], str]] = {
    "pinned": lambda _, words: words["reason_pinned"],
    "links": _links,
    "walk": lambda _, __: "",
    "text": _with("reason_text", "words"),
    "cocitation": _with("reason_cited", "pages"),
    "coupling": _with("reason_coupled", "pages"),
    "tags": _with("reason_tags", "tags"),
    "section": _with("reason_section", "section"),
}
