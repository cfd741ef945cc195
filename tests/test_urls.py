"""URL arithmetic: what is written as relative is read back as the same location."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smo_core import urls

SITES = ("", "https://example.org/", "https://example.org/docs", "http://localhost:8000/a b/é/")
HREFS = ("", "#top", "mailto:a@example.org", "javascript:void(0)", "tel:+1", "data:,x", "//other.example/")

segments = st.text(st.characters(codec="utf-8", exclude_characters="/"), min_size=1, max_size=8).filter(
    lambda s: s.strip("."),  # "." and ".." are no names
)
wild = st.sampled_from(
    ["a b", "c:d", "100%", "%41", "é", "?x", "#y", ";p", "a;b=c", "日本", "&", "'\"", "index.html", "~"]
)
locations = st.builds(
    lambda parts, slash: "/".join(parts) + ("/" if parts and slash else ""),
    st.lists(segments | wild, max_size=4),
    st.booleans(),
)


@given(target=locations, base=locations, site=st.sampled_from(SITES))
@example(target="", base="", site="")
@example(target="", base="a/b/", site="")
@example(target="x:y/", base="", site="")
@example(target="a/", base="a/b.html", site="")
@example(target=";", base="", site="")
@example(target="a/b;", base="a/;c", site="")
def test_a_relative_link_leads_where_it_was_meant_to(target, base, site):
    """Whatever the two locations are, the reference between them resolves to the target."""
    assert urls.resolve(urls.relative(target, base=base), base=base, site_url=site) == target


@given(target=locations, base=locations, site=st.sampled_from(SITES[1:]))
def test_an_absolute_link_to_the_own_site_is_recognised(target, base, site):
    """An absolute URL below the site's address resolves to the location it was made from."""
    url = urls.absolute(site, target)
    assert urls.resolve(url, base=base, site_url=site) == target


@given(target=locations, base=locations)
def test_relative_links_are_ascii_and_never_empty_or_a_scheme(target, base):
    """A reference can stand in any attribute of a page in any encoding."""
    href = urls.relative(target, base=base)
    assert href
    assert href.isascii()
    assert not set(' "<>\\\n?#') & set(href)
    assert not urlsplit(href).scheme


@given(st.text(), locations)
def test_no_href_raises(href, base):
    """Whatever an author writes into an href is a location or None."""
    for site in SITES:
        found = urls.resolve(href, base=base, site_url=site)
        assert found is None or isinstance(found, str)
    urls.is_web(href)
    if urls.is_web(href):
        urls.tidy(href)


@pytest.mark.parametrize(
    "href", ["http://[", "http://[::1", "https://exa\u2100mple.org/", "\udcff.html", "http://x/\udcff.png"]
)
def test_broken_addresses_are_no_error(href):
    """Addresses that the standard library refuses, or that hold invalid bytes, do not raise."""
    urls.resolve(href, base="a/", site_url="https://example.org/")
    urls.is_web(href)
    if urls.is_web(href):
        urls.tidy(href)


@pytest.mark.parametrize("href", HREFS)
def test_links_that_name_no_other_page_of_the_site_lead_nowhere(href):
    """Fragments, other schemes, other hosts and empty links are None."""
    assert urls.resolve(href, base="a/b.html", site_url="https://example.org/") is None


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("c.html", "a/c.html"),
        ("../c/", "c/"),
        ("/docs/c/", "c/"),
        ("/c/", None),
        ("https://example.org/docs/x.html?q#f", "x.html"),
        ("http://EXAMPLE.org/docs/x.html", "x.html"),
        ("https://example.org/other/", None),
        ("../../..", None),
        (" c.html ", "a/c.html"),
        ("?q=1", "a/b.html"),
        ("caf%C3%A9.html", "a/café.html"),
        ("café.html", "a/café.html"),
        ("..\\c\\d.html", "c/d.html"),
        ("c.html?q=\\..#f\\x", "a/c.html"),
        ("\\docs\\c.html", "c.html"),
        ("https:\\\\example.org\\docs\\x.html", "x.html"),
        ("#a\\b", None),
    ],
)
def test_links_resolve_below_the_sites_folder(href, expected):
    """A site in a folder of its host knows what lies inside that folder."""
    assert urls.resolve(href, base="a/b.html", site_url="https://example.org/docs/") == expected


@pytest.mark.parametrize(
    ("path", "location"),
    [("index.html", ""), ("a/index.html", "a/"), ("a/b.html", "a/b.html"), ("a/myindex.html", "a/myindex.html")],
)
def test_index_files_are_shown_at_their_folder(path, location):
    """A plain web server shows index.html at the folder's address."""
    assert urls.location_of(path) == location


