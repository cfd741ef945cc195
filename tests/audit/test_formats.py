"""What other programs read: by their own readers, and with hostile text in every field."""

from __future__ import annotations

import csv
import io
import json
import os
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import networkx as nx
import pytest

from smo_core.audit import Audit, AuditFinding, PageFigures, document
from smo_core.audit.baseline import without
from smo_core.audit.formats import FORMATS, text_of
from smo_core.audit.result import row
from smo_core.cli.sarif import report
from smo_core.folder.checking import check
from smo_core.html.dom import Tree
from smo_core.settings import Settings

EVIL = "a\"b'c<script>alert(1)</script>&amp;,;:|*_`[x](y)%0A::error::x\x1b[31m\u202e\r\nnext =1+1 \x00\ud800 ]]> -->"


@pytest.fixture
def audit(tmp_path, monkeypatch):
    """Return an audit of hostile words, of each severity one, in a folder below the current one."""
    monkeypatch.chdir(tmp_path)
    findings = tuple(
        AuditFinding(
            rule=rule, severity=severity, message=EVIL, hint=EVIL, page=f"a/{EVIL[:6]}.html", line=3, column=7, about=EVIL, fingerprint=f"{at:016x}"
        )
        for at, (rule, severity) in enumerate((("L01", "error"), ("M04", "warning"), ("G07", "info")))
    )  # fmt: skip
    site = AuditFinding(rule="S16", severity="info", message="=SUM(A1)", fingerprint="f" * 16)
    return Audit(
        root=tmp_path / "site",
        site_url="https://example.org/",
        pages={"a.html": PageFigures(key="a.html")},
        findings=(*findings, site),
        graph=nx.DiGraph(),
    )


def text(form, audit):
    """Return an audit in a format as one text."""
    return "".join(text_of(form, audit))


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_holds_hostile_text_and_an_empty_audit(name, audit, tmp_path) -> None:
    found = text(name, audit)
    found.encode()
    assert "\x1b" not in found or name in {"json", "jsonl", "sarif", "gitlab"}
    empty = Audit(root=tmp_path, site_url="", graph=nx.DiGraph())
    assert isinstance(text(name, empty), str)


def test_json_has_every_finding_and_the_figures_of_pages(audit) -> None:
    found = json.loads(text("json", audit))
    assert found["version"] == 1
    assert [row["rule"] for row in found["findings"]] == ["L01", "M04", "G07", "S16"]
    assert found["score_inputs"]["pages"] == 1
    assert found["pages"][0]["key"] == "a.html"


def test_json_lines_are_one_object_a_finding(audit) -> None:
    lines = text("jsonl", audit).splitlines()
    assert [json.loads(line)["rule"] for line in lines] == ["L01", "M04", "G07", "S16"]


def test_json_lines_are_as_the_encoder_of_any_value_has_them(audit) -> None:
    one = replace(audit.findings[0], source="é/a\u2028.md", source_line=12, line=None)
    found = replace(audit, findings=(*audit.findings, one))
    wanted = "".join(json.dumps(row(finding), ensure_ascii=False) + "\n" for finding in found.findings)
    assert text("jsonl", found) == wanted.encode("utf-8", "replace").decode()


def test_sarif_says_rule_place_and_fingerprint(audit) -> None:
    log = json.loads(text("sarif", audit))
    run = log["runs"][0]
    first = run["results"][0]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["G07", "L01", "M04", "S16"]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "L01"
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "note"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].startswith("site/a/a%22b%27c")
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert first["partialFingerprints"] == {"smo/v1": "0" * 16}


def test_junit_is_xml_with_failures_and_skipped_cases(audit) -> None:
    root = ET.fromstring(text("junit", audit))
    assert root.tag == "testsuites"
    assert (root.get("tests"), root.get("failures")) == ("4", "2")
    assert len(root.findall(".//failure")) == 2
    assert len(root.findall(".//skipped")) == 2


def test_junit_is_read_by_a_reader_of_others(audit) -> None:
    junitparser = pytest.importorskip("junitparser")
    suites = junitparser.JUnitXml.fromstring(text("junit", audit).encode())
    cases = [case for suite in suites for case in suite]
    assert len(cases) == 4
    assert sum(isinstance(result, junitparser.Failure) for case in cases for result in case.result) == 2


def test_a_github_annotation_is_one_line_and_ends_no_field_early(audit) -> None:
    lines = text("github", audit).split("\n")
    assert len(lines) == 5
    assert [line.split(" ")[0] for line in lines[:-1]] == ["::error", "::warning", "::notice", "::notice"]
    fields = lines[0].removeprefix("::error ").split("::")[0]
    assert [field.split("=")[0] for field in fields.split(",")] == ["file", "line", "col", "title"]
    assert "%250A" in lines[0]


def test_a_gitlab_report_has_what_gitlab_requires(audit) -> None:
    rows = json.loads(text("gitlab", audit))
    assert {row["severity"] for row in rows} <= {"info", "minor", "major", "critical", "blocker"}
    assert all(row["description"] and row["check_name"] and row["location"]["path"] for row in rows)
    assert all(isinstance(row["location"]["lines"]["begin"], int) for row in rows)
    assert len({row["fingerprint"] for row in rows}) == 4


