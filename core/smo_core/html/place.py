"""Splice head tags and blocks into a page; every byte outside the splices stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from smo_core.html.dom import Element, Tree
from smo_core.html.head import Head, head_of, read_head
from smo_core.html.hydrated import framework
from smo_core.html.marks import MARK, block_html, strip, wrap_html
from smo_core.html.merge import Edit, merge
from smo_core.html.prose import moved
from smo_core.model import Additions, Block, Wrap
from smo_core.vocabulary import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Seams:
    """Where a page can be opened: offsets in its text, None or absent where it cannot.

    ``placeholders`` maps a block's name to the offset inside the author's element that asks for it. ``taken_over``
    names the framework that draws the page anew in the browser: then only its head is to be added to.
    """

    head: Head = field(default_factory=Head)
    before_content: int | None = None
    after_content: int | None = None
    body_end: int | None = None
    placeholders: Mapping[str, int] = field(default_factory=dict)
    taken_over: str = ""

    def of(self, block: Block) -> int | None:
        """Return where a block goes, None when the page has no safe place for it."""
        offsets: dict[Slot, int | None] = {
            "before_content": self.before_content,
            "after_content": self.after_content,
            "body_end": self.body_end,
            "placeholder": None,
        }
        return self.placeholders.get(block.name, offsets[block.slot])


def placeholders(tree: Tree) -> dict[str, int]:
    """Return where the author asks for blocks by ``data-smo="name"``; the first of each name."""
    found: dict[str, int] = {}
    if not _asks(tree.text):
        return found
    for element in tree.document.find_all(attrs={"data-smo": True}):
        start, end = tree.start_tag(element), tree.end_tag(element)
        name = element.attr("data-smo") or ""
        if start and end and name:
            found.setdefault(name, start[1])
    return found


def place(text: str, additions: Additions, seams: Seams, *, encode: Callable[[str], str] = str) -> str:
    """Return the page with everything placed for which it has a safe place.

    ``text`` must be unmarked (see :func:`smo_core.html.marks.strip`) and be the text that
    ``seams`` were found in. ``encode`` rewrites each piece for the page's encoding.
    """
    tags = [(wrap, *wrap_html(wrap)) for wrap in _apart(additions.wraps)]
    # At one place a link ends before a block stands there, and begins behind it.
    edits: list[Edit] = [(wrap.end, wrap.end, closing) for wrap, _, closing in tags]
    edits += merge(additions.head, seams.head, text, additions.existing)
    edits += [(at, at, block_html(block)) for block in additions.blocks if (at := seams.of(block)) is not None]
    edits += [(wrap.start, wrap.start, opening) for wrap, opening, _ in tags]
    return splice(text, ((start, end, encode(piece)) for start, end, piece in edits))


def _apart(wraps: Iterable[Wrap]) -> Iterator[Wrap]:
    """Yield the wraps from left to right, none that reaches into another."""
    behind = 0
    for wrap in sorted(wraps, key=lambda w: (w.start, w.end)):
        if behind <= wrap.start < wrap.end:
            behind = wrap.end
            yield wrap


def splice(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with each stretch from start to end replaced; edits at one offset keep their order."""
    out: list[str] = []
    last = 0
    for start, end, piece in sorted(edits, key=lambda edit: edit[:2]):
        if start > last:
            out.append(text[last:start])
        # A line feed after a bare carriage return would become part of the same line end.
        after_return = bool(out) and out[-1].endswith("\r")
        out.append(piece.removeprefix("\n") if after_return else piece)
        last = end
    return "".join([*out, text[last:]])


def place_in_content(html: str, blocks: Iterable[Block], wraps: Iterable[Wrap] = ()) -> str:
    """Return an article's HTML with its blocks and links placed, for hosts that let us before the theme.

    Blocks whose slot is the end of the body are not placed here. Links are put around the same
    words of the same passages as when the content was read, also if its addresses were rendered anew;
    what cannot be taken out again to the byte is not placed.
    """
    html = strip(html)
    blocks, wraps = tuple(blocks), tuple(wraps)
    asked = placeholders(Tree(html)) if _asks(html) else {}
    seams = Seams(before_content=0, after_content=len(html), placeholders=asked)
    if wraps:
        linked = place(html, Additions(blocks=blocks, wraps=tuple(moved(html, wraps))), seams)
        if strip(linked) == html:
            return linked
    return place(html, Additions(blocks=blocks), seams)


def place_in_page(text: str, additions: Additions) -> str:
    """Return a rendered page with its head tags, end-of-body blocks and theme placeholders filled.

    Blocks for the content's own slots are expected to be there already. Only the head is
    parsed, so the cost does not grow with the page, unless a theme asks for a block.
    """
    head = read_head(text)
    if head.at is not None and MARK in text[: head.at]:
        bare = strip(text[: head.at])
        text = bare + text[head.at :]
        head = read_head(text)
    asked = placeholders(Tree(text)) if _asks(text) else {}
    # A theme that asks for a block gets it, and the content's own slot gives it up.
    wanted = {block.name for block in additions.blocks if block.name in asked and not _within(text, block.name, asked)}
    if wanted:
        text = strip(text, wanted)
        asked = placeholders(Tree(text))
        head = read_head(text)
    end = text.rfind("</body")
    end = max(end, text.rfind("</BODY", max(end, 0)))
    late = tuple(b for b in additions.blocks if b.name in wanted or (b.slot == "body_end" and b.name not in asked))
    seams = Seams(head=head, body_end=end if end >= 0 else len(text), placeholders=asked)
    return place(text, Additions(head=additions.head, blocks=late, existing=additions.existing), seams)


def _within(text: str, name: str, asked: Mapping[str, int]) -> bool:
    """Whether the block stands in the placeholder already: that of an author, filled with the content."""
    start = asked[name]
    return f'{MARK}="{name}"' in text[start : text.find(">", start) + 1]


def place_behind(text: str, article: str, blocks: Iterable[Block]) -> str:
    """Return a rendered page with those blocks added around the article that are not in the page yet.

    For themes that print an article in a way which hides it from :func:`place_in_content`:
    then the page is searched for the article's HTML, and only if it does not stand there
    exactly once, parsed to find its content region. Where that fails too, nothing is placed.
    """
    absent = tuple(b for b in blocks if b.slot in {"before_content", "after_content"} and not _has(text, b.name))
    if not absent:
        return text
    if article.strip() and text.count(article) == 1:
        start = text.index(article)
        seams = Seams(before_content=start, after_content=start + len(article))
    else:
        tree = Tree(text)
        articles = tree.document.find_all("article")
        region = (
            articles[0]
            if len(articles) == 1
            else tree.document.find("main") or tree.document.find(attrs={"role": "main"})
        )
        seams = region_seams(tree, region, head_of(tree))
    return place(text, Additions(blocks=absent), seams)


def _asks(text: str) -> bool:
    return "data-smo=" in text


def _has(text: str, name: str) -> bool:
    return f'{MARK}="{name}"' in text


def region_seams(tree: Tree, region: Element | None, head: Head) -> Seams:
    """Return the seams of a parsed page whose content is ``region``."""
    start = end = None
    if region is not None:
        opening, closing = tree.start_tag(region), tree.end_tag(region)
        start = opening[1] if opening and closing else None
        end = closing[0] if opening and closing else None
    body = tree.body
    closing = tree.end_tag(body) if body is not None else None
    return Seams(
        head=head,
        before_content=start,
        after_content=end,
        body_end=closing[0] if closing else None,
        placeholders=placeholders(tree),
        taken_over=framework(tree),
    )
