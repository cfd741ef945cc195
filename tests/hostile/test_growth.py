"""No input makes a regular expression, or a page, cost more than its size: growth is measured, not time."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time

import pytest

import smo_core
from smo_core.folder import link, unlink
from smo_core.settings import from_mapping

# What makes expressions go back: starts without ends, blanks, quotes, runs of what may repeat.
SEEDS = (
    *("<", "<a", "<a ", "<meta ", '<meta a="', "<script", "<!--", "<svg ", "a=", '"', "'", " ", "\n", "- ", "a", "a.", "1"),
    *("&", "/", "//", "../", "http://", "{", "[", "@", "#", "\\", "aA", "日", "' ", "<script></script", "a b ", "-", "&amp"),
    *('href = "', "viewBox =", "x://", "index1", "1.1", ". ", "。", "a'", "\u0301", "</head", "data-smo"),
)  # fmt: skip


# Matched against the whole of a text, and so from its start only.
WHOLE = {
    "audit.finders.images._FILE_NAME",
    "audit.finders.addresses._MAIL",
    "features.cards.logo._LENGTH",
    "urls._PLAIN_FOLDER",
    "urls._PLAIN_SITE",
}
# Matched from the start of a text only.
FIRST = {
    "audit.finders.addresses._SCHEME",
    "suggest.markdown._FOREIGN_LINE",
    "stores._ADDRESS",
    "suggest.markdown._METADATA",
    "urls._PLAIN",
}
# Shown no more than that many bytes.
MOST = {"html.encoding._DECLARED": 1024}


def expressions():
    """Every compiled expression that stands in a module of the core."""
    for module in pkgutil.walk_packages(smo_core.__path__, "smo_core."):
        if module.name.endswith("__main__"):
            continue
        for name, value in sorted(vars(importlib.import_module(module.name)).items()):
            if isinstance(value, re.Pattern):
                id_ = f"{module.name.removeprefix('smo_core.')}.{name}"
                yield pytest.param(value, id_, id=id_)


def seconds(pattern, text, name):
    """The least of three runs over a text: as a whole, from its start, or from its start and all through it."""
    least = float("inf")
    for _ in range(3):
        started = time.thread_time()
        if name in WHOLE:
            pattern.fullmatch(text)
        else:
            pattern.match(text)
            for _found in () if name in FIRST else pattern.finditer(text):
                pass
        least = min(least, time.thread_time() - started)
        if least < 0.002:
            break
    return least


@pytest.mark.parametrize(("pattern", "name"), [*expressions()])
def test_an_expression_takes_time_by_the_length_of_its_text(pattern, name):
    """Four times the text takes about four times as long; sixteen would be the square."""
    for seed in SEEDS:
        for text in (seed, f"{seed}\0"):
            size, before = 500, 0.0
            # Only what takes measurable time can be compared.
            while size <= 8_000 and before < 0.01:
                data = (text * size)[: min(size * len(seed), MOST.get(name, size * len(seed)))]
                data = data.encode() if isinstance(pattern.pattern, bytes) else data
                now = seconds(pattern, data, name)
                if before > 0.001:
                    assert now < before * 11, (seed, size)
                size, before = size * 4, now


def giant(shape, n):
    """A page of a shape that grows with n."""
    head, body = "<title>Giant</title>", "<p>Some words of text.</p>"
    if shape == "metas":
        head = '<meta property="og:title" content="x">' * n + head
    elif shape == "canonicals":
        head = "".join(f'<link rel=canonical href="https://a.example/{i}">' for i in range(n)) + head
    elif shape == "title":
        head = f"<title>{'Giant ' * n}</title>"
    else:
        body = {
            "links": "".join(f'<a href="p{i}.html">link {i}</a>\n' for i in range(n)),
            "divs": "<div>" * n + "x" + "</div>" * n,
            "articles": "<article>x" * n + "</article>" * n,
            "lists": "<ul><li>a b c d e f g" * n + "</li></ul>" * n,
            "paragraphs": "<div><p>some words here</p>" * n + "</div>" * n,
            "bold": "<b>x<p>" * n,
            "marks": '<i data-smo-placed="x"></i>' * n,
            "placeholders": '<i data-smo="share"></i>' * n,
            "nul": "\0" * n * 10,
            "tags": "<a " * n,
            "comments": "<!--" * n,
        }[shape]
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body><main>{body}</main></body></html>'


@pytest.mark.parametrize(
    "shape",
    [
        *(
            "metas",
            "canonicals",
            "title",
            "links",
            "divs",
            "articles",
            "lists",
            "paragraphs",
            "bold",
            "marks",
            "placeholders",
        ),
        *("nul", "tags", "comments"),
    ],
)
def test_a_page_takes_time_by_its_size(tmp_path, shape):
    """And each byte comes back."""
    times = []
    settings = from_mapping({"site_url": "https://x.example/", "cards": False}, source="test")
    for n in (600, 2_400):
        root = tmp_path / str(n)
        root.mkdir()
        raw = giant(shape, n).encode()
        (root / "giant.html").write_bytes(raw)
        started = time.thread_time()
        link(root, settings, jobs=1)
        unlink(root, jobs=1)
        times.append(time.thread_time() - started)
        # What stands in a page with our mark on it is ours to take out.
        assert shape == "marks" or (root / "giant.html").read_bytes() == raw
    assert times[1] < max(times[0], 0.05) * 11


def test_a_page_too_large_is_left_alone(tmp_path, monkeypatch):
    """With a finding, and before it is read."""
    monkeypatch.setattr(importlib.import_module("smo_core.folder.scan"), "LARGEST", 1000)
    (tmp_path / "giant.html").write_text(giant("links", 100))
    (tmp_path / "index.html").write_text(giant("links", 1))
    report = link(tmp_path, from_mapping({}, source="test"), jobs=1)
    assert ("too-large", "giant.html") in {(finding.rule, finding.page) for finding in report.findings}
    assert report.changed == ("index.html",)
    assert (tmp_path / "giant.html").read_text() == giant("links", 100)
