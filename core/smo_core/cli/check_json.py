"""What ``smo check --json`` prints."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from smo_core.features.networks.judge import Verdict
from smo_core.features.networks.shown import Shown
from smo_core.folder.checking import Checked
from smo_core.readable import readable_json
from smo_core.text import harmless


def report(checked: Checked) -> str:
    """Return everything that was found, as one JSON document."""
    findings = checked.all_findings
    document = {
        "site_url": checked.site_url,
        "networks": [network.id for network in checked.networks],
        "skipped": dict(checked.skipped),
        "counts": dict(Counter(finding.severity for finding in findings)),
        "findings": [asdict(finding) for finding in checked.findings],
        "pages": [_page(verdict) for verdict in checked.verdicts],
    }
    # A file's name may hold what no encoding has.
    return harmless(readable_json(document)).encode("utf-8", "replace").decode()


def _page(verdict: Verdict) -> dict[str, Any]:
    return {
        "page": verdict.key,
        "address": verdict.address,
        "networks": {shown.network.id: _card(shown) for shown in verdict.shown},
        "findings": [{**asdict(noted.finding), "networks": list(noted.networks)} for noted in verdict.noted],
    }


def _card(shown: Shown) -> dict[str, Any]:
    return {
        "card": shown.card,
        "title": shown.title,
        "description": shown.description,
        "image": shown.image,
        "url": shown.url,
        "site": shown.site,
        "from": {won.part: won.source for won in shown.won},
        "cut": {cut.part: {"shown": f"{cut.kept}…", "length": cut.length, **asdict(cut.limit)} for cut in shown.cut},
        "image_file": asdict(shown.file) if shown.file is not None else None,
        "image_dropped": shown.dropped,
        "refused": shown.refused,
    }
