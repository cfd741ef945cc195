"""Bytes and text: every page comes back to the byte."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.html.encoding import decode

PAGE = "<html><head><meta charset={}><title>Grüße</title></head><body>ö</body></html>"


@given(st.binary(max_size=300))
def test_any_bytes_come_back(raw):
    """Decoding and encoding is the identity for every sequence of bytes."""
    decoded = decode(raw)
    assert decoded.encode(decoded.text) == raw


@pytest.mark.parametrize(
    ("raw", "codec"),
    [
        (PAGE.format("utf-8").encode(), "utf-8"),
        (PAGE.format("latin1").encode("latin-1"), "windows-1252"),
        (PAGE.format("EUC-KR").replace("ü", "가").replace("ö", "나").encode("euc-kr", "ignore"), "euc-kr"),
        (codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + PAGE.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF8 + PAGE.encode(), "utf-8"),
    ],
)
def test_the_page_says_how_it_is_written(raw, codec):
    """A byte-order mark counts first, then valid UTF-8, then what the page declares."""
    assert decode(raw).codec == codec
    assert decode(raw).valid


def test_invalid_bytes_are_carried_through():
    """A page that is nothing valid is still read, and says that it is not valid."""
    decoded = decode(b"<p>caf\xe9 \xff\xfe\x80</p>")
    assert not decoded.valid
    assert "<p>caf" in decoded.text


@pytest.mark.parametrize("label", ["utf-7", "idna", "rot13", "base64", "nonsense", "unicode_escape", "punycode"])
def test_odd_labels_do_no_harm(label):
    """A declared encoding that is none, or no web encoding, never changes a byte."""
    raw = PAGE.format(label).encode("latin-1")
    decoded = decode(raw)
    assert decoded.encode(decoded.text) == raw
