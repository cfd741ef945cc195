"""Titles in their box: shrunk, wrapped, cut only between letters, whatever script they are in."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("typst", reason="the extra cards is not installed")
pytest.importorskip("fontTools", reason="the extra cards is not installed")
sys.path.insert(0, str(Path(__file__).parent))

from cards_site import SCRIPTS, installed, need_font

from smo_core.features.cards import fonts, typeset

WIDTH = 1056
STEPS = "((96pt, 1), (84pt, 2), (72pt, 2), (64pt, 3), (54pt, 3), (46pt, 4))"
PROBE = r"""
#let inputs = json(bytes(sys.inputs.data))
#set page(width: 1200pt, height: auto)
#set text(font: inputs.fonts, lang: inputs.language, fallback: false, hyphenate: false, overhang: false)
#for string in inputs.strings {
  context {
    let made = fit(string, 1056pt, STEPS, style: it => text(weight: "bold", it))
    [#metadata((
      size: made.size.pt(), lines: made.lines, string: made.string,
      width: measure(width: 1056pt, made.body).width.pt(), height: measure(block(width: 1056pt, made.body)).height.pt(),
      clusters: string.clusters(),
      widest: calc.max(0, ..made.string.split(regex("[ \u{200B}]")).filter(stiff).map(
        piece => wide(made.size, text(weight: "bold", piece)).pt()
      )),
    )) <made>]
  }
}
""".replace("STEPS", STEPS)


def fitted(strings, language="en", family=""):
    import typst

    paths = [fonts.FOLDER] + ([Path(installed()[family]).parent] if family else [])
    answer = typst.query(
        (typeset._FOLDER / "tools.typ").read_bytes() + PROBE.encode(),
        "<made>",
        field="value",
        root=str(typeset._FOLDER),
        ignore_system_fonts=True,
        font_paths=[str(path) for path in paths],
        sys_inputs={
            "data": json.dumps(
                {"strings": list(strings), "language": language, "fonts": [fonts.CARRIED, *filter(None, [family])]}
            )
        },
    )
    return json.loads(answer)


def check(string, made):
    """Inside its box; whole, or a beginning of whole letters and an ellipsis."""
    most = {96: 1, 84: 2, 72: 2, 64: 3, 54: 3, 46: 4}[made["size"]]
    assert 1 <= made["lines"] <= most
    assert max(made["width"], made["widest"]) <= WIDTH + 0.01
    assert made["height"] <= made["size"] * (most * 1.24 - 0.24) + 0.01
    shown = made["string"].replace("\u200b", "")
    if shown != string:
        beginnings = {"".join(made["clusters"][:n]).replace("\u200b", "") for n in range(len(made["clusters"]) + 1)}
        assert shown.endswith("…")
        assert shown[:-1] in beginnings
        assert made["size"] == 46


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_title_of_any_length_stays_in_its_box(script):
    """From one letter to three hundred, in each script."""
    language, sample, family = SCRIPTS[script]
    need_font(family)
    clusters = fitted([sample], language, family)[0]["clusters"]
    lengths = (1, 2, 5, 12, 20, 33, 50, 80, 120, 180, 240, 300)
    endless = [*clusters, "、" if script == "cjk" else " "]
    strings = ["".join((endless * (n // len(endless) + 1))[:n]).strip() for n in lengths]
    for string, made in zip(strings, fitted(strings, language, family), strict=True):
        check(string, made)
    assert fitted([strings[-1]], language, family)[0]["string"].endswith("…")


def test_short_titles_are_large_and_long_ones_smaller():
    """The size falls as the title grows."""
    sizes = [made["size"] for made in fitted(["word " * n for n in (1, 3, 8, 14, 20, 60)])]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 96
    assert sizes[-1] == 46


def test_a_word_too_long_for_any_line_breaks_within_itself():
    """Three hundred letters without a blank are not drawn across the edge."""
    for string in ("W" * 300, "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 3, "https://x.example/" + "a/" * 90):
        made = fitted([string])[0]
        check(string, made)


def test_words_stay_whole_where_that_costs_little():
    """A cut falls between words."""
    string = "relatedness and distribution " * 12
    made = fitted([string.strip()])[0]["string"]
    assert made.endswith("…")
    assert string.startswith(made[:-1] + " ")


def test_no_word_is_left_alone_on_the_last_line():
    """Lines are about equally long."""
    made = fitted(["Карточки предпросмотра для каждой страницы сайта"])[0]
    assert made["lines"] == 2
    assert made["width"] < WIDTH * 0.95


HOSTILE = (
    '#panic("x")', "*bold* _it_ `raw`", "$x^2$ and $", "back\\slash \\u{41}",
    "\"quotes\" and 'quotes'", "a ] b [ c ) (",
    "#{ 1 + 1 }", "// comment /* more", "= Heading", "- list", "@ref <label>",
    "https://x.example", "~ -- ---", "{{ a }}",
)  # fmt: skip


@pytest.mark.parametrize("string", HOSTILE)
def test_markup_is_text(string):
    """What typst would read as markup stands there as it is."""
    assert fitted([string])[0]["string"] == string


TEXT = st.text(st.characters(max_codepoint=0x4FF, exclude_categories=["Cc", "Cs"]), min_size=1, max_size=300)


@settings(max_examples=25, deadline=None)
@given(st.lists(TEXT, min_size=4, max_size=4))
def test_any_text_fits(strings):
    """Whatever is written, it stays in its box."""
    for string, made in zip(strings, fitted(strings), strict=True):
        check(string.replace("\u200b", ""), made)
