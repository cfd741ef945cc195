"""Content HTML → :class:`Content`: links, images, headings, text, first paragraph.

What is not the author's content is left out: scripts, navigation, permalinks of headings,
links to translations, anything that we placed ourselves. A page's own header and footer (title, date, tag lists)
count for headings and images, not for links and text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from sys import intern

from smo_core.html.anchors import BLOCKS, SAYS_AT_LEAST, Stretch, lines_of
from smo_core.html.dom import Element, Tree, named
from smo_core.html.flow import SERIES
from smo_core.html.marks import MARK, WRAPS
from smo_core.html.prose import passages_of
from smo_core.model import Content, Heading, Image, Link, Video
from smo_core.sentences import sentence_around
from smo_core.text import clean

NOT_CONTENT = (
    "script, style, template, noscript, svg, math, nav, [role=navigation], [data-smo-placed], "
    ".headerlink, .anchor-link, .heading-anchor, [aria-hidden=true], a[hreflang]"
)
NOT_CONTENT_BUT_WRAPPED = NOT_CONTENT.replace(f"[{MARK}]", f"[{MARK}]:not([{WRAPS}])")
_AROUND_CONTENT = "header, footer, .toc, .footnote-ref, .footnote-backref, .md-content__button, .md-source-file"
# The way to the post before and the one after, where a theme does not say that it is navigation, whole or each half.
_SERIES = sorted(SERIES | {"post-next", "post-prev"})
_TO_NEXT = re.compile(r"(?<!\S)(?:next|prev(?:ious)?)(?!\S)", re.IGNORECASE)
_AROUND_CONTENT_IN_SERIES = f"{_AROUND_CONTENT}, :is({', '.join(f'.{name}' for name in _SERIES)})"
# A paragraph inside one of these is an aside, a cell or a caption, not the page's opening.
_NOT_LEAD = "li, td, th, dd, aside, figure, blockquote, details, pre, table, .admonition, .footnote, .toc"
_NEVER_LEAD = "table, pre, figure, .footnote, .toc"
_LEAD_AT_LEAST = 12
_LOOKED_AT = 200
_SEVERAL = 2
_BLANKS_AT_LEAST = 2
_BYLINE_AT_MOST = 120
_NAME_AT_MOST = 80
_NOWHERE = (0, 0)
_FIRST_CJK = "\u3000"
_PLAYERS = re.compile(
    r"(?:https?:)?//(?:www\.|player\.|m\.)?(?:youtube(?:-nocookie)?\.com/embed/|vimeo\.com/video/|dailymotion\.com/embed/video/)"
    r"|https?://[^/]++/videos/embed/",
)
_FILM_TYPES = {"mp4": "video/mp4", "webm": "video/webm", "ogv": "video/ogg", "mov": "video/quicktime"}
_MARKUP = re.compile(r"<[^<>]*+>")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read_content(html: str, *, passages: bool = False, moved: Callable[[int], int] = int) -> Content:
    """Return what the HTML of an article says; ``html`` is its content alone, without a theme.

    With ``passages`` also where in its text links can be put; ``moved`` tells what is said of an
    offset of a link.
    """
    tree = Tree(html)
    body = tree.body
    return Content() if body is None else content_of(tree, body, passages=passages, moved=moved)


def content_of(tree: Tree, region: Element, *, passages: bool = False, moved: Callable[[int], int] = int) -> Content:
    """Return what one region of a parsed page says, see :func:`read_content`. The tree is consumed by it."""
    found = passages_of(tree, region) if passages else ()
    wrapped, cloned = WRAPS in tree.text, tree.cloned("a")
    # The longer selector takes three times as long, and a page is nearly always read without our marks.
    region.remove(NOT_CONTENT_BUT_WRAPPED if wrapped else NOT_CONTENT)
    shown = named(region, *_HEADINGS, "img", "video", "iframe")
    headings = tuple(_headings(shown))
    images = tuple(_images(shown))
    videos = tuple(_videos(tree, shown))
    region.remove(around_content(tree.text))
    anchors = of_the_text(named(region, "a"), wrapped=wrapped)
    return Content(
        links=tuple(_links(tree, region, anchors, tree.starts(anchors, cloned=cloned), moved)),
        images=images,
        headings=headings,
        videos=videos,
        text=clean(" ".join(region.stripped_strings)),
        lead=_lead(region),
        passages=found,
    )


def links_of(tree: Tree, region: Element) -> Content:
    """Return the headings and the links of one region, without what is said around them. The tree is consumed by it."""
    headings, links = placed_links(tree, region)
    return Content(links=tuple(link for _, link in links), headings=tuple(heading for _, heading in headings))


def placed_links(tree: Tree, region: Element) -> tuple[list[tuple[int, Heading]], list[tuple[int, Link]]]:
    """Return the headings and the bare links of one region, each with its offset. The tree is consumed by it."""
    wrapped, cloned = WRAPS in tree.text, tree.cloned("a")
    region.remove(NOT_CONTENT_BUT_WRAPPED if wrapped else NOT_CONTENT)
    titles = named(region, *_HEADINGS)
    places = tree.starts(titles, cloned=False)
    headings = [(at or 0, heading) for at, heading in zip(places, _headings(titles), strict=True)]
    region.remove(around_content(tree.text))
    anchors = of_the_text(named(region, "a"), wrapped=wrapped)
    links = [
        (start, Link(href=href, text=clean(a.text), offset=start))
        for a, start in zip(anchors, tree.starts(anchors, cloned=cloned), strict=True)
        if start is not None and (href := _href(a))
    ]
    return headings, links


def of_the_text(anchors: Iterable[Element], *, wrapped: bool) -> list[Element]:
    """Return the links but those that say that they lead to the next page of a series, and, where some are, ours."""
    found = [a for a in anchors if not ((rel := a.attr("rel")) and _TO_NEXT.search(rel))]
    return [a for a in found if a.attr(WRAPS) is None] if wrapped else found


def around_content(text: str) -> str:
    """Return the CSS selector of what says something in a page's content, but nothing by its links."""
    # Posts are dated, and the longer one takes twice as long.
    return _AROUND_CONTENT_IN_SERIES if "<time" in text else _AROUND_CONTENT


