"""A baseline knows what was there; fingerprints stay when lines move."""

from __future__ import annotations

import json
import subprocess
from importlib import import_module

import pytest
from planted import SITE, clean, page

from smo_core.audit.baseline import known, save, without
from smo_core.folder.auditing import audit
from smo_core.folder.changed import changed_pages
from smo_core.problems import InputError
from smo_core.settings import Settings, from_mapping

WRONG = '<a href="gone.html">to nowhere</a>'


def look(root, **options):
    return audit(root, from_mapping({"site_url": SITE, "audit": options}, source="test"), jobs=1, today="2026-11-22")


def rules(found):
    return [(finding.rule, finding.page) for finding in found.findings]


def test_old_findings_stay_quiet_when_lines_move_and_one_new_link_speaks(folder, tmp_path) -> None:
    root = folder(clean(water=page("water", WRONG)))
    save(tmp_path / "baseline.json", look(root).findings)
    (root / "water.html").write_text(page("water", f"<p>More.</p>\n\n\n<p>And more.</p> {WRONG}"))
    (root / "cups.html").write_text(page("cups", '<a href="lost.html">a new one</a>'))
    found = without(look(root), known(tmp_path / "baseline.json"))
    assert rules(found) == [("L01", "cups.html")]
    assert [finding.page for finding in found.known] == ["water.html"]


def test_a_second_link_of_the_same_kind_is_new(folder, tmp_path) -> None:
    root = folder(clean(water=page("water", WRONG)))
    save(tmp_path / "baseline.json", look(root).findings)
    (root / "water.html").write_text(page("water", WRONG + '<a href="gone2.html">elsewhere</a>'))
    assert [f.about for f in without(look(root), known(tmp_path / "baseline.json")).findings] == ["gone2.html"]


def test_a_baseline_has_one_finding_a_line_and_is_the_same_every_time(folder, tmp_path) -> None:
    found = look(folder(clean(water=page("water", WRONG + '<a href="gone2.html">elsewhere</a>'))))
    assert save(tmp_path / "a.json", found.findings)
    assert not save(tmp_path / "a.json", reversed(found.findings))
    text = (tmp_path / "a.json").read_text()
    assert len(json.loads(text)["findings"]) == 2
    assert text.count("\n") == 4


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2, "findings": []}'])
def test_what_is_no_baseline_is_said_so(text, tmp_path) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(InputError, match="--write-baseline"):
        known(tmp_path / "x.json")


def test_the_settings_choose_rules_severities_and_pages(folder) -> None:
    root = folder(clean(water=page("water", WRONG), cups=page("cups", WRONG + "<h1>Twice</h1>")))
    assert rules(look(root, select=["L"])) == [("L01", "cups.html"), ("L01", "water.html")]
    assert rules(look(root, ignore=["L01"])) == [("M07", "cups.html")]
    assert rules(look(root, ignore=["L", "M"], select=["M07"])) == [("M07", "cups.html")]
    assert rules(look(root, exclude=["cups*"])) == [("L01", "water.html")]
    assert rules(look(root, paths={"cups.html": ["L"]})) == [("M07", "cups.html"), ("L01", "water.html")]
    assert {f.severity for f in look(root, select=["L01"], severity={"L": "info"}).findings} == {"info"}
    assert {f.severity for f in look(root, select=["L01"], severity={"L": "info", "L01": "warning"}).findings} == {
        "warning"
    }


def test_pages_that_a_branch_touches_are_known_by_file_and_by_source(folder, monkeypatch) -> None:
    root = folder(
        {"site/guide/start/index.html": "1", "site/tea.html": "1", "site/cups.html": "1", "docs/guide/start.md": "1"}
    )
    monkeypatch.chdir(root)
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], check=True)
    (root / "docs/guide/start.md").write_text("2")
    (root / "site/tea.html").write_text("2")
    keys = {"guide/start/index.html": "", "tea.html": "", "cups.html": ""}
    assert changed_pages(root / "site", "HEAD", keys) == {"guide/start/index.html", "tea.html"}
    assert changed_pages(root / "site", "HEAD", {"cups.html": "guide/start.md"}) == {"cups.html"}
    with pytest.raises(InputError, match="git says"):
        changed_pages(root / "site", "no-such-revision", keys)
    with pytest.raises(InputError, match="no revision"):
        changed_pages(root / "site", "--output=x", keys)


def test_the_same_site_gives_the_same_findings_with_one_process_and_with_two(folder, monkeypatch) -> None:
    monkeypatch.setattr(import_module("smo_core.folder.pool"), "_WORTH_A_POOL", 2)
    root = folder(clean(water=page("water", WRONG)))
    settings = Settings(site_url=SITE)
    one, two = (audit(root, settings, jobs=jobs, today="2026-11-22") for jobs in (1, 2))
    assert one.findings == two.findings
    assert one.pages == two.pages
