"""Cards from a site: drawn once, the same everywhere, and never at the price of the build."""

import builtins
import os
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

pytest.importorskip("typst", reason="the extra cards is not installed")
pytest.importorskip("fontTools", reason="the extra cards is not installed")
sys.path.insert(0, str(Path(__file__).parent))

from cards_site import SCRIPTS, URL, need_font, page, site

from smo_core import plan, survey
from smo_core.features.cards import draw as drawing
from smo_core.features.cards import studio, typeset, with_cards
from smo_core.features.cards.draw import draw
from smo_core.settings import from_mapping

DESIGNS = ("plain", "banner", "split")


@pytest.fixture
def compiled(monkeypatch):
    """Count the cards that are really drawn."""
    drawn = []

    def counted(job):
        drawn.extend(card["title"] for card in job.cards)
        return typeset.typeset(job)

    monkeypatch.setattr(studio, "typeset_all", counted)
    return drawn


def rules(findings):
    return [(finding.rule, finding.page) for finding in findings]


@pytest.mark.parametrize("design", DESIGNS)
def test_a_page_gets_a_card(tmp_path, design):
    """A PNG of 1200 × 630, below 300 KB, named after its page and its content."""
    cards, findings = draw(site(page("guide/start/index.html"), design=design), cache=tmp_path)
    card = cards["guide/start/index.html"]
    raw = card.file.read_bytes()
    assert raw.startswith(b"\x89PNG")
    assert struct.unpack(">II", raw[16:24]) == (1200, 630) == (card.width, card.height)
    assert len(raw) < 300_000
    assert card.src.startswith("smo/cards/guide-start.")
    assert card.src.endswith(".png")
    assert card.alt == "A title – Site"
    assert findings == ()


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_is_drawn(tmp_path, design, script):
    """With a font at hand there is a card, below 300 KB, and nothing is missing."""
    language, sample, family = SCRIPTS[script]
    need_font(family)
    one = page("p/index.html", sample, language=language, description=sample * 4, section=(sample,))
    cards, findings = draw(site(one, design=design), cache=tmp_path)
    assert findings == ()
    assert cards["p/index.html"].file.stat().st_size < 300_000


def test_a_second_build_draws_nothing(tmp_path, compiled):
    """The cache holds what was drawn; the cards are the same."""
    pages = [page(f"p{i}/index.html", f"Page {i}") for i in range(5)]
    first, _ = draw(site(*pages), cache=tmp_path)
    assert len(compiled) == 5
    assert draw(site(*pages), cache=tmp_path) == (first, ())
    assert len(compiled) == 5


def test_a_changed_title_draws_one_card(tmp_path, compiled):
    """And gives it another name, so that networks fetch it anew."""
    pages = [page(f"p{i}/index.html", f"Page {i}") for i in range(5)]
    first, _ = draw(site(*pages), cache=tmp_path)
    pages[2] = page("p2/index.html", "Another")
    second, _ = draw(site(*pages), cache=tmp_path)
    assert compiled[5:] == ["Another"]
    assert [key for key in first if first[key].src != second[key].src] == ["p2/index.html"]


@pytest.mark.parametrize(
    "changed",
    [{"design": "split"}, {"colours": {"accent": "#aa0000"}}, {"description": False}],
    ids=lambda changed: next(iter(changed)),
)
def test_a_changed_look_draws_all_cards(tmp_path, compiled, changed):
    """Design, colours and what is shown are part of what a card is."""
    one = page("p/index.html", description="About it.")
    draw(site(one), cache=tmp_path)
    draw(site(one, **changed), cache=tmp_path)
    assert len(compiled) == 2


def test_the_cache_may_be_deleted(tmp_path):
    """What comes back is the same to the byte."""
    one = site(page("p/index.html"))
    raw = draw(one, cache=tmp_path)[0]["p/index.html"].file.read_bytes()
    for file in tmp_path.iterdir():
        file.unlink()
    assert draw(one, cache=tmp_path)[0]["p/index.html"].file.read_bytes() == raw


def test_a_broken_index_of_fonts_is_made_anew(tmp_path):
    """Whatever lies in the cache."""
    for rubbish in (b"", b"{", b"[]", b'{"version": 1}', b"\xff\xfe"):
        (tmp_path / "fonts.json").write_bytes(rubbish)
        cards, findings = draw(site(page("p/index.html")), cache=tmp_path)
        assert (len(cards), findings) == (1, ())


