"""The report in Chromium, offline: for every eye and hand, fast at ten thousand pages."""

import json
import random
import re
from types import MappingProxyType

import networkx as nx
import pytest
from axe_playwright_python.sync_playwright import Axe
from plots import planted, report_on

from smo_core.graph.links import Links
from smo_core.model import Facts, Finding, Page, Site
from smo_core.settings import Settings

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MODES = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "phone": {"viewport": {"width": 320, "height": 640}},
    "still": {"reduced_motion": "reduce"},
}


def until(page, condition):
    """Wait for a condition in the page; Playwright's own way evaluates text, which the policy forbids."""
    for _ in range(400):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {condition}")


def violations(page):
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found]


def opened(page, typed="in"):
    """Open everything that can be: a group of findings, the formula, a page's details, the list of pages found."""
    page.locator(".formula summary").click()
    page.locator("details.group summary").first.click()
    page.locator(".spot").first.click()
    page.locator("#find").fill(typed)
    page.locator("#found li").first.wait_for()
    return page


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing(made, visit, mode):
    page = visit(made(40), **MODES[mode])
    assert mode != "light" or violations(page) == []
    assert violations(opened(page)) == []


def test_axe_finds_nothing_from_right_to_left(visit, tmp_path):
    titles = ("ما هو تحسين الظهور", "المشاركة", "الروابط", "الصفحات")
    pages = {
        f"{n}.html": Page(facts=Facts(key=f"{n}.html", location=f"{n}.html", title=f"{title} {n}", section=(title,)))
        for n, title in enumerate(titles * 10)
    }
    graph = nx.DiGraph()
    graph.add_nodes_from(sorted(pages))
    graph.add_edges_from((f"{n}.html", f"{(n * 7) % 40}.html") for n in range(3, 40) if n != (n * 7) % 40)
    site = Site(settings=Settings(site_name="دليل"), pages=MappingProxyType(pages), links=Links.of(graph))
    findings = [Finding(rule="G01", severity="error", message="هنا", page="0.html")]
    path = tmp_path / "rtl.html"
    path.write_text(report_on(site, findings).replace('dir="ltr"', 'dir="rtl"'), encoding="utf-8")
    page = visit(path)
    assert violations(opened(page, "1")) == []
    assert not sideways(page)


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_scrolls_sideways(made, visit, width):
    page = visit(made(150), viewport={"width": width, "height": 700})
    assert not sideways(page)
    assert not sideways(opened(page))


def test_every_control_is_large_enough_to_hit(made, visit):
    """24 × 24 pixels (WCAG 2.5.8)."""
    page = visit(made(150))
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, select, input, summary")]
          .filter((one) => one.checkVisibility() && !one.closest(".switch"))
          .map((one) => [one.textContent.slice(0, 20), one.getBoundingClientRect()])
          .filter(([, box]) => box.height < 24 || box.width < 24).map(([text]) => text)"""
    )
    assert small == []


def chosen(page):
    return page.locator("#details-title").inner_text()


def test_keys_lead_from_disc_to_page_to_details_and_back(made, visit):
    page = visit(made(150))
    canvas = page.locator("#canvas")
    canvas.focus()
    page.keyboard.press("ArrowRight")
    first = chosen(page)
    assert re.match(rf"{first}, \d+ pages\. Enter goes in\.", page.locator("#map-said").inner_text())
    seen = {first}
    for key in (*["ArrowRight"] * 3, *["ArrowUp"] * 3, *["ArrowLeft"] * 5, *["ArrowDown"] * 3):
        page.keyboard.press(key)
        seen.add(chosen(page))
    assert len(seen) > 3
    page.keyboard.press("Enter")
    inside = chosen(page)
    assert inside not in seen
    assert "links in" in page.locator("#map-said").inner_text() or "link in" in page.locator("#map-said").inner_text()
    page.keyboard.press("ArrowDown")
    assert chosen(page) != inside
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "details-title"
    canvas.focus()
    page.keyboard.press("Escape")
    assert chosen(page) in seen
    page.keyboard.press("Escape")
    assert chosen(page) == "How to read it"


def test_keys_reach_every_disc(made, visit):
    """From any disc, arrows lead to all others."""
    page = visit(made(150))
    page.locator("#canvas").focus()
    discs = {name for name, *_ in data_of(page)["discs"]}
    page.keyboard.press("ArrowRight")
    seen, chance = {chosen(page)}, random.Random(1)
    for _ in range(600):
        page.keyboard.press(f"Arrow{chance.choice(('Left', 'Right', 'Up', 'Down'))}")
        seen.add(chosen(page))
        if seen == discs:
            break
    assert seen == discs


def data_of(page):
    return json.loads(page.locator("#data").text_content())


def test_pages_stand_where_the_layout_says(visit, tmp_path):
    """The script sets the seeds as Python did: under each page's spot is that page."""
    from plots import page_figures

    from smo_core.report import figures
    from smo_core.report.groups import groups
    from smo_core.report.layout import FEW, lay_out, weigh

    site = planted(40)
    found = figures(site, page_figures(site), "index.html")
    layout = lay_out(groups(site, set(found.orphans), found.islands), weigh(found.rank))
    path = tmp_path / "r.html"
    path.write_text(report_on(site), encoding="utf-8")
    page = visit(path)
    few = [key for disc in layout.discs if 1 < len(disc.keys) <= FEW for key in disc.keys]
    assert few
    for key in dict.fromkeys([*sorted(layout.spots)[:12], *few]):
        page.mouse.move(*on_screen(page, *layout.spots[key][:2]))
        assert page.locator("#map-tip span").inner_text() == site.pages[key].facts.title


