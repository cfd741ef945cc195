"""Every rule finds what it is for, and nothing else."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from cases import CASES
from planted import SITE, clean

from smo_core.audit import RULES
from smo_core.folder.auditing import audit
from smo_core.settings import Settings

JUDGED = [rule.id for rule in RULES if rule.judged == "files"]


def broken(root: Path) -> list[str]:
    """Return the rules that the site breaks, one entry a finding."""
    return [f.rule for f in audit(root, Settings(site_url=SITE), jobs=1, today="2026-11-22").findings]


def test_in_a_site_without_fault_nothing_is_found(folder) -> None:
    assert broken(folder(clean())) == []


def test_every_rule_judged_from_files_has_a_case() -> None:
    assert sorted(CASES) == sorted(JUDGED)


@pytest.mark.parametrize("rule", sorted(CASES))
def test_a_rule_finds_its_fault_and_no_other_rule_does(rule, folder) -> None:
    case = CASES[rule]
    found = broken(folder(case.bad))
    assert found.count(rule) == case.count
    assert set(found) - {rule, *case.also} == set()


@pytest.mark.parametrize("rule", sorted(CASES))
def test_a_rule_is_silent_about_what_only_looks_like_its_fault(rule, folder) -> None:
    assert rule not in broken(folder(CASES[rule].good))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_why_and_how(rule) -> None:
    assert rule.title
    assert rule.why.endswith(".")
    assert rule.fix.endswith(".")
    assert (rule.find is not None or rule.across is not None) == (rule.judged == "files")


def test_ids_are_unique_and_in_order() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids) >= 100
    assert all(a < b for a, b in pairwise(ids) if a[0] == b[0])
