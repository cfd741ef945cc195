"""``smo audit`` and ``smo explain``."""

from __future__ import annotations

import json
import struct
import zlib

import pytest

_SIZE = b"IHDR" + struct.pack(">IIBBBBB", 1200, 630, 8, 2, 0, 0, 0)
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + _SIZE + struct.pack(">I", zlib.crc32(_SIZE))


def test_it_prints_what_is_wrong_and_how_to_read_on(smo) -> None:
    done = smo("audit", "site", "--select", "M04")
    assert done.exit_code == 0
    assert "3 pages" in done.output
    assert "smo explain M04" in done.output


def test_an_error_makes_it_exit_with_1_unless_it_shall_not(smo, place) -> None:
    (place / "site/tea.html").write_text('<html lang="en"><a href="gone.html">to nowhere</a>')
    assert smo("audit", "site").exit_code == 1
    assert smo("audit", "site", "--fail-on", "never").exit_code == 0
    assert smo("audit", "site", "--select", "L01", "--severity", "L01=info").exit_code == 0
    assert smo("audit", "site", "--select", "links", "--path", "a/**").exit_code == 0


def test_with_a_baseline_only_what_is_new_fails(smo, place) -> None:
    (place / "site/tea.html").write_text('<html lang="en"><a href="gone.html">to nowhere</a>')
    assert smo("audit", "site", "--write-baseline", "known.json").exit_code == 0
    assert smo("audit", "site", "--baseline", "known.json", "--fail-on", "info").exit_code == 0
    (place / "site/a/water.html").write_text('<html lang="en"><a href="lost.html">to nowhere</a>')
    again = smo("audit", "site", "--baseline", "known.json", "--format", "json", "--select", "L01")
    assert again.exit_code == 1
    assert [row["about"] for row in json.loads(again.output)["findings"]] == ["lost.html"]


def test_a_rule_that_does_not_exist_is_refused(smo) -> None:
    for arguments in (("--select", "Z9"), ("--severity", "G01=bad"), ("--severity", "Z9=info")):
        assert smo("audit", "site", *arguments).exit_code == 2
    assert smo("explain", "Z9").exit_code == 2


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "csv", "html"])
def test_every_format_can_be_printed_and_written(form, smo, place) -> None:
    printed = smo("audit", "site", "--format", form, "--fail-on", "never")
    assert printed.exit_code == 0
    assert smo("audit", "site", "--format", form, "--output", "out", "--fail-on", "never").output == ""
    assert (place / "out").read_text() == printed.output


def test_control_signs_in_pages_do_not_reach_the_terminal(smo, place) -> None:
    (place / "site/tea.html").write_text('<html lang="en"><a href="gone\x1b[31m\u202e.html">to nowhere</a>')
    output = smo("audit", "site").output
    assert "gone" in output
    assert "\x1b[31m" not in output
    assert "\u202e" not in output


def test_fix_repairs_what_has_a_source_and_unlink_takes_it_back(smo, place) -> None:
    before = {path: path.read_bytes() for path in (place / "site").rglob("*.html")}
    options = ("--select", "M04,M11,S02,S07,S10", "--site-url", "https://example.org/", "--format", "json")
    assert len(json.loads(smo("audit", "site", *options).output)["findings"]) == 6
    assert json.loads(smo("audit", "site", "--fix", *options).stdout)["findings"] == []
    assert smo("unlink", "site").exit_code == 0
    assert {path: path.read_bytes() for path in (place / "site").rglob("*.html")} == before


def test_a_finding_names_the_source_and_its_line(smo, place) -> None:
    (place / "docs").mkdir()
    (place / "docs/tea.md").write_text("---\ntitle: Tea\n---\n\n[to nowhere](gone.html)\n")
    (place / "site/tea.html").write_text('<html lang="en"><title>Tea</title><main><a href="gone.html">to nowhere</a>')
    done = smo("audit", "site", "--source", "docs", "--select", "L01", "--format", "github")
    assert done.stdout.startswith("::error file=docs/tea.md,line=5,")
    assert "(site/tea.html:1:41)" in done.stdout
    assert "docs/tea.md:5" in smo("audit", "site", "--source", "docs", "--select", "L01").stdout
    assert smo("audit", "site", "--source", "docs", "--select", "L01", "--path", "a/**").exit_code == 0
    (place / "none").mkdir()
    for folder in ("none", "missing"):
        assert smo("audit", "site", "--source", folder).exit_code == 3


def test_explain_tells_why_and_what_to_do_and_lists_all(smo) -> None:
    assert "Orphan" in smo("explain", "g01").output
    assert "--fix" in smo("explain", "M04").output
    assert "network" in smo("explain", "L17").output
    assert "32 MB" in smo("explain", "U02").output
    assert len(smo("explain").output.splitlines()) >= 100


REPAIRABLE = "M04,M11,S01,S02,S07,S10,F01"


def test_fix_repairs_each_rule_that_is_marked_so_and_unlink_restores_every_byte(smo, place) -> None:
    from smo_core.audit import RULES

    assert [rule.id for rule in RULES if rule.repairable] == [*REPAIRABLE.split(",")]
    site = place / "site"
    text = "<p>Water boils in a kettle, and after that there is tea for everybody who wants some.</p>"
    picture = '<meta property="og:image" content="{}">\n<meta property="og:title" content="Cups">\n'
    page = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{0}</title>\n{1}</head><body><main><h1>{0}</h1>'
        + text
        + "</main></body></html>\n"
    )
    (site / "img").mkdir()
    (site / "img/cup.png").write_bytes(PNG)
    for name, url in (
        ("relative", "img/cup.png"),
        ("plain", "http://example.org/img/cup.png"),
        ("sound", "https://example.org/img/cup.png"),
    ):
        (site / f"{name}.html").write_text(page.format(name.title(), picture.format(url)))
    (site / "feed.xml").write_text("<rss version='2.0'><channel><title>All &amp; more</title></channel></rss>")
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    options = ("--select", REPAIRABLE, "--site-url", "https://example.org/", "--format", "json", "--fail-on", "never")
    found = json.loads(smo("audit", "site", *options).stdout)["findings"]
    assert {row["rule"] for row in found} == {*REPAIRABLE.split(",")}
    left = json.loads(smo("audit", "site", "--fix", *options).stdout)["findings"]
    # A picture for a page that has none, and words for one: nobody said them, and they are not invented.
    assert {(row["rule"], row["about"]) for row in left} == {("S01", "og:image"), ("S07", "og:image:alt")}
    assert 'title="All &amp; more"' in (site / "index.html").read_text()
    assert smo("unlink", "site").exit_code == 0
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
