"""Feeds that lie in a folder are named by its pages."""

from __future__ import annotations

from smo_core import link
from smo_core.folder.feeds import feeds_in

ATOM = b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title type='text'>A &amp; B</title></feed>"
RSS = b"<rss version='2.0'><channel><title><![CDATA[News]]></title></channel></rss>"


def test_one_feed_of_each_kind_is_found_with_its_title():
    files = {"index.xml": RSS, "rss.xml": RSS, "atom.xml": ATOM, "feed.xml": b"<html></html>", "feed.json": b"{}"}
    found = [(feed.url, feed.type, feed.title) for feed in feeds_in(files.get, "https://x.example/a/")]
    assert found == [
        ("https://x.example/a/index.xml", "application/rss+xml", "News"),
        ("https://x.example/a/atom.xml", "application/atom+xml", "A & B"),
    ]
    assert list(feeds_in(files.get, "")) == []


def test_a_page_that_names_the_feed_already_stays_as_it_is(folder, page, settings):
    head = '<link rel="alternate" type="application/rss+xml" href="https://x.example/rss.xml">\n'
    root = folder({"index.html": page(head=head), "tea.html": page("Tea"), "rss.xml": RSS})
    link(root, settings(site_url="https://x.example/"), jobs=1)
    assert (root / "index.html").read_text().count("application/rss+xml") == 1
    assert 'href="https://x.example/rss.xml"' in (root / "tea.html").read_text()
