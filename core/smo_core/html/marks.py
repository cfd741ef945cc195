"""Marks: how everything placed is written, recognised, and taken out again.

Each placed element carries ``data-smo-placed``, and the line break before it belongs to it,
so that taking it out leaves the page as it was. An element of the page that gave way is kept
in ``data-smo-was`` of the one that replaced it, and comes back. An element with ``data-smo-wraps``
was put around words of the page: only its two tags are ours. (After a bare carriage return it has none:
the two would read as one line end.) ``data-smo="share"`` without ``-placed`` is
the author's: a placeholder that asks for a block.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable

from markupsafe import Markup, escape

from smo_core.html.dom import Element, Tree
from smo_core.model import Block, HeadTag, Wrap

MARK = "data-smo-placed"
WRAPS = "data-smo-wraps"
WAS = "data-smo-was"
# Marks of ours come out at the first; so many times is looked whether what is left is whole.
_ROUNDS = 8
_UNSAFE_IN_SCRIPT = tuple((c, f"\\u{ord(c):04x}") for c in "<>&\u2028\u2029")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ESCAPED = re.compile("[&<>\"']")
_OPENING = re.compile(r"<([A-Za-z][A-Za-z0-9-]*+)(?=[\s/>])")


def json_text(value: object) -> str:
    """Return ``value`` as JSON that is safe inside any HTML script element."""
    text = _ENCODER.encode(value)
    for sign, harmless in _UNSAFE_IN_SCRIPT:
        # A look for a sign that is not there takes a hundredth of the time of a translation.
        if sign in text:
            text = text.replace(sign, harmless)
    return text


def head_html(tag: HeadTag) -> str:
    """Return one head element, marked; attribute values are escaped here and nowhere else."""
    attributes = "".join([f' {name}="{_escaped(value)}"' for name, value in tag.attributes])
    body = "" if tag.body is None else f"{tag.body}</{tag.tag}>"
    return f'\n<{tag.tag}{attributes} {MARK}="{_escaped(tag.key[1])}">{body}'


def _escaped(value: str) -> str:
    """Return a value escaped; most hold nothing to escape, which is told in a third of the time."""
    return escape(value) if _ESCAPED.search(value) else value


def can_keep(source: str) -> bool:
    """Whether a piece of a page is one meta or link element of a head and nothing else, by the parser's word."""
    tree = Tree(source)
    elements = [child for child in tree.head.children if isinstance(child, Element)] if tree.head is not None else []
    one = elements[0] if len(elements) == 1 and elements[0].tag in {"meta", "link"} else None
    return one is not None and tree.whole(one) == (0, len(source))


def kept_html(tag: HeadTag | None, source: str) -> str:
    """Return a head element that stands in the place of ``source`` and keeps it, for :func:`strip` to bring back.

    Without a tag of ours, a meta element that says nothing to anybody.
    """
    # Parsers turn carriage returns in attributes into line feeds; a reference they leave alone.
    was = escape(source).replace("\r", Markup("&#13;"))
    if tag is None:
        return f'<meta name="smo-replaced" content="" {MARK}="" {WAS}="{was}">'
    return head_html(tag).removeprefix("\n").replace(f" {MARK}=", f' {WAS}="{was}" {MARK}=', 1)


def begins_with_element(html: str) -> bool:
    """Whether there is an element to put a mark on."""
    return _OPENING.match(html.strip()) is not None


def block_html(block: Block) -> str:
    """Return a block, marked on its outer element.

    Raises ValueError when the template did not produce an element to mark.
    """
    html = block.html.strip()
    opening = _OPENING.match(html)
    if opening is None:
        message = f"the template of {block.name!r} must begin with an element, not {html[:40]!r}"
        raise ValueError(message)
    at = opening.end()
    return f'\n{html[:at]} {MARK}="{_escaped(block.name)}"{html[at:]}'


def blocks_html(blocks: Iterable[Block]) -> Markup:
    """Return blocks one after another, marked, ready to be put behind an article."""
    return Markup("".join(block_html(block) for block in blocks))  # noqa: S704 - built by autoescaping templates


def wrap_html(wrap: Wrap) -> tuple[str, str]:
    """Return the two tags of a link that is put around words of the page, marked."""
    return f'<a href="{escape(wrap.href)}" {MARK}="link" {WRAPS}="">', "</a>"


def ascii_only(html: str) -> str:
    r"""Return placed HTML in ASCII, for pages in an encoding that lacks some letters.

    Characters become references, and ``\u`` escapes inside a script, where references
    mean nothing.
    """
    out: list[str] = []
    for piece in re.split(r"(<script\b[^>]*+>.*?</script>)", html, flags=re.DOTALL):
        if piece.startswith("<script"):
            out.append("".join(c if c.isascii() else json.dumps(c)[1:-1] for c in piece))
        else:
            out.append(piece.encode("ascii", "xmlcharrefreplace").decode("ascii"))
    return "".join(out)


def _kept(element: Element) -> str | None:
    """Return what an element of ours keeps, None when it keeps nothing.

    Only what we could have kept is brought back, one meta or link of a head: the attribute
    may also stand in what a visitor wrote.
    """
    was = element.attr(WAS)
    in_head = isinstance(element.parent, Element) and element.parent.tag == "head"
    return was if was is not None and in_head and can_keep(was) else None


def _line_break_before(text: str, at: int) -> int:
    """Return the length of the line break that ends at an offset: 0, 1 or 2 characters."""
    if text[at - 1 : at] != "\n":
        return 0
    return 2 if text[at - 2 : at - 1] == "\r" else 1


def _tags(tree: Tree, element: Element) -> list[tuple[int, int, str]]:
    """Return the cuts that take an element away and leave what is in it."""
    start, end = tree.start_tag(element), tree.end_tag(element)
    return [(*start, ""), (*end, "")] if start and end else []


def strip(text: str, names: Collection[str] = ()) -> str:
    """Return the page as it was before anything, or anything of these names, was placed into it.

    ``strip(place(x)) == strip(x)``, and stripping again changes nothing; a page without marks comes back
    unchanged. A mark whose end cannot be told from the source is left alone rather than guessed at.
    """
    before, left = text, text
    # What is taken out may show where an element around it ends, if a hand set marks that do not belong together.
    for _ in range(_ROUNDS):
        if MARK not in left:
            return left
        before, left = left, _without(left, names)
        if left == before:
            return left
    return text


def _without(text: str, names: Collection[str]) -> str:
    """Return a page without the marked elements whose ends can be told."""
    tree = Tree(text)
    cuts: list[tuple[int, int, str]] = []
    for element in tree.document.find_all(attrs={MARK: True}):
        span = tree.whole(element)
        other = bool(names) and element.attr(MARK) not in names
        if other or span is None or (cuts and span[0] < cuts[-1][1]):
            continue
        if element.attr(WRAPS) is not None:
            cuts += _tags(tree, element)
            continue
        was = _kept(element)
        start = span[0] if was is not None else span[0] - _line_break_before(text, span[0])
        cuts.append((start, span[1], was or ""))
    out, last = [], 0
    for start, end, was in sorted(cuts):
        out += [text[last:start], was]
        last = end
    return "".join([*out, text[last:]])
