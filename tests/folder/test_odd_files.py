"""Links, names and permissions: one odd file costs the others nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from smo_core.folder import link


def test_symbolic_links_are_passed_over(folder, settings, site, tmp_path):
    """A link stays a link, and what lies outside stays as it is."""
    outside = tmp_path / "outside.html"
    outside.write_text(site["tea.html"])
    root = folder(site)
    (root / "out.html").symlink_to(outside)
    (root / "in.html").symlink_to("tea.html")
    (root / "loop").symlink_to(root)
    report = link(root, settings(), out=tmp_path / "copy")
    link(root, settings())
    assert set(report.changed) == {"a/water.html", "index.html", "tea.html"}
    assert outside.read_text() == site["tea.html"]
    assert (root / "in.html").is_symlink()
    assert (tmp_path / "copy/in.html").readlink() == Path("tea.html")


def test_an_unreadable_page_is_a_finding(folder, settings, site, monkeypatch):
    """One page's trouble costs the others nothing."""
    root = folder(site)
    whole = Path.read_bytes

    def read(path):
        if path.name == "tea.html":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    report = link(root, settings(), jobs=1)
    assert [(f.rule, f.severity, f.page) for f in report.findings if f.severity == "error"] == [
        ("unreadable", "error", "tea.html")
    ]
    assert report.changed == ("a/water.html", "index.html")


def test_a_page_that_cannot_be_written_is_a_finding(folder, settings, site, monkeypatch):
    """The others are written, and the page stays whole."""
    root = folder(site)
    replace = Path.replace

    def refuse(path, target):
        if Path(target).name == "tea.html":
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    report = link(root, settings(), jobs=1)
    assert [(f.rule, f.page) for f in report.findings if f.severity == "error"] == [("unwritable", "tea.html")]
    assert (root / "tea.html").read_text() == site["tea.html"]
    assert sorted(p.name for p in root.iterdir()) == sorted({*(n.split("/")[0] for n in site), "smo"})


@pytest.mark.parametrize(
    "name",
    [
        "a b.html",
        "100%.html",
        "c:d.html",
        "q?x=1.html",
        "h#x.html",
        "é/日本.HTML",
        "'\"<&>.html",
        "a\nb.html",
        "~.htm",
    ],
)
def test_odd_names_are_linked_like_any_other(folder, settings, site, page, name):
    """And every relative link on them leads to a file."""
    root = folder({name: page("Odd tea", "<p>Tea needs boiling water and green leaves too.</p>")} | site)
    assert name in link(root, settings(site_url="https://example.org/")).changed


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="names are always Unicode there")
def test_a_name_that_is_not_utf_8_costs_only_its_page(folder, settings, site):
    """Such files exist; they are a finding, or linked, but never the end of the run."""
    root = folder(site)
    odd = os.fsencode(root) + b"/caf\xe9.html"
    with open(odd, "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write(site["tea.html"].encode())
    report = link(root, settings(site_url="https://example.org/"))
    assert {"a/water.html", "index.html", "tea.html"} <= set(report.changed)
    json.dumps(list(report.changed), ensure_ascii=True)
