"""Which element of a built page holds its content, where the page marks it; and whether that is a list of other pages.

HTML's ``<article>`` is a post, the teaser of one, a card, a comment, or a function that a manual describes. A list is
told by what its articles are: they lead to pages of their own, or are dated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urldefrag, urljoin

from smo_core.html.dom import Element, Text, Tree, named
from smo_core.html.head import Head
from smo_core.text import clean
from smo_core.urls import is_web

# An article with less of the text of its <main> is one of several things in there.
_MOST = 0.6
_HEADINGS = "h1, h2, h3, h4, h5, h6"
_BLOCKS = "article, aside, div, footer, header, li, p, section, td"
_DATED = "time, .published, .dt-published, [rel~=bookmark]"
_NO_TEXT = frozenset(("a", "article", "aside", "nav", "script", "style", "template"))
_COMMENTS = "#comments, .comments, .comment, .comment-body, [itemtype$='/Comment']"


def region_of(tree: Tree, marks: Mapping[str, Sequence[Element]], head: Head) -> tuple[Element | None, bool]:
    """Return the content region that a page marks, and whether it is a list of articles.

    It is the one article that is the page, else ``<main>``, else ``[role=main]``; None where there is none of them.
    ``marks`` are the page's elements by name.
    """
    mains = marks.get("main")
    main = mains[0] if mains else tree.document.select_one("[role=main i]")
    within = marks.get("article", ()) if main is None or "article" not in marks else named(main, "article")
    articles = [a for a in within if a.parent is None or a.parent.closest("article") is None]
    if len(articles) > 1:
        articles = [a for a in articles if a.closest(_COMMENTS) is None]
    if len(articles) > 1:
        post = _post(articles, main, head)
        if post is None:
            return main, _is_list(articles)
        return post, False
    if articles and (main is None or _is_most(articles[0], main)):
        return articles[0], False
    return main, False


def _post(articles: Sequence[Element], main: Element | None, head: Head) -> Element | None:
    """Return the article that is the page where the others go with it, such as posts like it."""
    titled = [a for a in articles if a.select_one("h1") is not None]
    alone = titled or [a for a in articles if not any(a is not b and _alike(a, b) for b in articles)]
    if len(alone) != 1:
        return None
    href = _title_link(alone[0])
    own = head.said.get(("link", "canonical"), "")
    if href is not None and not _is_same(href, own):
        return None
    return alone[0] if titled or (main is not None and _is_most(alone[0], main)) else None


def _alike(one: Element, other: Element) -> bool:
    """Whether two articles share a class other than a number of one post, or have none both."""
    first, second = ((a.attr("class") or "").split() for a in (one, other))
    common = {name for name in first if not any(sign.isdigit() for sign in name)}.intersection(second)
    return bool(common) or not (first or second)


def _is_list(articles: Sequence[Element]) -> bool:
    """Whether half of the articles, and more, are ways to pages of their own."""
    entries = 0
    buttons: set[str] = set()
    for article in articles:
        if _is_entry(article):
            entries += 1
        elif button := _button(article):
            buttons.add(button)
    return 2 * (entries + len(buttons)) >= len(articles)


def _is_entry(article: Element) -> bool:
    """Whether an article is dated, or its title a link."""
    if article.closest("a[href]") is not None or article.select_one(_DATED) is not None:
        return True
    if article.select_one(_HEADINGS) is None:
        return any(_leads(article))
    return _title_link(article) is not None


def _title_link(article: Element) -> str | None:
    """Return where the link leads that an article's first heading is, is within, or that is named by it."""
    heading = article.select_one(_HEADINGS)
    title = clean(heading.text) if heading is not None else ""
    if heading is None or not title:
        return None
    around = heading.closest("a[href]")
    inside = [around] if around is not None else heading.select("a[href]")
    links = [link for link in inside if link.text.strip()]
    links += [link for link in article.select("a[aria-label]") if title in clean(link.attr("aria-label") or "")]
    return next((href for link in links if (href := _lead(link))), None)


def _button(article: Element) -> str:
    """Return where the one link of an article leads if it stands by itself, such as "Read on"; "" if there is none."""
    leads = dict(_leads(article))
    if len(leads) != 1:
        return ""
    (href, link) = leads.popitem()
    block = link.closest(_BLOCKS)
    alone = link.parent is article or (block is not None and block.text.strip() == link.text.strip())
    return href if alone and not is_web(href) else ""


def _leads(article: Element) -> Iterator[tuple[str, Element]]:
    return ((href, link) for link in named(article, "a") if (href := _lead(link)))


def _lead(link: Element) -> str:
    """Return where a link leads, "" for a place in a page, and what is no page such as a script."""
    href = (link.attr("href") or "").strip()
    return "" if "#" in href or (":" in href.partition("/")[0] and not is_web(href)) else href


def _is_same(href: str, canonical: str) -> bool:
    try:
        return bool(canonical) and _bare(urljoin(canonical, href)) == _bare(canonical)
    except ValueError:  # no address at all, such as one with half a bracket
        return False


def _bare(url: str) -> str:
    return urldefrag(url).url.removesuffix("index.html").rstrip("/")


def _is_most(article: Element, main: Element) -> bool:
    """Whether an article has most of the text of its ``<main>``; menus, links and other articles are no text."""
    own = len(article.text)
    if own >= _MOST * len(main.text):
        return True
    own -= sum(len(link.text) for link in named(article, "a"))
    beside, waiting = 0, [main]
    while waiting:
        for child in waiting.pop():
            if isinstance(child, Text):
                beside += len(child.text.strip())
            elif isinstance(child, Element) and child != article and child.tag not in _NO_TEXT:
                waiting.append(child)
    return own >= _MOST * (own + beside)
