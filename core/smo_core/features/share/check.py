"""What is wrong with the settings of the share bar, each with its cure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smo_core import choose
from smo_core.features.share.targets import ALIASES, BY_ID, TARGETS, find
from smo_core.model import Finding, Site
from smo_core.problems import did_you_mean
from smo_core.settings import CustomTarget

_DEFAULT = "default"


def check(site: Site) -> Iterator[Finding]:
    """Yield a finding for a missing address, and for each target that does not exist or has closed."""
    settings = site.settings
    if not settings.share.enabled:
        return
    if not settings.site_url:
        yield Finding(
            rule="no-site-url",
            severity="warning",
            message="The site has no address, so share bars, canonical links and og:url are left out.",
            hint="Set site_url to where the site will be, such as https://example.org/docs/.",
        )
    for position, name in enumerate(settings.share.targets):
        if not isinstance(name, CustomTarget):
            yield from _about(name, f"share.targets.{position}")
    yield from _misnamed(site)


def _misnamed(site: Site) -> Iterator[Finding]:
    """Yield a finding for each text or parameter that is meant for a target which does not exist."""
    settings = site.settings
    own = {name.id for name in settings.share.targets if isinstance(name, CustomTarget)}
    for parameter, values in settings.share.campaign.items():
        for name in values:
            if name not in {_DEFAULT, *own, *BY_ID}:
                yield _unknown(name, f"share.campaign.{parameter}", valid=[*BY_ID, *own])
    for key, page in site.pages.items():
        for name in choose.options(page).share.text:
            if name not in {_DEFAULT, *own, *BY_ID}:
                yield _unknown(name, "smo.share.text", valid=[*BY_ID, *own], page=key)


def _about(name: str, where: str) -> Iterator[Finding]:
    target = find(name)
    if target is None:
        yield _unknown(name, where, valid=[t.id for t in TARGETS if t.status != "closed"], other=[*BY_ID, *ALIASES])
    elif target.status == "closed":
        living = ", ".join(target.instead)
        yield Finding(
            rule="closed-target",
            severity="warning",
            message=f"{where}: {target.label} has closed, so its button is left out.",
            hint=f"Use one of these instead: {living}." if living else "Take it out of the list.",
        )


def _unknown(name: str, where: str, *, valid: Sequence[str], other: Sequence[str] = (), page: str = "") -> Finding:
    return Finding(
        rule="unknown-target",
        severity="warning",
        message=f"{where}: there is no share target {name!r}.",
        hint=did_you_mean(name, valid, other=other),
        page=page,
    )