def is_left_out(element: Element) -> bool:
    """Whether an element, with all that is in it, is no content, or none whose links count."""
    return element.matches(NOT_CONTENT) or element.matches(_AROUND_CONTENT_IN_SERIES)


def _headings(shown: Iterable[Element]) -> Iterator[Heading]:
    for element in shown:
        if (tag := element.tag) in _HEADINGS:
            text = clean(element.text.rstrip("¶#🔗 \n"))
            yield Heading(level=int(tag[1]), text=text, id=element.attr("id") or "")


def _images(shown: Iterable[Element]) -> Iterator[Image]:
    for img in shown:
        if img.tag == "img" and (src := (img.attr("src") or "").strip()):
            yield Image(
                src=src,
                alt=clean(img.attr("alt") or ""),
                width=_pixels(img.attr("width")),
                height=_pixels(img.attr("height")),
            )


def _videos(tree: Tree, shown: Iterable[Element]) -> Iterator[Video]:
    """Yield films: ``<video>`` files, and players of services that are known to show films only."""
    for element in shown:
        if element.tag not in {"video", "iframe"}:
            continue
        source = element.find("source") if element.tag == "video" else None
        src = (element.attr("src") or (source.attr("src") if source is not None else "") or "").strip()
        if src and (element.tag == "video" or _PLAYERS.match(src)) and (start := tree.start_tag(element)):
            kind = (source.attr("type") or "") if source is not None else ""
            yield Video(
                src=src,
                type="text/html"
                if element.tag == "iframe"
                else kind or _FILM_TYPES.get(src.rsplit(".", 1)[-1].lower(), ""),
                title=clean(element.attr("title") or ""),
                poster=(element.attr("poster") or "").strip(),
                width=_pixels(element.attr("width")),
                height=_pixels(element.attr("height")),
                offset=start[0],
            )


