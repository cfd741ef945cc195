"""Pages that mark no content: text, menus and what a template repeats are told apart, on small and large pages alike."""

from __future__ import annotations

import pytest

from smo_core.html.page import read_page
from smo_core.html.parts import read_parts
from smo_core.html.repeats import settle

MENU = "".join(f"<li><a href=m{n}.html>Chapter {n} of the manual</a></li>\n" for n in range(60))


def settled(bodies):
    """Return for each page the text of its content, and what stands before and behind it."""
    pages = {key: f"<!doctype html><title>T</title><body>{body}</body>" for key, body in bodies.items()}
    found = settle({key: read_page(text) for key, text in pages.items()})
    return {
        key: (
            read_parts(text, found[key].parts).text,
            text[: found[key].seams.before_content],
            text[found[key].seams.after_content :],
        )
        for key, text in pages.items()
    }


@pytest.mark.parametrize(
    "inside", ['<ul id="toc">{}</ul>', '<div class="contents">\n<ul class="toc">{}</ul>\n</div>', "<nav>{}</nav>"]
)
@pytest.mark.parametrize("way", ["navigation", "nav_table", "nav-panel"])
def test_the_text_beside_a_longer_menu_is_read_part_by_part(inside, way):
    """A menu may have more letters than a short page."""
    side = f"<div id=side>{inside.format(MENU)}</div>"
    text, before, behind = settled(
        {
            "a.html": f"<div id=text><div class={way}><a href=b.html>Next</a></div><h2>Tea</h2><p>It is hot.</p></div>{side}"
        }
    )["a.html"]
    assert text == "Tea It is hot."
    assert before.endswith("</div>")
    assert behind.startswith(f"</div>{side}")


def test_a_menu_that_is_called_one_is_not_looked_into():
    """Else its parts would have to repeat to be known, on pages that say less than it."""
    side = f"<div id=tocframe><h4>The book of {{}}</h4><ul>{MENU}</ul></div>"
    page = "<div id=text><h2>Tea</h2><p>It is hot.</p></div>"
    text, _, behind = settled({"a.html": page + side.format("tea")})["a.html"]
    assert (text, behind[:6]) == ("Tea It is hot.", "</div>")
    # Nobody closed it: it holds the page.
    open_header = f"<div class=header><a href=x>Up</a><ul>{MENU}</ul><p>About tea</p><div class=foot>Made of leaves, by hand</div>"
    assert "About tea" in settled({"a.html": f"<div>Copyright of all who wrote it</div>{open_header}"})["a.html"][0]


@pytest.mark.parametrize("much", [24, 3])
def test_a_header_that_holds_the_page_is_looked_into_however_long_the_footer_is(much):
    """As in Qt's manuals, where the header is closed behind the text; a stub says less than the licence below it."""
    bar = "<div class=bar><a href=i.html>Qt 5</a></div>"
    header = f"<div class=header>{bar}<div><h1>Tea</h1><p>{'It is hot. ' * much}</p></div></div>"
    footer = f"<div class=footer>{'Made under the terms of the licence of leaves. ' * 4}</div>"
    assert "It is hot." in settled({"a.html": header + footer})["a.html"][0]


@pytest.mark.parametrize("box", ["<section id=search>{}</section>", "<div class=section id=widgets>{}</div>"])
def test_a_section_of_the_text_may_be_called_what_navigation_is(box):
    """Its id is made of its heading."""
    page = f"<h1>Tea</h1><p>It is hot.</p>{box.format('<h2>Search</h2><p>Where tea is found.</p>')}"
    assert settled({"a.html": page})["a.html"][0] == "Tea It is hot. Search Where tea is found."
    other = box.replace("section", "div").format("<p>Where tea is found.</p>")
    assert settled({"a.html": f"<h1>Tea</h1><p>It is hot.</p>{other}"})["a.html"][0] == "Tea It is hot."


def test_parts_that_show_pictures_alone_repeat_where_the_pictures_do():
    logo = "<p><a href=i.html><img src=logo.png alt=Logo></a></p>"
    pages = {f"{n}.html": f"{logo}<h2>{n}</h2><p>Chart {n}:</p><p><img src={n}.png></p>" for n in range(9)}
    _, before, behind = settled(pages)["3.html"]
    assert before.endswith("</p>")
    assert behind == "</body>"


def test_a_list_of_links_is_content_where_there_is_no_other():
    (text, *_), _, _ = settled({key: f"<ul>{MENU}</ul><p>{key}</p>" for key in ("a.html", "b.html", "c.html")}).values()
    assert text == "a.html"
    assert settled({"a.html": f"<ul>{MENU}</ul>"})["a.html"][0].startswith("Chapter 0 of the manual Chapter 1")


def test_a_box_of_the_template_is_known_on_pages_that_say_less_than_it():
    """There it is most of what there is, and is looked into."""
    top = "<div><div>Small, fast and reliable tea</div><div><a href=a.html>About</a> all of the tea that we sell</div></div>"
    long = "".join(f"<p>Paragraph {n} of a page with more to say than its head.</p>" for n in range(9))
    pages = {f"{n}.html": f"{top}<h2>Long {n}</h2>{long}" for n in range(4)} | {"stub.html": f"{top}<h2>Stub</h2>"}
    assert settled(pages)["stub.html"][0] == "Stub"


def own_template(folder, count, *, index=""):
    return {
        f"{folder}/{n}{index or '.html'}": f"<h2>{folder} {n}</h2><p>Text {n} of {folder}.</p><p>The {folder} book, 2026</p>"
        for n in range(count)
    }


@pytest.mark.parametrize("index", ["", "/index.html"])
def test_a_folder_may_have_a_template_of_its_own(index):
    """Its pages are too few of the whole site to tell; and where there are just a few, or few of them, nothing is told."""
    pages = (
        own_template("tea", 8, index=index)
        | own_template("milk", 7, index=index)
        | own_template("sugar", 80, index=index)
    )
    pages |= {f"sugar/x{n}{index or '.html'}": f"<p>Sweet {n}</p>" for n in range(40)}
    found = settled(pages)
    end = index or ".html"
    assert found[f"tea/3{end}"][0] == "tea 3 Text 3 of tea."
    assert found[f"tea/3{end}"][2].startswith("<p>The tea book")
    assert found[f"milk/3{end}"][0] == "milk 3 Text 3 of milk. The milk book, 2026"


@pytest.mark.parametrize(
    ("title", "end"),
    [("Chapter 7. Queries", "</ul></div>"), ("Text that says more than the list below it. " * 60, "</p>")],
)
def test_a_page_that_is_a_title_above_its_contents_ends_behind_them(title, end):
    """What else is called a table of contents may stand at the side."""
    page = f"<div><div class=navheader>Up</div><p>{title}</p><div class=toc><ul>{MENU}</ul></div><div class=navfooter>Up</div></div>"
    text, before, behind = settled({"a.html": page})["a.html"]
    assert text == " ".join(title.split())
    whole = f"<!doctype html><title>T</title><body>{page}</body>"
    assert whole.startswith(before)
    assert whole.removesuffix(behind).endswith(end)