def test_cards_unused_for_a_month_leave_the_cache(tmp_path):
    """Those of yesterday stay."""
    old, young = tmp_path / f"{'0' * 40}.png", tmp_path / f"{'1' * 40}.png"
    for file, days in ((old, 40), (young, 2)):
        file.write_bytes(b"x")
        then = time.time() - days * 86_400
        os.utime(file, (then, then))
    draw(site(page("p/index.html")), cache=tmp_path)
    assert not old.exists()
    assert young.exists()


SCRIPT = """
import hashlib, pathlib, sys
sys.path.insert(0, sys.argv[2])
from cards_site import page, site
from smo_core.features.cards.draw import draw
pages = [page(f"p{i}/index.html", t, published="2026-01-31", authors=("Ünal Ω",), section=("Ж",), description="d " * 90)
         for i, t in enumerate(["One", "Two and a longer one " * 9, "Три", "Τέσσερα"])]
cards, findings = draw(site(*pages, design="banner"), cache=pathlib.Path(sys.argv[1]))
print([(c.src, hashlib.sha256(c.file.read_bytes()).hexdigest()) for c in cards.values()], findings)
"""


def test_cards_are_the_same_on_any_machine(tmp_path):
    """Hash seed, time zone, locale and folder make no difference."""
    shown = set()
    for number, extra in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "2", "TZ": "America/Adak"},
        )
    ):
        cache = tmp_path / f"cache {number}"
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **extra}
        command = [sys.executable, "-c", SCRIPT, str(cache), str(Path(__file__).parent)]
        shown.add(subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout)
    assert len(shown) == 1


def test_two_processes_draw_what_one_draws(tmp_path, monkeypatch):
    """In the same order, to the byte."""
    pages = [page(f"p{i}/index.html", f"Page {i}") for i in range(6)]
    monkeypatch.setattr(typeset, "_WORTH_A_PROCESS", 2)
    monkeypatch.setattr(typeset, "_processes", lambda: 3)
    many, _ = draw(site(*pages), cache=tmp_path / "many")
    monkeypatch.setattr(typeset, "_processes", lambda: 1)
    one, _ = draw(site(*pages), cache=tmp_path / "one")
    assert [c.file.read_bytes() for c in many.values()] == [c.file.read_bytes() for c in one.values()]
    assert [c.src for c in many.values()] == [c.src for c in one.values()]


def test_a_helper_that_dies_costs_nothing(tmp_path, monkeypatch):
    """Its part is drawn here."""
    monkeypatch.setattr(typeset, "_WORTH_A_PROCESS", 2)
    monkeypatch.setattr(typeset, "_processes", lambda: 2)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    cards, findings = draw(site(*[page(f"p{i}/index.html", f"Page {i}") for i in range(4)]), cache=tmp_path)
    assert (len(cards), findings) == (4, ())


HOSTILE = (
    '#panic("x")', "*a* _b_ `c` $d$ $", 'back\\slash " \' ] [ ) (', "nul\x00in\x1bside", "#{", "</svg>",
    "\u2028\u202e\u2066x",
    "long " * 900, "W" * 3000, "a\u0301" * 400, "{{ x }} {% y %}", "~~~",
)  # fmt: skip


@pytest.mark.parametrize("design", DESIGNS)
def test_hostile_strings_are_drawn(tmp_path, design):
    """Whatever is written in a title, it is shown, and nothing breaks."""
    pages = [
        page(f"p{i}/index.html", text, description=text, authors=(text,), section=(text + "!",), published="2026-13-99")
        for i, text in enumerate(HOSTILE)
    ]
    cards, findings = draw(site(*pages, name=HOSTILE[0], design=design), cache=tmp_path)
    assert findings == ()
    assert len(cards) == len(HOSTILE)
    assert all(card.file.stat().st_size < 300_000 for card in cards.values())


