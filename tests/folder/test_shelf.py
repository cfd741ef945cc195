"""Contents kept in a file say what they said, to everybody who asks."""

from __future__ import annotations

import os
import pickle
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.folder import scan
from smo_core.folder import shelf as module
from smo_core.folder.shelf import Shelf, Shelved, bundle
from smo_core.model import Content, Heading, Link

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
links = st.builds(Link, href=texts, text=texts, rel=st.lists(texts, max_size=2).map(tuple), offset=st.integers(0, 9))
contents = st.builds(
    Content,
    text=texts,
    lead=texts,
    links=st.lists(links, max_size=3).map(tuple),
    headings=st.lists(st.builds(Heading, level=st.integers(1, 6), text=texts), max_size=2).map(tuple),
)
TEA = Content(text="Tea, hot", lead="Tea", links=(Link(href="a.html", text="a"), Link(href="b.html", words=7)))


@given(st.lists(contents, max_size=4))
def test_each_says_what_it_said(said):
    """Several on one shelf, in any letters."""
    shelf = Shelf()
    kept = [shelf.put(bundle(content)) for content in said]
    assert all(isinstance(content, Shelved) for content in kept)
    assert [content.text for content in kept] == [content.text for content in said]
    assert [content.links for content in kept] == [content.links for content in said]
    assert kept == said
    assert list(map(hash, kept)) == list(map(hash, said))


def test_what_differs_in_the_file_alone_is_not_equal():
    shelf = Shelf()
    assert shelf.put(bundle(TEA)) != shelf.put(bundle(replace(TEA, text="Tea, cold")))
    assert shelf.put(bundle(TEA)) != replace(TEA, links=())


def test_changed_copies_and_those_for_other_processes_are_plain():
    """They do not need the file."""
    kept = Shelf().put(bundle(TEA))
    assert type(replace(kept, text="Cold")) is Content
    assert replace(kept, text="Cold") == replace(TEA, text="Cold")
    sent = pickle.loads(pickle.dumps(kept))
    assert type(sent) is Content
    assert sent == TEA


def test_a_forked_process_reads_from_the_same_file():
    kept = Shelf().put(bundle(TEA))
    into, out = os.pipe()
    if (child := os.fork()) == 0:
        os.write(out, kept.text.encode())
        os._exit(0)
    assert kept.text == TEA.text
    os.waitpid(child, 0)
    assert os.read(into, 100) == TEA.text.encode()
    os.close(into)
    os.close(out)


@pytest.mark.parametrize("what", ["no room for a file", "no room in it", "a system that cannot"])
def test_where_there_can_be_no_file_contents_stay_in_memory(monkeypatch, what):
    """They say the same."""

    def refuse(*_):
        raise OSError(28, "No space left on device")

    if what == "no room for a file":
        monkeypatch.setattr(module.tempfile, "mkstemp", refuse)
    elif what == "no room in it":
        monkeypatch.setattr(module.os, "write", refuse)
    else:
        monkeypatch.delattr(module.os, "pread")
    shelf = Shelf()
    assert [type(shelf.put(bundle(TEA))), shelf.put(bundle(TEA))] == [Content, TEA]


def test_half_written_contents_are_passed_over(monkeypatch):
    """What is put by after a disk was full for a while is read from where it is."""
    shelf, write, room = Shelf(), os.write, [3, 0]

    def some(handle, data):
        if room:
            if not (length := room.pop(0)):
                raise OSError(28, "No space left on device")
            return write(handle, data[:length])
        return write(handle, data)

    monkeypatch.setattr(module.os, "write", some)
    assert shelf.put(bundle(TEA)) == TEA
    again = shelf.put(bundle(TEA))
    assert type(again) is Shelved
    assert again == TEA


def test_a_scanned_folder_holds_no_texts(tmp_path, page):
    """Marked regions and parts of unmarked pages alike."""
    (tmp_path / "a.html").write_text(page("Tea", "<p>Tea is hot, and stays so for a while.</p>"))
    (tmp_path / "b.html").write_text("<title>B</title><body><p>One thing here.</p><p>And another one.</p>")
    found = scan(tmp_path, jobs=1)
    assert {key: type(reading.content) for key, reading in found.readings.items()} == {
        "a.html": Shelved,
        "b.html": Shelved,
    }
    assert "stays so" in found.readings["a.html"].content.text
    assert "another" in found.readings["b.html"].content.text
