"""Hostile strings in every place of a page: text stays text, by the word of a parser that is not ours."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from attacks import ADDRESSES, built, document, pieces, site, strings, unescaped
from judge import guilt

from smo_core.features.share.targets import PRESETS, TARGETS
from smo_core.folder import link
from smo_core.folder.checking import check
from smo_core.folder.previewing import preview
from smo_core.graph.export import export
from smo_core.settings import from_mapping

STRINGS = strings()
SOME = [*STRINGS[::7], *ADDRESSES]


@pytest.fixture(scope="module")
def made():
    """A site in which each string has every part."""
    return site(STRINGS, targets=PRESETS["docs"])


def test_there_are_many(made):
    """Each string has its page, and its page has head tags and blocks."""
    _, plan = made
    assert len(STRINGS) > 400
    parts = [*pieces(plan)]
    assert len(parts) == len(STRINGS)
    assert all(head and body for head, body in parts)


def test_no_string_becomes_an_element_an_attribute_or_an_address(made):
    """In meta tags, JSON-LD, links, texts, attributes and microformats."""
    _, plan = made
    assert guilt(document(pieces(plan))) == []


def test_no_string_costs_a_page_its_part(made):
    """Half a bracket, half a character: what cannot be used is left out, and the rest is there."""
    _, plan = made
    assert [finding for finding in plan.findings if finding.rule == "feature-failed"] == []


def test_the_same_for_every_share_target():
    """Each service has its own address, and some are shown with data attributes."""
    _, plan = site(SOME[:12], targets=[target.id for target in TARGETS])
    assert guilt(document(pieces(plan))) == []


def test_the_judge_finds_what_is_not_escaped():
    """A control: a harness that cannot fail proves nothing."""
    found = [text for text in SOME if guilt(document(unescaped([text])))]
    assert len(found) > len(SOME) / 2


def test_our_files_hold_the_strings_as_data(made):
    """JSON parses, and holds no angle bracket that a browser could take for HTML if it came as such."""
    _, plan = made
    for emit in plan.emits:
        if emit.path.endswith(".json"):
            assert json.loads(emit.read())


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_exported_graphs_are_well_formed(made, form):
    """XML with hostile titles is XML still, without entities of its own."""
    site_made, _ = made
    text = export(site_made.graph, form)
    assert "<!ENTITY" not in text
    assert ET.fromstring(text) is not None


@pytest.fixture(scope="module")
def folder_of_strings(tmp_path_factory):
    """A folder of pages, as careful generators write them, linked, and its preview."""
    root = tmp_path_factory.mktemp("hostile") / "site"
    root.mkdir()
    for number, text in enumerate(SOME):
        (root / f"p{number}.html").write_bytes(built(number, text).encode("utf-8", "replace"))
    settings = from_mapping({"site_url": "https://x.example/", "cards": False}, source="hostile")
    before = {path.name: path.read_bytes() for path in root.iterdir()}
    link(root, settings, jobs=1)
    preview(check(root, settings, jobs=1), root.parent / "preview.html")
    return root, before


def test_strings_read_from_pages_are_written_back_as_text(folder_of_strings):
    """Read out of attributes and texts, put into others: nothing new is in the page but what is ours."""
    root, before = folder_of_strings
    for name, raw in before.items():
        own = {*guilt(raw.decode())}
        found = [one for one in guilt((root / name).read_bytes().decode()) if one not in own]
        assert found == [], name


def test_the_preview_is_one_harmless_file(folder_of_strings):
    """All strings in one page: no element but its own, one script, and that is ours."""
    root, _ = folder_of_strings
    text = (root.parent / "preview.html").read_text()
    own = {
        *("header", "nav", "main", "footer", "form", "label", "input", "select", "option", "ol", "noscript", "p", "h1"),
        *("style", "kbd", "details", "summary", "table", "thead", "tbody", "tr", "th", "td", "strong", "code", "img"),
    }
    found = {one for one in guilt(text) if one.startswith(("element", "scheme", "host"))}
    assert found <= {f"element {name}" for name in own}
    assert text.count("<script") == 2
    assert "onerror=alert" not in text.partition("<noscript>")[0]