def test_what_was_drawn_before_a_run_was_stopped_is_kept(tmp_path, monkeypatch, compiled):
    """Cards are written as they are drawn: neither does a large site wait for all of them, nor do all lie in memory."""
    whole = site(*(page(f"{i}/index.html", f"Title {i}") for i in range(7)))
    monkeypatch.setattr(typeset, "_BATCH", 2)
    written = []

    def stopped(path, data):
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(path)
        return write(path, data)

    write = drawing.write
    monkeypatch.setattr(drawing, "write", stopped)
    with pytest.raises(KeyboardInterrupt):
        draw(whole, cache=tmp_path)
    monkeypatch.setattr(drawing, "write", write)
    compiled.clear()
    assert len(draw(whole, cache=tmp_path)[0]) == 7
    assert compiled == [f"Title {i}" for i in range(3, 7)]


def test_what_was_drawn_before_a_card_that_cannot_be_is_not_drawn_again(tmp_path, monkeypatch):
    """The search by halves starts where the trouble began."""
    monkeypatch.setattr(typeset, "_BATCH", 2)
    jobs = []

    def failing(job):
        for card in job.cards:
            jobs.append(card["title"])
            if card["title"] == "Title 4":
                raise typeset.DrawingError(card["title"])
            yield b"\x89PNG"

    monkeypatch.setattr(studio, "typeset_all", failing)
    monkeypatch.setattr(studio, "typeset", failing)
    whole = site(*(page(f"{i}/index.html", f"Title {i}") for i in range(7)))
    cards, findings = draw(whole, cache=tmp_path)
    assert rules(findings) == [("card-failed", "4/index.html")]
    assert len(cards) == 6
    assert [jobs.count(f"Title {i}") for i in (0, 1, 2, 3, 5, 6)] == [1] * 6


def test_characters_that_no_font_has_are_reported(tmp_path):
    """Single signs are left out; a title that cannot be read gives no card."""
    pages = [
        page("a/index.html", "Plain \U00012000 title"),
        page("b/index.html", "Good \U0001f680"),
        page("c/index.html"),
    ]
    cards, findings = draw(site(*pages, system_fonts=False), cache=tmp_path)
    assert rules(findings) == [("card-glyphs", "a/index.html"), ("card-glyphs", "b/index.html")]
    assert "\U0001f680 (U+1F680)" in findings[1].message
    assert sorted(cards) == ["b/index.html", "c/index.html"]


def test_a_script_without_a_font_is_said_once(tmp_path):
    """Not at each of a hundred pages: the first names some others, and the characters that most cards lack."""
    pages = [page(f"{i:03}/index.html", f"\U00012000{chr(0x12001 + i)} {i}") for i in range(100)]
    cards, findings = draw(site(*pages, page("x/index.html", "\U0001f680 up"), system_fonts=False), cache=tmp_path)
    assert [*cards] == ["x/index.html"]
    assert rules(findings) == [("card-glyphs", "000/index.html"), ("card-glyphs", "x/index.html")]
    said = findings[0].message
    assert "of this preview card, and of that of 001/index.html, 002/index.html, 003/index.html and 96 more" in said
    assert ": \U00012000 (U+12000), " in said
    assert said.endswith(" and 89 more.")
    assert findings[1].message == "No font at hand has these characters of the preview card: \U0001f680 (U+1F680)."


def test_fonts_of_the_site_come_before_those_of_the_system(tmp_path):
    """A folder with the script's font is enough, without any system font."""
    need_font("Noto Sans Hebrew")
    from cards_site import installed

    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "hebrew.ttf").write_bytes(Path(installed()["Noto Sans Hebrew"]).read_bytes())
    one = site(page("p/index.html", "שלום", language="he"), fonts=[str(folder)], system_fonts=False)
    cards, findings = draw(one, cache=tmp_path / "cache")
    assert (len(cards), findings) == (1, ())


def test_a_family_that_is_not_there_is_reported(tmp_path):
    """And the carried one is used."""
    cards, findings = draw(site(page("p/index.html"), font="Comic Sans"), cache=tmp_path)
    assert rules(findings) == [("card-font", "")]
    assert len(cards) == 1


OWN = "#let card(data, tools) = place(horizon + center, text(size: 80pt, fill: data.colours.accent, data.title))"


def test_a_template_of_ones_own_is_used(tmp_path, compiled):
    """And a change to it, or to what it imports, draws the cards anew."""
    template, part = tmp_path / "own design.typ", tmp_path / "part.typ"
    template.write_text('#import "part.typ": size\n' + OWN.replace("80pt", "size"))
    part.write_text("#let size = 80pt")
    one = site(page("p/index.html", "#mine*"), template=str(template))
    first, findings = draw(one, cache=tmp_path / "cache")
    assert findings == ()
    part.write_text("#let size = 90pt")
    second, _ = draw(one, cache=tmp_path / "cache")
    assert first["p/index.html"].src != second["p/index.html"].src
    assert len(compiled) == 2


