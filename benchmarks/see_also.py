"""Make a collection for relatedness.py of any built site: its own "See also" sections say what a good list is.

usage: see_also.py SITE --out CORPUS.jsonl.gz

Each section goes from its heading to the next one of its rank or above; "See also:" set apart in bold, and notes with
that title, count as well. It is cut out of the page before that is read, and what it links to is kept as ``gold``.
What is left is read as the folder command reads it. One JSON object a line, as corpora.py describes it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from smo_core.folder import scan
from smo_core.folder.files import find
from smo_core.folder.mapping import pages_of
from smo_core.graph.links import links_of
from smo_core.html.dom import Element, Tree, named
from smo_core.html.encoding import decode
from smo_core.sections import complete
from smo_core.settings import Settings
from smo_core.urls import index_of, location_of, resolve

_TITLE = re.compile(r"(?:see also|related (?:topics|pages|articles|links))\s*:?", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SET_APART = ("strong", "b", "p")


def cut(text: str, key: str, index: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return a page without its "See also" sections, and the pages that these link to, each once."""
    tree = Tree(text)
    base = location_of(key)
    gold: dict[str, None] = {}
    spans: list[tuple[int, int]] = []
    for mark in named(tree.document, *_HEADINGS, *_SET_APART):
        if _TITLE.fullmatch(" ".join(mark.text.split())) is None:
            continue
        section = list(_section(mark))
        places = [whole for one in section if (whole := tree.whole(one))]
        if len(places) < len(section):
            continue
        spans += places
        links = [a for one in section for a in ([one] if one.tag == "a" else named(one, "a"))]
        leads = [resolve((a.attr("href") or "").strip(), base=base) for a in links]
        gold |= dict.fromkeys(index[lead] for lead in leads if lead in index)
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text, [target for target in gold if target != key]


def _section(mark: Element) -> Iterator[Element]:
    """Yield the elements of the section that an element is the title of; none where it is no title."""
    if mark.tag in _HEADINGS:
        yield mark
        for node in mark.next_siblings:
            if isinstance(node, Element):
                if node.tag == "hr" or (node.tag in _HEADINGS and node.tag <= mark.tag):
                    return
                yield node
    elif mark.parent is not None and (mark.tag != "p" or "admonition-title" in (mark.attr("class") or "")):
        yield mark.parent


def rows(site: Path) -> Iterator[dict[str, object]]:
    """Yield the pages of a site as read without their "See also" sections, each with what these linked to."""
    keys = find(site)
    index = index_of((key, location_of(key)) for key in keys)
    gold: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for key in keys:
            text, gold[key] = cut(decode((site / key).read_bytes()).text, key, index)
            target = Path(folder, key)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", errors="replace")
        pages, settings = pages_of(scan(Path(folder)), Settings())
    links = links_of(complete(pages), site_url=settings.site_url).graph
    for key, page in sorted(pages.items()):
        facts, said = page.facts, page.content
        words = said.text.split()
        yield {
            "id": key,
            "title": facts.title,
            "description": facts.description,
            "headings": [heading.text for heading in said.headings],
            "tags": list(facts.tags),
            "date": facts.published or "",
            "text": " ".join(words),
            "n_words": len(words),
            "links": [
                [target, edge["words"] / max(len(words), 1), next(iter(edge["anchors"]), ""), edge["words"]]
                for _, target, edge in links.out_edges(key, data=True)
            ],
            "gold": [target for target in gold[key] if target in pages],
            "section": "/".join(facts.section),
        }


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the collection, and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    made = list(rows(options.site))
    with gzip.open(options.out, "wt", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in made)
    print(f"{len(made)} pages, {sum(bool(row['gold']) for row in made)} with links to find")


if __name__ == "__main__":
    main()
