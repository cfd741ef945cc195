"""Make relative links between Markdown files work in Pelican.

MkDocs follows `[text](../linking/orphans.md#why)` and `![alt](../images/x.png)`
by itself. Pelican wants `{filename}` and `{static}` in front of such addresses.
This Python-Markdown extension adds the marks while a page is converted, so that
the Markdown files stay free of them and serve both generators.
"""

from urllib.parse import urlsplit

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


def mark(address):
    """Return the address with the mark Pelican needs, or as it was."""
    if not address or address[0] in "/#?{|":
        return address
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return address
    if parts.path.endswith(".md"):
        return "{filename}" + address
    if parts.path.endswith("/") or "." not in parts.path.rsplit("/", 1)[-1]:
        return address
    return "{static}" + address


class RelativeLinks(Treeprocessor):
    def run(self, root):
        for element in root.iter():
            if element.tag == "a" and element.get("href"):
                element.set("href", mark(element.get("href")))
            elif element.tag == "img" and element.get("src"):
                element.set("src", mark(element.get("src")))


class RelativeLinksExtension(Extension):
    def extendMarkdown(self, md):
        # After "inline" (20), which is what makes the a and img elements.
        md.treeprocessors.register(RelativeLinks(md), "relative_links", 5)


def makeExtension(**kwargs):
    return RelativeLinksExtension(**kwargs)