@pytest.mark.parametrize(
    "text",
    ["#let card(data, tools) = {", "#let other = 1", OWN + "\n#panic()", OWN.replace("data.title", "data.nothing"), ""],
    ids=["syntax", "no card", "panic", "unknown field", "empty"],
)
def test_a_broken_template_is_one_finding(tmp_path, text):
    """However many pages there are; the build goes on."""
    template = tmp_path / "own.typ"
    template.write_text(text)
    pages = [page(f"p{i}/index.html", f"Page {i}") for i in range(7)]
    cards, findings = draw(site(*pages, template=str(template)), cache=tmp_path / "cache")
    assert dict(cards) == {}
    assert rules(findings) == [("card-template", "")]


def test_a_card_that_fails_costs_only_itself(tmp_path):
    """The one page is named, all others have their cards."""
    template = tmp_path / "own.typ"
    template.write_text('#let card(data, tools) = if data.title == "Page 3" { panic("no") } else { data.title }')
    pages = [page(f"p{i}/index.html", f"Page {i}") for i in range(9)]
    cards, findings = draw(site(*pages, template=str(template)), cache=tmp_path / "cache")
    assert rules(findings) == [("card-failed", "p3/index.html")]
    assert len(cards) == 8


def test_a_template_that_makes_more_pages_is_refused(tmp_path):
    """One card, one page."""
    template = tmp_path / "own.typ"
    template.write_text("#let card(data, tools) = block(height: 900pt, breakable: true, lorem(4000))")
    cards, findings = draw(site(page("p/index.html"), template=str(template)), cache=tmp_path / "cache")
    assert dict(cards) == {}
    assert "pages" in findings[0].message


def test_a_template_cannot_go_online(tmp_path, monkeypatch):
    """Packages would be fetched."""
    template = tmp_path / "own.typ"
    template.write_text('#import "@preview/cetz:0.3.0"\n' + OWN)
    monkeypatch.setattr(studio, "typeset_all", lambda _: pytest.fail("it was drawn"))
    cards, findings = draw(site(page("p/index.html"), template=str(template)), cache=tmp_path / "cache")
    assert dict(cards) == {}
    assert "network" in findings[0].message


def png(width, height, rows=None):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    raw = zlib.compress((b"\x00" + b"\x20\x80\xff\xff" * min(width, 64)) * min(height, rows or height))
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", raw) + chunk(b"IEND", b"")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><path d="M0 0h10v10z"/></svg>'


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(
    "logo", [png(64, 64), SVG.format(10, 10).encode(), SVG.format(900, 10).encode(), SVG.format(10, 900).encode()]
)
def test_a_logo_is_drawn(tmp_path, logo, design):
    """PNG and SVG, square, flat and tall."""
    file = tmp_path / "logo"
    file.write_bytes(logo)
    one = page("p/index.html")
    cards, findings = draw(site(one, logo=str(file), design=design), cache=tmp_path / "cache")
    bare, _ = draw(site(one, design=design), cache=tmp_path / "cache")
    assert findings == ()
    assert cards["p/index.html"].file.read_bytes() != bare["p/index.html"].file.read_bytes()


@pytest.mark.parametrize(
    "logo",
    [
        png(60_000, 60_000, 4),
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"<svg>" + b" " * 600_000 + b"</svg>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/hostname"/></svg>',
        b"",
    ],
    ids=["bomb", "broken", "gif", "huge", "entities", "foreign", "empty"],
)
def test_a_logo_that_cannot_be_is_refused(tmp_path, logo):
    """With a reason; the cards are drawn without it."""
    file = tmp_path / "logo.png"
    file.write_bytes(logo)
    cards, findings = draw(site(page("p/index.html"), logo=str(file)), cache=tmp_path / "cache")
    assert rules(findings) == [("card-logo", "")]
    assert len(cards) == 1