class TestIndex:
    """Which page a location names."""

    @given(st.lists(locations.map(lambda s: s.rstrip("/") or "x"), unique=True, max_size=8))
    def test_every_page_is_found_by_its_own_location(self, keys):
        """No looser spelling of one page ever takes another page's own location."""
        pairs = [(key, urls.location_of(key)) for key in keys]
        index = urls.index_of(pairs)
        # Only index.html and a file called like its folder share a location; one must win.
        for key, location in pairs:
            assert urls.location_of(index[location]) == location
            assert index[location] == key

    @given(st.permutations(["index.html", "a/index.html", "a.html", "a/b.html", "b/index.html"]))
    def test_the_order_of_pages_does_not_matter(self, keys):
        """The same pages give the same index."""
        assert urls.index_of((k, urls.location_of(k)) for k in keys) == urls.index_of(
            (k, urls.location_of(k)) for k in sorted(keys)
        )

    @pytest.mark.parametrize("written", ["guide/start/", "guide/start", "guide/start/index.html"])
    def test_links_may_spell_a_page_in_several_ways(self, written):
        """With or without slash, with the file's name: all name the page."""
        assert urls.index_of([("guide/start/index.html", "guide/start/")])[written] == "guide/start/index.html"

    def test_a_page_without_its_ending_is_found(self):
        """Servers that hide .html are common."""
        index = urls.index_of([("a.html", "a.html"), ("b/index.html", "b/")])
        assert index["a"] == "a.html"

    def test_a_pages_own_location_beats_a_looser_spelling(self):
        """``a`` is the page that stands there, not ``a.html`` without its ending."""
        index = urls.index_of([("a.html", "a.html"), ("a/index.html", "a")])
        assert index["a"] == "a/index.html"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://cdn.example/ä b.png?x=1 2", "https://cdn.example/%C3%A4%20b.png?x=1%202"),
        ("https://cdn.example/%C3%A4.png?a=%26&b", "https://cdn.example/%C3%A4.png?a=%26&b"),
        (" https://cdn.example/a.png#f ", "https://cdn.example/a.png#f"),
        ('https://cdn.example/"<>.png', "https://cdn.example/%22%3C%3E.png"),
    ],
)
def test_addresses_for_others_are_encoded_once(url, expected):
    """What may not stand raw is encoded; what is encoded already stays, however often it is done."""
    assert urls.tidy(url) == expected
    assert urls.tidy(expected) == expected


def test_without_an_address_nothing_is_absolute():
    """No address is invented for a site that has none."""
    assert urls.absolute("", "a/") is None


@pytest.mark.parametrize(
    ("location", "key", "found"),
    [
        ("blog/a/", "blog/a/index.html", "blog/a/"),
        ("blog/a", "blog/a.html", "blog/a"),
        ("blog/a/", "blog/a.html", "blog/a/"),
        ("", "index.html", ""),
        ("pages/about.html", "about/index.html", "about/"),
    ],
)
def test_a_page_is_where_its_file_is(location, key, found):
    """What the host says counts, unless no server would find the file there."""
    assert urls.published_at(location, key) == found


ragged = st.lists(
    st.sampled_from(["a", "b.html", "..", ".", "", "c d", "x:y", "%20", "#f", "?q", "#", ";p", "~", ".h", "\n", "["]),
    max_size=5,
).map("/".join)


@given(href=ragged, base=locations | ragged, site=st.sampled_from((*SITES, "https://example.org/docs/", "//x")))
@example(href="../b.html#f", base="a/c/", site="https://example.org/")
@example(href="../../b.html", base="a/c.html", site="")
def test_plain_references_are_resolved_as_all_others(href: str, base: str, site: str) -> None:
    plainly = urls._resolved_plainly(href, base, site)
    assert plainly is None or plainly == urls._resolved(href, base, site)


@given(
    href=st.tuples(
        st.sampled_from(["https://", "http://", "HTTPS://", "//", "https:/", "ftp://"]),
        st.sampled_from(["example.org", "EXAMPLE.org", "example.org:80", "u@example.org", "e.net", "[", "e.net:x"]),
        st.sampled_from(["", "/", "/docs/", "/docs/a?b#c", "?q", "#f", " "]),
    ).map("".join),
    site=st.sampled_from((*SITES, "https://example.org/docs/", "http://EXAMPLE.org:80/")),
)
def test_addresses_elsewhere_are_told_as_all_others(href: str, site: str) -> None:
    assert urls.resolve(href, base="a/", site_url=site) == urls._resolved(href, "a/", site)


@pytest.mark.parametrize(
    "href", ["https://tea.org/a/b.html#c", "http://TEA.org", "http://tea.org?a=../b", "https://x.y:80/"]
)
def test_what_names_its_host_leads_to_one_place_from_everywhere(href: str) -> None:
    assert urls.names_host(href) == (":80" not in href)
    assert len({urls.resolve(href, base=base, site_url="https://tea.org/") for base in ("", "a/", "a/b/c.html")}) == 1


@pytest.mark.parametrize("href", ["http://", "http:a.html", "//tea.org/a", "a/b.html", "#a", "?u=http://tea.org/"])
def test_what_may_not_name_its_host_is_looked_at_each_time(href: str) -> None:
    assert not urls.names_host(href)