def test_the_map_comes_first_and_the_lists_at_once_for_those_who_look_for_them(made, visit):
    """A list is made once, when the map is seen, or before a link to it is followed."""
    count = "document.querySelectorAll('#pages tbody tr').length"
    page = visit(made(150))
    until(page, f"{count} > 0")
    assert page.evaluate("performance.getEntriesByName('map').length") == 1
    assert page.evaluate(count) == 100
    assert page.evaluate("document.querySelectorAll('#pages-table table').length") == 1
    other = visit(made(150), fragment="pages")
    assert other.evaluate(count) == 100
    assert other.evaluate("performance.getEntriesByName('map').length") == 0


def test_groups_are_called_after_the_page_that_they_are_around(visit, tmp_path):
    """On the map without the word that all begin with, which a section's own name keeps."""
    names = {f"{group}{place}.html": f"{group} {place}" for group in ("Tea", "Milk") for place in range(40)}
    names |= {"around/the-world.html": "The world"}
    pages = {key: Page(facts=Facts(key=key, location=key, title=title)) for key, title in names.items()}
    section = Facts(
        key="around/the-world.html", location="around/the-world.html", title="Far", section=("Around town",)
    )
    pages["around/the-world.html"] = Page(facts=section)
    graph = nx.DiGraph()
    graph.add_nodes_from(pages)
    for group in ("Tea", "Milk"):
        graph.add_edges_from(
            (f"{group}{a}.html", f"{group}{b}.html") for a in range(40) for b in (0, (a + 1) % 40) if a != b
        )
    graph.add_edges_from([("Tea0.html", "Milk0.html"), ("Tea0.html", "around/the-world.html")])
    site = Site(settings=Settings(), pages=MappingProxyType(pages), links=Links.of(graph))
    path = tmp_path / "r.html"
    path.write_text(report_on(site, []), encoding="utf-8")
    page = visit(path)
    page.evaluate("""() => {
      window.drawn = [];
      const plain = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
        window.drawn.push(text);
        return plain.call(this, text, ...rest);
      };
    }""")
    page.set_viewport_size({"width": 1100, "height": 900})
    until(page, "drawn.length > 4")
    drawn = page.evaluate("drawn")
    assert {"Around Tea 0", "Around town"} <= {name for name, *_ in data_of(page)["discs"]}
    assert {"Tea 0", "Around town"} <= {*drawn}
    assert "Around Tea 0" not in drawn


def on_screen(page, x, y):
    """Return where a point of the map is in the window, when all of the map is shown."""
    discs = [(cx, cy, radius) for _, _, radius, cx, cy, *_ in data_of(page)["discs"]]
    left, right = min(cx - r for cx, _, r in discs), max(cx + r for cx, _, r in discs)
    top, bottom = min(cy - r for _, cy, r in discs), max(cy + r for _, cy, r in discs)
    page.locator("#canvas").scroll_into_view_if_needed()
    box = page.locator("#canvas").bounding_box()
    scale = min((box["width"] - 90) / (right - left), (box["height"] - 150) / (bottom - top), 3)
    px = (x - (left + right) / 2) * scale + box["width"] / 2
    py = (y - (top + bottom) / 2) * scale + 12 + box["height"] / 2
    return box["x"] + px, box["y"] + py


def test_a_page_is_found_by_typing_and_its_links_lead_on(made, visit):
    page = visit(made(150))
    data = data_of(page)
    hub = max(range(150), key=lambda place: data["pages"]["rank"][place])
    title = data["pages"]["title"][hub]
    page.locator("#find").fill(title)
    page.locator("#found li").first.wait_for()
    page.keyboard.press("Enter")
    assert chosen(page) == title
    assert page.evaluate("document.activeElement.id") == "details-title"
    neighbour = page.locator("#details .pages button").first
    name = neighbour.inner_text()
    neighbour.click()
    assert chosen(page) == name


