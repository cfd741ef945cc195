"""Adding a link to a Markdown source: tried out, and kept only if the link is all that changes.

A Markdown parser reads the source before and after. Both must be the same but for one link around the
words, in a paragraph, a list item or a cell. So no code, heading, image, link or HTML is ever touched,
whatever the source looks like. What hosts add to Markdown (admonitions, tabs, macros, wiki links,
formulas) is told apart before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from smo_core.suggest.sources import Wanted, spots

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT = re.compile(
    r"\ufeff?(?:---[ \t]*\r?\n.*?\n(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n.*?\n\+\+\+)[ \t]*(?:\r?\n|$)", re.DOTALL
)
_METADATA = re.compile(
    r"\ufeff?(?:[A-Za-z][\w-]*+[ \t]*:(?:[ \t][^\n]*)?(?:\r?\n|$)(?:[ \t]+\S[^\n]*(?:\r?\n|$))*)+(?=\s*(?:\n|$))"
)
# Blocks of Python-Markdown whose text is indented: admonitions, details, tabs.
_OPENS = re.compile(r"^([ \t]*)(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+\S")
_FENCE = re.compile(r"^[ \t]*(```|~~~)")
# Stretches of a line that other programs than Markdown read.
_FOREIGN = re.compile(
    # None of them looks beyond the next one of its kind: a text of nothing but openings takes no longer than another.
    r"\{\{(?:(?!\{\{|\}\}).)*+\}\}|\{%(?:(?!\{%|%\}).)*+%\}|\{ ?[:#.][^{}\n]*+\}|<!--(?:(?!<!--|-->).)*+-->|<[^<>\n]*+>"
    r"|\b(?:https?|ftp)://\S+|\bwww\.\S+|\[\[[^\[\]\n]*+\]\]|\$\$(?:(?!\$\$).)*+\$\$|\$[^$\n]++\$"
    r"|\\\((?:(?!\\[()]).)*+\\\)|\\\[(?:(?!\\[\[\]]).)*+\\\]"
    r"|\{[a-z:+-]+\}`[^`\n]*`",
    re.DOTALL,
)
_FOREIGN_LINE = re.compile(
    r"^[ \t]*+(?::::|\*\[|\[\^|--8<--|::: |@|!!!|\?\?\?|===|:[\w-]+:|(?=[ \t:|-]*+$)\|?[ \t:-]*?---)",
)
_PLACES = frozenset({"paragraph_open", "td_open"})
_VOID = frozenset({"br", "img", "hr", "wbr", "input"})
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*+)[^<>]*?(/?)>")
_Seen = tuple[str, str, str, str]


def with_link(text: str, wanted: Wanted) -> str | None:
    """Return a Markdown source with one link more, None where it can have none."""
    start = body_of(text)
    before = _blocks(text[start:])
    foreign = [match.span() for match in _FOREIGN.finditer(text)]
    for first, last in spots(text, wanted, start):
        line = text[text.rfind("\n", 0, first) + 1 : last]
        if _FOREIGN_LINE.match(line) or any(a < last and first < b for a, b in foreign):
            continue
        tried = f"{text[:first]}[{text[first:last]}]({_target(wanted.href)}){text[last:]}"
        if _adds_one_link(before, _blocks(tried[start:]), wanted.href):
            return tried
    return None


def body_of(text: str) -> int:
    """Return where a source begins behind its front matter."""
    match = _FRONT.match(text) or _METADATA.match(text)
    return match.end() if match else 0


def _target(href: str) -> str:
    return f"<{href}>" if re.search(r"[\s()<>]", href) else href


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only a patch of sources needs it

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _blocks(text: str) -> list[Token]:
    return _parser().parse("".join(flattened(text.splitlines(keepends=True))))


def flattened(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines with the text of admonitions and tabs not indented, so that it is no code to the parser."""
    inside: list[int] = []
    fence = ""
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        while inside and line.strip() and indent < inside[-1]:
            inside.pop()
        cut = inside[-1] if inside else 0
        own = line[cut:] if line.strip() else line
        mark = _FENCE.match(own)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1] == fence:
            fence = ""
        if not fence and _OPENS.match(own):
            inside.append(indent + 4)
            yield "\n"
            continue
        yield own


def _adds_one_link(before: Sequence[Token], after: Sequence[Token], href: str) -> bool:
    """Whether two readings are the same but for one link of this address, at a place where links may be."""
    if len(before) != len(after):
        return False
    changed = [
        i
        for i, (a, b) in enumerate(zip(before, after, strict=True))
        if (a.type, a.tag, a.content) != (b.type, b.tag, b.content)
    ]
    if len(changed) != 1 or after[changed[0]].type != "inline" or after[changed[0] - 1].type not in _PLACES:
        return False
    at = changed[0]
    if _open_html(token.content for token in after[:at] if token.type == "html_block"):
        return False
    old, new = _seen(before[at].children or ()), _seen(after[at].children or ())
    wanted = ("link_open", _parser().normalizeLink(href), "", "")
    return any(
        _merged(_without(new, i)) == _merged(old) and not _within_html(new[:i])
        for i, seen in enumerate(new)
        if seen == wanted
    )


def _seen(children: Sequence[Token]) -> list[_Seen]:
    return [(c.type, str(c.attrGet("href") or ""), str(c.attrGet("src") or ""), c.content) for c in children]


def _without(seen: list[_Seen], at: int) -> list[_Seen]:
    """Return the tokens without the link that opens at a place. A link in a link there is none."""
    end = next((i for i in range(at, len(seen)) if seen[i][0] == "link_close"), at)
    return [*seen[:at], *seen[at + 1 : end], *seen[end + 1 :]]


def _merged(seen: list[_Seen]) -> list[_Seen]:
    out: list[_Seen] = []
    for kind, href, src, content in seen:
        if kind == "text" and out and out[-1][0] == "text":
            out[-1] = ("text", "", "", out[-1][3] + content)
        elif kind != "text" or content:
            out.append((kind, href, src, content))
    return out


def _within_html(seen: Sequence[_Seen]) -> bool:
    return _open_html(content for kind, _, _, content in seen if kind == "html_inline")


def _open_html(pieces: Iterator[str]) -> bool:
    """Whether some HTML leaves an element open."""
    depth = 0
    for piece in pieces:
        for match in _TAG.finditer(piece):
            if match[2].lower() not in _VOID and not match[3]:
                depth += -1 if match[1] else 1
    return depth > 0
