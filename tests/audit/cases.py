"""One case for each rule that is judged from files: add a rule, add its case here."""

from __future__ import annotations

from planted import (
    FEED,
    IMAGE,
    LONG,
    NAMES,
    NOINDEX,
    OG,
    OURS,
    PICTURE,
    SITE,
    Case,
    T,
    added,
    body,
    clean,
    feed,
    head,
    item,
    linked,
    page,
    plus,
    png,
    rss,
    sitemap,
    swap,
    texts,
)

ALT = {"leaves": page("leaves", head=f'<link rel="alternate" hreflang="de" href="{SITE}water.html">\n')}
DE = '<link rel="alternate" hreflang="{}" href="{}">\n'
LD = '<script type="application/ld+json">{}</script>\n'


def chain(*names: str) -> dict[str, str | bytes]:
    """Return further pages in a row, each linked twice from the one before."""
    files: dict[str, str | bytes] = {}
    for at, name in enumerate(names):
        after = names[at + 1 : at + 2]
        twin = f"{name}too"
        inner = "".join(
            f'<p>Go on to <a href="{n}{s}.html">{n} {s or "one"}</a>.</p>' for n in after for s in ("", "too")
        )
        for one in (name, twin):
            files |= added(one, inner)
    return files


def alone(name: str, inner: str, around: str = "") -> dict[str, str | bytes]:
    """Return a page with nothing but this content."""
    whole = page(name)
    start, end = whole.index("<main>"), whole.index("</main>")
    return {
        f"{name}.html": f"{whole[:start]}{around}<main><h1>On {name}</h1>\n{inner}{whole[end:]}",
        f"img/{name}.png": png(1200, 630),
    }


TWO = '<p><a href="water.html">on water</a> and <a href="cups.html">on cups</a></p>'
NAV = "<nav>{}</nav>\n"
MENU = NAV.format("".join(f'<a href="{name}.html">{name}</a> ' for name in NAMES))
MANY = {f"p{i}.html": page(f"p{i}") for i in range(160)}
MANY_PICTURES = {f"img/p{i}.png": png(1200, 630) for i in range(160)}
HUB = "".join(f'<p><a href="p{i}.html">number {i}</a></p>' for i in range(160))
WORDS = (
    "amber",
    "basil",
    "cedar",
    "delta",
    "ember",
    "fjord",
    "grove",
    "haven",
    "inlet",
    "jetty",
    "knoll",
    "lagoon",
    "marsh",
    "north",
    "oasis",
    "prairie",
    "quarry",
    "ridge",
    "shore",
    "tundra",
    "upland",
    "valley",
    "willow",
    "yonder",
    "zenith",
)


def mesh(extra: str) -> dict[str, str | bytes]:
    """Return pages that link in a ring, three onwards each, with something more on every page."""
    files: dict[str, str | bytes] = {}
    for at, name in enumerate(WORDS):
        onward = [WORDS[(at + step) % len(WORDS)] for step in (1, 2, 3)]
        files |= alone(name, "".join(f'<p><a href="{n}.html">on {n}</a></p>' for n in onward) + extra)
    return files


TAG = '<meta property="article:tag" content="{}">\n'

