"""The robots meta tag: what a page asks of crawlers.

https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
"""

from __future__ import annotations


def forbids_indexing(*contents: str) -> bool:
    """Whether any of the robots contents asks not to be indexed: ``noindex``, or ``none``, which includes it."""
    words = {word.strip().lower() for content in contents for word in content.split(",")}
    return not words.isdisjoint({"noindex", "none"})
