"""Where in a content region its text runs: many themes give margins and styles to an element deeper inside.

What is placed at the edge of the region would there stand flush with the window, and in another font than the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from smo_core.html.dom import Element, Node, Text, Tree, named

# What themes call the way to the post before and the one after.
SERIES = frozenset(
    (
        "blog-pager", "neighbors", "pager", "pagination", "post-nav", "post-navigation", "post-prevnext", "prev-next",
    ),
)  # fmt: skip
# What elements around the text are called.
_NOISE = SERIES | frozenset(
    (
        "aside", "aside-content", "banner", "breadcrumb", "breadcrumbs", "col-sidebar", "cookie", "copyright",
        "footer", "header", "left-sidebar", "menu", "nav", "nav-panel", "nav-table", "navbar", "navfooter",
        "navheader", "navigation", "navlinks", "on-this-page", "page-footer", "page-menu", "related", "related-posts",
        "relatedposts", "right-sidebar", "search", "search-results", "side-nav", "sidebar", "sidenav", "site-footer",
        "site-header", "site-menu", "site-nav", "skip", "subnav", "table-of-contents", "toc", "tocframe", "topnav",
        "widget-area", "widgets",
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
# What holds one of these says something; boxes of links alone have none.
_SAYS = ":is(p, h1, h2, h3, h4, h5, h6, ul, ol, dl, table, pre, blockquote, figure, img, form)"
# The way up to a page, with its own name behind: more than this beside the links is a text.
_NAME_AT_MOST = 80
# What may stand before the text, and what beside it: anything else is text itself.
_BEFORE = frozenset(("details", "div", "header", "h1", "hgroup"))
_AROUND = frozenset(
    ("nav", "aside", "footer", "a", "button", "br", "hr", "script", "style", "template", "link", "meta", "noscript")
)
# What may stand above or below a text, and have more of its own than a short page.
_MENUS = frozenset(("details", "footer", "header"))


def flow_of(tree: Tree, region: Element) -> Element:
    """Return the element of a region in which its text runs, the region itself where that is not certain."""
    most = _MOST * len(region.text)
    if any(name in tree.text for name in _NAMES):
        entries = region.select(_NAMED)
        if len(entries) == 1 and len(entries[0].text) >= most:
            return entries[0]
    inner = _inner(region, most) or _section(region, most)
    if inner is None:
        return region
    # In a row of columns what follows the region's own would be one more.
    return text_of(inner) or (inner if any(map(_is_aside, region)) else region)


def text_of(element: Element) -> Element | None:
    """Return the ``<div>`` in which the text of this one runs: itself or the one inside it, None if neither.

    One below a menu is taken for it, whatever it holds.
    """
    most = _MOST * len(element.text)
    inner: Element | None = element
    column = None
    for _ in range(_DEEPEST):
        if inner is None or any(type(child) is Element and child.tag in _TEXT for child in inner):
            return inner or column
        outer, inner = inner, _inner(inner, most)
        if inner is not None and any(map(_is_menu, outer)):
            column = inner
    return column


def beside(region: Element) -> list[Element]:
    """Return the boxes beside the one ``<div>`` with the text of a region that only lead elsewhere.

    Before it the way up to the page, behind it the ways to those before and after, tags and the like: they are the
    template's, whatever it calls them.
    """
    divs = [child for child in region if isinstance(child, Element) and child.tag == "div"]
    # How long their texts are, which takes longest to tell, is asked last.
    leading = [at for at, box in enumerate(divs) if _leads(box)]
    inner = _inner(region, _MOST * len(region.text)) if leading and len(divs) > 1 else None
    if inner is None:
        return []
    own = divs.index(inner)
    return [divs[at] for at in leading if at != own and _rest(divs[at]) <= (_NAME_AT_MOST if at < own else 0)]


def _leads(box: Element) -> bool:
    """Whether a box has links, and nothing that says something."""
    return box.select_one(_SAYS) is None and box.find("a") is not None


def _rest(box: Element) -> int:
    """Return how much text a box has beside its links."""
    return _signs(box.text) - sum(_signs(a.text) for a in named(box, "a"))


def _signs(text: str) -> int:
    return len("".join(text.split()))


def _inner(element: Element, most: float) -> Element | None:
    """Return the one ``<div>`` with nearly all of the text, if what stands beside it is no text."""
    found = None
    # Of columns, too, one at the side may say more.
    columns = element.tag == "main"
    if away := sum(len(child.text) for child in element if _is_menu(child) or (columns and _is_aside(child))):
        most = min(most, _MOST * (len(element.text) - away))
    for child in element:
        if type(child) is not Element:
            if isinstance(child, Text) and not child.text.isspace():
                return None
        elif child.tag == "div" and found is None and len(child.text) >= most:
            found = child
        elif not (child.tag in _AROUND or (child.tag in _BEFORE and (found is None or _is_no_text(child)))):
            return None
    return found


def named_noise(element: Element) -> bool:
    """Whether the class or the id of an element is that of navigation."""
    return not _NOISE.isdisjoint(_names(element))


def named_contents(element: Element) -> bool:
    """Whether the class or the id of an element is that of a table of contents."""
    return not _CONTENTS.isdisjoint(_names(element))


def _names(element: Element) -> list[str]:
    names, name = element.attr("class"), element.attr("id")
    if not (names or name):
        return []
    found = (names or "").lower().replace("_", "-").split()
    # A section of a text has its id from its heading, which may be "Search" or "Widgets".
    if name and element.tag != "section" and "section" not in found:
        found += name.lower().replace("_", "-").split()
    return found


def boxes(element: Element) -> Iterator[Element]:
    """Yield an element, and what is within it as long as that is one element alone."""
    only: Element | None = element
    while only is not None:
        yield only
        only = _only_child(only)


def _is_no_text(element: Element) -> bool:
    """Whether an element shows nothing, or ways elsewhere, by its name, in however many boxes, or by what it holds."""
    if not element.text.strip() or any(named_noise(one) or one.tag in _AROUND for one in boxes(element)):
        return True
    return element.tag == "div" and _leads(element) and not _rest(element)


def _is_aside(node: Node) -> bool:
    return isinstance(node, Element) and (node.tag in {"nav", "aside"} or named_noise(node))


def _is_menu(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in _MENUS


def _section(region: Element, most: float) -> Element | None:
    """Return the one ``<section>`` between header and footer of an article, if that has nearly all of the text."""
    inside = [child for child in region if isinstance(child, Element)] if region.tag == "article" else []
    sections = [child for child in inside if child.tag == "section"]
    framed = any(child.tag in {"header", "footer"} for child in inside)
    return sections[0] if framed and len(sections) == 1 and len(sections[0].text) >= most else None


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
