"""Where a page's content is, and where its blocks stand."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from smo_core.folder import link, unlink

TEXT = "<p>Water boils in a kettle, and then there is {} tea in every cup.</p>"


def template(content, *, title="T"):
    """Return a page of a theme that marks neither main nor article."""
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{title}</title></head><body><div id=wrap>"
        "<div class=top><a href=/>Home</a> <a href=/a.html>Everything about green tea</a></div>"
        f"<div class=text>{content}</div><div class=bottom>Written with steam, see <a href=/b.html>this</a>.</div>"
        "</div></body></html>"
    )


@pytest.fixture
def linked(folder, settings):
    """Return a function that links a site of these files and gives one page, parsed by html5lib."""

    def of(files, name, **options):
        root = folder(files)
        report = link(root, settings(**{"site_url": "https://example.org/"} | options), jobs=1)
        return BeautifulSoup((root / name).read_bytes(), "html5lib"), report

    return of


def following(soup, selector):
    """Return whether the share bar stands after the element that the selector names."""
    order = list(soup.descendants)
    return order.index(soup.select_one("[data-smo-placed=share]")) > order.index(soup.select_one(selector))


@pytest.mark.parametrize(
    ("body", "parent"),
    [
        (f"<main><h1>T</h1>{TEXT}</main><footer>f</footer>", "main"),
        (f"<main><p>a</p><article><h1>T</h1>{TEXT * 3}</article></main>", "article"),
        (f"<article><h1>T</h1>{TEXT}</article><div>rest</div>", "article"),
        (f"<div role=main>{TEXT}</div>", "div[role=main]"),
        (f"<div id=c ROLE=Main>{TEXT}</div><div>x</div>", "#c"),
        (f"<main>{TEXT * 9}<article>a teaser</article></main>", "main"),
        (f"<article>{TEXT}<article>a comment</article></article>", "article"),
    ],
)
def test_blocks_stand_at_the_end_of_the_content(linked, body, parent):
    """Within main, or within the one article that fills it."""
    soup, _ = linked({"a.html": f"<!doctype html><title>T</title><body>{body}</body>"}, "a.html")
    block = soup.select_one("[data-smo-placed=share]")
    assert block.parent == soup.select_one(parent)
    assert block.find_next_sibling(["p", "h1", "article"]) is None


@pytest.mark.parametrize("around", ["main", "div"])
@pytest.mark.parametrize("key", ["blog.html", "tag/tea.html", "page/2/index.html", "index2.html", "index12.html"])
def test_list_pages_get_head_tags_alone(folder, settings, page, around, key):
    """Several articles are a list of pages, in a theme with ``main`` and in one without, and so are the pages named."""
    teasers = "".join(
        f"<article><h2>{n}</h2><time datetime=2026-01-02>2 January</time><img src=/{n}.png>{TEXT}"
        f"<a rel=author href=/ada>Ada</a><a rel=tag href=/tea>Tea</a></article>"
        for n in ("One", "Two", "Three")
    )
    html = f"<!doctype html><html lang=en><head><title>Blog</title></head><{around}>{teasers}</{around}></html>"
    root = folder({key: html, "a.html": page("A"), "b.html": page("B")})
    report = link(root, settings(site_url="https://example.org/"))
    soup = BeautifulSoup((root / key).read_text(), "html5lib")
    assert not soup.body.select("[data-smo-placed]")
    said = {str(tag.get("property") or tag.get("name")): tag["content"] for tag in soup.head.select("meta")}
    # Nothing that is said of the pages listed is said of the list.
    assert not {name for name in said if name.startswith("article:")} | (
        {"description", "author", "og:image"} & said.keys()
    )
    assert (said["og:title"], said["og:type"]) == ("Blog", "website")
    assert said["og:url"] == f"https://example.org/{key.removesuffix('index.html')}"
    assert '"CollectionPage"' in soup.head.select_one("script").string
    assert not {target.key for targets in report.site.related.values() for target in targets} & {key}
    unlink(root)
    assert (root / key).read_text() == html


@pytest.mark.parametrize("around", ["main", "div"])
@pytest.mark.parametrize("dated", [True, False])
def test_the_home_page_of_a_blog_is_a_list_and_one_with_teasers_is_not(folder, settings, page, around, dated):
    """Dated articles are posts. Others are the boxes of a landing page, which is shared as any page is."""
    time = "<time datetime=2026-01-02>2 January</time>" if dated else ""
    boxes = "".join(f"<article><h2>{n}</h2>{time}<p>All there is to {n}.</p></article>" for n in ("tea", "milk"))
    html = f"<!doctype html><html lang=en><head><title>Home</title></head><{around}>{boxes}</{around}></html>"
    root = folder({"index.html": html, "a.html": page("A"), "b.html": page("B")})
    report = link(root, settings(site_url="https://example.org/", description="All about tea."))
    soup = BeautifulSoup((root / "index.html").read_text(), "html5lib")
    assert soup.head.select_one("[property='og:description']")["content"] == "All about tea."
    assert soup.head.select_one("[property='og:type']")["content"] == "website"
    assert bool(soup.body.select("[data-smo-placed]")) != dated
    assert "index.html" in report.site.graph


def test_the_settings_say_what_lists_are(folder, settings, page):
    """A folder called ``tags`` may hold pages about tags; and lists can be left alone."""
    files = {"tags/div.html": page("Div"), "a.html": page("A"), "b.html": page("B")}
    report = link(folder(files), settings(folder={"lists": ["b.html"]}, meta={"lists": False}))
    assert {*report.site.pages} == {"a.html", "tags/div.html"}
    assert {*report.site.lists} == {"b.html"}
    assert report.changed == ("a.html", "tags/div.html")


def test_the_owners_selector_comes_first(linked):
    """Where the theme does not tell, the setting does."""
    html = f"<!doctype html><title>T</title><main>m</main><div class=post>{TEXT}</div>"
    soup, _ = linked({"a.html": html}, "a.html", folder={"content": ".post"})
    assert soup.select_one(".post > [data-smo-placed=share]")


UNMARKED = {f"{n}.html": template(f"<h1>{n}</h1>{TEXT.format(n)}", title=n) for n in ("a", "b", "c", "d")}


class TestUnmarked:
    """Themes that mark no content: what repeats on many pages is not content."""

    def test_the_block_stands_after_the_content_and_before_the_footer(self, linked):
        """In the order in which readers read."""
        soup, _ = linked(UNMARKED, "a.html")
        assert following(soup, ".text p")
        assert not following(soup, ".bottom")

    def test_what_repeats_is_no_content(self, linked):
        """Neither its text nor its links count."""
        _, report = linked(UNMARKED, "a.html")
        content = report.site.pages["a.html"].content
        assert content.text == f"a {BeautifulSoup(TEXT.format('a'), 'html.parser').get_text()}"
        assert content.links == ()
        assert report.site.graph.number_of_edges() == 0

    def test_a_page_without_any_container_is_read_whole(self, linked):
        """Heading, paragraph, link and image may stand in the body itself, as in hand-written pages."""
        html = f"<title>x</title><body><h1>Flat</h1>{TEXT}<a href=b.html>B</a><img src=p.png alt=Pot></body>"
        soup, report = linked(
            {"a.html": html, "b.html": f"<title>b</title><body><p>{'Other words. ' * 5}</p>"}, "a.html"
        )
        content = report.site.pages["a.html"].content
        assert [h.text for h in content.headings] == ["Flat"]
        assert [i.src for i in content.images] == ["p.png"]
        assert [a.href for a in content.links] == ["b.html"]
        assert content.lead.startswith("Water boils")
        assert soup.head.find("meta", attrs={"name": "description"})

    def test_navigation_by_name_is_no_content_even_on_few_pages(self, linked):
        """A single page has nothing to compare with; class names and tags tell."""
        html = (
            f"<!doctype html><title>T</title><body><div class=navbar><a href=b.html>B</a></div><div>{TEXT}</div>"
            "<footer>© me</footer></body>"
        )
        soup, report = linked({"a.html": html, "b.html": html}, "a.html")
        assert report.site.graph.number_of_edges() == 0
        assert not following(soup, "footer")

    def test_a_header_that_nobody_closed_holds_the_content_too(self, linked):
        """Whatever it is called: what has most of the text is no navigation."""
        html = (
            "<!doctype html><title>T</title><body><div class=header><div class=main><div class=bar><a href=b.html>B</a>"
            f"</div><div class=content><h1>T</h1>{TEXT}</div></div></div><div class=footer>© me</div></body>"
        )
        soup, report = linked({"a.html": html, "b.html": html}, "a.html")
        assert following(soup, ".content p")
        assert [h.text for h in report.site.pages["a.html"].content.headings] == ["T"]
        assert "© me" not in report.site.pages["a.html"].content.text

    def test_a_page_of_nothing_but_template_is_told(self, linked):
        """It has head tags, no blocks, and a finding that says how to name the content."""
        bare = {f"{n}.html": template("", title=n) for n in ("x", "y", "z")}
        soup, report = linked(UNMARKED | bare, "x.html")
        assert soup.select_one("[data-smo-placed=share]") is None
        assert soup.head.find("meta", property="og:title")
        told = [(f.rule, f.page) for f in report.findings if f.rule == "no-content-region"]
        assert told == [("no-content-region", f"{name}.html") for name in "xyz"]
        # The summary counts what readers get, and everything that is told.
        rows = dict(report.rows)
        assert (rows["Pages"], rows["Pages with head tags"], rows["Pages with related"]) == ("7", "7", "4")
        assert rows["Findings"] == str(len(report.findings))


@pytest.mark.parametrize("slot", ["before_content", "after_content", "body_end", "placeholder"])
def test_each_slot_has_its_place(linked, slot):
    """Before the content, after it, at the end of the body, or only where asked for."""
    html = f"<!doctype html><title>T</title><body><main id=m>{TEXT}</main><footer>f</footer></body>"
    soup, report = linked({"a.html": html}, "a.html", share={"targets": "email", "slot": slot}, related=False)
    block = soup.select_one("[data-smo-placed=share]")
    assert ("Pages with share" in dict(report.rows)) == (block is not None)
    places = {
        "before_content": lambda: block.find_next_sibling("p") and block.parent.name == "main",
        "after_content": lambda: block.find_previous_sibling("p") and block.parent.name == "main",
        "body_end": lambda: block.find_previous_sibling("footer"),
        "placeholder": lambda: block is None,
    }
    assert places[slot]()


@pytest.mark.parametrize("slot", ["after_content", "placeholder"])
def test_a_placeholder_takes_its_block(linked, slot):
    """The author's element is where the block stands, once."""
    html = f'<!doctype html><title>T</title><main>{TEXT}<div data-smo="share"></div><p>end</p></main>'
    soup, _ = linked({"a.html": html}, "a.html", share={"targets": "email", "slot": slot})
    (block,) = soup.select("[data-smo-placed=share]")
    assert block.parent == soup.select_one("[data-smo=share]")
