"""What fuzzing found; each stays a case for good."""

from __future__ import annotations

import pytest

from smo_core.folder.placing import placed
from smo_core.html.encoding import decode
from smo_core.html.marks import strip
from smo_core.html.page import read_page
from smo_core.model import Additions, Block, HeadTag

ADDITIONS = Additions(
    head=tuple(
        HeadTag(key=("property", name), tag="meta", attributes=(("property", name), ("content", "x" * 400)))
        for name in ("og:title", "og:description", "og:image")
    ),
    blocks=(Block(name="share", slot="after_content", html="<aside>s</aside>"),),
)
CRASHERS = {
    # What was placed before it pushed the declaration out of the bytes in which browsers look for one.
    "late-charset": b"<title>t</title><p>caf\xe9</p>" + b"x" * 900 + b"<meta charset=iso-8859-1>",
    "late-charset-cut": b"h<e</title>\n<p>\xff\xff" + b"y" * 600 + b'<head><meta charset="iso-8859-1',
}


@pytest.mark.parametrize("name", CRASHERS)
def test_the_laws_hold(name):
    """Out again to the byte, twice is once, and the page is read in the encoding it was read in."""
    raw = CRASHERS[name]
    before = decode(raw)
    made, _ = placed(raw, "a.html", ADDITIONS, read_page(strip(before.text)).seams)
    after = decode(made)
    assert (after.codec, after.valid) == (before.codec, before.valid)
    assert after.encode(strip(after.text)) == raw
    assert placed(made, "a.html", ADDITIONS, read_page(strip(after.text)).seams)[0] == made


@pytest.mark.parametrize("depth", [1, 2, 3, 40])
def test_marks_that_do_not_belong_together_come_out_at_once_or_not_at_all(depth):
    """A link within a link ends the outer one; without it, the outer one is whole."""
    raw = b"<a data-smo-placed=x>" * depth + b"</a>" * depth + b"<main><p>x</main>"
    bare = strip(decode(raw).text)
    assert strip(bare) == bare
    made, _ = placed(raw, "a.html", ADDITIONS, read_page(bare).seams)
    assert strip(decode(made).text) == bare
    assert placed(made, "a.html", ADDITIONS, read_page(bare).seams)[0] == made


def test_a_page_that_would_be_read_in_another_encoding_is_reported():
    """Nothing is placed there."""
    raw = CRASHERS["late-charset"]
    made, findings = placed(raw, "a.html", ADDITIONS, read_page(decode(raw).text).seams)
    assert (made, [finding.rule for finding in findings]) == (raw, ["unsafe-page"])


def test_a_broken_letter_within_our_mark_does_not_decide_for_the_page():
    """Somebody wrote our mark by hand, and a byte in it that is no letter; without it the page is sound."""
    raw = b'<title>t</title><meta data-smo-placed="x" content="\xf8"><main><p>x</main>'
    bare = strip(decode(raw).text)
    made, findings = placed(raw, "a.html", ADDITIONS, read_page(bare).seams)
    assert findings == []
    assert strip(decode(made).text) == bare
    assert placed(made, "a.html", ADDITIONS, read_page(bare).seams)[0] == made