def test_no_cell_of_a_spreadsheet_is_a_formula(audit) -> None:
    rows = list(csv.DictReader(io.StringIO(text("csv", audit).replace("\x00", ""))))
    assert [row["rule"] for row in rows] == ["L01", "M04", "G07", "S16"]
    assert rows[3]["message"] == "'=SUM(A1)"


def test_markdown_is_text_and_no_markup(audit) -> None:
    markdown = pytest.importorskip("markdown_it")
    html = markdown.MarkdownIt().enable("table").render(text("markdown", audit))
    document = Tree(html).document
    assert document.find_all(["script", "a", "img", "em", "code"]) == []
    assert len(document.find_all("table")) == 4


def test_the_page_has_neither_scripts_nor_requests(audit) -> None:
    document = Tree(text("html", audit)).document
    assert document.find_all(["script", "link", "img", "iframe"]) == []
    assert len(document.find_all("table")) == 4


def sourced(audit):
    """Return the audit with a source for each page, and a line for the first."""
    first, second, *rest = audit.findings
    first = replace(first, source="docs/a b.md", source_line=12)
    return replace(audit, findings=(first, replace(second, source="docs/other.md"), *rest))


def test_sarif_names_the_source_first_and_the_built_page_as_related(audit) -> None:
    first, second, third, _ = json.loads(text("sarif", sourced(audit)))["runs"][0]["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "docs/a%20b.md"}, "region": {"startLine": 12}}
    related = first["relatedLocations"][0]["physicalLocation"]
    assert related["artifactLocation"]["uri"].startswith("site/a/")
    assert related["region"] == {"startLine": 3, "startColumn": 7}
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert "relatedLocations" not in third


@pytest.fixture(scope="module")
def sarif_schema():
    """Return what validates SARIF: `make test` fetches the schema, or SMO_SARIF_SCHEMA names its file."""
    path = Path(os.environ.get("SMO_SARIF_SCHEMA") or Path(__file__).parents[2] / "build" / "sarif-2.1.0.json")
    if not path.is_file():
        pytest.skip(f"there is no {path}; make {path.name} there by `make build/{path.name}`")
    schema = json.loads(path.read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


@pytest.mark.parametrize("name", ["plain", "sourced", "known", "empty"])
def test_sarif_is_valid_by_its_schema(name, audit, tmp_path, sarif_schema) -> None:
    empty = Audit(root=tmp_path, site_url="", graph=nx.DiGraph())
    known = without(audit, frozenset({audit.findings[0].fingerprint}))
    found = {"plain": audit, "sourced": sourced(audit), "known": known, "empty": empty}[name]
    sarif_schema.validate(json.loads(text("sarif", found)))


def test_a_log_with_a_wrong_level_is_not(audit, sarif_schema) -> None:
    log = json.loads(text("sarif", audit))
    log["runs"][0]["results"][0]["level"] = "dreadful"
    assert not sarif_schema.is_valid(log)


def test_what_check_says_is_valid_sarif_too(tmp_path, sarif_schema) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><title>a</title><p>b", encoding="utf-8")
    sarif_schema.validate(json.loads(report(check(tmp_path, Settings(), jobs=1))))


def test_every_format_names_the_source_and_its_line(audit) -> None:
    found = sourced(audit)
    assert text("github", found).startswith("::error file=docs/a b.md,line=12,title=L01")
    assert json.loads(text("gitlab", found))[0]["location"] == {"path": "docs/a b.md", "lines": {"begin": 12}}
    case = ET.fromstring(text("junit", found)).find(".//testcase[@file='docs/a b.md']")
    assert case.get("line") == "12"
    assert case.find("failure").text.startswith("site/a/")
    (row,) = [
        row for row in csv.DictReader(io.StringIO(text("csv", found).replace("\x00", ""))) if row["rule"] == "L01"
    ]
    assert (row["source"], row["source_line"]) == ("docs/a b.md", "12")
    assert "| docs/a b.md:12 |" in text("markdown", found)
    assert "docs/a b.md" in text("html", found)
    assert json.loads(text("json", found))["findings"][0]["source_line"] == 12
    assert json.loads(text("jsonl", found).splitlines()[0])["source"] == "docs/a b.md"


def test_many_findings_are_written_as_one_text_would_be(audit) -> None:
    many = replace(audit, findings=tuple(replace(audit.findings[0], line=line) for line in range(1, 700)))
    assert (
        text("json", many)
        == json.dumps(document(many), ensure_ascii=False, indent=1).encode("utf-8", "replace").decode() + "\n"
    )
    lines = [json.loads(line)["line"] for line in text("jsonl", many).splitlines()]
    places = [
        result["locations"][0]["physicalLocation"]["region"]["startLine"]
        for result in json.loads(text("sarif", many))["runs"][0]["results"]
    ]
    rows = [row["location"]["lines"]["begin"] for row in json.loads(text("gitlab", many))]
    assert lines == places == rows == list(range(1, 700))
    assert len(ET.fromstring(text("junit", many)).findall(".//failure")) == 699
    assert max(map(len, text_of("csv", many))) < len(text("csv", many)) / 3