def test_a_click_chooses_and_dragging_does_not(made, visit):
    page = visit(made(150))
    name, _, _, cx, cy, *_ = data_of(page)["discs"][0]
    x, y = on_screen(page, cx, cy)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y + 30, steps=5)
    page.mouse.up()
    assert chosen(page) == "How to read it"
    page.locator("#zoom-fit").click()
    page.mouse.click(x, y)
    hub = chosen(page)
    assert hub not in {"How to read it", name}
    assert name in page.locator("#details .meta").first.inner_text()


def resting(page):
    """Return how far the page is scrolled once it has stopped."""
    last, here = None, page.evaluate("scrollY")
    while here != last:
        page.wait_for_timeout(300)
        last, here = here, page.evaluate("scrollY")
    return here


def test_the_wheel_scrolls_the_page_until_the_map_is_in_use(made, visit):
    page = visit(made(150))
    page.locator("#canvas").scroll_into_view_if_needed()
    box = page.locator("#canvas").bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 200)
    until(page, f"scrollY > {before}")
    page.locator("#canvas").focus()
    before = resting(page)
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(300)
    assert resting(page) == before


def cells(page, table, column):
    return page.locator(f"{table} tbody tr > :nth-child({column})").all_inner_texts()


def test_tables_sort_and_turn(made, visit):
    page = visit(made(1000))
    rows = page.locator("#pages-table tbody tr")
    assert rows.count() == 100
    links = page.locator("#pages-table th button", has_text="Links in")
    links.click()
    values = [int(text.replace(",", "")) for text in cells(page, "#pages-table", 3)]
    assert values == sorted(values, reverse=True)
    assert links.locator("xpath=..").get_attribute("aria-sort") == "descending"
    links.click()
    rising = [int(text.replace(",", "")) for text in cells(page, "#pages-table", 3)]
    assert rising == sorted(rising)
    assert rising[0] == 0
    page.locator("#pages-table .pager button", has_text="Next").click()
    assert "101–200 of 1,000" in page.locator("#pages-table .pager").inner_text()
    page.locator("#pages-table input").fill("scheduler")
    until(page, "!document.querySelector('#pages-table .pager').innerText.includes('1,000')")
    assert all("scheduler" in text.lower() for text in cells(page, "#pages-table", 1))


def test_findings_are_filtered_searched_and_turned(made, visit):
    page = visit(made(400))
    everything = page.locator("#findings-count").inner_text()
    page.locator("#level").select_option("2")
    assert page.locator("#findings-count").inner_text() != everything
    assert set(page.locator("#findings-list .badge").all_inner_texts()) == {"Error"}
    page.locator("#level").select_option("0")
    page.locator("#findings-search").fill("G01")
    until(page, "document.querySelectorAll('#findings-list details').length === 1")
    page.locator("#findings-search").fill("")
    page.locator(".switch label", has_text="By page").click()
    until(page, "document.querySelector('#findings-count').innerText.includes('pages')")
    first = page.locator("details.group").first
    first.locator("summary").click()
    # The browser tells of the opening when it has time.
    first.locator(".rows li").first.wait_for()
    # What was typed before is looked for again only now; nothing has changed, and nothing closes.
    page.wait_for_timeout(300)
    assert first.locator(".rows li").count() == int(first.locator("summary .n").inner_text())


def test_the_colours_follow_the_system_and_the_choice(made, visit):
    page = visit(made(150), color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.locator("#theme").select_option("light")
    assert page.evaluate(ground) != dark
    # The map is drawn anew: its ground is light now.
    until(page, f"String({PIXEL}) === '255,255,255,255'")


def test_on_paper_the_map_is_light(made, visit):
    page = visit(made(150), color_scheme="dark")
    assert ground_of_map(page) != [255, 255, 255]
    page.emulate_media(media="print")
    until(page, f"String({PIXEL}) === '255,255,255,255'")
    assert not page.locator("#findings-controls").is_visible()


PIXEL = "(() => { const c = document.getElementById('canvas'); return [...c.getContext('2d').getImageData(2, c.height - 20, 1, 1).data]; })()"


def ground_of_map(page):
    return page.evaluate(PIXEL)[:3]


def test_ten_thousand_pages_are_ready_at_once(made, visit):
    """Half a second on a machine at rest; this one may be busy."""
    page = visit(made(10_000))
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert ready < 500 * 3
    assert page.locator("#canvas").is_visible()
