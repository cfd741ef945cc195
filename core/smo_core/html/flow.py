"""Where in a content region its text runs: many themes give margins and styles to an element deeper inside.

What is placed at the edge of the region would there stand flush with the window, and in another font than the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from smo_core.html.dom import Element, Text, Tree

# What elements around the text are called.
_NOISE = frozenset(
    (
        "banner", "breadcrumb", "breadcrumbs", "col-sidebar", "cookie", "copyright", "footer", "header",
        "left-sidebar", "menu", "nav", "nav-panel", "nav-table", "navbar", "navfooter", "navheader", "navigation",
        "navlinks", "on-this-page", "page-footer", "page-menu", "pagination", "related", "right-sidebar", "search",
        "search-results", "side-nav", "sidebar", "sidenav", "site-footer", "site-header", "site-menu", "site-nav",
        "skip", "subnav", "table-of-contents", "toc", "topnav",
    ),
)  # fmt: skip
_CONTENTS = frozenset(("table-of-contents", "toc"))
# What has less of the region's text is one of several things in there.
_MOST = 0.6
# Each step down asks for a text anew.
_DEEPEST = 8
# hAtom, microformats2 and schema.org name the element that holds the text of an entry.
_NAMES = ("e-content", "entry-content", "articleBody")
_NAMED = ".e-content, .entry-content, [itemprop~=articleBody]"
# An element that holds a text has one of these in it; a box around code or a picture has none.
_TEXT = frozenset(("p", "h1", "h2", "h3", "section"))
# What may stand before the text, and what beside it: anything else is text itself.
_BEFORE = frozenset(("div", "header", "h1", "hgroup"))
_AROUND = frozenset(
    ("nav", "aside", "footer", "a", "button", "script", "style", "template", "link", "meta", "noscript")
)


def flow_of(tree: Tree, region: Element) -> Element:
    """Return the element of a region in which its text runs, the region itself where that is not certain."""
    most = _MOST * len(region.text)
    if any(name in tree.text for name in _NAMES):
        named = region.select(_NAMED)
        if len(named) == 1 and len(named[0].text) >= most:
            return named[0]
    inner = _inner(region, most)
    return (text_of(inner) if inner is not None else None) or region


def text_of(element: Element) -> Element | None:
    """Return the ``<div>`` in which the text of this one runs: itself or the one inside it, None if neither."""
    most = _MOST * len(element.text)
    inner: Element | None = element
    for _ in range(_DEEPEST):
        if inner is None or any(type(child) is Element and child.tag in _TEXT for child in inner):
            return inner
        inner = _inner(inner, most)
    return None


def _inner(element: Element, most: float) -> Element | None:
    """Return the one ``<div>`` with nearly all of the text, if what stands beside it is no text."""
    found = None
    for child in element:
        if type(child) is not Element:
            if isinstance(child, Text) and not child.text.isspace():
                return None
        elif child.tag == "div" and found is None and len(child.text) >= most:
            found = child
        elif not (child.tag in _AROUND or (child.tag in _BEFORE and (found is None or _says_nothing(child)))):
            return None
    return found


def named_noise(element: Element) -> bool:
    """Whether the class or the id of an element is that of navigation."""
    return not _NOISE.isdisjoint(_names(element))


def named_contents(element: Element) -> bool:
    """Whether the class or the id of an element is that of a table of contents."""
    return not _CONTENTS.isdisjoint(_names(element))


def _names(element: Element) -> list[str]:
    return f"{element.attr('class') or ''} {element.attr('id') or ''}".lower().replace("_", "-").split()


def boxes(element: Element) -> Iterator[Element]:
    """Yield an element, and what is within it as long as that is one element alone."""
    only: Element | None = element
    while only is not None:
        yield only
        only = _only_child(only)


def _says_nothing(element: Element) -> bool:
    """Whether an element shows nothing or navigation, in however many boxes."""
    return not element.text.strip() or any(named_noise(one) or one.tag in _AROUND for one in boxes(element))


def _only_child(element: Element) -> Element | None:
    found = None
    for child in element:
        if isinstance(child, Element):
            if found is not None:
                return None
            found = child
        elif isinstance(child, Text) and not child.text.isspace():
            return None
    return found