def test_a_logo_that_typst_cannot_read_is_a_finding(tmp_path):
    """It looks like SVG but is not."""
    file = tmp_path / "logo.svg"
    file.write_bytes(b"<svg viewBox='0 0 1 1'><path")
    cards, findings = draw(site(page("p/index.html"), logo=str(file)), cache=tmp_path / "cache")
    assert dict(cards) == {}
    assert len(findings) == 1


def test_colours_that_cannot_be_read_are_reported(tmp_path):
    """Grey on grey; the cards are drawn as asked."""
    one = site(page("p/index.html"), colours={"text": "#888888", "background": "#999999"})
    cards, findings = draw(one, cache=tmp_path)
    assert rules(findings) == [("card-contrast", "")]
    assert len(cards) == 1


@pytest.mark.parametrize("missing", ["typst", "fontTools"])
@pytest.mark.parametrize(("enabled", "said"), [(True, [("no-cards", "")]), ("auto", []), (False, [])])
def test_without_the_extra_there_are_no_cards(tmp_path, monkeypatch, missing, enabled, said):
    """And only who asked for them is told."""
    monkeypatch.setitem(sys.modules, missing, None)
    cards, findings = draw(site(page("p/index.html"), enabled=enabled), cache=tmp_path)
    assert dict(cards) == {}
    assert rules(findings) == said
    assert list(tmp_path.iterdir()) == []


def test_a_typst_that_cannot_be_loaded_is_a_finding(tmp_path, monkeypatch):
    """For instance built for another machine."""
    real = builtins.__import__

    def refuse(name, *rest):
        if name == "typst":
            message = "wrong machine"
            raise ImportError(message)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    cards, findings = draw(site(page("p/index.html"), page("q/index.html")), cache=tmp_path)
    assert dict(cards) == {}
    assert len(findings) == 1
    assert "wrong machine" in findings[0].message


def test_a_cache_that_cannot_be_written_is_a_finding(tmp_path):
    """A file lies where the folder should be."""
    (tmp_path / "cache").write_text("")
    cards, findings = draw(site(page("p/index.html")), cache=tmp_path / "cache")
    assert dict(cards) == {}
    assert rules(findings) == [("cards-failed", "")]


def test_without_an_address_cards_are_drawn_only_on_request(tmp_path):
    """No network can fetch a picture of a site that is nowhere."""
    for value, count in (("auto", 0), (True, 1)):
        settings = from_mapping({"cards": value}, source="t")
        cards, _ = draw(survey([page("p/index.html")], settings), cache=tmp_path)
        assert len(cards) == count


def test_the_plan_hands_out_the_cards(tmp_path):
    """Each file once, with the bytes of the cache."""
    made = with_cards(site(page("p/index.html"), page("q/index.html", "Other")), tmp_path)
    emits = {emit.path: emit.read() for emit in plan(made).emits}
    for card in made.cards.values():
        assert emits[card.src] == card.file.read_bytes()
    assert URL not in "".join(emits)


def test_a_heavy_card_is_reported(tmp_path, monkeypatch):
    """WhatsApp leaves out what is heavier; the card is there all the same."""
    monkeypatch.setattr(drawing, "_HEAVY", 1000)
    cards, findings = draw(site(page("p/index.html")), cache=tmp_path)
    assert rules(findings) == [("card-heavy", "p/index.html")]
    assert len(cards) == 1


def test_names_do_not_depend_on_where_fonts_lie(tmp_path):
    """The same fonts under other names give the same card."""
    from cards_site import installed

    families = ("Noto Sans Hebrew", "Noto Sans Arabic")
    for family in families:
        need_font(family)
    shown = set()
    for number, names in enumerate((("a.ttf", "b.ttf"), ("b.ttf", "a.ttf"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, family in zip(names, families, strict=True):
            (folder / name).write_bytes(Path(installed()[family]).read_bytes())
        one = site(page("p/index.html", "שלום سلام", language="he"), fonts=[str(folder)], system_fonts=False)
        shown.add(draw(one, cache=folder / "cache")[0]["p/index.html"].src)
    assert len(shown) == 1


def test_ones_own_family_leads(tmp_path, compiled):
    """The family that the settings name is used for everything it has."""
    from smo_core.features.cards.fonts import FOLDER, Library

    library = Library(tmp_path / "fonts.json", folders=[FOLDER], lead="smo sans", system=False)
    assert library.lead_found
    assert library.choose("Aж", "en").names[0] == "SMO Sans"
    assert compiled == []
