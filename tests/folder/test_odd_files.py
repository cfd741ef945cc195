"""Links, names and permissions: one odd file costs the others nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smo_core.folder import link, placing
from smo_core.folder.files import everything, find, survey
from smo_core.html.encoding import decode
from smo_core.html.marks import strip
from smo_core.html.page import read_page
from smo_core.model import Additions, Block
from smo_core.settings import Settings


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

    def refused(path, *args, **kwargs):
        if Path(path).name == "tea.html":
            raise PermissionError(13, "Permission denied")
        return open(path, *args, **kwargs)  # noqa: PTH123 - the very function that is replaced

    monkeypatch.setattr("smo_core.stores.open", refused, raising=False)
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


def test_a_picture_whose_name_no_file_can_have_is_no_picture(folder):
    """An address longer than file names may be, or with a NUL, costs neither the page nor the run."""
    body = f'<p>Text of the page here.</p><img src="{"a" * 5000}.png"><img src="a%00b.png">'
    root = folder({"index.html": f"<html><head><title>T</title></head><body><main>{body}</main></body></html>"})
    report = link(root, Settings(site_url="https://s.example/"))
    assert report.changed == ("index.html",)
    assert "og:image" not in (root / "index.html").read_text()


SOUP = (
    *("<html>", "<head>", "</head>", "<body>", "</body>", "<main>", "</main>", "<article>", "</article>", "</html>"),
    *("<table>", "<tr>", "<td>", "<select>", "<p>", "</p>", "<script>", "</script>", "<style>", "<title>", "<!--"),
    *("-->", "<template>", "</template>", "<svg>", "<math>", "<frameset>", "<noscript>", "<textarea>", "<plaintext>"),
    *("<meta name=a>", "x", "\r", "\n", "\r\n", '"', "'", "<div", "=", ">", "<a href=x>", "</a>", "<b>", "\ufeff"),
)


@given(st.lists(st.sampled_from(SOUP), max_size=25).map("".join))
@example("<article><math></article><meta name=a>")
def test_whatever_the_markup_what_is_placed_comes_out_again(text):
    """Where that is not possible, as behind unclosed MathML, nothing is placed and the page is reported."""
    raw = text.encode()
    additions = Additions(blocks=(Block(name="share", slot="after_content", html="<aside><p>x</p></aside>"),))
    made, findings = placing.placed(raw, "a.html", additions, read_page(decode(raw).text).seams)
    assert strip(decode(made).text) == text
    assert made == raw or not any(finding.rule == "unsafe-page" for finding in findings)


def test_a_page_that_cannot_be_restored_is_left_as_it_is():
    """The block would become part of the formula; so it is not placed."""
    raw = b"<article><math></article><meta name=a>"
    additions = Additions(blocks=(Block(name="share", slot="after_content", html="<aside><p>x</p></aside>"),))
    made, findings = placing.placed(raw, "a.html", additions, read_page(raw.decode()).seams)
    assert made == raw
    assert [finding.rule for finding in findings] == ["unsafe-page"]


def test_one_walk_finds_what_two_do(folder, site):
    """Pages without links to files, and every file with its size, a link's target among them."""
    root = folder(site)
    (root / "in.html").symlink_to("tea.html")
    (root / "gone.html").symlink_to("nowhere.html")
    (root / "B.HTM").write_text("<p>x")
    (root / "style.css").write_text("a{}")
    keys, files = survey(root)
    assert (keys, files) == (find(root), everything(root))
    assert set(keys) == {"B.HTM", "a/water.html", "index.html", "tea.html"}
    assert files["in.html"] == files["tea.html"]
    assert list(files) == sorted(files)
