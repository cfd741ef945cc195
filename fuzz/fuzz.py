"""Coverage-guided fuzzing of reading and placing; whatever the bytes, the laws hold.

    python fuzz/fuzz.py read -max_total_time=600
    python fuzz/fuzz.py place -max_total_time=600

Needs atheris (``pip install atheris``) beside this package; options with one dash are
libFuzzer's. The corpus grows in ``build/fuzz/<target>``; it begins with the pages of the golden
tests. A crash is written to ``build/fuzz`` and becomes a case of ``tests/html/test_crashers.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["smo_core.html", "smo_core.text", "smo_core.folder"]):
    from smo_core.folder.placing import placed
    from smo_core.html.encoding import decode
    from smo_core.html.head import read_head
    from smo_core.html.marks import strip
    from smo_core.html.page import Reading, read_page, read_parts
    from smo_core.html.place import place_behind, place_in_content, place_in_page
    from smo_core.html.read import read_content
    from smo_core.html.repeats import settle
    from smo_core.model import Additions, Block, HeadTag

HERE = Path(__file__).parent
BUILD = HERE.parent / "build" / "fuzz"
BLOCKS = (
    Block(name="share", slot="before_content", html="<aside><a href=x>s</a></aside>"),
    Block(name="related", slot="after_content", html="<nav>r</nav>"),
    Block(name="end", slot="body_end", html="<div>e</div>"),
)
ADDITIONS = Additions(
    head=(
        HeadTag(key=("property", "og:title"), tag="meta", attributes=(("property", "og:title"), ("content", "T"))),
        HeadTag(
            key=("property", "og:image"), tag="meta", attributes=(("property", "og:image"), ("content", "https://e/i"))
        ),
        HeadTag(key=("link", "canonical"), tag="link", attributes=(("rel", "canonical"), ("href", "https://e.org/"))),
        HeadTag(
            key=("jsonld", "graph"),
            tag="script",
            attributes=(("type", "application/ld+json"),),
            body='{"@graph":[{"@type":"WebPage","@id":"https://e.org/#page"}]}',
        ),
    ),
    blocks=BLOCKS,
)


def read(raw: bytes) -> None:
    """Reading never raises, loses no byte, and names only places within the page."""
    decoded = decode(raw)
    text = decoded.text
    assert decoded.encode(text) == raw
    reading = _settled(text)
    seams = reading.seams
    places = [seams.head.at, seams.before_content, seams.after_content, seams.body_end, *seams.placeholders.values()]
    assert all(place is None or 0 <= place <= len(text) for place in places)
    if seams.before_content is not None and seams.after_content is not None:
        assert seams.before_content <= seams.after_content
    assert read_head(text) is not None
    read_content(text)
    assert all(0 <= part.start < part.end <= len(text) for part in reading.parts)
    read_parts(text, reading.parts, passages=True)
    read_page(text, links_only=True)


def _settled(text: str) -> Reading:
    """Return a page as it is read where it is the only one: a page that marks no content has its parts."""
    return settle({"": read_page(text)})[""]


def place(raw: bytes) -> None:
    """What is placed comes out again to the byte, and placing again changes nothing."""
    decoded = decode(raw)
    bare = strip(decoded.text)
    made, _ = placed(raw, "a.html", ADDITIONS, _settled(bare).seams)
    after = decode(made).text
    assert strip(after) == bare
    again, _ = placed(made, "a.html", ADDITIONS, _settled(strip(after)).seams)
    assert again == made
    content = place_in_content(decoded.text, BLOCKS)
    page = place_in_page(content, ADDITIONS)
    place_behind(page, decoded.text, BLOCKS)


TARGETS: dict[str, Callable[[bytes], None]] = {"read": read, "place": place}


def main() -> None:
    """Fuzz the target that the first argument names."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in TARGETS:
        sys.exit(f"usage: fuzz.py {{{','.join(TARGETS)}}} [libFuzzer options]")
    corpus = BUILD / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(sorted(HERE.parent.glob("tests/golden/*/input/**/*.html"))):
        (corpus / f"golden-{number}").write_bytes(page.read_bytes())
    options = [f"-dict={HERE / 'html.dict'}", f"-artifact_prefix={BUILD}/", "-max_len=4096", "-timeout=20"]
    atheris.Setup([sys.argv[0], *options, *sys.argv[2:], str(corpus)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