def _pixels(value: str | None) -> int | None:
    digits = (value or "").removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None  # noqa: PLR2004 - no picture is wider


def _href(a: Element) -> str:
    # Most links stand on many pages: each address is held in memory once.
    return intern((a.attr("href") or "").strip())


def _links(
    tree: Tree,
    region: Element,
    anchors: Iterable[Element],
    starts: Iterable[int | None],
    moved: Callable[[int], int],
) -> Iterator[Link]:
    source = tree.text
    told: set[str] = set()
    stretches: dict[Element, Stretch | None] = {}
    last, words = 0, 0
    for a, start in zip(anchors, starts, strict=True):
        href = _href(a)
        if start is None or not href:
            continue
        # Counted in words: two hosts write the same text with tags of another length.
        words, last = words + len(_MARKUP.sub(" ", source[last:start]).split()), start
        shown, context, span = a.text, "", _NOWHERE
        text = _shared(clean(shown))
        # A link within the page tells nothing about another one.
        page = href.partition("#")[0]
        # Of several links to a page one sentence is told.
        if text and page and page not in told:
            if a not in stretches:
                block = a.closest(BLOCKS) or region
                if len(block.text) - len(shown) >= SAYS_AT_LEAST:
                    stretches.update(lines_of(block))
            context, span = _context(stretches.get(a))
            if context:
                told.add(page)
        rel = tuple(rels.lower().split()) if (rels := a.attr("rel")) else ()
        yield Link(href=href, text=text, rel=rel, offset=moved(start), words=words, context=context, span=span)


def _shared(text: str) -> str:
    """Return a text of which there is one in memory, however many links have it, as those to one page often do."""
    return intern(text) if len(text) <= _NAME_AT_MOST else text


def _context(stretch: Stretch | None) -> tuple[str, tuple[int, int]]:
    """Return the sentence around an anchor and where it stands there, "" where nothing is said around it."""
    if stretch is not None:
        said, start, end = sentence_around(*stretch)
        if _says_something(said[:start] + said[end:]):
            return said, (start, end)
    return "", _NOWHERE


def _lead(region: Element) -> str:
    """Return the first paragraph that opens the text, else the first of any kind that says something.

    What stands in one of several articles is said of that one alone.
    """
    boxes = named(region, "article")
    if len(boxes) < _SEVERAL:
        boxes = []
    for p, text in _saying(named(region, "p"), boxes):
        if p.closest(_NOT_LEAD) is None and not text.endswith((":", "：")):
            return text
    # A list within a list within a list: the text of each is that of all within it.
    some = islice(named(region, "p", "li", "dd"), _LOOKED_AT)
    return next((text for p, text in _saying(some, boxes) if p.closest(_NEVER_LEAD) is None), "")


def _saying(elements: Iterable[Element], boxes: Sequence[Element]) -> Iterator[tuple[Element, str]]:
    """Yield the elements, but those in boxes, whose text is the author's and says something."""
    for p in elements:
        text = clean(p.text)
        if _says_something(text) and not _is_mere_links(p, text) and not _is_byline(p, text):
            if boxes and p.closest("article") in boxes:
                continue
            yield p, text


def _says_something(text: str) -> bool:
    """Whether a text is more than a label: three words, or a dozen letters where words are not spaced."""
    return len(text) >= _LEAD_AT_LEAST and (text.count(" ") >= _BLANKS_AT_LEAST or max(text[:20]) >= _FIRST_CJK)


def _is_byline(paragraph: Element, text: str) -> bool:
    """Whether a paragraph says who wrote the page and when, rather than what it is about."""
    return len(text) <= _BYLINE_AT_MOST and paragraph.select_one("time, [rel~=author], .byline, .author") is not None


def _is_mere_links(paragraph: Element, text: str) -> bool:
    linked = sum(len(clean(a.text)) for a in paragraph.find_all("a"))
    return linked * 10 > len(text) * 8
