"""Pelican configuration of The SMO Handbook.

The addresses are those MkDocs gives to the same files (use_directory_urls):
`linking/orphans.md` becomes `linking/orphans/`, `linking/index.md` becomes
`linking/`. Files in `blog/` are articles, all others are pages.
"""

import sys
from pathlib import Path

from markdown.extensions.toc import slugify_unicode

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from relative_links import RelativeLinksExtension

SITENAME = "The SMO Handbook"
SITEURL = "https://handbook.example"
AUTHOR = "The handbook team"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = "notmyidea"

PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE.parent / "build" / "sample" / "pelican")
DELETE_OUTPUT_DIRECTORY = True

PLUGINS = ["smo_pelican"]
# The accent that Material's teal gives the cards of the MkDocs build.
SMO = {
    "cards": {"colours": {"accent": "#009485"}},
    "section": {"enabled": True, "count": 20},
    "resources": {"enabled": True, "slot": "after_content"},
}

# What is what. The overview page of the blog is a page, not an article.
ARTICLE_PATHS = [
    f"blog/{path.name}"
    for path in sorted((HERE / "content" / "blog").glob("*.md"))
    if path.name != "index.md"
]
ARTICLE_EXCLUDES = []
PAGE_PATHS = ["", "blog/index.md"]
PAGE_EXCLUDES = ["blog", "images"]
STATIC_PATHS = ["images"]

# Addresses: the path of the source, without ".md" and without "index".
PATH_METADATA = r"(?P<address>.*?)(?:(?:^|/)index)?\.md$"
ARTICLE_URL = ARTICLE_LANG_URL = "{address}/"
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = "{address}/index.html"
PAGE_URL = PAGE_LANG_URL = "{address}/"
PAGE_SAVE_AS = PAGE_LANG_SAVE_AS = "{address}/index.html"
DRAFT_URL = DRAFT_LANG_URL = "drafts/{address}/"
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = "drafts/{address}/index.html"

# Pages that Pelican makes. The home page is content/index.md and the overview
# of the blog is content/blog/index.md, so Pelican's own list goes elsewhere.
DIRECT_TEMPLATES = ["index", "tags", "authors", "archives"]
INDEX_SAVE_AS = "posts/index.html"
TAGS_SAVE_AS = "tags/index.html"
AUTHORS_SAVE_AS = "authors/index.html"
ARCHIVES_SAVE_AS = "archives/index.html"
CATEGORIES_SAVE_AS = ""
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
AUTHOR_URL = "authors/{slug}/"
AUTHOR_SAVE_AS = "authors/{slug}/index.html"
CATEGORY_URL = "category/{slug}/"
CATEGORY_SAVE_AS = "category/{slug}/index.html"
DEFAULT_PAGINATION = False

DISPLAY_PAGES_ON_MENU = False
DISPLAY_CATEGORIES_ON_MENU = False
MENUITEMS = [
    (title, f"{SITEURL}/{folder}/")
    for title, folder in (
        ("Start", "start"),
        ("Linkability", "linkability"),
        ("Sharing", "sharing"),
        ("Previews", "previews"),
        ("Linking", "linking"),
        ("Travel", "travel"),
        ("Measure", "measure"),
        ("Blog", "blog"),
        ("Français", "fr"),
        ("العربية", "ar"),
        ("日本語", "ja"),
    )
]

FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_ALL_RSS = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

SUMMARY_MAX_LENGTH = 50

# The same extensions, with the same options, as in mkdocs.yml; "meta" reads
# the front matter, and relative_links does what MkDocs does by itself.
MARKDOWN = {
    "extensions": [RelativeLinksExtension()],
    "extension_configs": {
        "markdown.extensions.meta": {},
        "markdown.extensions.tables": {},
        "markdown.extensions.fenced_code": {},
        "markdown.extensions.attr_list": {},
        "markdown.extensions.footnotes": {},
        "markdown.extensions.toc": {
            "permalink": True,
            "slugify": slugify_unicode,
        },
    },
    "output_format": "xhtml",
}
