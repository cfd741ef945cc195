"""The preview: one HTML page that shows how every page looks on every network.

It needs nothing but itself: styles, script and data lie inside, no address is fetched, and
its policy (CSP, by hashes) forbids it. Without scripts it is a plain list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from smo_core.features.networks.files import NAMES, ImageFile, weigh
from smo_core.features.networks.judge import Noted, Verdict
from smo_core.features.networks.network import UNITS, Network
from smo_core.features.networks.rules import BY_ID
from smo_core.features.networks.seen import GENERATOR
from smo_core.features.networks.shown import Shown
from smo_core.html.marks import json_text
from smo_core.render import render_alone
from smo_core.standalone import policy, script_of

# Of the site itself, on a server or from a folder.
_IMAGES = ("'self'", "data:", "file:")
_PREVIEW = Path(__file__).parent / "preview"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image for the gallery: what an ``img`` may load ("" for nothing), and what to say of it."""

    src: str = ""
    label: str = ""


def picture(file: ImageFile | None, src: str) -> Picture:
    """Return the picture of an image file; ``src`` is where the gallery finds it, "" if it does not."""
    if file is None or file.where != "here":
        return Picture(label="Image on another host, not loaded")
    facts = ", ".join(part for part in (NAMES.get(file.format, ""), file.size, weigh(file.weight)) if part)
    return Picture(src=src, label=facts if src else f"{facts}: too big to carry along")


def gallery(
    verdicts: Sequence[Verdict],
    networks: Sequence[Network],
    pictures: Mapping[str, Picture],
    *,
    site_url: str = "",
    links: Mapping[str, str] | None = None,
) -> str:
    """Return the whole gallery as HTML.

    ``pictures`` maps image addresses to what is shown for them; ``links`` maps page keys
    to where the gallery finds the page, for those that it can open.
    """
    # The home page first: it is what most links lead to.
    verdicts = sorted(verdicts, key=lambda verdict: (verdict.key != "index.html", verdict.key))
    css, script = (_PREVIEW / "preview.css").read_text(encoding="utf-8"), script_of(_PREVIEW / "preview.js")
    addresses = sorted({shown.image for verdict in verdicts for shown in verdict.shown if shown.image})
    places = {address: place for place, address in enumerate(addresses)}
    rules = Counter(rule for verdict in verdicts for rule in {noted.finding.rule for noted in verdict.noted})
    once = _Once()
    pages = [_page(verdict, places, links or {}, once) for verdict in verdicts]
    data = {
        "networks": [{"id": n.id, "label": n.label, "note": n.note, "trust": n.confidence} for n in networks],
        "images": [_image(pictures.get(address, Picture())) for address in addresses],
        "rules": {id_: _rule(id_, count) for id_, count in sorted(rules.items())},
        "pages": pages,
        "texts": once.values,
    }
    return render_alone(
        _PREVIEW / "preview.html",
        site=site_url or "this site",
        generator=GENERATOR,
        policy=policy(css, script, images=_IMAGES),
        css=Markup(css),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        data=Markup(json_text(data)),  # noqa: S704 - escaped for script elements
        verdicts=verdicts,
        networks=networks,
        pictures=pictures,
        counts=Counter(noted.finding.severity for verdict in verdicts for noted in verdict.noted),
    )


class _Once:
    """Values that many cards share, each kept once: a card holds its place in the list."""

    def __init__(self) -> None:
        """Begin with none."""
        self.values: list[Any] = []
        self._places: dict[str, int] = {}

    def place(self, value: object) -> int:
        """Return the place of a value, added now if it was not there."""
        place = self._places.setdefault(json_text(value), len(self.values))
        if place == len(self.values):
            self.values.append(value)
        return place


def _image(made: Picture) -> list[str]:
    return [made.src, made.label]


def _rule(id_: str, count: int) -> dict[str, Any]:
    rule = BY_ID[id_]
    return {"title": rule.title, "severity": rule.severity, "why": rule.why, "fix": rule.fix, "pages": count}


def _page(verdict: Verdict, places: Mapping[str, int], links: Mapping[str, str], once: _Once) -> dict[str, Any]:
    """Return a page's data; cards that are equal are kept once, and ``cards`` says which is whose."""
    kept: list[dict[str, Any]] = []
    index: dict[str, int] = {}
    which: list[int] = []
    for shown in verdict.shown:
        card = _card(shown, places, once)
        place = index.setdefault(json_text(card), len(kept))
        if place == len(kept):
            kept.append(card)
        which.append(place)
    title = next((shown.title for shown in verdict.shown if shown.title), "")
    return {
        "key": verdict.key,
        "address": verdict.address,
        "title": title,
        "link": links.get(verdict.key, ""),
        "noted": [_noted(noted) for noted in verdict.noted],
        "variants": kept,
        "cards": which,
    }


def _noted(noted: Noted) -> list[Any]:
    return [noted.finding.rule, noted.finding.message, noted.finding.line or 0, list(noted.networks)]


def _card(shown: Shown, places: Mapping[str, int], once: _Once) -> dict[str, Any]:
    cuts = {cut.part: [len(cut.kept), f"{cut.limit.most} of {cut.length} {UNITS[cut.limit.unit]}"] for cut in shown.cut}
    return {
        "card": shown.card,
        "parts": once.place(list(shown.parts)),
        "title": once.place(shown.title),
        "description": once.place(shown.description),
        "site": once.place(shown.site),
        "host": once.place(shown.host),
        "url": once.place(shown.url),
        "image": places.get(shown.image, -1),
        "cut": cuts,
        "dropped": once.place(shown.dropped),
        "refused": once.place(shown.refused),
        "won": once.place([[won.part, won.source, won.line] for won in shown.won]),
    }
