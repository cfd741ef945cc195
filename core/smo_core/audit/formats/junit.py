"""JUnit XML: a suite for each rule group, a test case for each page that breaks a rule of it.

Schema as CI systems read it: https://github.com/testmoapp/junitxml
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from smo_core.audit.formats.where import built_at, file_of, folder_of, line_of, rule_of, said
from smo_core.audit.result import Audit, AuditFinding
from smo_core.text import clean


def pieces(audit: Audit) -> Iterator[str]:
    """Yield the findings as JUnit XML: errors and warnings are failures, infos are skipped cases."""
    groups: defaultdict[str, list[AuditFinding]] = defaultdict(list)
    for finding in audit.findings:
        groups[rule_of(finding).group].append(finding)
    folder = folder_of(audit)
    failed = sum(finding.severity != "info" for finding in audit.findings)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="smo audit" tests="{len(audit.findings) or 1}" failures="{failed}">\n'
    for group, findings in sorted(groups.items()):
        bad = sum(finding.severity != "info" for finding in findings)
        counts = f'tests="{len(findings)}" failures="{bad}" skipped="{len(findings) - bad}"'
        yield f"  <testsuite name={_attribute(group)} {counts}>\n"
        for finding in findings:
            yield f"{_case(finding, folder)}\n"
        yield "  </testsuite>\n"
    if not audit.findings:
        yield '  <testsuite name="all" tests="1" failures="0"><testcase name="audit" classname="smo"/></testsuite>\n'
    yield "</testsuites>\n"


def _case(finding: AuditFinding, folder: str) -> str:
    name = _attribute(f"{finding.rule} {finding.source or finding.page or 'site'}:{line_of(finding)}")
    place = f"file={_attribute(file_of(finding, folder))} line={_attribute(str(line_of(finding)))}"
    kind = _attribute(finding.severity)
    what = _attribute(said(finding))
    built = escape(clean(built_at(finding, folder)))
    if finding.severity == "info":
        inner = f"<skipped message={what}>{built}</skipped>"
    else:
        inner = f"<failure type={kind} message={what}>{built}</failure>"
    return f"    <testcase classname={_attribute(f'smo.{finding.rule}')} name={name} {place}>{inner}</testcase>"


def _attribute(value: str) -> str:
    return quoteattr(clean(value))
