"""What is wrong with the pages that authors name for their lists, each with its cure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smo_core import choose
from smo_core.graph.called import bare, called
from smo_core.model import Finding, Site
from smo_core.problems import nearest


def check(site: Site) -> Iterator[Finding]:
    """Yield a finding for each pin or block that no page is called by, and for each pin that readers may not find."""
    if not site.settings.related.enabled:
        return
    names: Mapping[str, str] = {}
    for key, page in site.pages.items():
        wish = choose.options(page).related
        if not (wish.pin or wish.block):
            continue
        names = names or called(site.pages)
        for setting, wanted in (("pin", wish.pin), ("block", wish.block)):
            for name in wanted:
                found = names.get(bare(name))
                if found is None:
                    yield _unknown(name, f"smo.related.{setting}", names, key)
                elif setting == "pin" and not site.pages[found].facts.public:
                    yield _hidden(name, key)


def _unknown(name: str, where: str, names: Mapping[str, str], page: str) -> Finding:
    offer = nearest(bare(name), filter(None, names))
    return Finding(
        rule="unknown-page",
        severity="warning",
        message=f"{where}: no page is called {name!r}.",
        hint=(f"Did you mean {offer!r}? " if offer else "")
        + "Name a page by its source, its address or its file, from the root; a draft is no page yet.",
        page=page,
    )


def _hidden(name: str, page: str) -> Finding:
    return Finding(
        rule="hidden-pin",
        severity="warning",
        message=f"smo.related.pin: {name!r} is hidden, or kept from search engines, so no list leads there.",
        hint="Take it out of the pins, or let readers find it.",
        page=page,
    )