CASES: dict[str, Case] = {
    "M01": swap({f"<title>{T}</title>": ""}),
    "M02": head("<title>Another title</title>\n"),
    "M03": swap({f"<title>{T}</title>": "<title>Springs</title>"}, {f"<title>{T}</title>": f"<title>{T}!</title>"}),
    "M04": swap({'<meta name="description"': '<meta name="x-description"'}),
    "M05": swap({" and where to read on": ""}, {"What to know": "What you know"}),
    "M06": head('<meta name="description" content="Another one">\n'),
    "M07": body("<h1>Another</h1>", "<h2>Another</h2>"),
    "M08": swap({'lang="en"': 'lang="en_GB!"'}, {'lang="en"': 'lang="en-GB"'}),
    "M09": swap({'<meta charset="utf-8">\n': f"<!--{'x' * 1100}-->\n" + '<meta charset="utf-8">\n'}, {'<meta charset="utf-8">': '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'}),
    "M10": swap({'<meta name="viewport" content="width=device-width">': ""}),
    "M11": swap({'<link rel="canonical"': '<link rel="x"'}),
    "M12": swap({f'<link rel="canonical" href="{SITE}': '<link rel="canonical" href="/'}, also=("S08",)),
    "M13": swap({f'href="{SITE}water.html"': f'href="{SITE}gone.html"', f'og:url" content="{SITE}water.html"': f'og:url" content="{SITE}gone.html"'}),
    "M14": Case(
        bad={**sitemap("water.html"), "water.html": page("water", head=NOINDEX)},
        good={**sitemap("cups.html"), "water.html": page("water", head=NOINDEX)},
    ),
    "M15": Case(
        bad=clean(water=page("water", head=DE.format("de", f"{SITE}leaves.html"))),
        good=clean(water=page("water", head=DE.format("de", f"{SITE}leaves.html")), leaves=page("leaves", head=DE.format("en", f"{SITE}water.html"))),
    ),
    "M16": Case(bad={k: v for k, v in clean().items() if k != "favicon.ico"}, good=clean(), count=5),
    "M17": swap({"<!DOCTYPE html>": ""}, {"<!DOCTYPE html>": "<!-- a --><!doctype html>"}),
    "M18": head('<meta http-equiv="refresh" content="300">\n', '<meta http-equiv="x-ua-compatible" content="ie=edge">\n'),
    "M19": head(LD.format('{"@type": "Thing",}'), LD.format('{"@type": "Thing"}')),
    "M20": head(LD.format('{"@type": "Article", "url": "x", "author": "y"}'), LD.format('{"@type": "Article", "headline": "x", "url": "y"}')),
    "S01": swap({OG["type"]: '<meta name="x" '}),
    "S02": swap({IMAGE: IMAGE.replace(SITE, "/")}),
    "S03": swap({IMAGE: IMAGE.replace("water", "gone")}),
    "S04": Case(bad={**clean(), "img/water.png": png(150, 150)}, good={**clean(), "img/water.png": png(1200, 640)}),
    "S05": Case(bad={**clean(), "img/water.png": png(1200, 630) + b"\0" * 5_100_000}, good={**clean(), "img/water.png": png(1200, 630) + b"\0" * 900_000}),
    "S06": Case(bad={**clean(), "img/water.png": b'<svg xmlns="http://www.w3.org/2000/svg"/>'}, good={**clean(), "img/water.png": b"GIF89a\xb0\x04\x76\x02\0\0\0"}),
    "S07": swap({'<meta property="og:image:alt" content="A drawing of water">': ""}),
    "S08": swap({f'og:url" content="{SITE}water.html"': f'og:url" content="{SITE}cups.html"'}),
    "S09": head('<meta property="og:title" content="Something else">\n', f'<meta property="og:title" content="{T}">\n'),
    "S10": swap({'<meta name="twitter:card"': '<meta name="x-card"'}),
    "S11": swap({f'og:title" content="{T}"': f'og:title" content="{"long " * 60}"'}),
    "S12": body('<p><a href="https://www.facebook.com/sharer/sharer.php?u=water.html">Tell others</a></p>', f'<p><a href="https://www.facebook.com/sharer/sharer.php?u={SITE.replace(":", "%3A")}">Tell others</a></p>'),
    "S13": body(f'<p><a href="https://getpocket.com/save?url={SITE}&amp;title=x">Keep it</a></p>', f'<p><a href="https://bsky.app/intent/compose?text={SITE}">Keep it</a></p>'),
    "S14": body('<div data-smo-placed="share"><img src="https://elsewhere.example/x.png" alt="" width="1" height="1"></div>', '<div data-smo-placed="share"><img src="img/water.png" alt="" width="1" height="1"></div>'),
    "S15": head('<meta property="article:published_time" content="2 March 2026">\n', '<meta property="article:published_time" content="2026-03-02T09:00:00Z">\n'),
    "S16": Case(
        bad=clean(**{name: page(name, swap={f"img/{name}.png": "img/cups.png"}) for name in NAMES}),
        good=clean(water=page("water", swap={"img/water.png": "img/cups.png"})),
    ),
    "S17": body('<iframe title="x" src="javascript:alert(1)"></iframe>', '<iframe title="x" src="https://elsewhere.example/"></iframe><iframe title="y" src="javascript:void(0)"></iframe>'),
    "I01": body(PICTURE.replace("water", "gone"), PICTURE),
    "I02": body(PICTURE.replace(' alt="A spring"', ""), PICTURE.replace("A spring", "")),
    "I03": body(PICTURE.replace("A spring", "IMG_2041.jpg"), PICTURE),
    "I04": body(PICTURE.replace(' width="1200"', ""), PICTURE),
    "I05": Case(bad={**clean(water=page("water", PICTURE.replace("water", "big"))), "img/big.png": png(9, 9) + b"\0" * 1_100_000}, good={**clean(water=page("water", PICTURE.replace("water", "big"))), "img/big.png": png(9, 9)}),
    "I06": body('<img src="http://elsewhere.example/x.png" alt="x" width="1" height="2">', '<img src="https://elsewhere.example/x.png" alt="x" width="1" height="2">'),
    "I07": body(PICTURE.replace("img/water", "img/Water"), PICTURE),
    "L01": body('<a href="leavse.html">wrong</a>', '<a href="leaves.html?x=1#top">right</a> <a href="leaves">too</a> <a href="mailto:a@b.example">mail</a>', also=("L20",)),
    "L02": body('<a href="cups.html#gone">a cup</a>', '<a href="cups.html#:~:text=cup">a cup</a> <a id="a%20b" href="#a%20b">b</a> <a name="c" href="#c">see c</a> <a href="#top">up</a>'),
    "L03": body('<a href="Cups.html">wrong</a>', '<a href="cups.html">right</a>', also=("L13",)),
    "L04": Case(
        bad=plus(alone("sub/index", '<p><a href="../cups.html">on cups</a></p>'), **{n: page(n, '<a href="sub">Into the folder</a>') for n in ("water", "cups")}),
        good=plus(alone("sub/index", '<p><a href="../cups.html">on cups</a></p>'), **{n: page(n, '<a href="sub/">Into the folder</a>') for n in ("water", "cups")}),
        count=2,
    ),
    "L05": body('<a href=" java\nscript:void(0)">Open it</a>', '<a href="https://elsewhere.example/javascript:x">Open it</a>'),
    "L06": body('<a href="#">Open it</a>', '<a href="#">Back to top</a>'),
    "L07": body('<a href="https://elsewhere.example/">click here</a>', '<a href="https://elsewhere.example/">what others do</a>'),
    "L08": body('<a href="https://elsewhere.example/"><i></i></a>', '<a href="https://elsewhere.example/"><img src="img/water.png" alt="Others" width="1" height="2"></a><a href="leaves.html" hidden></a><a href="leaves.html" style="display: none"></a><a id="x1" href="#x1"></a><a class="headerlink" href="#x1"></a>'),
    "L09": body(f'<a href="{SITE}cups.html">on cups again</a>', '<a href="/cups.html">on cups again</a>'),
    "L10": body('<a href="https://192.168.0.7/x">my machine</a>', '<a href="https://8.8.8.8/x">a machine</a>'),
    "L11": body('<a href="http://elsewhere.example/">what others do</a>', '<a href="https://elsewhere.example/">what others do</a>'),
    "L12": body('<a href="mailto:nobody">write to us</a>', '<a href="mailto:a@b.example?subject=x">write to us</a> <a href="tel:+49 30 1234">call us</a>'),
    "L13": Case(bad=plus(added("My_page"), **linked("My_page")), good=plus(added("my-page"), **linked("my-page"))),
    "L14": body('<a href="https://elsewhere.example/?a=1&amp;a=2">what others do</a>', '<a href="https://elsewhere.example/?a[]=1&amp;a[]=2&amp;b=1">what others do</a>'),
    "L15": body('<a href="cups.md">on bowls</a>', '<a href="https://elsewhere.example/cups.md">on bowls</a>'),
    "L16": body('<a href="../cups.html">on bowls</a> <a href="../cups.html">again</a>', '<a href="./x/../cups.html">on bowls</a>'),
    "L19": body('<a rel="nofollow" href="cups.html?x">on bowls</a>', '<a rel="nofollow" href="https://elsewhere.example/">on bowls</a>'),
    "L20": body('<p><a href="cups.html">a word</a> <a href="leaves.html">a word</a></p>', '<p><a href="cups.html">a word</a> <a href="./cups.html">a word</a></p>'),
    "G01": Case(bad=plus(added("milk")), good=plus(added("milk"), **linked("milk"))),
    "G02": Case(
        bad=plus(added("milk"), cups=page("cups", '<footer><a href="milk.html">on milk</a></footer>'), kettle=page("kettle", '<nav><a href="milk.html">on milk</a></nav>')),
        good=plus(added("milk"), **linked("milk")),
    ),
    "G03": Case(
        bad=plus(added("milk", '<p><a href="sugar.html">on sugar</a></p>') | added("sugar", '<p><a href="milk.html">on milk</a></p>')),
        good=plus(added("milk", '<p><a href="sugar.html">on sugar</a></p>') | added("sugar", '<p><a href="milk.html">on milk</a></p>'), **linked("milk", "sugar")),
        count=2, also=("G07",),
    ),
    "G04": Case(bad=plus(alone("milk", "<p>No more than a few words on it.</p>"), **linked("milk")), good=plus(alone("milk", TWO), **linked("milk"))),
    "G05": Case(
        bad=plus(chain("one", "two", "three", "four"), **linked("one", "onetoo")),
        good=plus(chain("one", "two"), **linked("one", "onetoo")),
        count=4,
    ),
    "G06": Case(
        bad=plus({k: v for n, m in (("milk", "sugar"), ("sugar", "milk")) for k, v in alone(n, f'<p><a href="{m}.html">on {m}</a> and <a href="{m}.html?x">more on {m}</a></p>').items()}, cups=page("cups", '<nav><a href="milk.html">on milk</a><a href="sugar.html">on sugar</a></nav>')),
        good=plus({k: v for n, m in (("milk", "sugar"), ("sugar", "milk")) for k, v in alone(n, f'<p><a href="{m}.html">on {m}</a></p>' + TWO).items()}, **linked("milk", "sugar")),
        also=("G07",),
    ),
    "G07": Case(bad=plus(added("milk"), cups=page("cups", '<p><a href="milk.html">on milk</a></p>')), good=plus(added("milk"), **linked("milk"))),
    "G08": Case(bad=plus({**MANY, **MANY_PICTURES}, cups=page("cups", HUB), kettle=page("kettle", HUB.replace("number", "piece")[: len(HUB) // 2])), good=plus({}), also=("G07", "G11", "G12", "D04", "M03", "L20", "M05"), count=1),
    "G09": Case(
        bad=plus(added("milk") | added("sugar", '<p><a href="milk.html">on milk</a></p>', NOINDEX) | added("salt", '<p><a href="milk.html">on milk</a></p>', NOINDEX), **linked("sugar", "salt")),
        good=plus(added("milk") | added("sugar", '<p><a href="milk.html">on milk</a></p>', NOINDEX), **linked("sugar", "milk")),
    ),
    "G10": Case(
        bad=plus({**alone("milk", '<p><a href="sugar.html">on sugar</a> and <a href="salt.html">on salt</a></p>'), **alone("sugar", '<p><a href="salt.html">on salt</a></p>'), **alone("salt", '<p><a href="sugar.html">on sugar</a></p>')}, cups=page("cups", '<p><a href="milk.html">on milk</a></p>'), kettle=page("kettle", '<p><a href="milk.html">on milk</a></p>'), leaves=page("leaves")),
        good=plus(added("milk"), **linked("milk")),
        count=1,
    ),
    "G11": Case(
        bad=plus({**alone("milk", TWO + "<h2>Oat almond soya beverages</h2>"), **alone("sugar", TWO + "<h2>Oat almond soya beverages</h2><p>More.</p>")}, **linked("milk", "sugar")),
        good=plus({**alone("milk", TWO + "<h2>Oat almond soya beverages</h2>"), **alone("sugar", TWO + '<h2>Oat almond soya beverages</h2><p><a href="milk.html">More.</a></p>')}, **linked("milk", "sugar")),
    ),
    "G12": Case(
        bad=plus({**mesh('<p><a href="milk.html">on milk</a></p>'), **alone("milk", "".join(f'<p><a href="{n}.html">on {n}</a></p>' for n in WORDS))}, **linked("amber", "fjord")),
        good=plus(mesh(""), **linked("amber", "fjord")),
        also=("G05",),
    ),
    "G13": Case(
        bad=clean(cups=page("cups", head=TAG.format("tea")), water=page("water", head=TAG.format("tea") + TAG.format("rare"))),
        good=clean(cups=page("cups", head=TAG.format("tea")), water=page("water", head=TAG.format("Tea"))),
    ),
    "G14": Case(
        bad=plus(added("milk"), **{n: page(n, MENU + '<p><a href="milk.html">on milk</a></p>') for n in ("cups", "kettle")}),
        good=plus(added("milk"), **{n: page(n, MENU + NAV.format('<a href="milk.html">on milk</a>') + '<p><a href="milk.html">on milk</a></p>') for n in ("cups", "kettle")}),
    ),
    "F01": Case(bad=plus({"feed.xml": rss(item())}), good=feed(rss(item()))),
    "F02": Case(bad=clean(water=page("water", head=FEED)), good=feed(rss(item()))),
    "F03": Case(bad=feed(rss(item()) + "</rss>"), good=feed(rss(item()))),
    "F04": Case(bad=feed(rss(item() + item("cups"))), good=feed(rss(item() + item("cups", "2")))),
    "F05": Case(bad=feed(rss(item(date="Mon, 02 Mar 2099 09:00:00 GMT"))), good=feed(rss(item(date="2026-03-02T09:00:00Z")))),
    "F06": Case(bad=feed(rss(item(text="&lt;a href='cups.html'&gt;"))), good=feed(rss(item(text="&lt;a href='https://elsewhere.example/'&gt;")))),
    "F07": Case(bad=feed(rss(item("gone"))), good=feed(rss(item()))),
    "F08": Case(bad=sitemap("water.html", "gone.html"), good=sitemap("water.html", "")),
    "F09": Case(bad=plus({"robots.txt": "User-agent: *\nDisallow: /water\n"}), good=plus({"robots.txt": "User-agent: Bad\nDisallow: /\n\nUser-agent: *\nDisallow: /water\nAllow: /water.html$\n"})),
    "A01": body(OURS.format("<button></button>"), OURS.format('<button aria-label="Copy"></button>')),
    "A05": body(OURS.format("") + '<nav aria-label="Share"></nav>', OURS.format("") + '<nav aria-label="Menu"></nav>'),
    "A06": body(OURS.format("<h4>Share this</h4>"), OURS.format("<h2>Share this</h2>")),
    "A07": body('<p id="x"></p>' + OURS.format('<p id="x"></p>'), '<p id="x"></p>' + OURS.format('<p id="y"></p>')),
    "A08": body('<iframe src="https://elsewhere.example/"></iframe>', '<iframe title="Others" src="https://elsewhere.example/"></iframe>'),
    "D01": swap({f"<title>{T}</title>": "<title>Everything about making tea at home, step by step</title>"}, count=2),
    "D02": swap({"of water before": "of cups before", "on about water": "on about cups"}, count=2),
    "D03": Case(bad=texts("the same words", "the same words"), good=texts("the same words", "some other words"), count=2, also=("G11",)),
    "D04": Case(bad=texts(LONG, LONG + " end"), good=texts(LONG, LONG.replace("word", "term")), also=("G11",)),
    "D05": Case(bad=plus(added("Cups2") | added("cups2"), **linked("cups2", "Cups2")), good=plus(added("cups3") | added("cups2"), **linked("cups2", "cups3")), also=("L13", "D01", "D02", "D04", "G11", "L20")),
    "D06": body(OURS.format("") + '<div data-smo-placed="share"></div>', OURS.format("") + '<div data-smo-placed="related"></div>'),
    "D07": body('<p id="x"></p><p id="x"></p>', '<p id="x"></p><p id="X"></p>'),
}  # fmt: skip
