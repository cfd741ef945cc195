"""Compressed copies beside pages: said to be old, and left alone."""

from __future__ import annotations

import gzip

import pytest

from smo_core.folder import link

SITE = "https://example.org/"


def found(report):
    return [
        (finding.page, finding.message.split()[0]) for finding in report.findings if finding.rule == "packed-before"
    ]


@pytest.mark.parametrize("ending", [".gz", ".br", ".zst"])
@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_copy_compressed_before_is_told_and_stays(folder, settings, page, ending, elsewhere):
    old = gzip.compress(b"old")
    root = folder({"a.html": page("Tea"), "b.html": page("Cup")})
    (root / f"a.html{ending}").write_bytes(old)
    out = root.with_name("out") if elsewhere else None
    report = link(root, settings(site_url=SITE), out=out)
    assert found(report) == [("a.html", f"a.html{ending}")]
    assert ((out or root) / f"a.html{ending}").read_bytes() == old


def test_of_pages_that_stay_nothing_is_told(folder, settings, page):
    """Once all is placed, a copy is of the page as it is, for all that can be known."""
    root = folder({"a.html": page("Tea"), "b.html": page("Cup")})
    link(root, settings(site_url=SITE))
    (root / "a.html.gz").write_bytes(gzip.compress((root / "a.html").read_bytes()))
    assert found(link(root, settings(site_url=SITE))) == []
